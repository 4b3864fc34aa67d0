"""Takes words out of a letter, so that what is left tells neither what stood there nor how much.

Every released text passes through `redact`, with no ranges when nothing is to go: a mark typed by the
writer is made harmless on the same way.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MARK = "[taken out]"
"""Stands for anything removed. Always the same words, whatever and however much was removed; plain
words, because a screen reader passes over black bars and rows of dots."""

_TYPED_MARK = re.compile(
    r"[\[\uFF3B\u27E6\u3010\u3014\u2772\u2045](\s{0,9}taken\s{1,9}out\s{0,9})[\]\uFF3D\u27E7\u3011\u3015\u2773\u2046]",
    re.IGNORECASE,
)
_WORD_JOINERS = "'’-\u2010\u2011"


class BadRange(Exception):
    """A range that lies outside the letter, or that begins after its end."""

    sentence = "We could not find the words you chose in this letter. Please choose them again."

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, order=True)
class Range:
    """Characters from `start` up to, but without, `end`: Python offsets into the original text."""

    start: int
    end: int


def disarm_marks(text: str) -> str:
    """The same text, as long as before, in which nothing the writer typed passes for our MARK."""
    return _TYPED_MARK.sub(r"(\1)", text)


def merge_ranges(ranges: Iterable[Range], length: int) -> list[Range]:
    """Sorted ranges that neither touch nor overlap; empty ones dropped. Raises BadRange."""
    merged: list[Range] = []
    for wanted in sorted(ranges):
        if not 0 <= wanted.start <= wanted.end <= length:
            raise BadRange
        if wanted.start == wanted.end:
            continue
        if merged and wanted.start <= merged[-1].end:
            merged[-1] = Range(merged[-1].start, max(merged[-1].end, wanted.end))
        else:
            merged.append(wanted)
    return merged


def redact(text: str, ranges: Iterable[Range]) -> str:
    """A new text without the characters in `ranges`. Raises BadRange.

    Removals with no letter or digit between them become one mark, what stands between included: three
    marks, a comma and an "and" would tell that three names stood there.
    """
    pieces: list[str] = []
    kept_from = 0
    disarmed = disarm_marks(text)
    for removed in _join_neighbours(disarmed, merge_ranges(ranges, len(text))):
        pieces += (disarmed[kept_from : removed.start], MARK)
        kept_from = removed.end
    return "".join([*pieces, disarmed[kept_from:]])


def says_anything(redacted: str) -> bool:
    """Is anything left but marks, spaces and signs? A letter, a digit, or a picture such as a heart."""
    return any(unicodedata.category(one)[0] in "LNS" for one in redacted.replace(MARK, " "))


def widen_to_words(text: str, start: int, end: int) -> Range:
    """The smallest range of whole words around the characters start..end. Raises BadRange.

    Half a word left beside a mark often gives the word away.
    """
    if not 0 <= start <= end <= len(text):
        raise BadRange
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return Range(start, end)
    while start > 0 and _same_word(text, start):
        start -= 1
    while end < len(text) and _same_word(text, end):
        end += 1
    return Range(start, end)


def _join_neighbours(text: str, ranges: list[Range]) -> list[Range]:
    joined: list[Range] = []
    for removed in ranges:
        if joined and not any(map(str.isalnum, text[joined[-1].end : removed.start])):
            joined[-1] = Range(joined[-1].start, removed.end)
        else:
            joined.append(removed)
    return joined


def _same_word(text: str, place: int) -> bool:
    """Whether the characters on both sides of `place` belong to one word ("O'Brien" is one)."""
    before, after = text[place - 1], text[place]
    if _in_word(before) and _in_word(after):
        return True
    if before in _WORD_JOINERS and place >= 2:
        return _in_word(text[place - 2]) and _in_word(after)
    if after in _WORD_JOINERS and place + 1 < len(text):
        return _in_word(before) and _in_word(text[place + 1])
    return False


def _in_word(character: str) -> bool:
    # Vowel signs of many scripts are marks, not letters, and belong to their word all the same.
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")
