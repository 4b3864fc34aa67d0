"""What the worker could not do so far, for staff: how much of it, and the kinds of fault. Never content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.models.account import UnlockCode
from portal.models.background import Job, OfficeMessage, OutboxMessage
from portal.models.delivery import Delivery
from portal.models.item import Item
from portal.services.items import MAKE_SAFE
from portal.services.painting import PAINT
from portal.services.unlocking import ISSUE_CODE
from portal.work import Work

OFTEN = 5
LONG = timedelta(hours=1)
MOST_FAULTS = 3


class Stuck(StrEnum):
    """What stays undone."""

    LETTERS = "letters"
    PAGES = "pages"
    CODES = "codes"
    MAILS = "mails"


SUBJECTS: Mapping[str, tuple[Stuck, type[Item | UnlockCode | Delivery]]] = {
    MAKE_SAFE: (Stuck.LETTERS, Item),
    PAINT: (Stuck.PAGES, Delivery),
    ISSUE_CODE: (Stuck.CODES, UnlockCode),
}
"""What a job of each kind belongs to."""


_ONE: Mapping[Stuck, str] = {
    Stuck.LETTERS: "1 letter could not be made safe so far",
    Stuck.PAGES: "Places could not be taken out of the pages of 1 letter so far",
    Stuck.CODES: "1 unlock code could not be made so far",
    Stuck.MAILS: "1 mail could not be sent so far",
}
_MANY: Mapping[Stuck, str] = {
    Stuck.LETTERS: "{} letters could not be made safe so far",
    Stuck.PAGES: "Places could not be taken out of the pages of {} letters so far",
    Stuck.CODES: "{} unlock codes could not be made so far",
    Stuck.MAILS: "{} mails could not be sent so far",
}


@dataclass(frozen=True)
class Trouble:
    """So many of one sort are undone. `faults`: kinds of fault by name; none where nobody has tried yet."""

    what: Stuck
    count: int
    faults: tuple[str, ...]

    @property
    def sentences(self) -> str:
        """In plain words, for people who don't look after computers."""
        undone = _ONE[self.what] if self.count == 1 else _MANY[self.what].format(self.count)
        tell = ", ".join(self.faults) or "the worker may not be running"
        return f"{undone}. We go on trying. Please tell whoever looks after the computers: {tell}."


def troubles(work: Work, agency_id: str | None = None) -> list[Trouble]:
    """What of one agency (of all, without one) was tried OFTEN, or has waited for LONG.

    A job that nobody has tried in all that time counts: then no worker is running. A mail that nobody has
    tried does not: without a mail server mails wait on purpose.
    """
    found = [_of_jobs(work, kind, agency_id) for kind in SUBJECTS]
    return [one for one in (*found, _of_mails(work, agency_id)) if one.count]


def _of_jobs(work: Work, kind: str, agency_id: str | None) -> Trouble:
    what, subject = SUBJECTS[kind]
    query = (
        select(Job.fault, func.count())
        .join(subject, subject.id == Job.subject_id)
        .where(Job.kind == kind, or_(Job.attempts >= OFTEN, Job.created_at <= work.now - LONG))
        .where(*_within(subject.agency_id, agency_id))
        .group_by(Job.fault)
    )
    return _told(what, [(fault, count) for fault, count in work.session.execute(query)])


def _of_mails(work: Work, agency_id: str | None) -> Trouble:
    rows: list[tuple[str | None, int]] = []
    for table in (OutboxMessage, OfficeMessage):
        query = (
            select(table.fault, func.count())
            .where(table.state.in_(("ready", "sending")), table.fault.is_not(None))
            .where(or_(table.attempts >= OFTEN, table.created_at <= work.now - LONG))
            .where(*_within(table.agency_id, agency_id))
            .group_by(table.fault)
        )
        rows += [(fault, count) for fault, count in work.session.execute(query)]
    return _told(Stuck.MAILS, rows)


def _within(column: InstrumentedAttribute[str], agency_id: str | None) -> list[ColumnElement[bool]]:
    return [] if agency_id is None else [column == agency_id]


def _told(what: Stuck, rows: list[tuple[str | None, int]]) -> Trouble:
    faults = sorted({fault for fault, _ in rows if fault})
    return Trouble(what, sum(count for _, count in rows), tuple(faults[:MOST_FAULTS]))
