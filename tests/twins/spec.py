"""What a world is made of: what its observer may know (`Shown`), and all they must never learn (`Hidden`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from moderation.hints.hint import Kind
from portal.terms import Side


class Fate(StrEnum):
    """What became of a letter nobody of the other side has been given."""

    DRAFT = "draft"
    RECEIVED = "received"
    WAITING = "waiting"
    CLAIMED = "claimed"
    HELD = "held"
    RETURNED = "returned"
    STOPPED = "stopped"
    REOPENED = "reopened"


READ_BY_TEAM = (Fate.WAITING, Fate.CLAIMED, Fate.HELD, Fate.STOPPED, Fate.REOPENED)
"""All of these say "Being read" to the writer."""

ON_PAPER = (Fate.RECEIVED, *READ_BY_TEAM, Fate.RETURNED)
"""What can become of a letter that came by post; its writer is told of none of it here."""


@dataclass(frozen=True)
class Somebody:
    """A person with an account. `state`: "active", "invited", "made" or "closed"."""

    name: str
    log_in_name: str
    mail: str = ""
    telephone: str = ""
    address: str = ""
    notes: str = ""
    state: str = "active"


@dataclass(frozen=True)
class Shown:
    """The observer's side, and all that reached it. The same in both worlds of a pair.

    `pieces` are what is left of the letter that came: a mark stands between each two of them.
    """

    side: Side
    people: tuple[Somebody, ...]
    child: str
    them: str
    signs: str
    months: tuple[int, ...]
    most_pictures: int
    own_terms: tuple[str, ...]
    pieces: tuple[str, ...]
    own_text: str
    told: str


@dataclass(frozen=True)
class HiddenLetter:
    """A letter of the other side that wasn't released. `day`: when, between the first and the last.

    `on_paper`: it came by post, and the team scanned it in. There is no draft of such a letter.
    """

    fate: Fate
    day: float
    words: str
    note: str = ""
    pictures: int = 0
    on_paper: bool = False


@dataclass(frozen=True)
class Hidden:
    """The other side and the team's own business. Everything in it differs between the worlds of a pair.

    `short_on_paper`: the short letter that was released came by post, and its words were typed. `own_paper`:
    what became of letters that the observer posted and the team scanned in, one each.
    """

    people: tuple[Somebody, ...]
    relationship: str
    child: str
    calls_them: str
    signs: str
    months: tuple[int, ...]
    protected: tuple[tuple[Kind, str], ...]
    allowed: tuple[str, ...]
    risk_notes: str
    taken_out: tuple[str, ...]
    pictures_left_out: int
    picture_secret: str
    detours: int
    letters: tuple[HiddenLetter, ...]
    own_fate: Fate
    own_taken_out: bool
    own_withdrawn: bool
    own_read: bool
    short_on_paper: bool
    own_paper: tuple[Fate, ...]
    staff: tuple[str, ...]
    record: str
    changes_of_terms: int
    other_families: int
    spare_days: float


@dataclass(frozen=True)
class Spec:
    """One world."""

    shown: Shown
    hidden: Hidden


@dataclass(frozen=True)
class Pair:
    """Two worlds an observer must not be able to tell apart."""

    shown: Shown
    one: Hidden
    other: Hidden

    def specs(self) -> tuple[Spec, Spec]:
        """Both worlds."""
        return Spec(self.shown, self.one), Spec(self.shown, self.other)

    def guesses(self) -> list[str]:
        """Words of both worlds an observer may try: names of people and places, and what was taken out."""
        found: list[str] = []
        for hidden in (self.one, self.other):
            found += [hidden.people[0].name, hidden.child, hidden.staff[0], *hidden.taken_out[:1]]
            found += [value for _, value in hidden.protected[:2]]
        return list(dict.fromkeys(found))

    def log_in_names(self) -> list[str]:
        """Log-in names of both worlds."""
        people = [*self.one.people, *self.other.people]
        return list(dict.fromkeys(one.log_in_name for one in people))
