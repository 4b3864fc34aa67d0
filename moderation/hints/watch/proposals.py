"""What is proposed to be watched for beside a protected term. A person chooses; nothing is kept unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from string import capwords

from moderation.hints.dates import date_of
from moderation.hints.find import UselessTerm, check_term
from moderation.hints.fold import fold
from moderation.hints.gazetteer import neighbours, other_names, places_called
from moderation.hints.hint import Kind
from moderation.hints.lexicon import is_ordinary
from moderation.hints.month_names import FIXED_DAYS
from moderation.hints.watch.by_names import by_names, key_of
from moderation.hints.watch.employers import said_of_employer
from moderation.hints.watch.nicknames_of import nicknames_of
from moderation.hints.watch.scripts import in_other_scripts
from moderation.hints.watch.sounds import spelt_as_it_sounds

MOST = 40
"""More than that nobody reads, and the best stand first."""

_NEIGHBOURS = 12
_FEWEST_LETTERS = 4
"""A shorter word has no spelling of its own."""


def proposals(kind: Kind, value: str) -> list[str]:
    """Words to watch for beside a term, best first, none useless and none the term itself."""
    own, found = key_of(value), dict[str, str]()
    for one in _of_kind(kind, value):
        key = key_of(one) or one
        if key != own and key not in found and is_useful(one):
            found[key] = one
    return list(found.values())[:MOST]


def is_useful(word: str) -> bool:
    """Whether it may be kept as a term at all."""
    try:
        check_term(word)
    except UselessTerm:
        return False
    return True


def _of_kind(kind: Kind, value: str) -> Iterator[str]:
    if kind in _BY_KIND:
        yield from _BY_KIND[kind](value)


def _of_place(value: str) -> Iterator[str]:
    yield from by_names(value)
    yield from other_names(value)
    yield from _sounding(value)
    yield from neighbours(value)[:_NEIGHBOURS]
    yield from in_other_scripts(value)


def _of_address(value: str) -> Iterator[str]:
    """The town or village that an address ends with."""
    for part in reversed(value.split(",")):
        if places_called(part):
            yield part.strip()
            yield from _of_place(part.strip())
            return
    yield from _sounding(value)


def _of_name(value: str) -> Iterator[str]:
    yield from nicknames_of(value)
    yield from _sounding(value)
    yield from in_other_scripts(value)


def _of_surname(value: str) -> Iterator[str]:
    yield from _sounding(value)
    yield from in_other_scripts(value)


def _of_workplace(value: str) -> Iterator[str]:
    yield from said_of_employer(value)
    yield from _towns_in(value)
    yield from _sounding(value)


def _of_building(value: str) -> Iterator[str]:
    yield from _towns_in(value)
    yield from _sounding(value)
    yield from in_other_scripts(value)


def _towns_in(value: str) -> Iterator[str]:
    """By-names of a town whose name stands in the name of something else: "Aberdeen Royal Infirmary"."""
    for word in key_of(value).split():
        if not is_ordinary(word):
            yield from by_names(word)


def _of_day(value: str) -> Iterator[str]:
    day = date_of(value)
    yield from (capwords(name) for name, falls_on in FIXED_DAYS.items() if falls_on == day)


def _sounding(value: str) -> Iterator[str]:
    for word in key_of(value).split():
        if len(word) >= _FEWEST_LETTERS and (not is_ordinary(word) or fold(value).text == word):
            yield from spelt_as_it_sounds(word)


_BY_KIND: Mapping[Kind, Callable[[str], Iterator[str]]] = {
    Kind.PLACE: _of_place,
    Kind.ADDRESS: _of_address,
    Kind.LANDMARK: _of_building,
    Kind.SCHOOL: _of_building,
    Kind.CLUB: _of_building,
    Kind.HEALTH: _of_workplace,
    Kind.WORKPLACE: _of_workplace,
    Kind.NAME: _of_name,
    Kind.SURNAME: _of_surname,
    Kind.DOB: _of_day,
}
