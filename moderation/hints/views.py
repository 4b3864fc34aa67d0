"""Views in which only first letters are left: of lines, of sentences, of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, count

from moderation.hints.fold import View, first_letters_of_lines

_SENTENCE_ENDS = frozenset(".!?\n")


@dataclass(frozen=True)
class Initials:
    """A view of first letters. `fewest`: letters from which a word found here is no accident."""

    view: View
    units: str
    fewest: int


def initials(text: str, folded: View) -> Iterator[Initials]:
    """All views of first and last letters."""
    lines = first_letters_of_lines(folded)
    yield Initials(lines, "lines", 4)
    for first in (0, 1):
        yield Initials(lines.pick(range(first, len(lines.text), 2)), "lines", 5)
    yield Initials(_last_letters_of_lines(folded), "lines", 5)
    yield Initials(_first_letters_of_paragraphs(folded), "paragraphs", 4)
    sentences = _first_letters_of_sentences(folded)
    yield Initials(sentences, "sentences", 5)
    words = first_letters_of_words(folded)
    yield Initials(words, "words", 6)
    yield Initials(_capitals_within(text, folded), "capitals", 6)
    capitals = words.pick(at for at, start in enumerate(words.starts) if text[start].isupper())
    yield Initials(capitals, "capitals", 5)
    opening = frozenset(sentences.starts)
    chosen = (at for at, start in enumerate(capitals.starts) if start not in opening)
    yield Initials(capitals.pick(chosen), "capitals", 5)


def first_letters_of_words(folded: View) -> View:
    """One letter from the beginning of each word."""
    text, wordy = folded.text, folded.wordy
    return folded.pick(
        at for at in compress(count(), wordy) if not (at and (wordy[at - 1] or text[at - 1] == "'"))
    )


def _first_letters_of_paragraphs(folded: View) -> View:
    """One letter from the beginning of each run of lines that an empty line ends."""
    places: list[int] = []
    empty = 2
    for at, letter in enumerate(folded.text):
        if letter == "\n":
            empty += 1
        elif folded.wordy[at]:
            if empty > 1:
                places.append(at)
            empty = 0
    return folded.pick(places)


def _last_letters_of_lines(folded: View) -> View:
    places: list[int] = []
    last = -1
    for at, letter in enumerate(folded.text):
        if letter == "\n" and last >= 0:
            places.append(last)
            last = -1
        elif folded.wordy[at]:
            last = at
    return folded.pick([*places, last] if last >= 0 else places)


def _first_letters_of_sentences(folded: View) -> View:
    places: list[int] = []
    looking = True
    for at, letter in enumerate(folded.text):
        if letter in _SENTENCE_ENDS:
            looking = True
        elif looking and folded.wordy[at]:
            places.append(at)
            looking = False
    return folded.pick(places)


def _capitals_within(text: str, folded: View) -> View:
    """Capitals in the middle of words: "the loveliest daySweKnowIPleaseTOldN"."""
    return folded.pick(
        at
        for at in compress(count(), folded.wordy)
        if at and folded.wordy[at - 1] and text[folded.starts[at]].isupper()
    )
