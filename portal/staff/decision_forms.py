"""The forms of the decisions: what each asks for, what was written on it, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from moderation.decision import REASONS, Reason, reasons_for
from moderation.lifecycle import Action
from moderation.sanitise.text import TextTooLong
from portal.models.staff import StaffAccount
from portal.refusal import Refusal
from portal.services.deciding import (
    ReasonNeeded,
    RecordNeeded,
    ReviewDayPast,
    ToldGivesAway,
    WordsNeeded,
    hold,
    reopen,
    return_to_writer,
    stop,
    withdraw,
)
from portal.services.grounds import Grounds
from portal.services.held_back import HoldsLeft
from portal.staff.asked import Form, asked_day
from portal.work import Work

# Neutral on purpose: it says that words went, and neither which nor why, so that no guess is confirmed.
TAKEN_OUT_WORDS = (
    "Thank you for your letter. We passed it on. We took a few words out first, to keep to what was "
    "agreed. Please call us if you would like to talk about it."
)
SUGGESTED = "Please read these suggested words, change them as you like, and press the button once more."
# A sentence that belongs to one field stands at that field.
FIELDS: tuple[tuple[type[Refusal], str], ...] = (
    (ReasonNeeded, "reason"),
    (WordsNeeded, "told"),
    (ToldGivesAway, "told"),
    (RecordNeeded, "record"),
    (ReviewDayPast, "review_on"),
    (HoldsLeft, "keep"),
)
MENDABLE: tuple[type[Exception], ...] = (*(kind for kind, _ in FIELDS), TextTooLong)


@dataclass(frozen=True)
class Written:
    """What the person wrote on a decision's form, as it stands there."""

    reasons: tuple[str, ...] = ()
    record: str = ""
    told: str = ""
    review_on: str = ""
    kept: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, form: Form) -> Written:
        """Out of the form."""
        return cls(
            tuple(form.getlist("reason")),
            form.get("record", ""),
            form.get("told", ""),
            form.get("review_on", ""),
            tuple((key, form.get(f"why-{key}", "")) for key in form.getlist("keep")),
        )

    def grounds(self) -> Grounds:
        """For the services; reasons that are none are left out."""
        known = tuple(Reason(one) for one in self.reasons if one in list(Reason))
        return Grounds(known, self.record, self.told, self.kept)

    def why(self, key: str) -> str | None:
        """The reason given for keeping one place; None where it was not confirmed."""
        return dict(self.kept).get(key)

    def with_suggestions(self, of_hints: Sequence[str] = ()) -> Written:
        """With the suggested wording of each chosen reason, and what the hints suggest to write instead,
        behind what is written already."""
        wordings = [REASONS[one].suggested_wording for one in self.grounds().reasons]
        wordings += [f"You could write: “{one}”" for one in of_hints]
        fresh = [one for one in wordings if one and one not in self.told]
        return replace(self, told="\n\n".join([self.told.strip(), *fresh] if self.told.strip() else fresh))


def field_of(refused: Exception) -> str:
    """The field that a refusal is about; empty for the whole form."""
    return next((name for kind, name in FIELDS if isinstance(refused, kind)), "")


def reason_rows(action: Action) -> list[tuple[str, str]]:
    """The reasons there are for an action, with their labels."""
    return [(str(one), REASONS[one].label) for one in reasons_for(action)]


@dataclass(frozen=True)
class DecisionForm:
    """One decision's page: its words, what it asks for, and what it does."""

    action: Action
    done: str
    title: str
    explanation: str
    button: str
    asks: frozenset[str]
    decide: Callable[[Work, StaffAccount, str, int, Written], None]


def _return(work: Work, staff: StaffAccount, delivery_id: str, version: int, written: Written) -> None:
    return_to_writer(work, staff, delivery_id, version, written.grounds())


def _hold(work: Work, staff: StaffAccount, delivery_id: str, version: int, written: Written) -> None:
    day = asked_day(written.review_on)
    if day is None and written.review_on.strip():
        raise ReviewDayPast
    hold(work, staff, delivery_id, version, written.grounds(), day)


def _stop(work: Work, staff: StaffAccount, delivery_id: str, version: int, written: Written) -> None:
    stop(work, staff, delivery_id, version, written.grounds())


def _reopen(work: Work, staff: StaffAccount, delivery_id: str, version: int, written: Written) -> None:
    reopen(work, staff, delivery_id, version, written.grounds())


def _withdraw(work: Work, staff: StaffAccount, delivery_id: str, version: int, written: Written) -> None:
    withdraw(work, staff, delivery_id, version, written.grounds())


FORMS = {
    "return": DecisionForm(
        Action.RETURN_TO_WRITER,
        "returned",
        "Send it back to the writer",
        "The writer gets the letter back with your words, can change it, and can send it again.",
        "Send it back",
        frozenset({"reason", "told", "record"}),
        _return,
    ),
    "hold": DecisionForm(
        Action.HOLD,
        "held",
        "Hold it on file",
        "The letter is kept safe and comes back to the desk. The writer sees only that it is being read.",
        "Hold the letter",
        frozenset({"reason", "record", "review_on"}),
        _hold,
    ),
    "stop": DecisionForm(
        Action.STOP,
        "stopped",
        "Stop it",
        "For a danger to somebody. The letter goes to a manager at once, and nothing is told to the writer.",
        "Stop the letter",
        frozenset({"reason", "record"}),
        _stop,
    ),
    "reopen": DecisionForm(
        Action.REOPEN,
        "reopened",
        "Put it back on the desk",
        "The letter was stopped. It will wait on the desk to be read and decided again.",
        "Put it back on the desk",
        frozenset({"record"}),
        _reopen,
    ),
    "withdraw": DecisionForm(
        Action.WITHDRAW,
        "withdrawn",
        "Take it back",
        "Nobody on the reader's side can open the letter any more. What was read or printed stays known.",
        "Take the letter back",
        frozenset({"record"}),
        _withdraw,
    ),
}
