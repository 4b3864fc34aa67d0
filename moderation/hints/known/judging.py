"""How much it means that words of a term stand in a letter: alone, in company, with or without capitals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from moderation.hints.fold import View
from moderation.hints.hint import KIND_WORDS, Hint, Kind, Strength
from moderation.hints.known.hits import Hit
from moderation.hints.known.index import EXACT, SHORTENED, Sure
from moderation.hints.known.parts import Parts
from moderation.hints.lexicon import is_ordinary
from moderation.hints.word_lists import (
    BEFORE_A_GROUP,
    BEFORE_A_PERSON,
    BEFORE_A_PLACE,
    BEFORE_THE_GROUP,
    GOING,
    INSTITUTIONS,
    LITTLE_WORDS,
    PLAYING,
)
from moderation.hints.words import Word, is_month_here

_LARGEST_GAP = 4
_SHORT = 4
"""Shorter words count with a capital only."""
_LINKS = frozenset({"and", "of", "n", "the"})
"""As often a sign, or left out: "B&Q" is "B and Q"."""
_GROUPS = frozenset({Kind.SCHOOL, Kind.CLUB, Kind.WORKPLACE})
"""What is called "the Lions"."""
_LONG = 6
"""Letters from which a likely word with a capital is taken for the term itself."""

WHOLE = "This is a protected {words}."
PART = "This is part of a protected {words}."
ORDINARY = "This is a protected {words}, and an ordinary word as well."
DISGUISED = "This looks like a protected {words}, {how}."
WATCHED = "This is on the watch list of a protected {words}."

Verdict = tuple[Strength, str]


@dataclass(frozen=True)
class _Run:
    """Hits of one term that stand side by side."""

    hits: list[Hit]
    words: list[Word]

    @property
    def covered(self) -> frozenset[str]:
        return frozenset().union(*(hit.entry.covers for hit in self.hits))

    @property
    def first(self) -> int:
        return min(hit.first for hit in self.hits)

    @property
    def last(self) -> int:
        return max(hit.last for hit in self.hits)

    def telling(self, hits: Sequence[Hit]) -> bool:
        """Whether a word has a capital only a name would have, or these words stand alone on a line."""
        return any(self.words[at].telling_capital for hit in hits for at in range(hit.first, hit.last + 1))

    def capital(self, hits: Sequence[Hit]) -> bool:
        return any(self.words[hit.first].any_capital for hit in hits)


def judged(
    folded: View, words: list[Word], hits: list[Hit], allowed_at: Set[int], *, careless: bool
) -> list[Hint]:
    """Hints for the hits. Words that belong to an allowed term cannot be part of a protected one; but if
    they are the whole of it, deny wins. `careless`: the writer leaves capitals out."""
    by_term: dict[int, list[Hit]] = {}
    for hit in hits:
        by_term.setdefault(hit.entry.parts.number, []).append(hit)
    hints: list[Hint] = []
    for number in sorted(by_term):
        parts = by_term[number][0].entry.parts
        for run in _eligible(words, parts, by_term[number], allowed_at):
            verdict = _judge(folded, parts, run, allowed_at, careless)
            if verdict is not None:
                start, end = folded.span(words[run.first].start, words[run.last].end)
                strength, wording = verdict
                term = parts.term
                reason = (WATCHED if term.watch else wording).format(words=KIND_WORDS[term.kind])
                hints.append(Hint(start, end, term.kind, strength, reason, term.id))
    return hints


def _eligible(words: list[Word], parts: Parts, hits: list[Hit], allowed_at: Set[int]) -> Iterator[_Run]:
    for run in _runs(words, sorted(hits, key=lambda hit: (hit.first, hit.last)), parts):
        exact = frozenset().union(*(hit.entry.covers for hit in run.hits if hit.how == EXACT))
        if parts.all and exact >= parts.all:
            yield run
            continue
        left = [hit for hit in run.hits if not any(at in allowed_at for at in range(hit.first, hit.last + 1))]
        yield from _runs(words, left, parts)


def _runs(words: list[Word], hits: list[Hit], parts: Parts) -> Iterator[_Run]:
    run: list[Hit] = []
    last = -1
    for hit in hits:
        if run and not _side_by_side(words, last, hit.first, parts.has_little or parts.is_little):
            yield _Run(run, words)
            run = []
        last = max(last, hit.last) if run else hit.last
        run.append(hit)
    if run:
        yield _Run(run, words)


def _side_by_side(words: list[Word], one: int, other: int, loose: bool) -> bool:
    if other <= one:
        return True
    if other - one > (3 if loose else 1) or any(
        words[at].key not in LITTLE_WORDS for at in range(one + 1, other)
    ):
        return False
    return all(words[at + 1].start - words[at].end <= _LARGEST_GAP for at in range(one, other))


def _judge(folded: View, parts: Parts, run: _Run, allowed_at: Set[int], careless: bool) -> Verdict | None:
    if parts.is_little and not run.covered >= parts.all - _LINKS:
        return None
    strong = [hit for hit in run.hits if hit.entry.strong]
    if strong:
        return _judge_strong(folded, parts, run, strong, careless)
    named = run.covered - parts.places
    spelt = {key for key in named if not key.isdecimal()}
    if not spelt:
        whole = len(run.covered) > 1 and run.covered >= parts.all
        return (Strength.HOLD, WHOLE) if whole else None
    if len(run.covered) > 1:
        return _judge_company(parts, run, careless)
    if run.hits[0].how != EXACT:
        return _judge_misspelt(parts, run)
    return _judge_wordlike(folded, parts, run) or (_judge_small(parts, run, allowed_at) if careless else None)


def _judge_strong(folded: View, parts: Parts, run: _Run, strong: list[Hit], careless: bool) -> Verdict | None:
    best = max(strong, key=lambda hit: (hit.sure, hit.how == EXACT, len(hit.entry.covers)))
    company = len(run.covered) > 1 and len(best.entry.covers) < len(run.covered)
    wording = _wording(parts, run, best)
    telling = run.telling(strong) or _alone_on_line(folded, run)
    letters = best.entry.letters
    if best.sure is Sure.CERTAIN:
        if len(letters) < _SHORT and not company and not run.capital(strong) and not letters.isdecimal():
            return None
        return Strength.HOLD, wording
    ordinary = all(is_ordinary(run.words[at].key) for at in range(best.first, best.last + 1))
    if best.sure is Sure.LIKELY:
        if company and not ordinary:
            return Strength.HOLD, wording
        if ordinary:
            return (Strength.ASK, wording) if telling and len(letters) >= _LONG else None
        if telling:
            return (Strength.HOLD if len(letters) >= _LONG else Strength.ASK), wording
        return (Strength.ASK, wording) if len(letters) >= _LONG else (Strength.MARK, wording)
    shortened = careless and best.how == SHORTENED
    return (Strength.MARK, wording) if (telling or shortened) and not ordinary else None


def _wording(parts: Parts, run: _Run, best: Hit) -> str:
    if best.how != EXACT:
        return DISGUISED.replace("{how}", best.how)
    return WHOLE if run.covered >= parts.all else PART


def _judge_company(parts: Parts, run: _Run, careless: bool) -> Verdict | None:
    """Ordinary words of the term beside one another; one of them may be what kind of place it is."""
    numbers = {key for key in parts.telling if key.isdecimal()}
    if run.covered >= parts.all - numbers:
        return Strength.HOLD, WHOLE if run.covered >= parts.all else PART
    telling = careless or run.telling(run.hits)
    if parts.is_name or telling or run.covered & parts.places or parts.term.watch:
        return Strength.ASK, PART
    return None


def _judge_misspelt(parts: Parts, run: _Run) -> Verdict | None:
    """An ordinary word of the term in disguise: only where it is a name, and no word as it stands."""
    best = max(run.hits, key=lambda hit: hit.sure)
    ordinary = all(is_ordinary(run.words[at].key) for at in range(best.first, best.last + 1))
    if best.sure is Sure.FAINT or ordinary or not run.telling([best]) or len(best.entry.letters) < 5:
        return None
    return Strength.ASK, _wording(parts, run, best)


def _judge_wordlike(folded: View, parts: Parts, run: _Run) -> Verdict | None:
    hit = run.hits[0]
    if is_month_here(run.words, hit.first):
        return None
    if run.telling(run.hits) or _alone_on_line(folded, run):
        return Strength.ASK, ORDINARY
    after = run.words[run.last + 1].key if run.last + 1 < len(run.words) else ""
    kinds = (Kind.SURNAME, Kind.NAME, Kind.PLACE, Kind.ADDRESS)
    if after in INSTITUTIONS and (parts.places or len(parts.all) > 2) and parts.term.kind not in kinds:
        return Strength.MARK, PART
    if parts.term.watch and len(parts.all) == 1:
        return Strength.MARK, ORDINARY
    return None


def _judge_small(parts: Parts, run: _Run, allowed_at: Set[int]) -> Verdict | None:
    """An ordinary word of the term where its writer leaves capitals out: only where a name would stand."""
    if is_month_here(run.words, run.first):
        return None
    at = run.first - 1
    article = at >= 0 and run.words[at].key == "the"
    before, second = (run.words[back].key if back >= 0 else "" for back in (at - article, at - article - 1))
    if parts.is_name:
        stands = not article and (before in BEFORE_A_PERSON or at in allowed_at)
    elif parts.term.kind in _GROUPS:
        stands = before in BEFORE_A_GROUP or (article and before in BEFORE_THE_GROUP) or second in PLAYING
    else:
        going = before == "to" and second in GOING
        stands = not article and parts.term.kind is Kind.PLACE and (before in BEFORE_A_PLACE or going)
    if stands:
        return Strength.ASK, ORDINARY
    return (Strength.MARK, ORDINARY) if article and parts.term.kind in _GROUPS else None


def _alone_on_line(folded: View, run: _Run) -> bool:
    """A line with nothing else on it is a letterhead or a signature."""
    start, end = run.words[run.first].start, run.words[run.last].end
    before = folded.text.rfind("\n", 0, start) + 1
    after = folded.text.find("\n", end)
    rest = folded.text[before:start] + folded.text[end : after if after >= 0 else len(folded.text)]
    return not any(letter.isalnum() for letter in rest) and run.words[run.first].any_capital
