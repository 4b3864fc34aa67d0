"""Joins what a page was read to say (OCR) with what its file names (the text layer).

The file's own words are exact, but they may lie: a layer can name other words than those that show, and be
so near them that it looks like a slip of the reader. So a named word takes the place of a read one only where
both have the same letters; everywhere else what was read stays where it is, and what was named is added at
the end: hints and searches see both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from moderation.hints.fold import folded_letters
from moderation.sanitise.safe import Box, Reading, SeenWord

Named = tuple[str, Box]

_MOSTLY = 0.4
"""Of a named word's box must lie in a read word's for them to stand at the same place."""


@dataclass(frozen=True)
class _Piece:
    text: str
    box: Box
    sure: float


def merged(read: Reading, named: Sequence[Named]) -> Reading:
    """One Reading with exact words where they are to be had; codes and faces as they were."""
    if not named:
        return read
    at_same_place, left = _matched(read.words, named)
    text, words, end = "", list[SeenWord](), 0
    for word, here in zip(read.words, at_same_place, strict=True):
        text += read.text[end : word.start]
        same = _same_letters(word.text, [named[number][0] for number in here])
        pieces = [_Piece(*named[number], 1.0) for number in here] if same else []
        left += [] if same else here
        text = _written(text, words, pieces or [_Piece(word.text, word.box, word.sure)])
        end = word.end
    text += read.text[end:]
    if left:
        text = f"{text.rstrip()}\n" if text.strip() else ""
        text = _laid_out(text, words, [named[number] for number in sorted(left)])
    return Reading(text, tuple(words), read.codes, read.faces)


def reading_of_words(named: Sequence[Named]) -> Reading:
    """Of a page whose file was made by us, so that every word of it is known."""
    words: list[SeenWord] = []
    text = _laid_out("", words, named)
    return Reading(text, tuple(words), (), ())


def _matched(read: Sequence[SeenWord], named: Sequence[Named]) -> tuple[list[list[int]], list[int]]:
    """For each read word the numbers of the named words at its place, left to right; and of those where
    nothing was read."""
    here: list[list[int]] = [[] for _ in read]
    alone: list[int] = []
    corners = np.array([_corners(word.box) for word in read], dtype=np.int64).reshape(-1, 4)
    for number, (_, box) in enumerate(named):
        left, top, right, bottom = _corners(box)
        wide = np.minimum(right, corners[:, 2]) - np.maximum(left, corners[:, 0])
        high = np.minimum(bottom, corners[:, 3]) - np.maximum(top, corners[:, 1])
        shared = np.maximum(wide, 0) * np.maximum(high, 0)
        best = int(shared.argmax()) if len(read) else -1
        if best < 0 or shared[best] < _MOSTLY * box.width * box.height:
            alone.append(number)
        else:
            here[best].append(number)
    return [sorted(some, key=lambda number: named[number][1].left) for some in here], alone


def _corners(box: Box) -> tuple[int, int, int, int]:
    return box.left, box.top, box.left + box.width, box.top + box.height


def _same_letters(read: str, named: Sequence[str]) -> bool:
    """Letters and digits alone, without case and accents. No slip of a reader counts as the same: a layer
    that says letters for digits would hide a number."""
    return bool(named) and _letters(read) == _letters("".join(named))


def _letters(text: str) -> str:
    return folded_letters(text) or text


def _written(text: str, words: list[SeenWord], pieces: Sequence[_Piece]) -> str:
    for number, piece in enumerate(pieces):
        text += " " if number else ""
        words.append(SeenWord(piece.text, len(text), len(text) + len(piece.text), piece.box, piece.sure))
        text += piece.text
    return text


def _laid_out(text: str, words: list[SeenWord], named: Sequence[Named]) -> str:
    """Words in the file's own order; a word that stands clearly lower or higher begins a line."""
    before: Box | None = None
    for word, box in named:
        if before is not None:
            text += " " if abs(box.top - before.top) < max(box.height, before.height) / 2 else "\n"
        text = _written(text, words, [_Piece(word, box, 1.0)])
        before = box
    return text
