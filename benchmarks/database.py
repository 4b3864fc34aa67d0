"""A PostgreSQL server for one measurement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers.postgres import PostgresServer


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """A server, ended with its folder at the end of the block."""
    server = PostgresServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
