"""Proof before release: the finished page is opened again as an attacker would open it.

Nothing here trusts what painted the page. Each check can fail alone; release needs all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from moderation.hints.fold import folded_letters
from moderation.redaction.jpeg_parts import NotWhole, Parts, take_apart
from moderation.redaction.pixels import marks
from moderation.redaction.places import matches
from moderation.redaction.traces import LONGEST_RUN, SHORTEST, find_traces
from moderation.sanitise.safe import Box, Reading, SafePage

Read = Callable[[bytes], Reading]
"""Reads a JPEG page in the locked room."""

_BLOCK = 8
_BLOCK_NOISE = 12.0
"""How far, on average over a block of 8 x 8 pixels, the released page may be off the safe page outside the
marks (of 255). Encoding white noise again makes 6, and there is no harder picture."""

_WELL_READ, _LONG, _MANY = 0.9, 4, 5
"""A page on which so many words, so sure and with so many letters, are left is not read as an empty one."""


@dataclass(frozen=True)
class Check:
    """One question and its answer; `sentence` never repeats what was removed."""

    name: str
    passed: bool
    sentence: str


@dataclass(frozen=True)
class Proof:
    """All checks of one page or document."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Every check, and there is at least one."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    def to_json(self) -> dict[str, object]:
        """As kept with the decision."""
        return {
            "passed": self.passed,
            "checks": [
                {"name": one.name, "passed": one.passed, "sentence": one.sentence} for one in self.checks
            ],
        }


def prove(
    original: SafePage, released: bytes, boxes: Iterable[Box], removed: Sequence[str], read: Read
) -> Proof:
    """Is `released` the safe page with these boxes painted, and nothing else?

    `removed` are words or phrases that must not stand anywhere on the page any more: not where some of
    their places stay on purpose. A page that has failed already, or with nothing removed, is
    not read: reading takes longest.
    """
    boxes = tuple(boxes)
    try:
        parts = take_apart(released)
        pixels = _pixels(released)
    except (NotWhole, OSError, ValueError, Image.DecompressionBombError):
        return Proof((Check("opens", False, "The released page does not open as a JPEG."),))
    seen = [_nothing_besides(parts), _no_bytes(parts, removed), _same_size(pixels, original)]
    if seen[-1].passed:
        painted = marks(boxes, original.width, original.height)
        seen += [
            _one_colour(pixels, [*painted, *_on_page(boxes, original)]),
            _rest_the_same(pixels, _pixels(original.jpeg), painted),
        ]
        if removed and all(check.passed for check in seen):
            seen.append(_not_read_again(read(released), removed, _left(original.reading, painted)))
    return Proof(tuple(seen))


def _pixels(jpeg: bytes) -> NDArray[np.int16]:
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as picture:
        return np.asarray(picture.convert("RGB"), dtype=np.int16)


def _nothing_besides(parts: Parts) -> Check:
    strangers = parts.strangers()
    if strangers:
        return Check("nothing besides pixels", False, f"The released page holds {', '.join(strangers)}.")
    return Check("nothing besides pixels", True, "The released page holds pixels and nothing else.")


def _same_size(pixels: NDArray[np.int16], original: SafePage) -> Check:
    if pixels.shape[:2] != (original.height, original.width):
        return Check("size", False, "The released page has another size than the safe page.")
    return Check("size", True, "The released page has the safe page's size.")


def _no_bytes(parts: Parts, removed: Sequence[str]) -> Check:
    forms = [
        form
        for text in removed
        for form in (
            *find_traces(parts.besides, text),
            *find_traces(parts.tables, text, LONGEST_RUN + 1),
            *find_traces(parts.scans, text, SHORTEST),
        )
    ]
    if forms:
        named = ", ".join(sorted(set(forms)))
        return Check("bytes", False, f"Something removed stands in the released page's bytes ({named}).")
    return Check(
        "bytes", True, "Nothing removed stands in the released page's bytes, in any form looked for."
    )


def _one_colour(pixels: NDArray[np.int16], painted: Sequence[Box]) -> Check:
    for mark in painted:
        if _part(pixels, mark).any():
            return Check("painted", False, "A place that was taken out is not wholly black.")
    return Check("painted", True, "Every place that was chosen, and every mark, is black to the last pixel.")


def _on_page(boxes: Sequence[Box], page: SafePage) -> list[Box]:
    """What was chosen, cut to the page: it must be gone wherever the marks lie."""
    cut = []
    for box in boxes:
        left, top = max(box.left, 0), max(box.top, 0)
        right, bottom = min(box.left + box.width, page.width), min(box.top + box.height, page.height)
        if right > left and bottom > top:
            cut.append(Box(left, top, right - left, bottom - top))
    return cut


def _rest_the_same(pixels: NDArray[np.int16], before: NDArray[np.int16], painted: Sequence[Box]) -> Check:
    off = np.abs(pixels - before).mean(axis=2)
    for mark in painted:
        _part(off, mark)[...] = 0
    height, width = (-(-side // _BLOCK) * _BLOCK for side in off.shape)
    whole = np.zeros((height, width))
    whole[: off.shape[0], : off.shape[1]] = off
    blocks = whole.reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK).mean(axis=(1, 3))
    if float(blocks.max()) > _BLOCK_NOISE:
        return Check("rest the same", False, "Outside the marks the released page is not the safe page.")
    return Check("rest the same", True, "Outside the marks the released page is the safe page.")


def _left(reading: Reading, painted: Sequence[Box]) -> int:
    """How many words a reader that read at all would read again: well read, long, in its own script."""
    return sum(
        word.sure >= _WELL_READ
        and len(word.text) >= _LONG
        and word.text.isascii()
        and word.text.isalpha()
        and not any(mark.holds_middle_of(word.box) for mark in painted)
        for word in reading.words
    )


def _tells(text: str) -> bool:
    """Not a letter or two: those are read out of nothing, a line, a speck, a corner of a mark."""
    letters = folded_letters(text)
    return len(letters) > 2 or letters.isdigit()


def _not_read_again(reading: Reading, removed: Sequence[str], expected: int) -> Check:
    if expected >= _MANY and not reading.words:
        return Check("read again", False, "The released page could not be read again.")
    if any(matches(reading, text, guess=False) for text in removed if _tells(text)):
        return Check("read again", False, "Something removed can still be read on the released page.")
    return Check("read again", True, "Nothing that was to go from the whole page can be read on it.")


def _part(pixels: NDArray[np.generic], box: Box) -> NDArray[np.generic]:
    return pixels[box.top : box.top + box.height, box.left : box.left + box.width]
