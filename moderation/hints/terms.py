"""Protected terms as words: whole, in part, in the possessive, with slips of the finger.

Time grows with the letter, not with letter times terms: every word is looked up once.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from moderation.hints.fold import View, fold
from moderation.hints.hint import CODE_KINDS, KIND_WORDS, Hint, Kind, Strength, Term
from moderation.hints.typing_errors import Misspellings
from moderation.hints.word_lists import INSTITUTIONS, LITTLE_WORDS, MONTHS, WORD_LIKE
from moderation.hints.words import Word, is_month_here, keys_of

_TELLING_IN_PART = frozenset({Kind.SURNAME, Kind.NAME, Kind.PLACE})
"""Kinds of which one distinctive word gives the whole away."""

_ORDINARY = WORD_LIKE | INSTITUTIONS | LITTLE_WORDS | MONTHS
_LARGEST_GAP = 4
"""Folded characters between two words of one term: ", " or a line's end, with a little word or none."""

_SHORT = 4
"""Shorter words count with a capital only."""

_SURE_SLIP = 7
"""Letters from which a misspelling with a capital is taken for the term itself."""


_WHOLE = "This is a protected {words}."
_PART = "This is part of a protected {words}."
_SLIP = "This looks like a protected {words}, spelt differently."
_ORDINARY_WORD = "This is a protected {words}, and an ordinary word as well."

Verdict = tuple[Strength, str]
"""How sure a hint is, and the reason, with a gap for the kind."""


@dataclass(frozen=True)
class _Parts:
    """A term taken apart. `strong` words tell by themselves; `weak` ones only in company."""

    term: Term
    strong: frozenset[str]
    weak: frozenset[str]
    loose: bool
    """Little words may stand between its words, because it has some itself, or is a date."""

    @property
    def all(self) -> frozenset[str]:
        return self.strong | self.weak


@dataclass(frozen=True)
class _Hit:
    """The text's word number `at` is, or was meant to be, the term's word `key`."""

    at: int
    key: str
    slip: bool


def term_hints(
    words: list[Word], folded: View, protected: Sequence[Term], allowed_at: Set[int]
) -> list[Hint]:
    """Hints for the words that are terms, or parts of terms.

    `allowed_at`: numbers of the words that belong to an allowed term. They cannot be part of a protected
    one; but if they are the whole of it, deny wins.
    """
    taken_apart = [_take_apart(term) for term in protected if term.kind not in CODE_KINDS]
    hints: list[Hint] = []
    for parts, hits in _hits(words, taken_apart):
        for run in _eligible_runs(words, parts, hits, allowed_at):
            verdict = _judge(words, parts, run)
            if verdict is None:
                continue
            strength, wording = verdict
            start, end = folded.span(words[run[0].at].start, words[run[-1].at].end)
            reason = wording.format(words=KIND_WORDS[parts.term.kind])
            hints.append(Hint(start, end, parts.term.kind, strength, reason, parts.term.id))
    return hints


def allowed_runs(words: list[Word], allowed: Iterable[str]) -> list[range]:
    """Numbers of the words, side by side, that are an allowed term; possessives included."""
    by_first: dict[str, list[list[str]]] = {}
    for value in allowed:
        if keys := keys_of(fold(value).text):
            by_first.setdefault(keys[0], []).append(keys)
    runs: list[range] = []
    for at, word in enumerate(words):
        for keys in by_first.get(word.key, ()):
            if [other.key for other in words[at : at + len(keys)]] == keys:
                runs.append(range(at, at + len(keys)))
        if [word.key.removesuffix("s")] in by_first.get(word.key.removesuffix("s"), ()):
            runs.append(range(at, at + 1))
    return runs


def _take_apart(term: Term) -> _Parts:
    keys = [key for key in keys_of(fold(term.value).text) if len(key) > 1 or key.isdecimal()]
    telling = [key for key in keys if key not in LITTLE_WORDS] or keys
    if len(set(telling)) == 1:
        return _Parts(term, frozenset(telling), frozenset(), loose=False)
    shortest = 3 if term.kind in (Kind.SURNAME, Kind.NAME) else 4
    strong = {key for key in telling if len(key) >= shortest and key not in _ORDINARY and not key.isdecimal()}
    loose = term.kind == Kind.DOB or len(telling) < len(keys)
    return _Parts(term, frozenset(strong), frozenset(telling) - strong, loose)


