"""A letter's words in plain spelling, one space between them, with the way back to the original.

No capitals, no apostrophes, no commas; text-speak and frequent misspellings are read as the words they stand
for ("u" is you, "cudnt" is couldnt). A sentence ends with " . ", a line with " | ". So a rule is written once
and reads careful letters, small letters and telephones' letters alike.
"""

import re
from dataclasses import dataclass, field

from moderation.hints.fold import View
from moderation.hints.lookalikes import DIGITS_FOR_LETTERS
from moderation.hints.said.spelling import spelt

SENTENCE, LINE = ".", "|"
_LONGEST_WORD = 40
_PIECE = re.compile(r"[£$€]|[^\W_]+(?:['*][^\W_]+)*|[.!?]+|\n+")
_MIXED = re.compile(r"(?=[a-z0-9]{0,23}[a-z])(?=[a-z0-9]{0,23}[0-9])[a-z0-9]{3,24}")
_QUANTITY = re.compile(r"[0-9]+(?:st|nd|rd|th|am|pm|k|p|yrs?|m|ft|s)?")
_LETTERS = str.maketrans(DIGITS_FOR_LETTERS)


@dataclass(frozen=True)
class Plain:
    """`text`, and for each of its characters where it begins and ends in the original."""

    text: str
    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of `self.text[start:end]`, without a pause at either end."""
        while start < end and self.text[start] in " .|":
            start += 1
        while end > start and self.text[end - 1] in " .|":
            end -= 1
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)

    def around(self, start: int, end: int) -> str:
        """The whole sentence, or sentences, in which `self.text[start:end]` stands."""
        first = max(self.text.rfind(f" {stop} ", 0, start) for stop in (SENTENCE, LINE))
        lasts = [self.text.find(f" {stop} ", end) for stop in (SENTENCE, LINE)]
        last = min((one for one in lasts if one >= 0), default=len(self.text))
        return self.text[max(first, 0) : last]


def plain(folded: View) -> Plain:
    """The words of a folded text in plain spelling. It begins with a space and ends as a line does."""
    text, starts, ends = [" "], [0], [0]
    for found in _PIECE.finditer(folded.text):
        piece = found.group()
        if piece[0] in "£$€":
            word = "money"
        elif piece[0] in ".!?":
            word = SENTENCE
        elif piece[0] == "\n":
            word = LINE
        elif len(piece) > _LONGEST_WORD:
            continue
        else:
            word = _word(piece)
        start, end = folded.span(*found.span())
        for character in f"{word} ":
            text.append(character)
            starts.append(start)
            ends.append(end)
    text += [LINE, " "]
    return Plain("".join(text), starts + [starts[-1]] * 2, ends + [ends[-1]] * 2)


def _word(piece: str) -> str:
    bare = piece.replace("'", "").replace("*", "")
    read = spelt(bare)
    if read == bare and _MIXED.fullmatch(bare) and not _QUANTITY.fullmatch(bare):
        return spelt(bare.translate(_LETTERS))
    return read
