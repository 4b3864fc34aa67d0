"""The database goes away in the middle: a clear page, the words kept, and all well when it is back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.db import new_id
from portal.worker.running import Worker
from tests.builders import Portal, add_arrangement, add_correspondent, close, make_portal, party_id
from tests.family.visits import Visitor, words_of
from tests.servers.postgres import PostgresServer

WORDS = "Dear Dawn, the swing in the garden is mended at last."


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server that this test may stop."""
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def on_own_server(own_server: PostgresServer, tmp_path: Path) -> Iterator[Portal]:
    """A portal on it."""
    made = make_portal(tmp_path / "portal", DATABASE_URL=own_server.url(own_server.new_database()))
    yield made
    close(made)


def test_words_survive_while_the_database_is_away(
    own_server: PostgresServer, on_own_server: Portal, caplog: pytest.LogCaptureFixture
) -> None:
    portal = on_own_server
    party = party_id(portal, add_arrangement(portal), "adoptive")
    priya = add_correspondent(portal, "Priya Ashdown", "priya@example.org", party)
    visitor = Visitor(portal.client("family"))
    assert visitor.sign_in(priya.log_in_name).status_code == 303
    token, draft_id = visitor.token(), new_id()
    form = {"csrf_token": token, "text": WORDS, "note": "", "to": party, "version": "0"}

    own_server.pause()
    away = visitor.client.post(f"/letters/{draft_id}", data=form)
    assert away.status_code == 503
    assert WORDS in words_of(away)
    assert visitor.client.get("/").status_code == 503
    assert WORDS not in caplog.text
    worker = Worker(portal.worker)
    threading.Timer(0.5, worker.stopping.set).start()
    worker.run()  # it outlives a database that is away

    own_server.resume()
    assert visitor.client.post(f"/letters/{draft_id}", data=form).status_code == 303
    assert WORDS in visitor.get(f"/letters/{draft_id}").text
