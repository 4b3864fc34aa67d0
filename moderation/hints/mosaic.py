"""What is harmless alone may identify together: details of places, weighed over all letters of one side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moderation.hints.fold import folded_letters
from moderation.hints.hint import Hint, Kind

PLACE_LIKE = frozenset(
    {
        Kind.PLACE,
        Kind.LANDMARK,
        Kind.SCHOOL,
        Kind.CLUB,
        Kind.WORKPLACE,
        Kind.HEALTH,
        Kind.ADDRESS,
        Kind.POSTCODE,
        Kind.DOB,
    }
)
"""Kinds that tell where somebody is, or narrow it down."""

MANY = 3
"""Details that are too many together, of whatever kinds."""


@dataclass(frozen=True)
class Detail:
    """One thing that a letter says about where its writer is."""

    kind: Kind
    words: str

    @property
    def key(self) -> tuple[Kind, str]:
        """The same for the same thing said again."""
        return self.kind, folded_letters(self.words)


def details_of(found: Iterable[tuple[Hint, str]]) -> list[Detail]:
    """The distinct details among hints with the words they point at, in their order."""
    details = [Detail(hint.kind, words) for hint, words in found if hint.kind in PLACE_LIKE]
    return list({one.key: one for one in reversed(details)}.values())[::-1]


def adds_up(before: Sequence[Detail], now: Sequence[Detail]) -> bool:
    """Does a letter with `now` say too much, after `before` was said?

    It must say something new; and all together must be MANY, or of two kinds: a town and a school, a
    workplace and a landmark.
    """
    known = {one.key for one in before}
    together = known | {one.key for one in now}
    several = len(together) >= MANY or len({kind for kind, _ in together}) > 1
    return together > known and several