def _hits(words: list[Word], taken_apart: list[_Parts]) -> Iterator[tuple[_Parts, list[_Hit]]]:
    """For each term that occurs, its hits in the order of the text."""
    owners: dict[str, list[int]] = {}
    for number, parts in enumerate(taken_apart):
        for key in parts.all:
            owners.setdefault(key, []).append(number)
    strong = {key for parts in taken_apart for key in parts.strong} - _ORDINARY
    misspellings = Misspellings(strong)
    meant: dict[str, list[str]] = {}
    found: dict[int, list[_Hit]] = {}
    for at, word in enumerate(words):
        exact = [key for key in (word.key, word.key.removesuffix("s")) if key in owners][:1]
        if word.key not in meant:
            meant[word.key] = [] if word.key in _ORDINARY else misspellings.find(word.key)
        for key in exact or meant[word.key]:
            for number in owners[key]:
                found.setdefault(number, []).append(_Hit(at, key, slip=not exact))
    return ((taken_apart[number], found[number]) for number in sorted(found))


def _runs(words: list[Word], hits: list[_Hit]) -> Iterator[list[_Hit]]:
    """Hits of one term that stand side by side; little words between them do not part them."""
    run: list[_Hit] = []
    for hit in hits:
        if run and not _side_by_side(words, run[-1].at, hit.at):
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def _side_by_side(words: list[Word], first: int, second: int) -> bool:
    if second - first > 3 or any(words[at].key not in LITTLE_WORDS for at in range(first + 1, second)):
        return False
    gaps = (words[at + 1].start - words[at].end for at in range(first, second))
    return all(gap <= _LARGEST_GAP for gap in gaps)


def _eligible_runs(
    words: list[Word], parts: _Parts, hits: list[_Hit], allowed_at: Set[int]
) -> Iterator[list[_Hit]]:
    """What to judge: every run that is the whole term, and of the others what allowed terms leave."""
    for run in _runs(words, hits) if len(parts.all) > 1 else ([hit] for hit in hits):
        if {hit.key for hit in run if not hit.slip} == parts.all:
            yield run
        else:
            yield from _runs(words, [hit for hit in run if hit.at not in allowed_at])


def _judge(words: list[Word], parts: _Parts, run: list[_Hit]) -> Verdict | None:
    if len(parts.all) == 1:
        return _judge_single(words, run[0])
    keys = {hit.key for hit in run}
    strong = [hit for hit in run if hit.key in parts.strong]
    if not strong:
        return _judge_weak(words, parts, run)
    if all(hit.slip for hit in strong):
        if len(keys) > 1:
            return Strength.HOLD, _SLIP
        if parts.term.kind in _TELLING_IN_PART:
            return _judge_slip(words[strong[0].at], strong[0].key)
        # One misspelt word of a longer name is mostly another word.
        return (Strength.ASK, _SLIP) if words[strong[0].at].telling_capital else None
    if len(keys) == 1 and len(strong[0].key) < _SHORT and not words[strong[0].at].any_capital:
        return None
    sure = len(keys) > 1 or parts.term.kind in _TELLING_IN_PART
    return (Strength.HOLD if sure else Strength.ASK), (_WHOLE if keys == parts.all else _PART)


def _judge_single(words: list[Word], hit: _Hit) -> Verdict | None:
    word = words[hit.at]
    if hit.slip:
        return _judge_slip(word, hit.key)
    if hit.key in _ORDINARY:
        if not word.telling_capital or is_month_here(words, hit.at):
            return None
        return Strength.ASK, _ORDINARY_WORD
    if len(hit.key) < _SHORT and not word.any_capital and not hit.key.isdecimal():
        return None
    return Strength.HOLD, _WHOLE


def _judge_slip(word: Word, key: str) -> Verdict | None:
    if len(key) < _SURE_SLIP and not word.any_capital:
        return None
    sure = len(key) >= _SURE_SLIP and word.telling_capital
    return (Strength.HOLD if sure else Strength.ASK), _SLIP


def _judge_weak(words: list[Word], parts: _Parts, run: list[_Hit]) -> Verdict | None:
    """Words that tell nothing singly: two or more side by side, if the term has no others.

    One of a person's several surnames or first names asks, as a word-like name does that stands alone.
    """
    keys = {hit.key for hit in run}
    if parts.term.kind in (Kind.SURNAME, Kind.NAME):
        named = [hit for hit in run if hit.key in WORD_LIKE and words[hit.at].telling_capital]
        if named and keys != parts.all:
            return Strength.ASK, _PART
    whole = keys == parts.all
    if parts.strong or len(keys) < 2 or (keys <= INSTITUTIONS and not whole):
        return None
    if not parts.loose and any(other.at - one.at != 1 for one, other in pairwise(run)):
        return None
    return (Strength.HOLD, _WHOLE) if whole else (Strength.ASK, _PART)
