"""A protected place of work that is told by its kind alone: somebody "works nights at the airport"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from moderation.hints.fold import View
from moderation.hints.hint import Hint, Kind, Strength, Term
from moderation.hints.word_lists import AT_WORK, WORKPLACES
from moderation.hints.words import Word

_MAY_BE = "Somebody's place of work is protected, and this may be it."

_BEFORE = frozenset({"at", "for", "in", "down", "up", "over", "from", "with"})

_WITHIN = 7
"""Words between what says that somebody works and where."""

_SENTENCE_ENDS = re.compile(r"[.!?;\n]")


def at_work_hints(folded: View, words: Sequence[Word], terms: Sequence[Term]) -> Iterator[Hint]:
    """Marks for the checker's eye, where a place of work is among `terms`; nobody is asked about them."""
    term = next((one for one in terms if one.kind is Kind.WORKPLACE), None)
    if term is None:
        return
    for at in range(2, len(words)):
        if _is_a_place(words, at) and _somebody_works(folded, words, at):
            start, end = folded.span(words[at - 1].start, words[at].end)
            yield Hint(start, end, term.kind, Strength.MARK, _MAY_BE, term.id)


def _is_a_place(words: Sequence[Word], at: int) -> bool:
    return words[at].key in WORKPLACES and words[at - 1].key == "the" and words[at - 2].key in _BEFORE


def _somebody_works(folded: View, words: Sequence[Word], at: int) -> bool:
    """Does the same sentence say so, shortly before?"""
    before = words[max(at - 2 - _WITHIN, 0) : at - 2]
    return any(
        one.key in AT_WORK and not _SENTENCE_ENDS.search(folded.text, one.end, words[at].start)
        for one in before
    )
