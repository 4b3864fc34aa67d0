"""A backup brought back to an empty database and store. Killed at any point, it is run again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, insert, inspect, select, table

from portal.blobs import BlobStore, FolderStore
from portal.migrating import migrate, revision_of
from portal.refusal import Refusal
from portal.safekeeping.backup import (
    AT_ONCE,
    COMPLETE,
    FILES,
    RECORDS,
    TABLES,
    Summary,
    bring_files,
    chain_heads,
    named_files,
)


class NoBackup(Refusal):
    """The folder holds no backup that was finished."""

    sentence = "There is no finished backup in that folder."


class NotTheSameVersion(Refusal):
    """The backup was made by another version of the portal."""

    sentence = "This backup was made by another version. Please restore it with that version, then migrate."


class PortalNotEmpty(Refusal):
    """There is something in the database already."""

    sentence = "This database is not empty. A backup is only brought back to an empty one."


class NotWhole(Refusal):
    """The records are not those that the backup says it holds."""

    sentence = "The records in this backup are not those it was made with. Nothing was brought back."


def read_summary(folder: Path) -> Summary:
    """What the backup says of itself. Raises NoBackup."""
    try:
        return Summary(**json.loads((folder / COMPLETE).read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError):
        raise NoBackup from None


def restore(engine: Engine, blobs: BlobStore, folder: Path) -> Summary:
    """Bring everything back; `missing` of the answer names sealed files that the backup doesn't hold.

    Raises NoBackup, NotTheSameVersion, PortalNotEmpty or NotWhole, and brings no record back.
    """
    summary = read_summary(folder)
    if _holds_something(engine):
        raise PortalNotEmpty
    migrate(engine)
    if revision_of(engine) != summary.revision:
        raise NotTheSameVersion
    database = f"file:{quote(str((folder / RECORDS).absolute()))}"
    records = create_engine(URL.create("sqlite", database=database, query={"mode": "ro", "uri": "true"}))
    with records.connect() as kept, engine.connect() as there:
        missing = bring_files(FolderStore(folder / FILES), blobs, named_files(kept))
        with there.begin():
            _bring_records(kept, there, summary)
    records.dispose()
    return replace(summary, missing=missing)


def _holds_something(engine: Engine) -> bool:
    # Asked before anything is migrated: this could be a portal at work, of an older version.
    with engine.connect() as there:
        names = set(inspect(there).get_table_names()) - {"alembic_version"}
        return any(there.execute(select(1).select_from(table(name)).limit(1)).first() for name in names)


def _bring_records(kept: Connection, there: Connection, summary: Summary) -> None:
    brought = {}
    for one in TABLES:
        brought[one.name] = 0
        rows = kept.execution_options(yield_per=AT_ONCE).execute(select(one)).mappings()
        for part in rows.partitions():
            there.execute(insert(one), [dict(row) for row in part])
            brought[one.name] += len(part)
    if brought != summary.rows or chain_heads(there) != summary.heads:
        raise NotWhole
