"""Names in pieces: the beginning in one place and the end in another, or as numbers for letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import combinations, pairwise

from moderation.hints.fold import View, folded_letters
from moderation.hints.hint import KIND_WORDS, Hint, Kind, Strength, Term
from moderation.hints.known.index import Index, Sure
from moderation.hints.known.parts import Entry, Parts
from moderation.hints.lexicon import is_ordinary
from moderation.hints.words import Word

_REACH = 15
"""Words within which two pieces of a name are put together."""
_FAR = 250
"""Words within which pieces are, if they are hardly words."""
_SHORTEST = 3
_TELLING = 4
"""Letters of a piece that is no word, beside which the rest may be as short as "by"."""
_MOST_PIECES = 5
_NUMBERS = re.compile(
    r"(?<![\w])(?:[1-9]|1[0-9]|2[0-6])(?:[ ,.\-/\n]{1,3}(?:[1-9]|1[0-9]|2[0-6])(?!\w)){3,30}"
)
_KEYS = re.compile(r"(?<![\w-])[2-9](?:[ ,.\-]{1,3}[2-9](?![\w])){5,14}")
_TOKEN = re.compile(r"[^\s,;()]{1,60}")
_NAMED = (Kind.EMAIL, Kind.HANDLE)
_NUMBER = re.compile(r"[0-9]{1,2}")

_PIECES = "These pieces make a protected {words} when they are put together."
_KEYED = "These digits spell a protected {words} on the keys of a telephone."
_COUNTED = "These numbers spell a protected {words}, with 1 for a."


def piece_hints(
    folded: View, words: list[Word], terms: Sequence[Parts], allowed_at: Set[int]
) -> Iterator[Hint]:
    """A strong word of a term of which the pieces stand in their order: two near one another, two far apart
    that are hardly words, or more."""
    slices = _slices({word.key for word in words}, terms)
    reached: dict[tuple[int, str, int], tuple[int, ...]] = {}
    for at, word in enumerate(words):
        for parts, name, begin in slices.get(word.key, ()):
            before = reached.get((parts.number, name, begin), ()) if begin else ()
            if (begin and not before) or len(before) == _MOST_PIECES:
                continue
            end = begin + len(word.key)
            if end < len(name):
                reached[parts.number, name, end] = (*before, at)
            else:
                yield from _pieced(folded, words, (*before, at), parts, allowed_at)


def _slices(written: Set[str], terms: Sequence[Parts]) -> dict[str, list[tuple[Parts, str, int]]]:
    """Which written words are pieces of a name, and where in it they begin."""
    found: dict[str, list[tuple[Parts, str, int]]] = {}
    for parts in terms:
        for name in parts.strong:
            for begin, end in combinations(range(len(name) + 1), 2):
                if 2 <= end - begin < len(name) - 1 and name[begin:end] in written:
                    found.setdefault(name[begin:end], []).append((parts, name, begin))
    return found


def _pieced(
    folded: View, words: list[Word], chain: tuple[int, ...], parts: Parts, allowed_at: Set[int]
) -> Iterator[Hint]:
    pieces = [words[at] for at in chain]
    gap = max(other - one for one, other in pairwise(chain))
    odd = [word for word in pieces if not is_ordinary(word.key)]
    strength = None
    if len(pieces) == 2 and min(len(word.key) for word in pieces) >= _SHORTEST and gap < _REACH:
        strength = Strength.ASK
    elif allowed_at.isdisjoint(chain) and gap < _FAR:
        strength = _strength_of(pieces, odd, near=gap < _REACH)
    if strength is None:
        return
    places = [(pieces[0].start, pieces[-1].end)]
    if gap >= _REACH:
        places = [(word.start, word.end) for word in pieces]
    for start, end in places:
        yield _hint(*folded.span(start, end), parts, strength, _PIECES)


def _strength_of(pieces: list[Word], odd: list[Word], *, near: bool) -> Strength | None:
    """How much pieces mean that are short, many or far apart: the less they are words, the more."""
    letters = sum(len(word.key) for word in pieces)
    strange = sum(len(word.key) for word in odd)
    if len(pieces) > 2:
        return Strength.MARK if near and strange * 2 > letters else None
    if len(odd) == 2:
        return Strength.ASK
    if near:
        return Strength.ASK if strange >= _TELLING else None
    named = any(word.telling_capital for word in odd)
    return Strength.MARK if odd and not named and min(len(one.key) for one in pieces) >= _SHORTEST else None


def code_piece_hints(said: View, terms: Sequence[Term]) -> Iterator[Hint]:
    """An address of the net or a user name of which the beginning stands here and the rest there."""
    wanted = [(folded_letters(term.value.partition("@")[0]), term) for term in terms if term.kind in _NAMED]
    wanted = [(letters, term) for letters, term in wanted if len(letters) >= 2 * _SHORTEST]
    if not wanted:
        return
    tokens = [
        (letters, *found.span())
        for found in _TOKEN.finditer(said.text)
        if (letters := "".join(filter(str.isalnum, found[0].partition("@")[0])))
    ]
    places: dict[str, list[int]] = {}
    for number, token in enumerate(tokens):
        places.setdefault(token[0], []).append(number)
    for letters, term in wanted:
        for size in range(4, len(letters) - 1):
            for first in places.get(letters[:size], ()):
                for second in places.get(letters[size:], ()):
                    if first < second <= first + _REACH:
                        reason = _PIECES.format(words=KIND_WORDS[term.kind])
                        start, end = said.span(tokens[first][1], tokens[second][2])
                        yield Hint(start, end, term.kind, Strength.HOLD, reason, term.id)


def counted_hints(folded: View, index: Index) -> Iterator[Hint]:
    """Runs of numbers that are places in the alphabet."""
    for found in _NUMBERS.finditer(folded.text):
        numbers = list(_NUMBER.finditer(found[0]))
        letters = "".join(chr(96 + int(number[0])) for number in numbers)
        for size in range(len(letters), 3, -1):
            for first in range(len(letters) - size + 1):
                for entry in _meant(index, letters[first : first + size]):
                    start = found.start() + numbers[first].start()
                    end = found.start() + numbers[first + size - 1].end()
                    yield _hint(*folded.span(start, end), entry.parts, Strength.HOLD, _COUNTED)


def keypad_hints(folded: View, index: Index) -> Iterator[Hint]:
    """Runs of single digits that an old telephone writes as a name."""
    for found in _KEYS.finditer(folded.text):
        digits = "".join(filter(str.isdecimal, found[0]))
        for entry in index.on_keypad(digits):
            yield _hint(*folded.span(*found.span()), entry.parts, Strength.ASK, _KEYED)


def _meant(index: Index, letters: str) -> list[Entry]:
    return [meant.entry for meant in index.plain(letters) if meant.sure is Sure.CERTAIN]


def _hint(start: int, end: int, parts: Parts, strength: Strength, wording: str) -> Hint:
    term = parts.term
    return Hint(start, end, term.kind, strength, wording.format(words=KIND_WORDS[term.kind]), term.id)
