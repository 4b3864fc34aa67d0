"""The migrated tables are the models' tables, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, UniqueConstraint

from portal.db import make_engine
from portal.migrating import DatabaseBehind, check_current, differences, migrate
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
