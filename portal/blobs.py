"""Where sealed files lie: a folder, or S3-compatible object storage. The store sees only sealed bytes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import obstore
from obstore.store import S3Store

from portal.db import new_id
from portal.settings import Settings

READ_SIZE = 256 * 1024
PART_SIZE = 8 * 1024 * 1024
BEING_WRITTEN = ".part"
# All tries together end before the web server loses its patience: somebody waits for a page, and gets one.
RETRIES = {"max_retries": 3, "retry_timeout": timedelta(seconds=10)}


class BlobMissing(Exception):
    """A sealed file that a record names isn't in the store."""


class BlobWriter(Protocol):
    """A sealed file on its way into the store; it is there under its name only after `finish`."""

    name: str

    def write(self, sealed: bytes) -> None: ...

    def finish(self) -> None: ...

    def abandon(self) -> None: ...


class BlobStore(Protocol):
    """Sealed files by random name. `create` takes a name only to bring back a file from a backup."""

    def create(self, name: str = "") -> BlobWriter: ...

    def has(self, name: str) -> bool: ...

    def read(self, name: str) -> Iterator[bytes]: ...

    def delete(self, name: str) -> None: ...

    def older_than(self, moment: datetime) -> Iterator[str]: ...


def make_store(settings: Settings) -> BlobStore:
    """The store the settings name."""
    if settings.blobs.startswith("s3://"):
        return ObjectStore(settings.blobs, settings.s3_endpoint)
    return FolderStore(Path(settings.blobs))


def put(store: BlobStore, sealed: Iterable[bytes], name: str = "") -> str:
    """Write one sealed file whole; returns its name."""
    writer = store.create(name)
    try:
        for part in sealed:
            writer.write(part)
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    return writer.name


class FolderStore:
    """A folder. Files are written beside their place, synced and renamed, so a name is never half a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        """Two levels of folders, so that millions of files stay quick to find."""
        if not name.isalnum():
            raise BlobMissing("not a name of ours")
        return self.folder / name[:2] / name

    def create(self, name: str = "") -> BlobWriter:
        return _FolderWriter(self, name or new_id())

    def has(self, name: str) -> bool:
        return _is_file(self.path(name))

    def read(self, name: str) -> Iterator[bytes]:
        path = self.path(name)
        if not _is_file(path):
            raise BlobMissing("a sealed file is not in the store")
        return _parts_of(path)

    def delete(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Names of files, finished or abandoned, last written before `moment`."""
        for path in self.folder.glob("*/*"):
            with contextlib.suppress(FileNotFoundError):
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
                    if path.suffix == BEING_WRITTEN:
                        path.unlink(missing_ok=True)
                    else:
                        yield path.name


def _is_file(path: Path) -> bool:
    # No link, not by its folder either: it could lead to a key file, and that into another store.
    return path.is_file() and not path.is_symlink() and not path.parent.is_symlink()


def _parts_of(path: Path) -> Iterator[bytes]:
    # Opened when the first part is asked for, and closed whenever the reader stops: many stop at a wrong key.
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        raise BlobMissing("a sealed file is not in the store") from None
    try:
        while part := os.read(descriptor, READ_SIZE):
            yield part
    finally:
        os.close(descriptor)


class _FolderWriter:
    def __init__(self, store: FolderStore, name: str) -> None:
        self.name = name
        self._place = store.path(name)
        self._place.parent.mkdir(mode=0o700, exist_ok=True)
        # A name of its own: what a killed process left half written never stands in another's way.
        self._beside = self._place.with_name(new_id() + BEING_WRITTEN)
        self._file = os.fdopen(os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def write(self, sealed: bytes) -> None:
        self._file.write(sealed)

    def finish(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._beside.rename(self._place)
        _sync_folder(self._place.parent)
        _sync_folder(self._place.parent.parent)

    def abandon(self) -> None:
        self._file.close()
        self._beside.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class ObjectStore:
    """S3-compatible object storage. An upload in parts is there only when it is complete."""

    def __init__(self, address: str, endpoint: str) -> None:
        parts = urlsplit(address)
        options = {"endpoint": endpoint} if endpoint else {}
        self.store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": "30s"},
            retry_config=RETRIES,  # type: ignore[arg-type]
            **options,  # type: ignore[arg-type]
        )

    def create(self, name: str = "") -> BlobWriter:
        return _ObjectWriter(self, name or new_id())

    def has(self, name: str) -> bool:
        try:
            obstore.head(self.store, name)
        except FileNotFoundError:
            return False
        return True

    def read(self, name: str) -> Iterator[bytes]:
        try:
            found = obstore.get(self.store, name)
        except FileNotFoundError:
            raise BlobMissing("a sealed file is not in the store") from None
        return (bytes(part) for part in found.stream(min_chunk_size=READ_SIZE))

    def delete(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            obstore.delete(self.store, name)

    def older_than(self, moment: datetime) -> Iterator[str]:
        for page in obstore.list(self.store):
            for found in page:
                if found["last_modified"] < moment:
                    yield str(found["path"])


class _ObjectWriter:
    """Small files go up in one request; large ones in parts, a part in memory at a time."""

    def __init__(self, store: ObjectStore, name: str) -> None:
        self.name = name
        self._writer = obstore.open_writer(store.store, name, buffer_size=PART_SIZE)

    def write(self, sealed: bytes) -> None:
        self._writer.write(sealed)

    def finish(self) -> None:
        self._writer.close()

    def abandon(self) -> None:
        # Never closed, so never visible under its name; the storage drops unfinished uploads.
        self._writer = None  # type: ignore[assignment]
