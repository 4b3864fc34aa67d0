"""Joins what a page was read to say (OCR) with what its file names (the text layer).

The file's own words are exact, but they may lie: a layer can name other words than those that show. So a
named word takes the place of a read one only where both nearly agree; where nothing was read, it is added, at
the end; elsewhere what was read stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from moderation.sanitise.safe import Box, Reading, SeenWord

Named = tuple[str, Box]

_NEARLY = 60
"""Of 100, by rapidfuzz's ratio, letters alone and without case: OCR's slips pass, another word does not."""

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
    at_same_place, alone = _matched(read.words, named)
    text, words, end = "", list[SeenWord](), 0
    for word, here in zip(read.words, at_same_place, strict=True):
        text += read.text[end : word.start]
        pieces = [_Piece(*one, 1.0) for one in here] if _agree(word.text, here) else None
        text = _written(text, words, pieces or [_Piece(word.text, word.box, word.sure)])
        end = word.end
    text += read.text[end:]
    if alone:
        text = f"{text.rstrip()}\n" if text.strip() else ""
        text = _laid_out(text, words, alone)
    return Reading(text, tuple(words), read.codes, read.faces)


def reading_of_words(named: Sequence[Named]) -> Reading:
    """Of a page whose file was made by us, so that every word of it is known."""
    words: list[SeenWord] = []
    text = _laid_out("", words, named)
    return Reading(text, tuple(words), (), ())


def _matched(read: Sequence[SeenWord], named: Sequence[Named]) -> tuple[list[list[Named]], list[Named]]:
    """For each read word the named words at its place, left to right; and those where nothing was read."""
    here: list[list[Named]] = [[] for _ in read]
    alone: list[Named] = []
    for text, box in named:
        shares = [_share(box, word.box) for word in read]
        best = max(range(len(shares)), key=shares.__getitem__, default=-1)
        if best < 0 or shares[best] < _MOSTLY:
            alone.append((text, box))
        else:
            here[best].append((text, box))
    return [sorted(some, key=lambda one: one[1].left) for some in here], alone


def _share(inner: Box, outer: Box) -> float:
    wide = min(inner.left + inner.width, outer.left + outer.width) - max(inner.left, outer.left)
    high = min(inner.top + inner.height, outer.top + outer.height) - max(inner.top, outer.top)
    return max(0, wide) * max(0, high) / (inner.width * inner.height)


def _agree(read: str, here: Sequence[Named]) -> bool:
    named = "".join(text for text, _ in here)
    return bool(here) and fuzz.ratio(_letters(read), _letters(named)) >= _NEARLY


def _letters(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum()) or text


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
