"""Addresses of the net and user names as somebody says them: "kelz then a line then t then ninety four"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from moderation.hints.fold import View, fold
from moderation.hints.hint import KIND_WORDS, Hint, Kind, Strength, Term

_NAMED = (Kind.EMAIL, Kind.HANDLE, Kind.URL)
_TOKEN = re.compile(r"[^\W_]{1,60}")
_PART = re.compile(r"[^\W\d_]+|\d+")
_FEWEST_LETTERS = 5
_MOST_BETWEEN = 5
_SIGN_WORDS = """
    then a an the and with in all one word its it's it is like letter letters number numbers big small capital
    capitals lower upper case little line low under score underscore dash hyphen dot full stop point comma
    space no gap after that followed by next plus first sign together joined up underline middle s
    """
_BETWEEN = frozenset(_SIGN_WORDS.split())
"""What people say between the parts of a name; anything else ends it."""

_SAID = "This is a protected {words}, as one would say it."


def dictated_hints(said: View, terms: Sequence[Term]) -> Iterator[Hint]:
    """All parts of a name in their order, with nothing but words such as "then" and "underscore" between."""
    wanted = [(parts, term) for term in terms if term.kind in _NAMED and (parts := _parts(term.value))]
    if not wanted:
        return
    tokens = [(found[0], *found.span()) for found in _TOKEN.finditer(said.text)]
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        places.setdefault(token[0], []).append(at)
    for parts, term in wanted:
        for first in places.get(parts[0], ()):
            last = _followed([token[0] for token in tokens[first : first + _longest(parts)]], parts)
            if last is not None:
                start, end = said.span(tokens[first][1], tokens[first + last][2])
                reason = _SAID.format(words=KIND_WORDS[term.kind])
                yield Hint(start, end, term.kind, Strength.HOLD, reason, term.id)


def _parts(value: str) -> list[str]:
    """ "kelz", "t", "94": [] for a name of one part, or too short a one."""
    parts = _PART.findall(fold(value.partition("@")[0] or value[1:]).text)
    return parts if len(parts) > 1 and sum(map(len, parts)) >= _FEWEST_LETTERS else []


def _longest(parts: list[str]) -> int:
    return len(parts) * (1 + _MOST_BETWEEN)


def _followed(words: list[str], parts: list[str]) -> int | None:
    """The number of the word that is the last part; None if another word comes between."""
    at, between = 0, 0
    for number, word in enumerate(words):
        if word == parts[at]:
            at, between = at + 1, 0
            if at == len(parts):
                return number
        elif word in _BETWEEN and between < _MOST_BETWEEN:
            between += 1
        else:
            return None
    return None
