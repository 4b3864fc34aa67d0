"""The keys each door holds: one file a door, made at first start, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from crypto.certificates import new_signing_key
from crypto.derivation import KEY_BYTES
from crypto.errors import BadKeyFile
from crypto.key_file import KeyFile
from portal.settings import DOORS, Settings

# Which key is in which door's file: this table is the product's central promise.
KEYS_OF = {
    "family": ("log_in_index", "certificate_check", "office_check", "chain_family", "pages_family"),
    "staff": (
        "log_in_index",
        "certificate_check",
        "office_check",
        "office_sign",
        "chain_staff",
        "pages_staff",
        "name_index",
        "root_content",
    ),
    "worker": (
        "log_in_index",
        "certificate_check",
        "office_check",
        "office_sign",
        "chain_worker",
        "name_index",
        "root_content",
        "root_escrow",
        "certificate_sign",
    ),
}


class KeysMissing(Exception):
    """A door's key file isn't there or lacks a key."""


class KeyFileBroken(Exception):
    """A door's key file is there and can't be used; the message names the file and the fault."""


class KeysExist(Exception):
    """Key files are there already; making new ones would lock every letter for ever."""


@dataclass(frozen=True)
class DoorKeys:
    """What one door may hold, by name. Asking for a key of another door raises KeysMissing."""

    door: str
    file: KeyFile

    def __getitem__(self, name: str) -> bytes:
        if name not in KEYS_OF[self.door] or name not in self.file.keys:
            raise KeysMissing(f"the {self.door} door does not hold the key {name!r}")
        return self.file.keys[name]

    def former(self, name: str) -> bytes | None:
        """The key that this one takes over from, while a change of root keys is under way."""
        _ = self[name]
        return self.file.keys.get(former_name(name))


def former_name(name: str) -> str:
    """What a key is called in its file once another has taken its place."""
    return f"{name}_old"


def key_path(settings: Settings, door: str) -> Path:
    """Where a door's key file lies."""
    return settings.keys / f"{door}.json"


def make_keys(settings: Settings) -> None:
    """Make all three doors' key files. Raises KeysExist rather than overwrite one."""
    settings.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(key_path(settings, door).exists() for door in DOORS):
        raise KeysExist(f"there are keys in {settings.keys} already")
    made = {}
    for purpose in ("certificate", "office"):
        made[f"{purpose}_sign"], made[f"{purpose}_check"] = new_signing_key()
    names = {name for door in DOORS for name in KEYS_OF[door]} - set(made)
    made |= {name: secrets.token_bytes(32) for name in sorted(names)}
    for door in DOORS:
        _write_private(
            key_path(settings, door), KeyFile({name: made[name] for name in KEYS_OF[door]}).to_text()
        )


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def load_keys(settings: Settings, door: str) -> DoorKeys:
    """One door's keys. Raises KeysMissing with what to do, KeyFileBroken."""
    path = key_path(settings, door)
    if not path.exists():
        raise KeysMissing(f"{path} is not there; run 'letterbox init' or bring the {door} door's key file")
    keys = _read_key_file(path).keys
    missing = [name for name in KEYS_OF[door] if name not in keys]
    if missing:
        raise KeysMissing(f"{path} lacks {', '.join(missing)}")
    short = [name for name in KEYS_OF[door] if len(keys[name]) != KEY_BYTES]
    if short:
        raise KeyFileBroken(f"{path} can't be used: {short[0]} is not {KEY_BYTES} bytes long")
    return DoorKeys(door, KeyFile(keys))


def _read_key_file(path: Path) -> KeyFile:
    try:
        return KeyFile.from_text(path.read_text(encoding="ascii"))
    except BadKeyFile as fault:
        raise KeyFileBroken(f"{path} can't be used: {fault}") from None
    except UnicodeDecodeError:
        raise KeyFileBroken(f"{path} can't be used: it is not text") from None
