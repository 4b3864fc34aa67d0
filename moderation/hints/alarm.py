"""What in a letter a manager must see at once: a sign of danger, or that the writer knows what only the other
side should know. None of it is ever shown to the writer, nor is that anybody was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from moderation.hints.allowed import allowed_runs
from moderation.hints.content import signs_of_danger
from moderation.hints.fold import fold, folded_letters
from moderation.hints.hint import Hint, Kind, Strength, Term
from moderation.hints.known.dates import date_hints
from moderation.hints.known.find import known_hints
from moderation.hints.words import words_of


class Cause(StrEnum):
    """Why a manager is asked for."""

    DANGER = "danger"
    REVERSE_LEAK = "reverse-leak"


@dataclass(frozen=True)
class Alarm:
    """`text[start:end]` is why; `words` says them. `term_id` names the other side's term that was used."""

    cause: Cause
    start: int
    end: int
    reason: str
    term_id: str | None = None
    words: str = ""


def alarms_in(text: str, across: Sequence[Term], own_words: Sequence[str]) -> list[Alarm]:
    """What a manager must see, in the letter's order.

    `across` are the terms that protect the side the letter goes to; `own_words` what the writer may know: the
    allowed terms, and the words and names of the writer's own side. Hints for the eye alone (initials,
    puzzles, faint likenesses) raise no alarm.
    """
    leaks = {(one.term_id, one.start): one for one in _used(text, across, own_words)}
    found = [Alarm(Cause.DANGER, one.start, one.end, one.reason) for one in signs_of_danger(text)]
    found += [
        Alarm(Cause.REVERSE_LEAK, one.start, one.end, one.reason, one.term_id) for one in leaks.values()
    ]
    known = [replace(one, words=text[one.start : one.end]) for one in found]
    return sorted(known, key=lambda one: (one.start, one.end))


def _used(text: str, across: Sequence[Term], own_words: Sequence[str]) -> list[Hint]:
    terms = [one for one in across if not _is_own(one, own_words)]
    folded = fold(text)
    words = words_of(text, folded)
    allowed_at = {at for run in allowed_runs(words, own_words) for at in run}
    found = known_hints(text, folded, words, terms, allowed_at)
    return [one for one in found if one.strength is not Strength.MARK]


def _is_own(term: Term, own_words: Sequence[str]) -> bool:
    """Does the writer's side know this very word, or day, by itself?"""
    if any(folded_letters(one) == folded_letters(term.value) for one in own_words):
        return True
    return term.kind is Kind.DOB and any(True for one in own_words for _ in date_hints(fold(one), [term]))
