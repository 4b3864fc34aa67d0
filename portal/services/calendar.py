"""When somebody's next letter is due, out of the months on their card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

EARLY_DAYS = 45


@dataclass(frozen=True)
class Due:
    """The next letter: the first day of its month, and whether that month is here or past."""

    month: date
    now: bool


def next_due(months: tuple[int, ...], last_sent: date | None, since: date, today: date) -> Due | None:
    """The first due month that no letter was sent for; None for somebody who only receives.

    A letter sent up to 45 days before its month counts for it. `since` is when writing began.
    """
    if not months:
        return None
    for month in _months_from(months, since):
        if last_sent is not None and (month - last_sent).days <= EARLY_DAYS:
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
