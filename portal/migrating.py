"""Brings a database's tables up to date."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from portal.models.tables import METADATA

FOLDER = Path(__file__).resolve().parent / "migrations"


class DatabaseBehind(Exception):
    """The database's tables aren't those of this version; run 'letterbox migrate' first."""


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine) -> None:
    """Run every migration the database hasn't had. Safe to run by several processes: one waits."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7253160)")
        command.upgrade(_config(connection), "head")


def check_current(engine: Engine) -> None:
    """Raises DatabaseBehind unless the database has had every migration."""
    with engine.connect() as connection:
        heads = set(MigrationContext.configure(connection).get_current_heads())
        wanted = set(ScriptDirectory.from_config(_config(connection)).get_heads())
    if heads != wanted:
        raise DatabaseBehind(DatabaseBehind.__doc__)


def revision_of(engine: Engine) -> str:
    """The last migration the database has had; "" for none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def differences(engine: Engine) -> list[object]:
    """What the migrated tables and the models disagree about; empty when they are the same."""
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))
