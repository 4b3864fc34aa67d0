"""The key above all agency keys: it wraps their private halves and nothing else."""

from typing import Protocol

from crypto.box import new_salt, open_box, seal_box, split_box
from crypto.context import Context
from crypto.derivation import key_id_of
from crypto.errors import UnknownFormat, WrongKey
from crypto.header import Kind


class RootKey(Protocol):
    """Whatever can wrap: a key from a file, or a key service that never gives its key away."""

    def wrap(self, plaintext: bytes, context: Context) -> bytes:
        """Seal something small, bound to the context. May raise RootKeyUnavailable."""

    def unwrap(self, wrapped: bytes, context: Context) -> bytes:
        """Open it again.

        Raises UnknownFormat, Truncated, WrongKey, WrongRecord, Altered or RootKeyUnavailable.
        """


class EitherRootKey:
    """A root key that takes over from an older one: wraps with the newer, opens what either wrapped."""

    def __init__(self, newer: RootKey, older: RootKey) -> None:
        self._newer = newer
        self._older = older

    def wrap(self, plaintext: bytes, context: Context) -> bytes:
        """As `RootKey.wrap`, with the newer key."""
        return self._newer.wrap(plaintext, context)

    def unwrap(self, wrapped: bytes, context: Context) -> bytes:
        """As `RootKey.unwrap`, with whichever key it was wrapped with."""
        try:
            return self._newer.unwrap(wrapped, context)
        except (UnknownFormat, WrongKey):
            return self._older.unwrap(wrapped, context)


class LocalRootKey:
    """A root key that this process holds: 32 bytes, from a file or the environment (the caller's affair)."""

    def __init__(self, key: bytes) -> None:
        """Raise ValueError unless the key has 32 bytes."""
        key_id_of(key)
        self._key = key

    def wrap(self, plaintext: bytes, context: Context) -> bytes:
        """Seal something small; 102 bytes longer than it was."""
        return seal_box(Kind.ROOT_LOCAL, self._key, plaintext, context, new_salt())

    def unwrap(self, wrapped: bytes, context: Context) -> bytes:
        """Open what `wrap` made. Raises UnknownFormat, Truncated, WrongKey, WrongRecord or Altered."""
        return open_box(split_box(Kind.ROOT_LOCAL, wrapped), self._key, context)
