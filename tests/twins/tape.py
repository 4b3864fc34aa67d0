"""What a door asks of its database: every statement, and how many rows came back. Listens at the driver."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event


@dataclass(frozen=True)
class Asked:
    """One statement without its values, and the number of rows that were read."""

    statement: str
    rows: int


@dataclass
class Tape:
    """Statements in order; `take` empties it."""

    _running: list[list[Any]] = field(default_factory=list)

    def listen(self, engine: Engine) -> None:
        """Listen to an engine that has no connection yet."""
        tape = self

        class Cursor(sqlite3.Cursor):
            def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
                self.entry = tape.begin(statement)
                return super().execute(statement, values)

            def executemany(self, statement: str, values: Any) -> sqlite3.Cursor:
                many = list(values)
                self.entry = tape.begin(f"{len(many)} times: {statement}")
                return super().executemany(statement, many)

            def fetchone(self) -> Any:
                row = super().fetchone()
                self.entry[1] += row is not None
                return row

            def fetchmany(self, size: int | None = None) -> list[Any]:
                rows = super().fetchmany(size or self.arraysize)
                self.entry[1] += len(rows)
                return rows

            def fetchall(self) -> list[Any]:
                rows = super().fetchall()
                self.entry[1] += len(rows)
                return rows

        class Connection(sqlite3.Connection):
            def cursor(self, factory: Any = Cursor) -> Any:
                return super().cursor(Cursor)

        @event.listens_for(engine, "do_connect")
        def connect(dialect: Any, _record: Any, arguments: Any, named: dict[str, Any]) -> Any:
            return dialect.connect(*arguments, **named, factory=Connection)

    def begin(self, statement: str) -> list[Any]:
        """A statement is put to the database; returns its entry, to count rows in."""
        self._running.append([statement, 0])
        return self._running[-1]

    def take(self) -> tuple[Asked, ...]:
        """Everything since the last time."""
        taken = tuple(Asked(*one) for one in self._running)
        self._running.clear()
        return taken
