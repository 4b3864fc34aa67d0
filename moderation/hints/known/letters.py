"""Terms as runs of letters: pulled apart, run together, turned round, hung down a margin, hidden in initials.

All terms are searched at once, in views without spaces. A run counts only where words begin and end, so that
"the athlete" is not "Heath".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from moderation.hints.fold import View, digits_for_letters, letters_only, skeleton
from moderation.hints.hint import KIND_WORDS, Hint, Strength
from moderation.hints.known.parts import Parts
from moderation.hints.lexicon import is_ordinary
from moderation.hints.views import Initials, initials

_APART = "This looks like a protected {words}, with spaces or signs in it."
_TOGETHER = "This looks like a protected {words}, run together."
_WITHIN = "A protected {words} stands within this word."
_EXCHANGED = "This looks like a protected {words}, with digits, signs or other letters in it."
_BACKWARDS = "This looks like a protected {words}, written backwards."
_SPELT = "This spells a protected {words} aloud."
_HIDDEN = "The first letters of these {units} spell a protected {words}."

_WITHOUT_SPACES = "\u0e00"
"""From here on are scripts written without spaces, or with endings grown to the word."""
_SHORTEST, _SHORTEST_BACKWARDS = 3, 3
_LONGEST_ENDING = 1

_Found = tuple[int, int, Strength, str]


@dataclass(frozen=True)
class _Needle:
    """`letters` to search; `sizes`: letters of each of its words; `whole`: all of the term's words."""

    letters: str
    sizes: tuple[int, ...]
    parts: Parts

    def __len__(self) -> int:
        return len(self.letters)


class _Search:
    """Many needles in one pass."""

    def __init__(self, needles: Sequence[_Needle], form: Callable[[str], str]) -> None:
        self._needles = needles
        self._search = AhoCorasick([form(needle.letters) for needle in needles], matchkind=MatchKind.Standard)

    def matches(self, view: View) -> Iterator[tuple[_Needle, int, int]]:
        for number, start, end in self._search.find_matches_as_indexes(view.text, overlapping=True):
            yield self._needles[number], start, end


def letter_hints(text: str, folded: View, terms: Sequence[Parts]) -> list[Hint]:
    """Hints for terms that stand in `text` as runs of letters, but not word by word."""
    needles = [needle for parts in terms for needle in _needles(parts)]
    if not needles:
        return []
    hints: list[Hint] = []

    def tell(view: View, parts: Parts, found: _Found, units: str = "") -> None:
        start, end, strength, wording = found
        term = parts.term
        reason = wording.format(words=KIND_WORDS[term.kind], units=units)
        hints.append(Hint(*view.span(start, end), term.kind, strength, reason, term.id))

    letters = letters_only(folded)
    forwards = [needle for needle in needles if len(needle) >= _SHORTEST or _is_foreign(needle)]
    plainly = _Search(forwards, str)
    for needle, start, end in plainly.matches(letters):
        if verdict := _forwards(letters, needle, start, end):
            tell(letters, needle.parts, verdict)
    turned = [needle for needle in needles if len(needle) >= _SHORTEST_BACKWARDS]
    for needle, start, end in _Search(turned, lambda word: word[::-1]).matches(letters):
        if verdict := _backwards(text, letters, needle, start, end):
            tell(letters, needle.parts, verdict)
    exchanged = digits_for_letters(folded)
    for needle, start, end in _Search(turned, skeleton).matches(exchanged):
        if verdict := _exchanged(text, exchanged, needle, start, end):
            tell(exchanged, needle.parts, verdict)
    for hidden in initials(text, folded):
        for needle, start, end in plainly.matches(hidden.view):
            if (strength := _hidden(hidden, needle)) is not None:
                for at in range(start, end):
                    tell(hidden.view, needle.parts, (at, at + 1, strength, _HIDDEN), hidden.units)
    return hints


def spelt_hints(text: str, said: View, terms: Sequence[Parts]) -> list[Hint]:
    """Hints for terms that are spelt aloud, or in Morse: "ess kay eye pee tee oh en", "sierra kilo india"."""
    needles = [needle for parts in terms for needle in _needles(parts) if len(needle) >= 3]
    if not needles:
        return []
    letters = letters_only(said)
    hints = []
    for needle, start, end in _Search(needles, str).matches(letters):
        first, last = letters.span(start, end)
        written = sum(letter.isalnum() for letter in text[first:last])
        if all(_edges(letters, start, end)) and written != len(needle):
            term = needle.parts.term
            reason = _SPELT.format(words=KIND_WORDS[term.kind])
            hints.append(Hint(first, last, term.kind, Strength.HOLD, reason, term.id))
    return hints


def _needles(parts: Parts) -> Iterator[_Needle]:
    """The whole term; each word that tells by itself; and all words that tell, without the others."""
    named = tuple(word for word in parts.telling if word not in parts.places)
    runs = {parts.telling, named, *((word,) for word in parts.strong)}
    keys = parts.keys if parts.telling else ()
    for run in sorted(run for run in runs if run):
        yield _Needle("".join(run), tuple(len(word) for word in run), parts)
    if keys and "".join(keys) not in {"".join(run) for run in runs}:
        yield _Needle("".join(keys), tuple(len(key) for key in keys), parts)


