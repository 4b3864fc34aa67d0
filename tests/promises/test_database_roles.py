"""What each door may do in the database, tried: every verb on every column of every table, with a log-in that
has that door's role and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg
import pytest
from psycopg.sql import SQL, Composed, Identifier

from portal.models.tables import METADATA
from portal.settings import DOORS
from tests.builders import close, make_portal
from tests.promises.scene import Scene, make_scene
from tests.promises.test_break_in import PAGE, table_of
from tests.servers.postgres import PostgresServer


@dataclass
class Town:
    """A scene on PostgreSQL, and a connection for each door's own log-in."""

    scene: Scene
    doors: dict[str, psycopg.Connection] = field(default_factory=dict)

    def outcome(self, door: str, statement: str | Composed, *values: object) -> str:
        """ "denied", or how many rows it hit. Nothing of it stays."""
        connection = self.doors[door]
        try:
            with connection.transaction(force_rollback=True):
                return str(connection.execute(statement, values).rowcount)
        except psycopg.errors.InsufficientPrivilege:
            return "denied"


@pytest.fixture(scope="module")
def town(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    database = postgres.new_database()
    portal = make_portal(tmp_path_factory.mktemp("roles") / "portal", DATABASE_URL=postgres.url(database))
    made = Town(make_scene(portal))
    with psycopg.connect(postgres.url(database), autocommit=True) as owner:
        for door in DOORS:
            owner.execute(f"CREATE ROLE {database}_{door} LOGIN IN ROLE letterbox_{door}")
            url = postgres.url(database).replace("letterbox@", f"{database}_{door}@")
            made.doors[door] = psycopg.connect(url, autocommit=True)
    yield made
    for connection in made.doors.values():
        connection.close()
    close(portal)


def rights_of(town: Town, door: str, table: str) -> str:
    """S, I, U and D as far as they were not denied; in small letters where some column was."""
    columns = [one.name for one in METADATA.tables[table].columns]
    found = ""
    for letter in "SIUD":
        outcomes = {town.outcome(door, one) for one in tries(letter, table, columns)}
        found += "" if outcomes == {"denied"} else letter.lower() if "denied" in outcomes else letter
    return found


def tries(letter: str, table: str, columns: list[str]) -> Iterator[Composed]:
    """Statements that need the right on one column each, and change or show nothing by themselves."""
    name = Identifier(table)
    if letter == "D":
        yield SQL("DELETE FROM {} WHERE false").format(name)
    for column in map(Identifier, columns) if letter != "D" else ():
        if letter == "S":
            yield SQL("SELECT {} FROM {} WHERE false").format(column, name)
        if letter == "U":
            yield SQL("UPDATE {} SET {} = NULL WHERE false").format(name, column)
        if letter == "I":
            yield SQL("INSERT INTO {} ({}) SELECT NULL WHERE false").format(name, column)


def test_the_rights_are_those_of_the_page(town: Town) -> None:
    said = table_of(PAGE.read_text(encoding="utf-8"), 4)
    found = {table: [rights_of(town, door, table) for door in DOORS] for table in METADATA.tables}
    assert found == {table: said.get(table, []) for table in found}, "\n".join(
        f"| {table} | {' | '.join(rights)} |" for table, rights in sorted(found.items())
    )


OFFICE_ONLY = "('person', 'terms', 'safe-letter', 'hints', 'review', 'reasons')"

# What a right to a table doesn't give: rows that aren't there for a role, and rows it can't make so.
BEYOND = {
    ("family", "SELECT 1 FROM agency_key WHERE purpose = 'escrow'"): "0",
    ("family", f"SELECT 1 FROM copy WHERE kind IN {OFFICE_ONLY}"): "0",
    ("family", f"DELETE FROM copy WHERE kind IN {OFFICE_ONLY}"): "0",
    ("family", "INSERT INTO copy SELECT md5(id), agency_id, 'terms', subject_id, body, blob, mark, created_at"
     " FROM copy LIMIT 1"): "denied",
    ("family", "DELETE FROM copy_grant WHERE holder_kind = 'agency'"): "0",
    ("family", "UPDATE delivery SET state = 'released' WHERE state = 'claimed'"): "0",
    ("family", "UPDATE delivery SET state = 'released' WHERE state = 'returned'"): "denied",
    ("family", "INSERT INTO delivery SELECT md5(id), agency_id, item_id, arrangement_id, to_party_id,"
     " from_party_id, 'waiting', 1, received_at, due_on FROM delivery LIMIT 1"): "denied",
    ("family", "UPDATE release SET id = md5(id)"): "denied",
    ("family", "INSERT INTO job (id, kind, subject_id, occasion, state, attempts, run_at, created_at)"
     " VALUES ('a', 'issue-code', 'b', '', 'ready', 0, now(), now())"): "denied",
    ("family", "UPDATE unlock_code SET state = 'open'"): "denied",
    ("family", "UPDATE account SET state = 'active' WHERE state = 'closed'"): "0",
    ("family", "UPDATE account SET state = 'invited'"): "denied",
    ("family", "SELECT 1 FROM chain_head WHERE chain <> 'family'"): "0",
    ("family", "UPDATE chain_head SET number = 0 WHERE chain = 'worker'"): "0",
    ("staff", "SELECT 1 FROM agency_key WHERE purpose = 'escrow'"): "0",
    ("staff", "UPDATE chain_head SET number = 0 WHERE chain = 'worker'"): "0",
    ("worker", "UPDATE chain_head SET number = 0 WHERE chain = 'staff'"): "0",
    ("worker", "UPDATE arrangement SET id = md5(id)"): "denied",
}  # fmt: skip


@pytest.mark.parametrize(("door", "statement"), BEYOND)
def test_rows_that_a_role_does_not_see_or_make(town: Town, door: str, statement: str) -> None:
    assert town.outcome(door, statement) == BEYOND[door, statement]


@pytest.mark.parametrize("door", DOORS)
def test_nobody_writes_another_chain_or_changes_what_was_written(town: Town, door: str) -> None:
    for chain in DOORS:
        event = "INSERT INTO audit_event VALUES (%s, 9999, now(), '', 'e', 'k', '', '', '{}', ''::bytea)"
        assert town.outcome(door, event, chain) == ("1" if chain == door else "denied")
    assert town.outcome(door, "DELETE FROM audit_event WHERE false") == "denied"


@pytest.mark.parametrize("door", DOORS)
def test_no_door_is_more_than_its_role(town: Town, door: str) -> None:
    for statement in (
        "SET ROLE letterbox",
        "CREATE TABLE public.mine (id int)",
        "ALTER TABLE copy DISABLE ROW LEVEL SECURITY",
        "CREATE ROLE another",
        "SELECT pg_read_file('postgresql.conf')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "TRUNCATE copy",
    ):
        assert town.outcome(door, statement) == "denied", statement
