"""Key files that take the place of others: written whole beside them first, all of them, then renamed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from crypto.key_file import KeyFile
from portal.keys import key_path
from portal.refusal import Refusal
from portal.settings import Settings


class NotYourKeyFiles(Refusal):
    """The new files can't be given the owner of the old ones."""

    sentence = "The key files belong to somebody else. Please run this as their owner. Nothing was changed."


def replace_key_files(settings: Settings, files: Mapping[str, Mapping[str, bytes]]) -> None:
    """Put other keys in these doors' files, each with the owner and the mode it has. Raises NotYourKeyFiles.

    Nothing is changed before all is written; killed between two renames, the rest is still the old file.
    """
    paths = {door: key_path(settings, door) for door in files}
    for door, path in paths.items():
        _write_beside(path, KeyFile(files[door]).to_text())
    for path in paths.values():
        _beside(path).rename(path)
    for folder in {path.parent for path in paths.values()}:
        _sync(folder)


def _beside(path: Path) -> Path:
    return path.with_suffix(".new")


def _write_beside(path: Path, text: str) -> None:
    beside, old = _beside(path), path.stat()
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        try:
            os.fchown(descriptor, old.st_uid, old.st_gid)
        except PermissionError:
            beside.unlink()
            raise NotYourKeyFiles from None
        os.fchmod(descriptor, old.st_mode & 0o777)
        file.write(text)
        file.flush()
        os.fsync(descriptor)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
