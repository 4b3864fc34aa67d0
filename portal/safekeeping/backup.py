"""A backup, taken while letters are written: every record as of one moment, and every sealed file they name.

It is made and read without any key: everything secret in it is sealed as it was; the key files are kept
elsewhere. Who is signed in, and counts of tries, are left out: a backup must not bring old sessions to life.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, Table, create_engine, func, insert, select

from portal.blobs import BlobMissing, BlobStore, FolderStore, put
from portal.migrating import revision_of
from portal.models.copy import Copy
from portal.models.tables import METADATA
from portal.refusal import Refusal

LEFT_OUT = frozenset({"family_sign_in", "staff_sign_in", "rate_count"})
TABLES: tuple[Table, ...] = tuple(one for one in METADATA.sorted_tables if one.name not in LEFT_OUT)
RECORDS, FILES, COMPLETE = "records.sqlite", "files", "complete.json"
AT_ONCE = 500


class NotEmpty(Refusal):
    """The folder for a backup holds something already."""

    sentence = "That folder is not empty. Please name a new folder for each backup."


@dataclass(frozen=True)
class Summary:
    """What a backup holds. `taken_at` is ISO 8601, UTC; `heads` are the ends of the audit chains;
    `missing` are sealed files that a record names and the store did not have.

    Keep the heads elsewhere too: a database that was rolled back can then be told from the true one.
    """

    taken_at: str
    revision: str
    rows: dict[str, int]
    files: int
    heads: dict[str, str]
    missing: list[str] = field(default_factory=list)


def take_backup(engine: Engine, blobs: BlobStore, folder: Path, now: datetime) -> Summary:
    """Write a backup to a new folder. Raises NotEmpty; a backup without its last file, COMPLETE, is none."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise NotEmpty
    folder.chmod(0o700)
    files = FolderStore(folder / FILES)
    # Files first: what is forgotten while the records are copied is here already. Those that come in
    # meanwhile are fetched after the records, and are too young to be swept. What is forgotten and swept
    # before its turn has come is in no later record either.
    with _snapshot(engine) as connection:
        named = list(named_files(connection))
    bring_files(blobs, files, named)
    with _snapshot(engine) as connection, _records(folder / RECORDS) as kept:
        rows = {table.name: _copy_rows(connection, kept, table) for table in TABLES}
        missing = bring_files(blobs, files, named_files(connection))
        count = connection.scalar(select(func.count()).where(Copy.blob.is_not(None))) or 0
        heads = chain_heads(connection)
    kept_files = count - len(missing)
    summary = Summary(now.isoformat(), revision_of(engine), rows, kept_files, heads, missing)
    descriptor = os.open(folder / COMPLETE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as complete:
        complete.write((json.dumps(asdict(summary), indent=2) + "\n").encode("ascii"))
    return summary


def chain_heads(connection: Connection) -> dict[str, str]:
    """Where the audit chains end."""
    head = METADATA.tables["chain_head"]
    return {one.chain: f"{one.number}:{one.link.hex()}" for one in connection.execute(select(head))}


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """One moment of the database, however long the reading takes."""
    options = {"letterbox_writes": False}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}  # type: ignore[dict-item]
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def _records(path: Path) -> Iterator[Connection]:
    path.touch(mode=0o600)
    engine = create_engine(URL.create("sqlite", database=str(path)))
    METADATA.create_all(engine, tables=TABLES)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _copy_rows(source: Connection, target: Connection, table: Table) -> int:
    count = 0
    for part in source.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings().partitions():
        target.execute(insert(table), [dict(row) for row in part])
        count += len(part)
    return count


def named_files(connection: Connection) -> Iterator[str]:
    """Every sealed file that a record names."""
    query = select(Copy.blob).where(Copy.blob.is_not(None))
    for name in connection.execution_options(yield_per=AT_ONCE).scalars(query):
        yield str(name)


def bring_files(source: BlobStore, target: BlobStore, names: Iterable[str]) -> list[str]:
    """Copy these sealed files, where they aren't there already; returns the names of those that are lost."""
    missing = []
    for name in names:
        try:
            _bring(source, target, name)
        except BlobMissing:
            missing.append(name)
    return missing


def _bring(source: BlobStore, target: BlobStore, name: str) -> None:
    if not target.has(name):
        put(target, source.read(name), name)
