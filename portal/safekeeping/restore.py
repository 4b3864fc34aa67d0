"""A backup brought back to an empty database and store. Killed at any point, it is run again."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, insert, select

from portal.blobs import BlobStore, FolderStore, put
from portal.migrating import migrate, revision_of
from portal.models.copy import Copy
from portal.models.tables import METADATA
from portal.refusal import Refusal
from portal.safekeeping.backup import AT_ONCE, COMPLETE, FILES, RECORDS, TABLES, Summary


class NoBackup(Refusal):
    """The folder holds no backup that was finished."""

    sentence = "There is no finished backup in that folder."


class NotTheSameVersion(Refusal):
    """The backup was made by another version of the portal."""

    sentence = "This backup was made by another version. Please restore it with that version, then migrate."


class PortalNotEmpty(Refusal):
    """There is something in the database already."""

    sentence = "This database is not empty. A backup is only brought back to an empty one."


def read_summary(folder: Path) -> Summary:
    """What the backup says of itself. Raises NoBackup."""
    try:
        return Summary(**json.loads((folder / COMPLETE).read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError):
        raise NoBackup from None


def restore(engine: Engine, blobs: BlobStore, folder: Path) -> Summary:
    """Bring everything back. Raises NoBackup, NotTheSameVersion or PortalNotEmpty, and brings nothing back.

    The tables are made, or migrated, before it is known whether the database is empty.
    """
    summary = read_summary(folder)
    migrate(engine)
    if revision_of(engine) != summary.revision:
        raise NotTheSameVersion
    records = create_engine(f"sqlite:///file:{folder / RECORDS}?mode=ro&uri=true")
    with records.connect() as kept, engine.connect() as there:
        if any(there.execute(select(table).limit(1)).first() for table in METADATA.sorted_tables):
            raise PortalNotEmpty
        there.rollback()
        _bring_files(kept, FolderStore(folder / FILES), blobs)
        with there.begin():
            for table in TABLES:
                rows = kept.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings()
                for part in rows.partitions():
                    there.execute(insert(table), [dict(row) for row in part])
    records.dispose()
    return summary


def _bring_files(kept: Connection, files: FolderStore, blobs: BlobStore) -> None:
    for name in kept.scalars(select(Copy.blob).where(Copy.blob.is_not(None))):
        if not blobs.has(str(name)):
            put(blobs, files.read(str(name)), str(name))
