"""Small contents under a content key: names, addresses, words, hints, reasons."""

import secrets

from crypto.box import new_salt, open_box, seal_box, split_box
from crypto.context import Context
from crypto.derivation import KEY_BYTES
from crypto.header import Kind


def new_key() -> bytes:
    """Give a fresh 32-byte content key."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plaintext: bytes, context: Context) -> bytes:
    """Seal with AES-256-GCM, bound to the context; 102 bytes longer than the plaintext.

    A key may seal any number of messages: each gets a key of its own from a random salt.
    Raises ValueError unless the key has 32 bytes.
    """
    return seal_box(Kind.ENVELOPE, key, plaintext, context, new_salt())


def unseal(key: bytes, sealed: bytes, context: Context) -> bytes:
    """Open what `seal` made. Raises UnknownFormat, Truncated, WrongKey, WrongRecord or Altered."""
    return open_box(split_box(Kind.ENVELOPE, sealed), key, context)
