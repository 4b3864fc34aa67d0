"""A log of who did what, from when to when, and what came of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moderation.decision import DecisionOutdated, NotInAgreement
from moderation.lifecycle import NotAllowedNow, NotYours
from moderation.redaction.text import BadRange
from moderation.sanitise.text import TextTooLong
from portal.refusal import Refusal
from portal.sealing import NoGrant

DONE, FAULT = "done", "fault"
_REFUSALS = (Refusal, NotAllowedNow, NotYours, DecisionOutdated, NotInAgreement, TextTooLong, BadRange)
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One thing somebody did to `subject`. `outcome` is DONE, the name of a refusal, or FAULT.

    `before` and `after` are the version acted on and the one made, where the subject counts versions.
    """

    who: str
    operation: str
    subject: str
    began: int
    ended: int
    outcome: str = DONE
    before: int | None = None
    after: int | None = None
    told: Told = field(default_factory=dict)


@dataclass
class History:
    """Steps in the order in which they ended. Several threads may write."""

    steps: list[Step] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def run(
        self,
        who: str,
        operation: str,
        subject: str,
        act: Callable[[], Told],
        *,
        before: int | None = None,
    ) -> Step:
        """Do it, and write it down. `act` returns what is worth telling; "after" and "subject" are read."""
        began = time.monotonic_ns()
        told: dict[str, Any] = {}
        try:
            told, outcome = dict(act()), DONE
        except NoGrant:
            outcome, told = FAULT, {"fault": "NoGrant: something of one's own did not open"}
        except _REFUSALS as refused:
            outcome = type(refused).__name__
        except Exception as fault:  # a fault of any kind is what is looked for
            outcome, told = FAULT, {"fault": f"{type(fault).__name__}: {fault}"}
        subject, after = told.pop("subject", subject), told.pop("after", None)
        step = Step(who, operation, subject, began, time.monotonic_ns(), outcome, before, after, told)
        with self.lock:
            self.steps.append(step)
        return step

    def done(self, *operations: str) -> list[Step]:
        """The steps of these kinds that were obeyed."""
        return [one for one in self.steps if one.operation in operations and one.outcome == DONE]

    def decisions(self) -> list[Step]:
        """Decisions that were obeyed."""
        return self.done("release", "return", "hold", "stop", "reopen", "withdraw")


@dataclass(frozen=True)
class Event:
    """An audit event, as far as the checker needs it."""

    chain: str
    number: int
    at: datetime
    event: str
    actor: str
    subject: str
    detail: Told


@dataclass(frozen=True)
class DeliveryRow:
    """A delivery as it is in the end."""

    id: str
    item: str
    arrangement: str
    to_party: str
    state: str
    version: int
    claimed_by: str | None


@dataclass(frozen=True)
class ItemRow:
    """A letter as it is in the end."""

    id: str
    draft: str
    account: str


@dataclass(frozen=True)
class DecisionRow:
    """A decision that was taken."""

    delivery: str
    action: str
    staff: str
    to_party: str
    terms_version: int


@dataclass(frozen=True)
class ReleaseRow:
    """A release, and the copies it is made of."""

    id: str
    delivery: str
    to_party: str
    withdrawn: bool
    copies: tuple[str, ...]


@dataclass(frozen=True)
class CopyRow:
    """A sealed copy, what it is of, and who holds a grant: accounts by id, an agency as "agency"."""

    id: str
    kind: str
    subject: str
    holders: frozenset[str]


@dataclass(frozen=True)
class Mail:
    """A mail that was put down to be sent."""

    template: str
    account: str
    occasion: str


@dataclass(frozen=True)
class Final:
    """The whole database in the end, and what was there before the history began.

    `versions` are the numbers of terms kept of each arrangement; `cards` each party's card.
    """

    deliveries: tuple[DeliveryRow, ...]
    items: tuple[ItemRow, ...]
    decisions: tuple[DecisionRow, ...]
    releases: tuple[ReleaseRow, ...]
    copies: tuple[CopyRow, ...]
    mails: tuple[Mail, ...]
    events: tuple[Event, ...]
    drafts: Mapping[str, tuple[str, int]]  # id: writer, version
    members: frozenset[tuple[str, str]]  # party, account
    cards: Mapping[str, str]
    arrangements: Mapping[str, tuple[str, int]]  # id: state, version
    versions: Mapping[str, tuple[int, ...]]
    readings: frozenset[tuple[str, str]]  # release, account
    roles: Mapping[str, str]
    claim_minutes: int
    given_items: frozenset[str] = frozenset()
    with_mail: frozenset[str] = frozenset()
