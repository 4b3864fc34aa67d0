"""Databases that have today's tables: made once in a process, by the migrations, and copied from then on."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from portal.db import make_engine
from portal.migrating import migrate


def make_tables(url: str) -> None:
    """Run all migrations on an empty database."""
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()


@cache
def sqlite_tables() -> Path:
    """A file with empty tables, to be copied. Nobody holds it open, so it is whole."""
    folder = Path(tempfile.mkdtemp(prefix="letterbox-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = folder / "tables.sqlite"
    make_tables(f"sqlite:///{made}")
    return made
