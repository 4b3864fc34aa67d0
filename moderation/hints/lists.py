"""An agency's own words: some it never wants pointed at, some it always does, whatever the arrangement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from moderation.hints.allowed import allowed_runs
from moderation.hints.fold import View, fold
from moderation.hints.hint import CONDUCT_KINDS, Hint, Kind, Strength, Term
from moderation.hints.known.find import known_hints
from moderation.hints.words import Word, words_of

WATCHED = "This is on your team's own list of words to point at."
RULE = "agency-watch"


@dataclass(frozen=True)
class AgencyLists:
    """`quiet`: never pointed at, as if every arrangement allowed them; `watch`: always pointed at, to ask."""

    quiet: tuple[str, ...] = ()
    watch: tuple[tuple[Kind, str], ...] = ()


def with_lists(
    text: str, hints: Sequence[Hint], protected: Sequence[Term], allowed: Sequence[str], lists: AgencyLists
) -> list[Hint]:
    """`hints` of `text` as the agency's own lists change them; sorted, and no two overlap.

    A quiet word takes away hints at unknown identifiers alone: what may be a protected term is told all the
    same, and so is how something is said. A watched word that the arrangement allows is not pointed at.
    """
    if not lists.quiet and not lists.watch:
        return list(hints)
    folded = fold(text)
    words = words_of(text, folded)
    left = _without_quiet(text, folded, words, hints, protected, lists.quiet)
    return _together([*left, *_watched(text, folded, words, allowed, lists.watch)])


def _without_quiet(
    text: str,
    folded: View,
    words: list[Word],
    hints: Sequence[Hint],
    protected: Sequence[Term],
    quiet: Sequence[str],
) -> list[Hint]:
    cover = _cover(text, folded, words, quiet)
    silent = [one for one in hints if _may_be_quiet(one) and _covered(text, cover, one)]
    if not silent:
        return list(hints)
    known = known_hints(text, folded, words, protected, frozenset())
    return [one for one in hints if one not in silent or any(_overlap(one, other) for other in known)]


def _may_be_quiet(hint: Hint) -> bool:
    return hint.term_id is None and hint.kind not in CONDUCT_KINDS


def _watched(
    text: str, folded: View, words: list[Word], allowed: Sequence[str], watch: Sequence[tuple[Kind, str]]
) -> list[Hint]:
    terms = [Term(str(number), kind, word, "", watch=True) for number, (kind, word) in enumerate(watch)]
    found = known_hints(text, folded, words, terms, frozenset()) if terms else []
    cover = _cover(text, folded, words, allowed)
    return [
        replace(one, strength=Strength.ASK, reason=WATCHED, term_id=None, rule=RULE)
        for one in found
        if not _covered(text, cover, one)
    ]


def _cover(text: str, folded: View, words: list[Word], values: Iterable[str]) -> bytearray:
    """One byte for each character: 1 where one of `values` stands as it is written."""
    cover = bytearray(len(text))
    for run in allowed_runs(words, values):
        start, end = folded.span(words[run[0]].start, words[run[-1]].end)
        cover[start:end] = b"\1" * (end - start)
    return cover


def _covered(text: str, cover: bytearray, hint: Hint) -> bool:
    return all(cover[at] for at in range(hint.start, hint.end) if not text[at].isspace())


def _overlap(one: Hint, other: Hint) -> bool:
    return one.start < other.end and other.start < one.end


def _together(hints: Sequence[Hint]) -> list[Hint]:
    """Overlapping hints become one, as wide as all of them and led by the weightiest."""
    groups: list[list[Hint]] = []
    end = -1
    for hint in sorted(hints, key=lambda hint: (hint.start, -hint.end)):
        if hint.start < end:
            groups[-1].append(hint)
        else:
            groups.append([hint])
        end = max(end, hint.end)
    return [_lead(group) for group in groups]


def _lead(group: list[Hint]) -> Hint:
    lead = max(
        group, key=lambda hint: (hint.strength.weight, hint.term_id is not None, hint.end - hint.start)
    )
    return replace(lead, start=min(one.start for one in group), end=max(one.end for one in group))
