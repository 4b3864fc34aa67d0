"""Pages that are looked at change nothing: whatever a view tries, the database itself refuses."""

from __future__ import annotations

import pytest
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError

from portal.access import Permission, needs
from portal.app import create_app
from portal.models.background import RateCount
from portal.pages.door import this_work
from portal.throttle import LOOKS
from portal.work import SYSTEM, House, unit_of_work
from tests.builders import Portal


def house_of(portal: Portal, door: str) -> House:
    """A door with one count in the database, which every role may delete."""
    houses = {"family": portal.family, "staff": portal.staff, "worker": portal.worker}
    portal.app("family").throttle.count(LOOKS, "somebody")
    return houses[door]


def counts(portal: Portal) -> int:
    """How many counts there are."""
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        return work.session.scalar(select(func.count()).select_from(RateCount)) or 0


@pytest.mark.parametrize("door", ["family", "staff", "worker"])
def test_a_unit_that_reads_can_write_nothing(portal: Portal, door: str) -> None:
    house = house_of(portal, door)
    with pytest.raises(DBAPIError), unit_of_work(house, SYSTEM, writes=False) as work:
        work.session.execute(delete(RateCount))
    assert counts(portal) == 1
    with unit_of_work(house, SYSTEM) as work:
        work.session.execute(delete(RateCount))
    assert counts(portal) == 0


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("door", ["family", "staff"])
def test_a_view_that_is_looked_at_can_write_nothing(portal: Portal, door: str, method: str) -> None:
    app = create_app(house_of(portal, door))

    @app.get("/changes-something")
    @needs(Permission.ANYONE)
    def change() -> ResponseReturnValue:
        this_work().session.execute(delete(RateCount))
        return "It is done."

    assert app.test_client().open("/changes-something", method=method).status_code == 503
    assert counts(portal) == 1
