"""The two entrances: hints for staff at the desk, and hints for somebody who is writing.

They are apart so that a writer can never learn whether a guess is right: the writer's entrance refuses to be
given a term of anybody else's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import or_
from typing import NamedTuple

from moderation.hints.allowed import allowed_runs
from moderation.hints.fold import View, fold, folded_letters
from moderation.hints.hint import Hint, Strength, Term
from moderation.hints.known.find import known_hints
from moderation.hints.learned.opinion import Reading, second_opinion
from moderation.hints.learned.recogniser import Recogniser
from moderation.hints.listed_places import listed_place_hints
from moderation.hints.unknown.find import unknown_hints
from moderation.hints.unknown.letter import Letter, read_letter
from moderation.hints.word_lists import LITTLE_WORDS
from moderation.hints.words import Word, keys_of, words_of
from moderation.sanitise.text import TextTooLong, clean_line

LONGEST_TERM = 80
"""Characters: a term is a name or an address, and not a story."""

_MOST_REASONS = 3


class ForeignTerm(Exception):
    """Somebody who is writing was about to be checked against a term of the other side."""

    sentence = "Something went wrong while we looked through your letter. Your words are safe."

    def __str__(self) -> str:
        return self.sentence


class UselessTerm(Exception):
    """A protected or allowed term that would match nothing, or everything."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class LookedThrough:
    """A letter that was looked through: sorted hints, no two of which overlap, and what became of the second
    opinion. Without one, no hints do not mean that there is nothing."""

    hints: list[Hint]
    reading: Reading


def hints_for_desk(text: str, protected: Sequence[Term], allowed: Sequence[str]) -> list[Hint]:
    """What the rules find in `text` that may identify: every protected term, in whatever disguise, and what
    identifies anybody.

    Allowed terms are taken out first; what is protected as a whole is told all the same (deny wins).
    Sorted by place; no two hints overlap.
    """
    return _merge(_hints(_read(text, allowed), protected))


def look_through(
    text: str, protected: Sequence[Term], allowed: Sequence[str], recogniser: Recogniser | None
) -> LookedThrough:
    """As `hints_for_desk`, and what `recogniser` says (None: this installation does without)."""
    read = _read(text, allowed)
    opinion = second_opinion(text, read.said, recogniser)
    return LookedThrough(_merge([*_hints(read, protected), *opinion.hints]), opinion.reading)


def hints_for_writer(
    text: str, own_terms: Sequence[Term], own_side: str, own_names: Sequence[str] = ()
) -> list[Hint]:
    """What to ask somebody who writes: as for the desk, but against the writer's own side's terms alone, and
    without what is only for a checker's eye. `own_names`: names on the writer's own card.

    Raises ForeignTerm if any term belongs to another side, whatever the text: what a writer is shown, and
    how long it takes, must not depend on terms of the other side.
    """
    if any(term.side != own_side for term in own_terms):
        raise ForeignTerm
    found = _merge(_hints(_read(text, own_names), own_terms))
    return [hint for hint in found if hint.strength is not Strength.MARK]


def check_term(value: str) -> str:
    """A term as it should be kept, cleaned. Raises UselessTerm, with a sentence for who entered it."""
    try:
        cleaned = clean_line(value, LONGEST_TERM)
    except TextTooLong as too_long:
        raise UselessTerm("This is too long. Please enter one name, place or number at a time.") from too_long
    if len(folded_letters(cleaned)) < 2:
        raise UselessTerm("This is too short. Please enter at least two letters or digits.")
    if all(key in LITTLE_WORDS for key in keys_of(fold(cleaned).text)):
        raise UselessTerm("These words are in every letter. Please enter the whole name or place.")
    return cleaned


class _Read(NamedTuple):
    """A text, read once for all rules; `letter` as the rules for unknown identifiers read it.

    `allowed_at`: the numbers of words that are allowed terms; `cover`: one byte for each character, 1 where
    an allowed term stands; `said`: the same, 1 as well where a name stands that is known everywhere.
    """

    text: str
    folded: View
    words: list[Word]
    allowed_at: set[int]
    cover: bytearray
    letter: Letter
    said: bytes


def _read(text: str, allowed: Sequence[str]) -> _Read:
    folded = fold(text)
    words = words_of(text, folded)
    runs = allowed_runs(words, allowed)
    cover = bytearray(len(text))
    for run in runs:
        start, end = folded.span(words[run[0]].start, words[run[-1]].end)
        cover[start:end] = b"\1" * (end - start)
    allowed_at = {at for run in runs for at in run}
    letter = read_letter(text, folded, words, allowed_at)
    said = bytes(map(or_, cover, letter.famous))
    return _Read(text, folded, words, allowed_at, cover, letter, said)


def _hints(read: _Read, protected: Sequence[Term]) -> list[Hint]:
    """All rules together; unsorted, and some overlap."""
    listed = listed_place_hints(read.folded, read.words, read.allowed_at)
    return [
        *known_hints(read.text, read.folded, read.words, protected, read.allowed_at, read.letter.said),
        *(hint for hint in unknown_hints(read.letter) if 0 in read.cover[hint.start : hint.end]),
        *(hint for hint in listed if 0 in read.said[hint.start : hint.end]),
    ]


def _merge(hints: list[Hint]) -> list[Hint]:
    """Overlapping hints become one, as wide as all of them and led by the weightiest."""
    merged: list[Hint] = []
    group: list[Hint] = []
    group_end = 0
    for hint in sorted(hints, key=lambda hint: (hint.start, -hint.end)):
        if group and hint.start >= group_end:
            merged.append(_lead(group))
            group = []
        group_end = max(group_end, hint.end) if group else hint.end
        group.append(hint)
    return [*merged, _lead(group)] if group else merged


def _lead(group: list[Hint]) -> Hint:
    ranked = sorted(
        group,
        key=lambda hint: (-hint.strength.weight, hint.term_id is None, hint.start - hint.end, hint.reason),
    )
    lead = ranked[0]
    reasons = list(dict.fromkeys(hint.reason for hint in ranked if hint.strength is lead.strength))
    return Hint(
        min(hint.start for hint in group),
        max(hint.end for hint in group),
        lead.kind,
        lead.strength,
        " ".join(reasons[:_MOST_REASONS]),
        lead.term_id,
    )
