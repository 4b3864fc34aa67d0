"""The migrated tables are the models' tables, on both databases, and keep what was in them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Column, Engine, Index, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy.engine import Connection

from portal.db import make_engine
from portal.migrating import FOLDER, DatabaseBehind, check_current, differences, migrate
from portal.models.tables import METADATA
from tests.builders import Portal
from tests.servers.postgres import PostgresServer


def test_migrations_make_what_the_models_say(portal: Portal) -> None:
    assert differences(portal.worker.engine) == []


def test_an_empty_database_is_named_as_behind(tmp_path: Path, postgres: PostgresServer) -> None:
    urls = [
        f"sqlite:///{tmp_path / 'empty.sqlite'}",
        postgres.url(postgres.new_database("template1")).replace("postgresql://", "postgresql+psycopg://"),
    ]
    for url in urls:
        engine = make_engine(url)
        with pytest.raises(DatabaseBehind):
            check_current(engine)
        migrate(engine)
        migrate(engine)  # again, as a second process starting at once would
        check_current(engine)
        engine.dispose()


def test_whether_a_copy_is_still_named_is_found_without_reading_whole_tables() -> None:
    naming = [
        (table, key.parent)
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "copy"
    ]
    assert naming
    assert not [f"{table.name}.{column.name}" for table, column in naming if not is_indexed(table, column)]


def is_indexed(table: Table, column: Column[object]) -> bool:
    """Is this column the first of an index, or of a rule that the databases keep by an index?"""
    kinds = (Index, PrimaryKeyConstraint, UniqueConstraint)
    rules = [one for one in (*table.indexes, *table.constraints) if isinstance(one, kinds)]
    return any(next(iter(rule.columns)) is column for rule in rules)


def upgraded(engine: Engine, to: str) -> None:
    """Run the migrations up to one of them."""
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, to)


FILLING: dict[type, object] = {
    str: "x",
    int: 1,
    bool: False,
    bytes: b"x",
    object: {},
    datetime: datetime(2026, 5, 3, tzinfo=UTC),
}


def put(connection: Connection, table: str, **given: str) -> None:
    """A row of a table as it is now in the database, with something in every column that needs it."""
    found = Table(table, MetaData(), autoload_with=connection)
    needed = [one for one in found.columns if one.name in given or not (one.nullable or one.computed)]
    row = {one.name: given.get(one.name, FILLING[one.type.python_type]) for one in needed}
    connection.execute(found.insert().values(row))


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_photographs_made_safe_before_become_pages(
    tmp_path: Path, postgres: PostgresServer, database: str
) -> None:
    fresh = postgres.url(postgres.new_database("template1"))
    urls = {
        "sqlite": f"sqlite:///{tmp_path / 'old.sqlite'}",
        "postgres": fresh.replace("postgresql://", "postgresql+psycopg://"),
    }
    engine = make_engine(urls[database])
    upgraded(engine, "0007")
    with engine.begin() as connection:
        put(connection, "agency", id="agency")
        for copy in ("details", "original", "label", "safe", "small"):
            put(connection, "copy", id=copy, agency_id="agency")
        put(connection, "account", id="writer", agency_id="agency", details_copy_id="details")
        files = {"account_id": "writer", "agency_id": "agency", "original_copy_id": "original"}
        files |= {"label_copy_id": "label"}
        made = {"safe_copy_id": "safe", "small_copy_id": "small"}
        put(connection, "attachment", id="made safe", state="safe", **files, **made)
        put(connection, "attachment", id="still a draft", state="draft", **files)
    migrate(engine)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql(
            "SELECT id, attachment_id, agency_id, number, safe_copy_id, small_copy_id, read_copy_id FROM page"
        ).all()
        kept = connection.exec_driver_sql(
            "SELECT id, state, original_copy_id, label_copy_id, notes_copy_id FROM attachment ORDER BY id"
        ).all()
    engine.dispose()
    assert [tuple(one) for one in pages] == [("made safe", "made safe", "agency", 1, "safe", "small", None)]
    assert [tuple(one) for one in kept] == [
        ("made safe", "safe", "original", "label", None),
        ("still a draft", "draft", "original", "label", None),
    ]
