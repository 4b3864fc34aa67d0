"""Looks for words in everything that the portal keeps, in every shape in which a word may lie about."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

import boto3
import psycopg
from sqlalchemy import inspect

from tests.builders import Portal
from tests.servers.postgres import BINARIES, PostgresServer

LOG_OF_WRITES = "log of writes"  # of all databases of the server, and long
SHORTEST = 5  # bytes: shorter ones come up by chance in what is sealed


@cache
def shapes_of(word: str) -> dict[str, set[bytes]]:
    """A word as bytes, in lower case; for base64, where case has a meaning, as written and in both cases."""
    small = word.lower()
    plain = small.encode()
    cases = {word, small, word.upper()}
    shapes = {
        "UTF-8": {plain, json.dumps(small)[1:-1].encode(), quote(small).lower().encode()},
        "Latin-1": {small.encode("latin-1")},
        "UTF-16": {"\0".join(small).encode("latin-1")},  # whichever of the two bytes comes first
        "hexadecimal": {one.encode().hex().encode() for one in cases},
        "base64": {piece for one in cases for piece in _base64_pieces(one.encode())},
    }
    return {name: {one for one in pieces if len(one) >= SHORTEST} for name, pieces in shapes.items()}


def _base64_pieces(content: bytes) -> Iterator[bytes]:
    # Where a word begins within its group of three decides its letters; those at its edges mix with its
    # neighbours and are left out.
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + content)
        piece = encoded[(before * 8 + 5) // 6 : (before + len(content)) * 8 // 6]
        yield piece
        yield piece.translate(bytes.maketrans(b"+/", b"-_"))


def found_in(content: bytes, words: Iterable[str], only: str = "") -> set[tuple[str, str]]:
    """Which words lie in some content, and in which shape; or only in one shape."""
    small = content.lower()
    return {
        (word, shape)
        for word in words
        for shape, pieces in shapes_of(word).items()
        if only in ("", shape)
        for piece in pieces
        if piece in (content if shape == "base64" else small)
    }


def sealed_files(portal: Portal) -> dict[str, bytes]:
    """Every object in the store, finished or not, by name."""
    if not portal.settings.blobs.startswith("s3://"):
        folder = Path(portal.settings.blobs)
        return {one.name: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    bucket = urlsplit(portal.settings.blobs).netloc
    client = boto3.client("s3", endpoint_url=portal.settings.s3_endpoint)
    names = [one["Key"] for one in client.list_objects_v2(Bucket=bucket).get("Contents", [])]
    return {name: client.get_object(Bucket=bucket, Key=name)["Body"].read() for name in names}


def all_kept(portal: Portal, server: PostgresServer | None) -> dict[str, bytes]:
    """Everything in the database and the store, as rows and as raw bytes, by where it lies.

    On SQLite the data folder is read while the connections are open: the write-ahead log is there too.
    """
    kept = {f"file {one}": one.read_bytes() for one in portal.settings.data.rglob("*") if one.is_file()}
    kept |= {f"object {name}": content for name, content in sealed_files(portal).items()}
    kept |= dict(_tables(portal))
    if server is not None:
        kept |= dict(_postgres(portal, server))
    return kept


def _tables(portal: Portal) -> Iterator[tuple[str, bytes]]:
    """Each table twice: the columns that are text to a reader, and all of it."""
    with portal.owner().engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            values = [one for row in rows for one in row]
            texts = [str(one).encode() for one in values if not isinstance(one, (bytes, memoryview))]
            sealed = [bytes(one) for one in values if isinstance(one, (bytes, memoryview))]
            yield f"text of {table}", b"\n".join(texts)
            yield f"table {table}", b"\n".join(texts + sealed)


def _postgres(portal: Portal, server: PostgresServer) -> Iterator[tuple[str, bytes]]:
    """COPY of every table, what pg_dump writes, the tables' files, and the write-ahead log."""
    url = portal.settings.database_url.replace("postgresql+psycopg", "postgresql")
    data = server.folder / "data"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        found = connection.execute(
            "SELECT relname, relkind, pg_relation_filepath(oid) FROM pg_class"
            " WHERE relkind IN ('r', 'i', 't') AND oid >= 16384"
        )
        for name, kind, path in found.fetchall():
            yield f"file of {name}", (data / path).read_bytes()
            if kind == "r":
                with connection.cursor().copy(f"COPY {name} TO STDOUT (FORMAT binary)".encode()) as rows:
                    yield f"copy of {name}", b"".join(bytes(one) for one in rows)
    yield "dump", subprocess.run([BINARIES[-1] / "pg_dump", url], capture_output=True, check=True).stdout
    log = [one.read_bytes() for one in sorted((data / "pg_wal").iterdir()) if one.is_file()]
    yield LOG_OF_WRITES, b"".join(log)
