"""The places of Britain and Ireland: which words of a letter are one, and which places lie beside another.

The list is made when the portal is built (`scripts/gather.py`), from openly licensed data
(moderation/hints/NOTICES.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, hypot, radians

from moderation.hints.fold import fold
from moderation.hints.lexicon import is_ordinary
from moderation.hints.words import keys_of

LIST = "places.txt"

LONGEST_NAME = 5
"""Words, in the name of a place."""

NEAR_KM = 10.0
_KM_PER_HUNDREDTH = 1.112
"""A hundredth of a degree of latitude."""


class NoPlaces(Exception):
    """The list of places was not made; without it places would go by unseen."""

    def __str__(self) -> str:
        return "The list of places is missing or spoilt: make it with `make assets`."


@dataclass(frozen=True, slots=True)
class Place:
    """`names`: the usual one first. `north`, `east`: hundredths of a degree."""

    names: tuple[str, ...]
    north: int
    east: int
    of_people: bool
    """People are called so, too: "Shirley"."""

    def km_from(self, other: Place) -> float:
        """As the crow flies; true to about a kilometre."""
        narrowing = cos(radians(self.north / 100))
        aside, along = (self.east - other.east) * narrowing, self.north - other.north
        return _KM_PER_HUNDREDTH * hypot(aside, along)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places, and each of their names (folded words, divided by spaces) with the places called so."""

    places: tuple[Place, ...]
    called: dict[str, tuple[Place, ...]]
    beginnings: frozenset[str]
    """First words of names, with and without an ending "s": an apostrophe would cut it off."""


def begins_place(word: str) -> bool:
    """Whether any place's name begins with this folded word. Raises NoPlaces."""
    return word in gazetteer().beginnings


def is_place(key: str) -> bool:
    """Whether a place is called so; `key` is folded words, divided by single spaces. Raises NoPlaces."""
    return key in gazetteer().called


def is_only_a_place(key: str) -> bool:
    """Whether `key` is a place, and neither ordinary words nor what people are called. Raises NoPlaces."""
    return is_place(key) and not all(map(is_ordinary, key.split(" "))) and not of_people(key)


def of_people(key: str) -> bool:
    """Whether people are called like the place `key`. Raises NoPlaces."""
    return any(place.of_people for place in gazetteer().called.get(key, ()))


def places_called(name: str) -> tuple[Place, ...]:
    """The places with this name, as somebody would write it. Raises NoPlaces."""
    return gazetteer().called.get(_key(name), ())


def neighbours(name: str, within_km: float = NEAR_KM) -> list[str]:
    """What the places around every place of this name are called, nearest first, and no name twice.

    For the list of words that a worker is asked to watch for: people who may not say where they live say what
    is nearby.
    """
    centres = places_called(name)
    near = sorted(
        (min(place.km_from(centre) for centre in centres), place.names)
        for place in gazetteer().places
        if centres and place not in centres
    )
    return list(dict.fromkeys(one for km, names in near if km <= within_km for one in names))


def other_names(name: str) -> list[str]:
    """What else the place is called, in Welsh, Gaelic or Irish, and in shorter and longer forms."""
    own = _key(name)
    names = (one for place in places_called(name) for one in place.names)
    return list(dict.fromkeys(one for one in names if _key(one) != own))


def is_made() -> bool:
    """Whether there is a list at all; reads none of it."""
    return files("moderation.hints.data").joinpath(LIST).is_file()


@cache
def gazetteer() -> Gazetteer:
    """The list, read at the first call of a process. Raises NoPlaces."""
    try:
        listed = files("moderation.hints.data").joinpath(LIST).read_text("utf-8")
        places = tuple(_place(line) for line in listed.splitlines() if not line.startswith("#"))
    except (OSError, ModuleNotFoundError, ValueError) as fault:
        raise NoPlaces from fault
    if not places:
        raise NoPlaces
    called: dict[str, tuple[Place, ...]] = {}
    for place in places:
        for key in {_key(name) for name in place.names}:
            called[key] = (*called.get(key, ()), place)
    first = {key.split(" ")[0] for key in called}
    return Gazetteer(places, called, frozenset(first | {word.removesuffix("s") for word in first}))


def _place(line: str) -> Place:
    names, north, east, flag = line.split("\t")
    return Place(tuple(names.split("|")), int(north), int(east), flag == "p")


def _key(name: str) -> str:
    plain = name.casefold() if name.isascii() else fold(name).text
    return " ".join(keys_of(plain))
