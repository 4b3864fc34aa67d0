"""Which pieces of a letter the model reads at once.

Whole sentences: in a long window it sees half of what it sees in a short one. Every piece is in a window.
"""

import re
from collections.abc import Iterator, Sequence

from moderation.hints.learned.wordpiece import Piece

LONGEST = 62
"""Pieces. The model could take 510; on letters it finds twice as many places in windows of this size."""

OVERLAP = 16
"""Pieces that two windows of one long sentence share, so that no name is cut in two."""

Window = tuple[int, int]
"""From one piece up to (not with) another."""

_SENTENCE_END = re.compile(r"[.!?]['\")\u2019\u201d]{0,3}(?=\s)|\n")


def windows(text: str, pieces: Sequence[Piece]) -> list[Window]:
    """Windows over all pieces, in order: neighbouring sentences together while they fit."""
    packed: list[Window] = []
    for start, end in _sentences(text, pieces):
        if end - start > LONGEST:
            packed += _slices(start, end)
        elif packed and end - packed[-1][0] <= LONGEST:
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return packed


def _sentences(text: str, pieces: Sequence[Piece]) -> Iterator[Window]:
    ends = iter([*(found.end() for found in _SENTENCE_END.finditer(text)), len(text) + 1])
    sentence_end = next(ends)
    start = 0
    for at, piece in enumerate(pieces):
        if piece.start >= sentence_end:
            if at > start:
                yield start, at
            start = at
            while piece.start >= sentence_end:
                sentence_end = next(ends)
    if start < len(pieces):
        yield start, len(pieces)


def _slices(start: int, end: int) -> Iterator[Window]:
    while end - start > LONGEST:
        yield start, start + LONGEST
        start += LONGEST - OVERLAP
    yield start, end
