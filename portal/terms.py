"""What was agreed: the plain record behind an arrangement, and the card each side gets of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from moderation.hints.hint import Kind, Term
from moderation.hints.watch.kinds import kind_to_watch

Side = Literal["adoptive", "birth"]
SIDES: tuple[Side, Side] = ("adoptive", "birth")


def other_side(side: str) -> Side:
    """The side across."""
    return "birth" if side == "adoptive" else "adoptive"


@dataclass(frozen=True)
class SideTerms:
    """One side's words and duties. `months` (1-12) are when this side writes; none: it only receives.

    `calls_child`, `calls_them` and `signs` are how this side names the child, the other side and
    itself in letters.
    """

    relationship: str
    calls_child: str
    calls_them: str
    signs: str
    months: tuple[int, ...] = ()
    receives_pictures: bool = True


@dataclass(frozen=True)
class ProtectedTerm:
    """Something the side across from `side` must never learn; who added it, why, and when (ISO date).

    `watch`: what might stand for it in a letter (a nickname, a village beside it, another spelling).
    """

    id: str
    side: Side
    kind: Kind
    value: str
    added_by: str
    reason: str
    added_on: str
    watch: tuple[str, ...] = ()

    def as_term(self) -> Term:
        """As the hints know it."""
        return Term(self.id, self.kind, self.value, self.side)

    def as_terms(self) -> list[Term]:
        """As the hints know it, with every word of its watch list beside it."""
        watched = (
            Term(self.id, kind_to_watch(self.kind, one), one, self.side, watch=True) for one in self.watch
        )
        return [self.as_term(), *watched]


@dataclass(frozen=True)
class Terms:
    """One version of an arrangement. Everything here is sealed to the agency."""

    child_birth_name: str
    child_adoptive_name: str
    child_born: str
    basis: str
    adoptive: SideTerms
    birth: SideTerms
    most_pictures: int
    protected: tuple[ProtectedTerm, ...] = ()
    allowed: tuple[str, ...] = ()
    risk_notes: str = ""
    faces: bool = True
    """May photographs show faces? Some arrangements allow only hands, backs and places."""

    def side(self, side: str) -> SideTerms:
        """One side's words and duties."""
        return self.adoptive if side == "adoptive" else self.birth

    def hinted(self) -> list[Term]:
        """Every protected term and every word to watch for, for the desk."""
        return [term for one in self.protected for term in one.as_terms()]

    def to_json(self) -> dict[str, Any]:
        """As sealed."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Terms:
        """As opened."""
        values = dict(stored)
        for side in SIDES:
            values[side] = SideTerms(**(values[side] | {"months": tuple(values[side]["months"])}))
        values["protected"] = tuple(
            ProtectedTerm(**(one | {"kind": Kind(one["kind"]), "watch": tuple(one.get("watch", ()))}))
            for one in values["protected"]
        )
        values["allowed"] = tuple(values["allowed"])
        return cls(**values)


@dataclass(frozen=True)
class OwnTerm:
    """A protected term of the card's own side, for the check page.

    Its watch list stays with the team: a word of it may have been caught in a letter of the other side, and
    being asked about just that word would tell a writer what the other side said.
    """

    id: str
    kind: Kind
    value: str


@dataclass(frozen=True)
class Card:
    """What one side may know of an arrangement, sealed to its own accounts; nothing of the other side's."""

    side: Side
    child: str
    them: str
    signs: str
    months: tuple[int, ...]
    most_pictures: int
    own_terms: tuple[OwnTerm, ...] = field(default=())

    @classmethod
    def for_side(cls, terms: Terms, side: Side) -> Card:
        """Cut one side's card out of the terms."""
        mine = terms.side(side)
        return cls(
            side=side,
            child=mine.calls_child,
            them=mine.calls_them,
            signs=mine.signs,
            months=mine.months,
            most_pictures=terms.most_pictures if terms.side(other_side(side)).receives_pictures else 0,
            own_terms=tuple(
                OwnTerm(one.id, one.kind, one.value) for one in terms.protected if one.side == side
            ),
        )

    def to_json(self) -> dict[str, Any]:
        """As sealed."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Card:
        """As opened."""
        own = tuple(OwnTerm(one["id"], Kind(one["kind"]), one["value"]) for one in stored["own_terms"])
        return cls(**(dict(stored) | {"months": tuple(stored["months"]), "own_terms": own}))

    def names(self) -> list[str]:
        """The words by which this side names people in letters."""
        return [word for said in (self.child, self.them, self.signs) for word in said.split()]

    def terms(self) -> list[Term]:
        """The own terms as the hints know them."""
        return [Term(one.id, one.kind, one.value, self.side) for one in self.own_terms]
