"""The desk's queue page with 1,000 and with 100,000 letters waiting, on PostgreSQL.

Two staff doors as `letterbox serve` runs them, each on a database of its own, which differ in nothing else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import create_engine, select

from benchmarks.database import running_postgres
from benchmarks.invented import driver_url, portal_now, settings_of, sign_in
from benchmarks.measuring import Aim, Bound, Line, take_turns, time_line
from benchmarks.served import Served, door_command
from benchmarks.visitor import NoPage, Page
from benchmarks.waiting import fill_up, write_letters
from portal.models.delivery import ORDINARY, Delivery
from portal.services.queue import PAGE, Place
from tests.builders import Portal, add_staff, close

FEW, MANY = 1_000, 100_000
REQUESTS = 10
ROUNDS = 15
SAME = Aim(Bound.AT_MOST, 1.5)
FIRST_OF_FEW = "the desk's queue, first page of 1,000 waiting"
FIRST_OF_MANY = "the desk's queue, first page of 100,000 waiting"
MIDDLE_OF_MANY = "the desk's queue, a page in the middle of 100,000"


def measure() -> list[Line]:
    """How often the time of few letters is needed for many."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(running_postgres())
        template = server.new_database()
        portal = portal_now(folder / "portal", server.url(template))
        write_letters(portal)
        cookie = sign_in(portal, add_staff(portal))
        close(portal)
        few, many = (server.url(server.new_database(template)) for _ in range(2))
        fill_up(driver_url(few), FEW)
        fill_up(driver_url(many), MANY)
        small = stack.enter_context(_door(portal, few, folder / "few"))
        large = stack.enter_context(_door(portal, many, folder / "many"))
        pages = {
            FIRST_OF_FEW: Page(small, "/desk", cookie),
            FIRST_OF_MANY: Page(large, "/desk", cookie),
            MIDDLE_OF_MANY: Page(large, f"/desk?after={_middle(many)}", cookie),
        }
        return _lines(pages)


@contextmanager
def _door(portal: Portal, database: str, socket: Path) -> Iterator[Path]:
    settings = settings_of(portal) | {"DATABASE_URL": database}
    with Served(door_command("staff"), settings, socket) as door:
        door.wait_for("/sign-in")
        yield socket


def _middle(database: str) -> str:
    engine = create_engine(driver_url(database))
    query = select(Delivery.received_at, Delivery.id).order_by(Delivery.received_at, Delivery.id)
    with engine.connect() as connection:
        received_at, delivery_id = connection.execute(query.offset(MANY // 2).limit(1)).one()
    engine.dispose()
    return quote(str(Place(ORDINARY, received_at, delivery_id)))


def _lines(pages: dict[str, Page]) -> list[Line]:
    for name, page in pages.items():
        if page.get().body.count(b'href="/desk/') != PAGE:
            raise NoPage(f"{name} does not show {PAGE} letters")
    taken = take_turns({name: partial(page.visit, REQUESTS) for name, page in pages.items()}, ROUNDS)
    return [time_line(taken, name, FIRST_OF_FEW, _pace, SAME) for name in (FIRST_OF_MANY, MIDDLE_OF_MANY)]


def _pace(seconds: float) -> str:
    return f"{seconds / REQUESTS * 1000:.1f} ms"
