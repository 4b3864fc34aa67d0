"""What a hint is: a place in a letter, what it may give away, how sure we are, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a place in a letter, or a protected term, is about."""

    SURNAME = "surname"
    NAME = "name"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PLACE = "place"
    SCHOOL = "school"
    CLUB = "club"
    WORKPLACE = "workplace"
    HEALTH = "health"
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    URL = "url"
    PLATE = "plate"
    DOB = "dob"
    LANDMARK = "landmark"
    OTHER_ID = "other_id"
    TONE = "tone"
    SAFEGUARDING = "safeguarding"


KIND_WORDS = {
    Kind.SURNAME: "surname",
    Kind.NAME: "first name",
    Kind.ADDRESS: "address",
    Kind.POSTCODE: "postcode",
    Kind.PLACE: "place",
    Kind.SCHOOL: "school or nursery",
    Kind.CLUB: "club or group",
    Kind.WORKPLACE: "place of work",
    Kind.HEALTH: "doctor or hospital",
    Kind.PHONE: "telephone number",
    Kind.EMAIL: "e-mail address",
    Kind.HANDLE: "user name",
    Kind.URL: "web address",
    Kind.PLATE: "number plate",
    Kind.DOB: "date of birth",
    Kind.LANDMARK: "landmark",
    Kind.OTHER_ID: "number or name that identifies",
    Kind.TONE: "way of saying it",
    Kind.SAFEGUARDING: "sign of danger",
}
"""Each kind in words that fit into a sentence and on a form."""

CODE_KINDS = frozenset(
    {Kind.PHONE, Kind.EMAIL, Kind.HANDLE, Kind.URL, Kind.PLATE, Kind.POSTCODE, Kind.OTHER_ID}
)
"""Kinds of which only the whole identifies: their parts ("gmail", "07700") are everybody's."""


CONDUCT_KINDS = frozenset({Kind.TONE, Kind.SAFEGUARDING})
"""Kinds that are about what is said, and not about who somebody is."""


class Strength(StrEnum):
    """What a hint asks of people. None of them releases or redacts anything by itself."""

    HOLD = "hold"  # a known term or a contact detail: cannot go on without a decision on it
    ASK = "ask"  # may identify: somebody should say yes or no
    MARK = "mark"  # for the checker's eye

    @property
    def weight(self) -> int:
        """3 for HOLD, 2 for ASK, 1 for MARK."""
        return {Strength.HOLD: 3, Strength.ASK: 2, Strength.MARK: 1}[self]


@dataclass(frozen=True)
class Hint:
    """`text[start:end]` (Python offsets into the original text) may identify somebody.

    `reason` is a plain sentence that repeats neither the words found nor the term; `term_id` names the
    protected term, if it was one; `suggestion` is wording for the writer, where there is any.
    """

    start: int
    end: int
    kind: Kind
    strength: Strength
    reason: str
    term_id: str | None = None
    suggestion: str = ""
    rule: str = ""
    """The name under which it is counted how often such hints are right; it stays when wording changes."""


@dataclass(frozen=True)
class Term:
    """A word or words that the other side must never learn; `side` is the side it protects.

    `watch`: not the term itself, but a word from its watch list (a landmark, a nickname, another spelling).
    """

    id: str
    kind: Kind
    value: str
    side: str
    watch: bool = False
