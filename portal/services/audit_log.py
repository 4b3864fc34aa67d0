"""Reading the audit log: the newest events of one agency, a page at a time; ids and codes only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import literal, select, tuple_

from portal.db import UtcDateTime
from portal.models.audit import AuditEvent
from portal.services.audit import CHAINS
from portal.work import Work

PAGE = 50


@dataclass(frozen=True)
class LogPlace:
    """A place in the log's order, newest first."""

    at: datetime
    chain: str
    number: int

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{self.at.isoformat()}_{self.chain}_{self.number}"

    @classmethod
    def read(cls, untrusted: str) -> LogPlace | None:
        """Out of an address; None for anything that isn't a place."""
        parts = untrusted.split("_")
        try:
            at, chain, number = datetime.fromisoformat(parts[0]), parts[1], int(parts[2][:9])
            return cls(at.astimezone(UTC), chain, number) if at.tzinfo and chain in CHAINS else None
        except (ValueError, IndexError, OverflowError):  # the last on the first and the last day there is
            return None


def read_log(
    work: Work, agency_id: str, day: date | None, event: str, older_than: LogPlace | None
) -> tuple[Sequence[AuditEvent], LogPlace | None]:
    """At most PAGE events, and where the next page begins. `day` is a day in UTC."""
    query = select(AuditEvent).where(AuditEvent.agency_id == agency_id)
    if day is not None:
        start = datetime.combine(day, time(), UTC)
        query = query.where(AuditEvent.at >= start, AuditEvent.at < start + timedelta(days=1))
    if event:
        query = query.where(AuditEvent.event == event)
    order = (AuditEvent.at, AuditEvent.chain, AuditEvent.number)
    if older_than is not None:
        here = tuple_(literal(older_than.at, UtcDateTime()), older_than.chain, older_than.number)
        query = query.where(tuple_(*order) < here)
    found = work.session.scalars(query.order_by(*(one.desc() for one in order)).limit(PAGE + 1)).all()
    shown = found[:PAGE]
    more = len(found) > PAGE
    return shown, LogPlace(shown[-1].at, shown[-1].chain, shown[-1].number) if more else None
