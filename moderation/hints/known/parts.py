"""A term taken apart: which of its words tell by themselves, and which only in company."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from moderation.hints.fold import fold
from moderation.hints.hint import CODE_KINDS, Kind, Term
from moderation.hints.lexicon import is_ordinary
from moderation.hints.word_lists import INSTITUTIONS, LITTLE_WORDS
from moderation.hints.words import keys_of

_MOST_JOINED = 24
"""Letters of a term that is also searched as one word."""


@dataclass(frozen=True, eq=False)
class Parts:
    """`keys`: its words; `telling`: those without little ones; `strong` ones are no English words,
    `wordlike` ones are, `places` say what kind of place it is and not which."""

    number: int
    term: Term
    telling: tuple[str, ...]
    strong: frozenset[str]
    wordlike: frozenset[str]
    places: frozenset[str]
    has_little: bool
    keys: tuple[str, ...] = ()
    clans: tuple[tuple[str, str], ...] = ()
    """("o", "brien"): a letter cut off by an apostrophe, and its word."""

    @property
    def all(self) -> frozenset[str]:
        """Every telling word."""
        return self.strong | self.wordlike | self.places

    @property
    def is_little(self) -> bool:
        """Whether it has nothing but little words and single letters, such as "A and E": all or nothing."""
        return all(len(key) == 1 or key in LITTLE_WORDS for key in self.telling)

    @property
    def is_name(self) -> bool:
        """Whether it is somebody's name."""
        return self.term.kind in (Kind.SURNAME, Kind.NAME)


@dataclass(frozen=True, eq=False)
class Entry:
    """Letters to look for: a word of a term, or several run together."""

    letters: str
    parts: Parts
    covers: frozenset[str]
    strong: bool


def taken_apart(number: int, term: Term) -> Parts:
    """The parts of one term; all empty for a term that is a code or a date."""
    if term.kind in CODE_KINDS or term.kind is Kind.DOB:
        return Parts(number, term, (), frozenset(), frozenset(), frozenset(), has_little=False)
    keys = keys_of(fold(term.value).text)
    telling = tuple(key for key in keys if key not in LITTLE_WORDS and len(key) > 1) or tuple(keys)
    many = len(set(telling)) > 1
    places = frozenset(key for key in telling if many and key in INSTITUTIONS)
    numbers = frozenset(key for key in telling if many and key.isdecimal())
    wordlike = frozenset(key for key in telling if is_ordinary(key)) - places
    strong = frozenset(telling) - places - wordlike - numbers
    clans = tuple((one, other) for one, other in pairwise(keys) if len(one) == 1 and len(other) > 2)
    has_little = len(telling) < len(keys)
    return Parts(
        number, term, telling, strong, wordlike | numbers, places, has_little, keys=tuple(keys), clans=clans
    )


def entries_of(parts: Parts) -> list[Entry]:
    """What to look for: each word, and the words that tell, run together in their order."""
    found = [Entry(word, parts, frozenset({word}), strong=word in parts.strong) for word in sorted(parts.all)]
    found += [Entry(clan + word, parts, frozenset({word}), strong=True) for clan, word in parts.clans]
    named = [word for word in parts.telling if word not in parts.places]
    for run in {tuple(named), parts.telling}:
        letters = "".join(run)
        if len(run) > 1 and len(letters) <= _MOST_JOINED:
            found.append(Entry(letters, parts, frozenset(run), strong=True))
    return found
