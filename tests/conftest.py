"""Servers shared by a test run, and a portal on each kind of storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Portal, close, make_portal
from tests.servers.mail import MailServer
from tests.servers.postgres import PostgresServer
from tests.servers.storage import StorageServer

LONGEST = ("tests/browser/", "tests/twins/", "tests/killed/")
"""These stay together on one core each: begun last, they would leave the other idle at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first; the rest as collected."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL server for the run."""
    server = PostgresServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def storage() -> Iterator[StorageServer]:
    """One object storage server for the run."""
    server = StorageServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server of the test's own."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite-folder", "postgres-s3"])
def portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Portal]:
    """A portal on SQLite with a folder, and the same on PostgreSQL with object storage."""
    more: dict[str, str] = {}
    if request.param == "postgres-s3":
        server = request.getfixturevalue("postgres")
        more = {"DATABASE_URL": server.url(server.new_database())}
        more |= request.getfixturevalue("storage").new_bucket()
    made = make_portal(tmp_path / "portal", **more)
    yield made
    close(made)


@pytest.fixture
def small_portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal on SQLite with a folder, for tests in which storage plays no part."""
    made = make_portal(tmp_path / "portal")
    yield made
    close(made)
