"""How much there is, for reports: numbers of one agency, and nothing that names anybody."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from moderation.lifecycle import State
from portal.models.arrangement import Arrangement
from portal.models.delivery import Delivery, Release
from portal.services.arrangements import STATES
from portal.work import Work


@dataclass(frozen=True)
class Totals:
    """Letters that wait to be read, letters released since the month began, arrangements by state."""

    waiting: int
    released_this_month: int
    arrangements: dict[str, int]


def totals(work: Work, agency_id: str) -> Totals:
    """The numbers of now."""
    session = work.session
    waiting = select(func.count()).where(
        Delivery.agency_id == agency_id,
        Delivery.state.in_([str(one) for one in (State.RECEIVED, State.WAITING, State.CLAIMED)]),
    )
    month = work.now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    released = select(func.count()).where(Release.agency_id == agency_id, Release.released_at >= month)
    by_state = select(Arrangement.state, func.count()).where(Arrangement.agency_id == agency_id)
    found = {row[0]: row[1] for row in session.execute(by_state.group_by(Arrangement.state))}
    return Totals(
        session.scalar(waiting) or 0,
        session.scalar(released) or 0,
        {state: found.get(state, 0) for state in STATES},
    )
