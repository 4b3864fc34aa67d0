"""The migrated tables are the models' tables, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.db import make_engine
from portal.migrating import DatabaseBehind, check_current, differences, migrate
from tests.builders import Portal
from tests.servers.postgres import PostgresServer


def test_migrations_make_what_the_models_say(portal: Portal) -> None:
    assert differences(portal.worker.engine) == []


def test_an_empty_database_is_named_as_behind(tmp_path: Path, postgres: PostgresServer) -> None:
    urls = [
        f"sqlite:///{tmp_path / 'empty.sqlite'}",
        postgres.url(postgres.new_database()).replace("postgresql://", "postgresql+psycopg://"),
    ]
    for url in urls:
        engine = make_engine(url)
        with pytest.raises(DatabaseBehind):
            check_current(engine)
        migrate(engine)
        migrate(engine)  # again, as a second process starting at once would
        check_current(engine)
        engine.dispose()
