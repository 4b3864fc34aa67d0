"""Dates of birth: day and month, in every form in which people write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from moderation.hints.dates import date_of, dates_in
from moderation.hints.fold import View
from moderation.hints.hint import KIND_WORDS, Hint, Kind, Strength, Term
from moderation.hints.numeric_days import Said

_SAME_DAY = "This is the day and month of a protected {words}."
_MAY_BE = "This may be the day and month of a protected {words}."


def date_hints(folded: View, terms: Sequence[Term]) -> Iterator[Hint]:
    """Hints for every mention of a protected day and month; with or without the year."""
    wanted: dict[tuple[int, int], list[Term]] = {}
    for term in terms:
        if term.kind is Kind.DOB and (day := date_of(term.value)) is not None:
            wanted.setdefault(day, []).append(term)
    if not wanted:
        return
    for said in dates_in(folded):
        for day in said.days:
            for term in wanted.get(day, ()):
                yield _hint(said, term)


def _hint(said: Said, term: Term) -> Hint:
    wording = _SAME_DAY if said.sure or said.feast else _MAY_BE
    strength = Strength.HOLD if said.sure else Strength.MARK if said.feast else Strength.ASK
    return Hint(
        said.start, said.end, term.kind, strength, wording.format(words=KIND_WORDS[term.kind]), term.id
    )
