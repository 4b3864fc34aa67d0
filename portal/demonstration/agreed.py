"""What an arrangement of the demonstration is made of, and the terms it becomes on the day it is built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from moderation.hints.hint import Kind
from portal.db import new_id
from portal.terms import ProtectedTerm, Side, SideTerms, Terms

MONTHS = 12


@dataclass(frozen=True)
class Household:
    """One side: who is in it, what they are to the child, the agreed names, and what must not cross.

    `months` count from the month in which the demonstration is built (0), so that something is always due.
    """

    members: tuple[str, ...]
    relationship: str
    calls_child: str
    calls_them: str
    signs: str
    months: tuple[int, ...] = ()
    secrets: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True)
class Agreed:
    """An arrangement. `closed` is its state if that isn't active, with how many days ago it became so."""

    key: str
    birth_name: str
    adoptive_name: str
    age: int
    adoptive: Household
    birth: Household
    basis: str = "voluntary agreement"
    most_pictures: int = 6
    closed: tuple[str, int] | None = None
    risk_notes: str = ""

    def members(self, side: Side) -> tuple[str, ...]:
        """Who is on one side."""
        return (self.adoptive if side == "adoptive" else self.birth).members

    def side_of(self, person: str) -> Side:
        """On which side somebody is."""
        return "adoptive" if person in self.adoptive.members else "birth"

    def terms(self, today: date, added_by: str) -> Terms:
        """As the portal keeps it. `added_by` is who put the protected terms on record."""
        return Terms(
            child_birth_name=self.birth_name,
            child_adoptive_name=self.adoptive_name,
            child_born=today.replace(year=today.year - self.age, day=min(today.day, 28)).isoformat(),
            basis=self.basis,
            adoptive=_side(self.adoptive, today),
            birth=_side(self.birth, today),
            most_pictures=self.most_pictures,
            protected=(
                *_protected("adoptive", self.adoptive, today, added_by),
                *_protected("birth", self.birth, today, added_by),
            ),
            allowed=self._allowed(),
            risk_notes=self.risk_notes,
        )

    def _allowed(self) -> tuple[str, ...]:
        names = [self.adoptive.calls_child, self.birth.calls_child]
        for household in (self.adoptive, self.birth):
            names += household.signs.replace(" and ", ", ").split(", ")
        return tuple(dict.fromkeys(names))


def _side(household: Household, today: date) -> SideTerms:
    months = tuple(sorted((today.month - 1 + offset) % MONTHS + 1 for offset in household.months))
    return SideTerms(
        household.relationship, household.calls_child, household.calls_them, household.signs, months
    )


def _protected(side: Side, household: Household, today: date, added_by: str) -> list[ProtectedTerm]:
    reason = "on the list made with the family when the arrangement began"
    return [
        ProtectedTerm(new_id(), side, kind, value, added_by, reason, today.isoformat())
        for kind, value in household.secrets
    ]