def _is_foreign(needle: _Needle) -> bool:
    return needle.letters >= _WITHOUT_SPACES and len(needle) >= 2


def _forwards(view: View, needle: _Needle, start: int, end: int) -> _Found | None:
    pieces = _pieces(view, start, end)
    begins, ends = _edges(view, start, end)
    if begins and ends:
        verdict = _judge_pieces(pieces, needle)
    elif len(pieces) == 1 or (begins and not ends and max(pieces) == 1):
        first, last = _whole_words(view, start, end)
        beside = (view.text[first:start], view.text[end:last])
        verdict = _judge_within(needle, at_an_edge=begins or ends or all(map(_is_word, beside)))
        if verdict and needle.letters < _WITHOUT_SPACES:
            start, end = first, last
    else:
        verdict = None
    return (start, end, *verdict) if verdict else None


def _judge_pieces(pieces: tuple[int, ...], needle: _Needle) -> tuple[Strength, str] | None:
    if pieces == needle.sizes:
        return None  # word by word: judged as words, by their capitals and their company
    if len(pieces) == 1:
        return Strength.HOLD, _TOGETHER
    if max(pieces) == 1 and len(needle) >= 3:
        return Strength.HOLD, _APART
    if max(pieces) <= 2 and len(pieces) >= 3 and len(needle) >= 5:
        return Strength.HOLD, _APART
    return (Strength.ASK, _APART) if len(needle) >= 6 else None


def _is_word(beside: str) -> bool:
    return beside.isdecimal() or is_ordinary(beside)


def _judge_within(needle: _Needle, at_an_edge: bool) -> tuple[Strength, str] | None:
    if _is_foreign(needle):
        return Strength.HOLD, _WITHIN
    wordlike = len(needle.sizes) == 1 and needle.letters in needle.parts.wordlike
    if wordlike and len(needle) < 8:
        return None
    return (Strength.ASK, _WITHIN) if len(needle) >= (6 if at_an_edge else 8) else None


def _backwards(text: str, view: View, needle: _Needle, start: int, end: int) -> _Found | None:
    if needle.letters == needle.letters[::-1] or not all(_edges(view, start, end)):
        return None
    pieces = _pieces(view, start, end)
    ends_capital = text[view.starts[end - 1]].isupper() and not text[view.starts[start]].isupper()
    if len(needle) < 5:
        return (start, end, Strength.HOLD, _BACKWARDS) if ends_capital and len(pieces) == 1 else None
    if pieces == needle.sizes[::-1] or _is_one_run(pieces):
        wordlike = needle.letters in needle.parts.wordlike
        sure = len(needle) >= 6 or (ends_capital and not wordlike)
        return start, end, Strength.HOLD if sure else Strength.ASK, _BACKWARDS
    return None


def _exchanged(text: str, view: View, needle: _Needle, start: int, end: int) -> _Found | None:
    if not all(_edges(view, start, end)):
        return None
    pieces = _pieces(view, start, end)
    first, last = view.span(start, end)
    written = [letter for letter in text[first:last] if not letter.isspace()]
    strange = sum(not letter.isalpha() for letter in written)
    if not strange or strange > max(1, len(written) // 2):
        return None
    if pieces == needle.sizes or _is_one_run(pieces):
        if len(needle) < 4 and not all(letter.isupper() for letter in written if letter.isalpha()):
            return None
        return start, end, Strength.HOLD, _EXCHANGED
    return None


def _hidden(hidden: Initials, needle: _Needle) -> Strength | None:
    if len(needle) < hidden.fewest:
        return None
    return Strength.ASK if len(needle) > hidden.fewest else Strength.MARK


def _edges(view: View, start: int, end: int) -> tuple[bool, bool]:
    """Does a word begin at `start`, and one end at `end` (but for the "s" of a possessive)?"""
    begins = start in _set_of(view)
    if end == len(view.text) or end in _set_of(view):
        return begins, True
    one_more = end + _LONGEST_ENDING
    ends = view.text[end] == "s" and (one_more == len(view.text) or one_more in _set_of(view))
    return begins, ends


_sets: dict[int, tuple[View, frozenset[int]]] = {}


def _set_of(view: View) -> frozenset[int]:
    kept = _sets.get(id(view))
    if kept is None or kept[0] is not view:
        _sets.clear()
        kept = _sets[id(view)] = (view, frozenset(view.begins))
    return kept[1]


def _pieces(view: View, start: int, end: int) -> tuple[int, ...]:
    """Letters of each word, or part of one, in the run."""
    inner = view.begins[bisect_right(view.begins, start) : bisect_left(view.begins, end)]
    edges = [start, *inner, end]
    return tuple(other - one for one, other in pairwise(edges))


def _whole_words(view: View, start: int, end: int) -> tuple[int, int]:
    at = bisect_right(view.begins, start) - 1
    after = bisect_left(view.begins, end)
    return view.begins[max(at, 0)], view.begins[after] if after < len(view.begins) else len(view.text)


def _is_one_run(pieces: tuple[int, ...]) -> bool:
    return len(pieces) == 1 or max(pieces) <= 2
