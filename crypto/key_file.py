"""The text form of the keys that one process holds.

Where it lies, and who may read it, is the caller's affair.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from crypto.errors import BadKeyFile

VERSION = 1


@dataclass(frozen=True)
class KeyFile:
    """Named keys of any length, for example {"root": 32 bytes, "index": 32 bytes}."""

    keys: Mapping[str, bytes] = field(repr=False)

    def to_text(self) -> str:
        """Write JSON: {"version": 1, "keys": {name: base64}}, names in order, a newline at the end."""
        keys = {name: base64.b64encode(key).decode() for name, key in sorted(self.keys.items())}
        return json.dumps({"version": VERSION, "keys": keys}, indent=2) + "\n"

    @classmethod
    def from_text(cls, text: str) -> "KeyFile":
        """Read what `to_text` wrote.

        Raises BadKeyFile, which names the fault and shows nothing of the text.
        """
        try:
            document = json.loads(text, object_pairs_hook=_without_doubles)
        except (json.JSONDecodeError, RecursionError):
            raise BadKeyFile("The key file is not JSON.") from None
        if not isinstance(document, dict) or "version" not in document:
            raise BadKeyFile("The key file has no version.")
        if document["version"] != VERSION:
            raise BadKeyFile("The key file has a version that is not known here.")
        keys = document.get("keys")
        if not isinstance(keys, dict):
            raise BadKeyFile("The key file has no keys.")
        return cls({name: _decode(key) for name, key in keys.items()})


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    # JSON would quietly keep the last of two: a key pasted twice must not hide the first.
    if len({name for name, _ in pairs}) != len(pairs):
        raise BadKeyFile("The key file has the same name twice.")
    return dict(pairs)


def _decode(encoded: object) -> bytes:
    try:
        if not isinstance(encoded, str) or not encoded:
            raise BadKeyFile("A key in the key file is empty or is not text.")
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise BadKeyFile("A key in the key file is not base64.") from None
