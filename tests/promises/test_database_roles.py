"""What each door may do in the database, tried: every verb on every column of every table, with a log-in that
has that door's role and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg
import pytest
from psycopg.sql import SQL, Composed, Identifier

from moderation.hints.hint import Kind
from portal.models.tables import METADATA
from portal.services.agency_words import WordList, propose_words
from portal.settings import DOORS
from portal.work import SYSTEM, unit_of_work
from tests.builders import add_account, add_staff, close, make_portal
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
    add_account(portal, "Una New", "una@example.org")
    staff = add_staff(portal).account
    with unit_of_work(portal.staff, SYSTEM) as work:
        propose_words(work, staff, WordList.QUIET, Kind.PLACE, "Sunny Bank", "")
    with psycopg.connect(postgres.url(database), autocommit=True) as owner:
        for door in DOORS:
            owner.execute(f"CREATE ROLE {database}_{door} LOGIN IN ROLE letterbox_{door}")
            url = postgres.url(database).replace("letterbox@", f"{database}_{door}@")
            made.doors[door] = psycopg.connect(url, autocommit=True)
        for row in MORE_ROWS:
            assert owner.execute(row).rowcount > 0, row
        made.doors["owner"] = owner
        yield made
    for connection in made.doors.values():
        connection.close()
    close(portal)


# What the scene lacks: a release that was taken back, and somebody's closed account.
MORE_ROWS = (
    "INSERT INTO release (id, agency_id, delivery_id, to_party_id, copy_id, released_at, withdrawn_at)"
    " SELECT md5(id), agency_id, delivery_id, to_party_id, copy_id, released_at, released_at FROM release",
    "UPDATE account SET state = 'closed' WHERE state = 'invited'",
)


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


# Where the page has a small letter: the columns a door can't read, and those it can change.
HIDDEN = {
    ("family", "account"): "escrow",
    ("family", "agency_key"): "sealed_private",
    ("family", "delivery"): "rank",
    ("staff", "account"): "escrow sealed_private",
    ("staff", "family_sign_in"): "created_at lookup sealed_private seen_at",
    ("staff", "unlock_code"): "lookup sealed_private",
    ("worker", "family_sign_in"): "lookup sealed_private",
}
CHANGED = {
    ("family", "account"): "password_set_at sealed_private state",
    ("family", "attachment"): "draft_id item_id label_copy_id state",
    ("family", "chain_head"): "link number",
    ("family", "delivery"): "state version",
    ("family", "draft"): "copy_id updated_at version",
    ("family", "family_sign_in"): "seen_at",
    ("family", "release"): "id",
    ("family", "unlock_code"): "letter_copy_id lookup sealed_private state used_at",
    ("staff", "account"): "details_copy_id has_mail log_in state",
    ("staff", "agency_words"): "copy_id version",
    ("staff", "arrangement"): "state version",
    ("staff", "chain_head"): "link number",
    (
        "staff",
        "delivery",
    ): "claimed_by claimed_until hints_copy_id rank review_copy_id review_on state version",
    ("staff", "party"): "card_copy_id",
    ("staff", "release"): "withdrawn_at",
    ("staff", "rule_count"): "said_wrong shown taken_out",
    ("staff", "staff_account"): "active details_copy_id mark password totp totp_step",
    ("staff", "staff_sign_in"): "seen_at",
    ("staff", "unlock_code"): "letter_copy_id lookup sealed_private state",
    ("worker", "arrangement"): "id",
    ("worker", "chain_head"): "link number",
}


@pytest.mark.parametrize(("letter", "said"), [("S", HIDDEN), ("U", CHANGED)])
def test_rights_to_some_columns_are_to_these(
    town: Town, letter: str, said: dict[tuple[str, str], str]
) -> None:
    found = {}
    for table, columns in METADATA.tables.items():
        for door in DOORS:
            outcomes = {
                one.name: town.outcome(door, *tries(letter, table, [one.name])) for one in columns.columns
            }
            allowed = {name for name, outcome in outcomes.items() if outcome != "denied"}
            if allowed and allowed != set(outcomes):
                shown = set(outcomes) - allowed if letter == "S" else allowed
                found[door, table] = " ".join(sorted(shown))
    assert found == said


OFFICE_ONLY = "('person', 'terms', 'safe-letter', 'hints', 'review', 'reasons', 'told-places')"

PICTURE = "agency_id, account_id, position, original_copy_id, label_copy_id, created_at"
MAIL = "id, agency_id, account_id, template, occasion, state, attempts, run_at, created_at"

# What a right to a table doesn't give: rows that aren't there for a role, and rows it can't make so.
BEYOND = {
    ("family", "SELECT 1 FROM agency_key WHERE purpose = 'escrow'"): "0",
    ("family", f"SELECT 1 FROM copy WHERE kind IN {OFFICE_ONLY}"): "0",
    ("family", f"DELETE FROM copy WHERE kind IN {OFFICE_ONLY}"): "0",
    ("family", "INSERT INTO copy SELECT md5(id), agency_id, 'terms', subject_id, body, blob, mark, created_at"
     " FROM copy LIMIT 1"): "denied",
    ("family", "SELECT 1 FROM copy WHERE kind = 'agency-words'"): "0",
    ("family", "DELETE FROM copy WHERE kind = 'agency-words'"): "0",
    ("family", "INSERT INTO copy SELECT md5(id), agency_id, 'agency-words', subject_id, body, blob, mark,"
     " created_at FROM copy LIMIT 1"): "denied",
    ("family", "INSERT INTO copy SELECT md5(id), agency_id, 'scan-label', subject_id, body, blob, mark,"
     " created_at FROM copy LIMIT 1"): "denied",
    ("staff", "INSERT INTO item (id, agency_id, account_id, draft_id, copy_id, safe_copy_id, submitted_at)"
     " SELECT md5(id), agency_id, account_id, md5(id), copy_id, copy_id, submitted_at FROM item"
     " LIMIT 1"): "denied",
    ("staff", f"INSERT INTO attachment (state, item_id, id, {PICTURE}) SELECT 'safe', item_id, md5(id),"
     f" {PICTURE} FROM attachment WHERE item_id IS NOT NULL LIMIT 1"): "denied",
    ("staff", f"INSERT INTO attachment (state, item_id, id, {PICTURE}) SELECT 'sent', NULL, md5(id),"
     f" {PICTURE} FROM attachment LIMIT 1"): "denied",
    ("staff", "INSERT INTO delivery SELECT md5(id), agency_id, item_id, arrangement_id, to_party_id,"
     " from_party_id, 'waiting', 1, received_at, due_on FROM delivery LIMIT 1"): "denied",
    ("staff", "INSERT INTO delivery SELECT md5(id), agency_id, item_id, arrangement_id, to_party_id,"
     " from_party_id, 'received', 2, received_at, due_on FROM delivery LIMIT 1"): "denied",
    ("family", "DELETE FROM copy_grant WHERE holder_kind = 'agency'"): "0",
    ("family", "UPDATE delivery SET state = 'released' WHERE state = 'claimed'"): "0",
    ("family", "UPDATE delivery SET state = 'released' WHERE state = 'returned'"): "denied",
    ("family", "INSERT INTO delivery SELECT md5(id), agency_id, item_id, arrangement_id, to_party_id,"
     " from_party_id, 'waiting', 1, received_at, due_on FROM delivery LIMIT 1"): "denied",
    ("family", "INSERT INTO delivery SELECT md5(id), agency_id, item_id, arrangement_id, to_party_id,"
     " from_party_id, 'received', 2, received_at, due_on FROM delivery LIMIT 1"): "denied",
    ("family", "SELECT rank FROM delivery"): "denied",
    ("family", "SELECT 1 FROM delivery WHERE rank = 0"): "denied",
    ("family", "INSERT INTO delivery SELECT md5(id), agency_id, item_id, arrangement_id, to_party_id,"
     " from_party_id, 'received', 1, received_at, due_on, NULL, NULL, NULL, NULL, NULL, 1 FROM delivery"
     " LIMIT 1"): "denied",
    ("family", "SELECT 1 FROM release WHERE withdrawn_at IS NOT NULL"): "0",
    ("family", "UPDATE release SET id = md5(id)"): "denied",
    ("family", f"INSERT INTO attachment (state, item_id, id, {PICTURE}) SELECT 'draft', item_id, md5(id),"
     f" {PICTURE} FROM attachment WHERE item_id IS NOT NULL LIMIT 1"): "denied",
    ("family", f"INSERT INTO attachment (state, item_id, id, {PICTURE}) SELECT 'safe', NULL, md5(id),"
     f" {PICTURE} FROM attachment LIMIT 1"): "denied",
    ("family", "UPDATE attachment SET state = 'draft' WHERE item_id IS NOT NULL"): "0",
    ("family", "DELETE FROM attachment WHERE item_id IS NOT NULL"): "0",
    ("family", "INSERT INTO job (id, kind, subject_id, occasion, state, attempts, run_at, created_at)"
     " VALUES ('a', 'issue-code', 'b', '', 'ready', 0, now(), now())"): "denied",
    ("family", "INSERT INTO job (id, kind, subject_id, occasion, state, attempts, run_at, created_at)"
     " VALUES ('a', 'make-safe', 'b', '', 'done', 0, now(), now())"): "denied",
    ("family", f"INSERT INTO outbox_message ({MAIL}) SELECT md5(id), agency_id, id, 'unlock', '',"
     " 'ready', 0, now(), now() FROM account LIMIT 1"): "denied",
    ("family", f"INSERT INTO outbox_message ({MAIL}) SELECT md5(id), agency_id, id, 'received', '',"
     " 'sent', 0, now(), now() FROM account LIMIT 1"): "denied",
    ("family", f"INSERT INTO outbox_message ({MAIL}) SELECT md5(id), agency_id, id, 'received', '',"
     " 'ready', 9, now(), now() FROM account LIMIT 1"): "denied",
    ("family", "UPDATE unlock_code SET state = 'open'"): "denied",
    ("family", "UPDATE unlock_code SET state = 'used' WHERE state <> 'open'"): "0",
    ("family", "UPDATE account SET state = 'active' WHERE state = 'closed'"): "0",
    ("family", "UPDATE account SET state = 'invited'"): "denied",
    ("family", "UPDATE account SET state = 'active', sealed_private = '' WHERE public IS NULL"): "denied",
    ("family", "UPDATE account SET sealed_private = NULL WHERE state = 'active'"): "denied",
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


@pytest.mark.parametrize("statement", [one for (_, one), outcome in BEYOND.items() if outcome == "0"])
def test_what_a_role_does_not_see_is_there(town: Town, statement: str) -> None:
    """Or nothing would be shown by not seeing it."""
    table = re.search(r"(?:FROM|UPDATE) (\w+)", statement)
    assert table is not None
    found = f"SELECT 1 FROM {table[1]} WHERE {statement.partition(' WHERE ')[2]}"
    assert town.outcome("owner", found) not in ("0", "denied"), found


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
