"""When somebody's next letter is due, out of the months on their card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.models.delivery import Delivery
from portal.services.agencies import rules_of
from portal.services.correspondence import Correspondence
from portal.services.on_paper import came_on_paper
from portal.work import Work


@dataclass(frozen=True)
class Due:
    """The next letter: the first day of its month, and whether that month is here or past."""

    month: date
    now: bool


def next_due(
    months: tuple[int, ...], last_sent: date | None, since: date, today: date, early_days: int
) -> Due | None:
    """The first due month that no letter was sent for; None for somebody who only receives.

    A letter sent up to `early_days` before its month counts for it. `since` is when writing began.
    """
    if not months:
        return None
    for month in _months_from(months, since):
        if last_sent is not None and (month - last_sent).days <= early_days:
            continue
        # A month long gone doesn't stay on the page as a reproach: the newest one counts.
        following = _following(months, month)
        if following <= today:
            continue
        return Due(month, month <= today)
    return None


def _months_from(months: tuple[int, ...], since: date) -> list[date]:
    first = since.replace(day=1)
    years = range(since.year, since.year + 60)
    return [
        day for day in (date(year, month, 1) for year in years for month in sorted(months)) if day >= first
    ]


def _following(months: tuple[int, ...], month: date) -> date:
    return next(day for day in _months_from(months, month) if day > month)


def last_sent_on(work: Work, party_id: str) -> date | None:
    """The day a party last sent a letter in here. What staff scanned in says nothing on its writer's page."""
    moment = work.session.scalar(
        select(Delivery.received_at)
        .where(Delivery.from_party_id == party_id, ~came_on_paper(Delivery.item_id))
        .order_by(Delivery.received_at.desc())
        .limit(1)
    )
    return moment.date() if moment else None


def due_of(work: Work, one: Correspondence) -> Due | None:
    """When somebody's next letter in one correspondence is due; None: receives only, or closed."""
    if not one.open:
        return None
    last_sent, early_days = last_sent_on(work, one.party.id), rules_of(work, one.party.agency_id).early_days
    return next_due(one.card.months, last_sent, one.since, work.now.date(), early_days)
