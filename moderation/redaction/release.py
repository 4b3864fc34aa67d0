"""Safe pages without what is to go, each with its proof: what may reach a recipient."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from moderation.redaction.pixels import marks, paint
from moderation.redaction.places import matches
from moderation.redaction.proof import Check, Proof, prove
from moderation.sanitise.refusals import Broken
from moderation.sanitise.room.room import Room
from moderation.sanitise.room.wire import Pixels
from moderation.sanitise.safe import Box, Reading, SafePage, SeenWord
from moderation.sanitise.said import reading_of

_SECONDS_A_PAGE = 40
"""For reading one page again; a tenth of it is usual."""


@dataclass(frozen=True)
class RedactedPage:
    """`jpeg`: without what stood in `boxes`. `reading`: what is left to read. `proof`: only a page whose
    proof passed may leave."""

    jpeg: bytes
    boxes: tuple[Box, ...]
    reading: Reading
    proof: Proof


def redact_pages(
    pages: Sequence[SafePage], boxes: Sequence[Sequence[Box]], removed: Sequence[Sequence[str]], room: Room
) -> tuple[RedactedPage, ...]:
    """Each page without the boxes meant for it, proved; a page without boxes stays as it is.

    `removed`: for each page, texts that must not be found on it any more. Raises Refused when the room
    cannot read.
    """
    painted = [
        paint(page.jpeg, chosen) if chosen else page.jpeg for page, chosen in zip(pages, boxes, strict=True)
    ]
    readings = _read_again(pages, painted, room) if any(removed) else {}
    return tuple(
        RedactedPage(
            jpeg,
            tuple(chosen),
            without(page, chosen),
            prove(page, jpeg, chosen, gone, readings.__getitem__),
        )
        for page, jpeg, chosen, gone in zip(pages, painted, boxes, removed, strict=True)
    )


def not_read_again(page: SafePage, boxes: Sequence[Box]) -> RedactedPage:
    """A page that the room could not read again: painted, and not to leave."""
    failed = Check("read again", False, "The released page could not be read again.")
    return RedactedPage(paint(page.jpeg, boxes), tuple(boxes), without(page, boxes), Proof((failed,)))


def places_of(pages: Sequence[SafePage], removed: Sequence[str]) -> list[tuple[Box, ...]]:
    """For each page, every place where one of these texts stands."""
    return [
        tuple(dict.fromkeys(box for text in removed for box in matches(page.reading, text))) for page in pages
    ]


def without(page: SafePage, boxes: Sequence[Box]) -> Reading:
    """What can be read on a page when these boxes are painted."""
    painted = marks(boxes, page.width, page.height)
    text, words, line = "", list[SeenWord](), 0
    for word in page.reading.words:
        if is_under(painted, word.box):
            continue
        number = page.reading.text.count("\n", 0, word.start)
        text += "" if not text else " " if number == line else "\n"
        words.append(replace(word, start=len(text), end=len(text) + len(word.text)))
        text, line = text + word.text, number
    codes = tuple(code for code in page.reading.codes if not is_under(painted, code.box))
    faces = tuple(face for face in page.reading.faces if not is_under(painted, face))
    return Reading(text, tuple(words), codes, faces)


def is_under(painted: Iterable[Box], box: Box) -> bool:
    """Is its middle under one of these marks?"""
    return any(mark.holds_middle_of(box) for mark in painted)


def _read_again(pages: Sequence[SafePage], painted: Sequence[bytes], room: Room) -> dict[bytes, Reading]:
    """What the room reads on each, in one go: starting the reader takes longer than a page."""
    patient = room.bound_by(replace(room.limits, seconds=room.limits.seconds + _SECONDS_A_PAGE * len(pages)))
    said = list(patient.run("read", *painted))
    if len(said) != len(pages):
        raise Broken
    readings = {}
    for frame, jpeg, page in zip(said, painted, pages, strict=True):
        if isinstance(frame, Pixels):
            raise Broken
        readings[jpeg] = reading_of(frame, page.width, page.height)
    return readings
