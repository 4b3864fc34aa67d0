"""A signed-in browser: its secret is in the cookie alone, so neither the table nor the cookie is enough."""

import secrets

from crypto.box import new_salt, open_box, seal_box, split_box
from crypto.context import Context
from crypto.derivation import KEY_BYTES, labelled_key
from crypto.header import Kind


def new_session_secret() -> bytes:
    """Give 32 random bytes for the cookie."""
    return secrets.token_bytes(KEY_BYTES)


def session_lookup(secret: bytes) -> bytes:
    """Give the 32 bytes by which the session's row is found; they tell nothing of the secret."""
    return labelled_key(secret, "letterbox/1 session lookup")


def _session_key(secret: bytes) -> bytes:
    return labelled_key(secret, "letterbox/1 session key")


def seal_under_session(private: bytes, secret: bytes, context: Context) -> bytes:
    """Seal a private key for as long as the session lasts; 102 bytes longer than the key."""
    return seal_box(Kind.SESSION, _session_key(secret), private, context, new_salt())


def unseal_with_session(sealed: bytes, secret: bytes, context: Context) -> bytes:
    """Open what `seal_under_session` made.

    Raises UnknownFormat, Truncated, WrongKey, WrongRecord or Altered.
    """
    return open_box(split_box(Kind.SESSION, sealed), _session_key(secret), context)
