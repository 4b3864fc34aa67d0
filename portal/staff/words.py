"""Plain words of the staff door: what the codes in the tables are called on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from moderation.hints.hint import KIND_WORDS, Kind, Strength
from moderation.lifecycle import Action, Role, State
from portal.models.delivery import Delivery
from portal.services.agency_words import WordList, WordState
from portal.services.queue import Shelf

SHELVES: Mapping[Shelf, str] = {
    Shelf.OPEN: "Everything that waits",
    Shelf.TO_READ: "Waiting to be read",
    Shelf.MINE: "With me",
    Shelf.WITH_SOMEBODY: "With anybody",
    Shelf.BEING_MADE_SAFE: "Being made safe",
    Shelf.HELD: "Held",
    Shelf.STOPPED: "Stopped",
    Shelf.RELEASED: "Released",
    Shelf.RETURNED: "Sent back to the writer",
    Shelf.WITHDRAWN: "Taken back",
}
STATES: Mapping[State, tuple[str, str]] = {
    State.RECEIVED: ("Being made safe", "quiet"),
    State.WAITING: ("Waiting to be read", "new"),
    State.CLAIMED: ("With a colleague", "waiting"),
    State.RELEASED: ("Released", "done"),
    State.RETURNED: ("Sent back to the writer", "question"),
    State.HELD: ("Held", "quiet"),
    State.STOPPED: ("Stopped: for a manager", "stopped"),
    State.WITHDRAWN: ("Taken back", "stopped"),
    State.SENT_AGAIN: ("The writer sent a new one", "quiet"),
}
ACTIONS: Mapping[Action, str] = {
    Action.RELEASE: "Released",
    Action.REDACT_AND_RELEASE: "Released with words taken out",
    Action.RETURN_TO_WRITER: "Sent back to the writer",
    Action.HOLD: "Held",
    Action.STOP: "Stopped",
    Action.REOPEN: "Put back on the desk",
    Action.WITHDRAW: "Taken back",
}
ROLES: Mapping[Role, str] = {
    Role.ADMIN: "Admin: logs, prints and posts",
    Role.SUPPORT_WORKER: "Support worker: reads letters and decides",
    Role.SOCIAL_WORKER: "Social worker: reads letters and decides",
    Role.MANAGER: "Manager: also runs the team and sees the audit log",
    Role.INSPECTOR: "Inspector: sees the audit log and totals",
    Role.PARTNERSHIP_VIEWER: "Partnership viewer: sees totals only",
}
ARRANGEMENT_STATES: Mapping[str, tuple[str, str, str]] = {
    "active": ("Open", "done", "Letters may pass both ways."),
    "paused": ("Paused", "question", "Nothing can be sent or passed on for a while."),
    "prohibited": ("Prohibited", "stopped", "A court says that there must be no contact."),
    "ended": ("Ended", "quiet", "The exchange is over."),
}
ACCOUNT_STATES: Mapping[str, tuple[str, str]] = {
    "made": ("Not invited yet", "quiet"),
    "invited": ("Invited, no password yet", "waiting"),
    "active": ("Can sign in", "done"),
    "closed": ("Closed", "stopped"),
}
CODE_STATES: Mapping[str, str] = {
    "asked": "The code is being made.",
    "open": "The code is made and works.",
    "used": "The code was used.",
    "replaced": "A newer code took its place.",
    "expired": "The code ran out.",
}
STRENGTHS: Mapping[Strength, str] = {
    Strength.HOLD: "Known, or a way to get in touch",
    Strength.ASK: "May identify",
    Strength.MARK: "For your eye",
}
KIND_PLURALS: Mapping[Kind, str] = {
    Kind.SURNAME: "surnames",
    Kind.NAME: "first names",
    Kind.ADDRESS: "addresses",
    Kind.POSTCODE: "postcodes",
    Kind.PLACE: "places",
    Kind.SCHOOL: "schools or nurseries",
    Kind.CLUB: "clubs or groups",
    Kind.WORKPLACE: "places of work",
    Kind.HEALTH: "doctors or hospitals",
    Kind.PHONE: "telephone numbers",
    Kind.EMAIL: "e-mail addresses",
    Kind.HANDLE: "user names",
    Kind.URL: "web addresses",
    Kind.PLATE: "number plates",
    Kind.DOB: "dates of birth",
    Kind.LANDMARK: "landmarks",
    Kind.OTHER_ID: "numbers or names that identify",
}
"""Kinds that may be taken out together. How something is said is no thing to take out unread."""
# By the name of the picture's refusal, as the worker noted it.
REFUSALS: Mapping[str, str] = {
    "EmptyFile": "The file is empty.",
    "NotTaken": "It is not a kind of file that we open.",
    "TwoKinds": "It is two kinds of file at once.",
    "Locked": "It is locked with a password.",
    "Broken": "The file is damaged.",
    "BrokenPicture": "The file is damaged.",
    "TooLarge": "The file is too large.",
    "TooManyPixels": "The picture is too wide or too tall.",
    "TooManyPages": "It has too many pages.",
    "TooManyWords": "One of its pages has more words than we take.",
    "TookTooLong": "It took too long to open.",
    "InfectedFile": "The virus scanner says that it holds a virus. Do not ask for it again.",
    "NoWordReader": "Word letters can't be opened here: the program for them is not installed.",
}
WORD_LISTS: Mapping[WordList, str] = {
    WordList.QUIET: "Never point at these words",
    WordList.WATCH: "Always point at these words",
}
WORD_STATES: Mapping[WordState, str] = {
    WordState.PROPOSED: "Proposed",
    WordState.ACCEPTED: "In use",
    WordState.DECLINED: "Declined",
    WordState.REMOVED: "Taken off",
}
# Rules that have no name of their own are counted by what they point at and how surely.
RULE_WORDS: Mapping[str, str] = {
    f"{kind} {strength}": f"{words.capitalize()}: {strength_words.lower()}"
    for kind, words in KIND_WORDS.items()
    for strength, strength_words in STRENGTHS.items()
} | {"agency-watch": "The team's own words"}
SIDES: Mapping[str, str] = {"adoptive": "Adoptive side", "birth": "Birth side"}
DONE: Mapping[str, str] = {
    "released": "The letter is released. The reader will be told that something is waiting.",
    "returned": "The letter goes back to the writer with your words.",
    "held": "The letter is held. It comes back to the desk on the day you chose.",
    "stopped": "The letter is stopped. A manager will see it; nobody else is told.",
    "reopened": "The letter is back on the desk.",
    "withdrawn": "The letter is taken back. Nobody can read it any more.",
    "handed-back": "The letter is back on the desk, with what you chose so far.",
    "scanned-in": "The letter is scanned in. It will be on the desk in a minute.",
    "saved": "Your choices are saved.",
    "watched": "The words are on the list from now on. The hints were found anew.",
    "proposed": "A manager will look at your proposal. Nothing changes until then.",
    "words-settled": "It is settled. Hints that are found from now on follow it.",
    "looked-again": "Your choices are saved, and the hints were found anew.",
    "arrangement-made": "The arrangement is made. Add the people of both sides next.",
    "arrangement-changed": "The change is saved as a new version.",
    "state-set": "The state is changed.",
    "member-added": "The person is added.",
    "member-removed": "The person is taken out. They can no longer read what came through this side.",
    "account-made": "The account is made. Invite the person next.",
    "account-changed": "The details are saved.",
    "signed-out": "The person is signed out on every phone and computer.",
    "account-closed": "The account is closed.",
    "code-asked": "A new code is on its way.",
    "switched-off": "The account is switched off, everywhere and at once.",
    "password-changed": "Your password is changed. You are signed out everywhere else.",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
BASES = ("voluntary agreement", "care plan", "court order")


def kind_words(kind: Kind) -> str:
    """What a hint or a protected term is about, with a capital."""
    return KIND_WORDS[kind].capitalize()


def day(moment: date | datetime) -> str:
    """A day: 3 May 2026."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def month_name(number: int) -> str:
    """1 is January."""
    return MONTHS[number - 1]


def iso_day(text: str) -> str:
    """A day that is kept as 2018-03-09, in words; anything else as it is."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def waiting_words(delivery: Delivery, state: State, colleague: str, own_id: str) -> tuple[str, str]:
    """Where a delivery is and why it waits, in words, and the tone of its tag."""
    words, tone = STATES[state]
    if state is State.CLAIMED:
        mine = delivery.claimed_by == own_id
        return ("With you", "new") if mine else (f"With a colleague ({colleague})", tone)
    if state is State.HELD and delivery.review_on is not None:
        return f"Held until {day(delivery.review_on)}", tone
    return words, tone
