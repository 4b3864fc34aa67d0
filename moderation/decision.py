"""A decision: of one exact content, for one recipient, under one version of the arrangement's terms; and why.

If any of the three changed before release, it must be decided again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from moderation.lifecycle import Action


class Reason(StrEnum):
    """Why a letter was redacted, returned, held or stopped. Written down, and read one day."""

    WHERE_SOMEBODY_LIVES = "where_somebody_lives"
    FULL_NAME = "full_name"
    SCHOOL_OR_CLUB = "school_or_club"
    WORK_OR_HEALTH = "work_or_health"
    CONTACT_DETAILS = "contact_details"
    PLANS_AND_DATES = "plans_and_dates"
    OTHER_CHILDREN = "other_children"
    PICTURE_GIVES_AWAY = "picture_gives_away"
    PICTURE_NOT_AGREED = "picture_not_agreed"
    HOW_IT_IS_SIGNED = "how_it_is_signed"
    BLAME = "blame"
    PROMISE_OR_PRESSURE = "promise_or_pressure"
    OUTSIDE_AGREEMENT = "outside_agreement"
    TELL_FIRST = "tell_first"
    NOT_THE_TIME = "not_the_time"
    HARD_TO_READ = "hard_to_read"
    THREAT = "threat"
    PLAN_TO_FIND = "plan_to_find"
    SELF_HARM = "self_harm"
    DISCLOSURE_OF_ABUSE = "disclosure_of_abuse"


@dataclass(frozen=True)
class ReasonText:
    """`label` for staff and the record; `suggested_wording` for the writer, to be changed by hand.

    The wording is empty where nothing may be said without a manager: those reasons only stop a letter.
    """

    label: str
    suggested_wording: str
    actions: frozenset[Action]


_TAKE_OUT = frozenset({Action.REDACT_AND_RELEASE, Action.RETURN_TO_WRITER})
_RETURN = frozenset({Action.RETURN_TO_WRITER})
_RETURN_OR_HOLD = frozenset({Action.RETURN_TO_WRITER, Action.HOLD})
_HOLD = frozenset({Action.HOLD})
_STOP = frozenset({Action.STOP})

REASONS: Mapping[Reason, ReasonText] = MappingProxyType(
    {
        Reason.WHERE_SOMEBODY_LIVES: ReasonText(
            "Says or hints where somebody lives",
            "Thank you for your letter. Some words could show where you live. "
            "Could you write about the same thing without the name of the place?",
            _TAKE_OUT,
        ),
        Reason.FULL_NAME: ReasonText(
            "Gives a surname or a name that was not agreed",
            "Thank you for your letter. Please use only the names in our agreement.",
            _TAKE_OUT,
        ),
        Reason.SCHOOL_OR_CLUB: ReasonText(
            "Names a school, a nursery, a club or a regular place",
            "It is lovely to read about this. Could you say what was fun, without the name of the "
            "school or club?",
            _TAKE_OUT,
        ),
        Reason.WORK_OR_HEALTH: ReasonText(
            "Names a place of work, a doctor or a hospital",
            "Could you write this without the name of the workplace, the doctor or the hospital?",
            _TAKE_OUT,
        ),
        Reason.CONTACT_DETAILS: ReasonText(
            "Gives a telephone number, an address, a link or a user name",
            "All letters go through us, so please leave out telephone numbers, addresses, links and "
            "user names.",
            _TAKE_OUT,
        ),
        Reason.PLANS_AND_DATES: ReasonText(
            "Says where somebody will be, or a date that can be traced",
            "Could you tell about this afterwards, and without the exact day or place?",
            _TAKE_OUT,
        ),
        Reason.OTHER_CHILDREN: ReasonText(
            "Names other children or other people",
            "Could you write about the other people without their names?",
            _TAKE_OUT,
        ),
        Reason.PICTURE_GIVES_AWAY: ReasonText(
            "A picture shows something that identifies",
            "It is a lovely picture, but something in it could show who or where you are. "
            "Could you send another one?",
            _TAKE_OUT,
        ),
        Reason.PICTURE_NOT_AGREED: ReasonText(
            "A picture is not part of the agreement, or there are too many",
            "Our agreement says how many pictures may be sent. Which ones would you like to keep?",
            _TAKE_OUT,
        ),
        Reason.HOW_IT_IS_SIGNED: ReasonText(
            "Signed, or addressed, otherwise than agreed",
            "Please begin and end your letter with the names in our agreement.",
            _TAKE_OUT,
        ),
        Reason.BLAME: ReasonText(
            "Blames the other family or the service",
            "We can hear how hard this is. Some words may hurt the person who reads them. "
            "Would you like to write this part again? We are glad to help, or to talk.",
            _RETURN,
        ),
        Reason.PROMISE_OR_PRESSURE: ReasonText(
            "Makes a promise, or puts pressure or guilt on the reader",
            "A child may find this part hard to carry. Could you say how you feel without a promise, "
            "and without asking the child to put it right? Your love can stay in.",
            _RETURN,
        ),
        Reason.OUTSIDE_AGREEMENT: ReasonText(
            "Asks for something outside the agreement",
            "You ask for something that our agreement does not have. We can talk with you about it. "
            "Please leave it out of the letter.",
            _RETURN_OR_HOLD,
        ),
        Reason.TELL_FIRST: ReasonText(
            "News that should be told in person first",
            "Thank you for telling us. This is big news, so we would like to talk with you first "
            "about the best way to share it.",
            _RETURN_OR_HOLD,
        ),
        Reason.NOT_THE_TIME: ReasonText(
            "Not a good time for the reader",
            "We have your letter, and we are keeping it safe.",
            _HOLD,
        ),
        Reason.HARD_TO_READ: ReasonText(
            "We could not read all of it",
            "We could not read some parts. Could you write them once more, or call us?",
            _RETURN,
        ),
        Reason.THREAT: ReasonText("A threat to somebody", "", _STOP),
        Reason.PLAN_TO_FIND: ReasonText("A plan to find or take the child", "", _STOP),
        Reason.SELF_HARM: ReasonText("Somebody may harm themselves", "", _STOP),
        Reason.DISCLOSURE_OF_ABUSE: ReasonText("Tells of abuse or harm", "", _STOP),
    }
)
"""Every reason. There is none for "I love you", for spelling, or for a short letter: those are fine."""


def reasons_for(action: Action) -> list[Reason]:
    """The reasons that may be given for `action`, in the order of the form."""
    return [reason for reason, text in REASONS.items() if action in text.actions]


@dataclass(frozen=True)
class PictureEntry:
    """One page of a content: a name of its pixels as they would go, and its description.

    `photograph`: a picture, of which so many were agreed; otherwise a page of a letter.
    """

    digest: bytes
    description: str
    photograph: bool = True


@dataclass(frozen=True)
class ReleasedContent:
    """All that a recipient would get: redacted text, and pages in the order shown.

    `in_office`: how many pages are kept in the office, to be looked at there.
    """

    text: str
    pictures: tuple[PictureEntry, ...]
    in_office: int = 0


def content_digest(content: ReleasedContent) -> bytes:
    """32 bytes (SHA-256) that name this exact content.

    Every part is preceded by its length and the pictures by their number, so that no two contents are
    written alike; the first part keeps these digests apart from all others.
    """
    parts: list[bytes] = [b"letterbox released content 1", content.text.encode()]
    parts.append(str(len(content.pictures)).encode())
    for picture in content.pictures:
        parts += (picture.digest, picture.description.encode())
    if content.in_office:
        parts.append(str(content.in_office).encode())
    return hashlib.sha256(b"".join(_with_lengths(parts))).digest()


def _with_lengths(parts: Iterable[bytes]) -> Iterable[bytes]:
    for part in parts:
        yield len(part).to_bytes(8)
        yield part


@dataclass(frozen=True)
class Decided:
    """What a decision was about, or what is there now."""

    digest: bytes
    recipient_party: str
    terms_version: int


class DecisionOutdated(Exception):
    """Something changed between looking and deciding. `sentence` is for staff."""

    sentence = "Something has changed since you looked. Please look again and decide again."

    def __str__(self) -> str:
        return self.sentence


class ContentChanged(DecisionOutdated):
    """Other words or pictures than those that were seen."""

    sentence = "This letter has changed since you looked at the preview. Please look again and decide again."


class RecipientChanged(DecisionOutdated):
    """Another recipient."""

    sentence = "This letter now goes to somebody else. Please look again and decide again."


class TermsChanged(DecisionOutdated):
    """Another version of the arrangement."""

    sentence = "The arrangement has changed since you looked. Please look again and decide again."


def check_still_true(decided: Decided, now: Decided) -> None:
    """Raises RecipientChanged, TermsChanged or ContentChanged if a decision is no longer about what is."""
    if decided.recipient_party != now.recipient_party:
        raise RecipientChanged
    if decided.terms_version != now.terms_version:
        raise TermsChanged
    if decided.digest != now.digest:
        raise ContentChanged


@dataclass(frozen=True)
class ReleaseRules:
    """What the arrangement lets this recipient have; `max_pictures` None means any number."""

    max_pictures: int | None
    pictures_allowed: bool


class NotInAgreement(Exception):
    """The content holds more than the arrangement allows. `sentence` is for staff."""

    sentence = "The agreement does not allow this."

    def __str__(self) -> str:
        return self.sentence


class PicturesNotAllowed(NotInAgreement):
    """Pictures, where the arrangement has none."""

    sentence = "This agreement has no pictures. Please leave them out, or change the agreement first."


class TooManyPictures(NotInAgreement):
    """More pictures than agreed."""

    sentence = "There are more pictures than the agreement allows. Please leave some out."


def check_release(content: ReleasedContent, rules: ReleaseRules) -> None:
    """Raises PicturesNotAllowed or TooManyPictures if the arrangement forbids what `content` holds."""
    photographs = sum(one.photograph for one in content.pictures)
    if photographs and not rules.pictures_allowed:
        raise PicturesNotAllowed
    if rules.max_pictures is not None and photographs > rules.max_pictures:
        raise TooManyPictures
