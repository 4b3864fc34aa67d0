"""What is named after the word for it: "a nursery called Tiny Anchors", "her school, Hilltop"."""

from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.everyday_words import FIRST_NAMES, FUNCTION_WORDS
from moderation.hints.unknown.institution_words import TITLE_WORDS
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed
from moderation.hints.unknown.runs import (
    is_food_or_match,
    name_run,
    names_something,
    only_first_names,
)

_NAMED = "This stands after a word for a place or a group, as its name would."
_FIRM = "This looks like the name of a firm."

_LONG_BEFORE = 7
_NAMED_THINGS = listed(
    """
    nursery school house housing lodge hostel place firm company shop cafe club team church mosque pub road
    street village town farm centre hospital clinic unit ward surgery estate block flats building college
    group playgroup refuge project charity salon restaurant hotel factory agency
    """
)
_PEOPLE = listed(
    """
    lady man lad girl boy woman bloke friend nurse doctor teacher dog cat called book film baby pony horse
    """
)
_IS = listed("is was called named it's its")


def named_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for names that follow what they name."""
    for at, token in enumerate(letter.tokens[:-1]):
        if at and token.telling and not letter.tokens[at - 1].telling:
            yield from _and_partner(letter, at)
        if token.key in ("called", "named"):
            yield from _called(letter, at)
        if token.key in _NAMED_THINGS:
            yield from _apposition(letter, at)


def _and_partner(letter: Letter, at: int) -> Iterator[Hint]:
    """ "Clwyd Access & Rigging", "Hobson & Sons"."""
    last = name_run(letter, at)
    joined = any("&" in letter.tokens[other].gap for other in range(at + 1, last + 1))
    if joined and names_something(letter, at, last) and not only_first_names(letter, at, last):
        yield letter.hint(at, last, Kind.WORKPLACE, Strength.ASK, _FIRM)


def _called(letter: Letter, at: int) -> Iterator[Hint]:
    """ "a nursery, it's called Tiny Anchors"."""
    before = {letter.tokens[other].stem for other in range(max(at - _LONG_BEFORE, 0), at)}
    first = at + 1 + (letter.key(at + 1) == "the")
    if first >= len(letter.tokens) or not before & _NAMED_THINGS or before & TITLE_WORDS:
        return
    token = letter.tokens[first]
    nearest = {letter.tokens[other].stem for other in range(max(at - 2, 0), at)}
    if token.quiet or not token.beside or nearest & _PEOPLE:
        return
    if token.telling and token.stem not in FIRST_NAMES:
        yield letter.hint(first, name_run(letter, first), Kind.PLACE, Strength.ASK, _NAMED)
    elif letter.careless and token.key not in FUNCTION_WORDS:
        last = first
        while last - first < 2 and last + 1 < len(letter.tokens) and _goes_on(letter, last + 1):
            last += 1
        yield letter.hint(first, last, Kind.PLACE, Strength.ASK, _NAMED)


def _apposition(letter: Letter, at: int) -> Iterator[Hint]:
    """ "her school, Hilltop", "the school is Hilltop", "her nursery (Little Lanterns)"."""
    first = at + 1
    if letter.key(first) in ("is", "was") and letter.tokens[first].beside:
        first += 1
    if first >= len(letter.tokens):
        return
    token = letter.tokens[first]
    gaps = ("",) if first > at + 1 else (",", "(", ", (", "-", ":")
    if token.gap.strip(" ") not in gaps or len(token.gap) > 4 or not (token.telling or token.capital):
        return
    last = name_run(letter, first)
    named = names_something(letter, first, last) and not only_first_names(letter, first, last)
    if named and not is_food_or_match(letter, last) and token.key not in FUNCTION_WORDS:
        yield letter.hint(first, last, Kind.PLACE, Strength.ASK, _NAMED)


def _goes_on(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    return token.beside and token.key not in FUNCTION_WORDS and not token.quiet
