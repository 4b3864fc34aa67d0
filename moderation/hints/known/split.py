"""Names in pieces: the beginning in one place and the end in another, or as numbers for letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from moderation.hints.fold import View, folded_letters
from moderation.hints.hint import KIND_WORDS, Hint, Kind, Strength, Term
from moderation.hints.known.index import Index, Sure
from moderation.hints.known.parts import Entry, Parts
from moderation.hints.words import Word

_REACH = 15
"""Words within which two pieces of a name are put together."""
_SHORTEST = 3
_NUMBERS = re.compile(
    r"(?<![\w])(?:[1-9]|1[0-9]|2[0-6])(?:[ ,.\-/\n]{1,3}(?:[1-9]|1[0-9]|2[0-6])(?!\w)){3,30}"
)
_TOKEN = re.compile(r"[^\s,;()]{1,60}")
_NAMED = (Kind.EMAIL, Kind.HANDLE)
_NUMBER = re.compile(r"[0-9]{1,2}")

_PIECES = "These pieces make a protected {words} when they are put together."
_COUNTED = "These numbers spell a protected {words}, with 1 for a."


def piece_hints(folded: View, words: list[Word], terms: Sequence[Parts]) -> Iterator[Hint]:
    """A strong word of a term whose beginning and end stand near one another."""
    beginnings: dict[str, list[tuple[str, Parts]]] = {}
    for parts in terms:
        for name in parts.strong:
            for length in range(_SHORTEST, len(name) - _SHORTEST + 1):
                beginnings.setdefault(name[:length], []).append((name[length:], parts))
    for at, word in enumerate(words):
        for rest, parts in beginnings.get(word.key, ()):
            for other in range(at + 1, min(at + _REACH, len(words))):
                if words[other].key == rest:
                    start, end = folded.span(word.start, words[other].end)
                    yield _hint(start, end, parts, Strength.ASK, _PIECES)
                    break


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


def _meant(index: Index, letters: str) -> list[Entry]:
    return [meant.entry for meant in index.plain(letters) if meant.sure is Sure.CERTAIN]


def _hint(start: int, end: int, parts: Parts, strength: Strength, wording: str) -> Hint:
    term = parts.term
    return Hint(start, end, term.kind, strength, wording.format(words=KIND_WORDS[term.kind]), term.id)
