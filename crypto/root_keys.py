"""The key above all agency keys: it wraps their private halves and nothing else."""

from typing import Protocol

from crypto.box import new_salt, open_box, seal_box, split_box
from crypto.context import Context
from crypto.derivation import key_id_of
from crypto.header import Kind


class RootKey(Protocol):
    """Whatever can wrap: a key from a file, or a key service that never gives its key away."""

    def wrap(self, plaintext: bytes, context: Context) -> bytes:
        """Seal something small, bound to the context. May raise RootKeyUnavailable."""

    def unwrap(self, wrapped: bytes, context: Context) -> bytes:
        """Open it again.

        Raises UnknownFormat, Truncated, WrongKey, WrongRecord, Altered or RootKeyUnavailable.
        """


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
