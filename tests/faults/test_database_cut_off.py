"""The database is cut off in the middle of the worker's work: at any word between them, whether the server
heard it or not, and by a crash of the server itself. The work is done once, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from portal.work import House, open_house
from portal.worker.running import Worker
from tests.builders import Clock, Portal, close, delivery_of, make_portal, picture_bytes, send_letter
from tests.family.visits import Town, make_town
from tests.faults.cut_line import CutLine
from tests.killed.ground import differences, mails_broken
from tests.killed.invariants import look
from tests.proving import PROVE
from tests.servers.mail import MailServer
from tests.servers.postgres import PostgresServer, in_role

SOME = 4


@dataclass
class Ground:
    """A town whose worker reaches its database by a line that can be cut."""

    town: Town
    house: House
    line: CutLine | None
    mail: MailServer

    def send(self) -> str:
        """A letter with a picture, for the worker to take on; its writer is to be told."""
        portal, picture = self.town.portal, picture_bytes(size=(64, 48))
        item = send_letter(
            portal, self.town.priya, "Hello", [self.town.adoptive], "", [picture], work_off=False
        )
        assert delivery_of(portal, item).state == "received"
        return item

    def settle(self) -> dict[str, int]:
        """The worker goes on, claims run out, a day is over: all is whole. Returns what there is."""
        portal, worker = self.town.portal, Worker(self.house)
        for minutes in (0, 11, 11, 25 * 60):
            portal.clock.forward(minutes=minutes)
            worker.drain()
        found = look(portal.settings, portal.clock)
        broken = found["broken"] + mails_broken(
            [message for _to, message in self.mail.mails], found["outbox"]
        )
        assert broken == []
        return dict(found["shape"])


@pytest.fixture
def portal(postgres: PostgresServer, tmp_path: Path, mail_server: MailServer) -> Iterator[Portal]:
    """A portal on the server."""
    database = postgres.url(postgres.new_database())
    made = on_server(database, tmp_path, mail_server)
    yield made
    close(made)


def on_server(database: str, folder: Path, mail: MailServer) -> Portal:
    """A portal whose clock is that of its files: what nothing names is swept when it is a day old."""
    clock = Clock(datetime.now(UTC))
    return make_portal(folder / "portal", clock, DATABASE_URL=database, **mail.settings())


@pytest.fixture
def ground(portal: Portal, postgres: PostgresServer, mail_server: MailServer) -> Iterator[Ground]:
    """Its worker, and the line."""
    line = CutLine(postgres.folder)
    there = portal.settings.database_url.replace(str(postgres.folder), str(line.folder))
    settings = replace(portal.settings, database_url=in_role(there, "worker"))
    house = open_house(settings, "worker", portal.clock)
    yield Ground(make_town(portal), house, line, mail_server)
    house.engine.dispose()
    line.stop()


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server that this test may end."""
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def on_own_server(own_server: PostgresServer, tmp_path: Path, mail_server: MailServer) -> Iterator[Portal]:
    """A portal on it."""
    made = on_server(own_server.url(own_server.new_database()), tmp_path, mail_server)
    yield made
    close(made)


def test_the_server_s_crash_in_the_middle_of_a_job(
    own_server: PostgresServer, on_own_server: Portal, mail_server: MailServer
) -> None:
    portal = on_own_server
    ground = Ground(make_town(portal), portal.worker, None, mail_server)
    before = ground.settle()
    ground.send()
    grown = differences(whole := ground.settle(), before)
    for what in ("INSERT INTO copy ", "UPDATE delivery", "DELETE FROM job", "INSERT INTO audit_event"):
        item, before = ground.send(), whole
        with crash_before(ground.house, own_server, what) as crashed, pytest.raises(DBAPIError):
            Worker(ground.house).drain()
        assert crashed == [what]
        own_server.resume()
        whole = ground.settle()
        assert delivery_of(portal, item).state == "waiting"
        assert differences(whole, before) == grown, what


@contextmanager
def crash_before(house: House, server: PostgresServer, what: str) -> Iterator[list[str]]:
    """The server is gone, as after a power cut, just before the first statement that begins so."""
    crashed: list[str] = []

    def crash(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(what) and not crashed:
            crashed.append(what)
            server.pause()

    event.listen(house.engine, "before_cursor_execute", crash)
    try:
        yield crashed
    finally:
        event.remove(house.engine, "before_cursor_execute", crash)


def test_cut_at_any_word_the_work_is_done_once(ground: Ground) -> None:
    before = ground.settle()
    line = ground.line
    assert line is not None
    ground.send()
    line.cut_at(0, heard=False)
    Worker(ground.house).drain()
    words = line.said
    grown = differences(whole := ground.settle(), before)
    count = words if PROVE else SOME
    cut, places = 0, sorted({1 + round(one * (words - 1) / (count - 1)) for one in range(count)})
    for at in places:
        for heard in (False, True):
            item, before = ground.send(), whole
            line.cut_at(at, heard=heard)
            try:
                Worker(ground.house).drain()
            except DBAPIError:
                cut += 1  # the worker's process notes it, waits, and goes on
            assert line.is_cut or at > words - 9, (at, words)
            line.whole()
            whole = ground.settle()
            assert delivery_of(ground.town.portal, item).state == "waiting"
            assert differences(whole, before) == grown, (at, heard)
    assert cut >= 2 * len(places) - 8
    print(f"{words} words to the database, cut at {len(places)}, heard or not")
