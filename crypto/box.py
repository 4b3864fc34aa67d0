"""One message under one 32-byte key.

The body shared by envelopes, passwords, unlock codes, sessions and root keys.
"""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.context import Context
from crypto.derivation import COMMITMENT_BYTES, SALT_BYTES, key_id_of, message_key
from crypto.errors import Altered, Truncated
from crypto.header import HEADER_BYTES, Header, Kind, read_header

TAG_BYTES = 16
# The AES key is fresh for every message (see message_key), so its only nonce may be a constant.
_ONLY_NONCE = bytes(12)


@dataclass(frozen=True)
class Box:
    """A sealed message taken apart; `extra` is what its kind adds, `body` is ciphertext and tag."""

    header: Header
    extra: bytes
    salt: bytes
    commitment: bytes
    body: bytes


def new_salt() -> bytes:
    """Give 32 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def seal_box(
    kind: Kind, key: bytes, plaintext: bytes, context: Context, salt: bytes, extra: bytes = b""
) -> bytes:
    """Seal: header (22) + extra + salt (32) + commitment (32) + ciphertext + tag (16).

    The salt must be new and random for every call. Raises ValueError unless the key has 32 bytes.
    """
    head = Header(kind, key_id_of(key), context.digest()).pack() + extra
    bound = head + context.encode()
    aes_key, commitment = message_key(key, salt, bound)
    return head + salt + commitment + AESGCM(aes_key).encrypt(_ONLY_NONCE, plaintext, bound)


def split_box(kind: Kind, sealed: bytes, extra_bytes: int = 0) -> Box:
    """Take a sealed message apart without opening it. Raises UnknownFormat or Truncated."""
    header = read_header(kind, sealed)
    salt_at = HEADER_BYTES + extra_bytes
    commitment_at = salt_at + SALT_BYTES
    body_at = commitment_at + COMMITMENT_BYTES
    if len(sealed) < body_at + TAG_BYTES:
        raise Truncated
    return Box(
        header,
        extra=sealed[HEADER_BYTES:salt_at],
        salt=sealed[salt_at:commitment_at],
        commitment=sealed[commitment_at:body_at],
        body=sealed[body_at:],
    )


def open_box(box: Box, key: bytes, context: Context) -> bytes:
    """Open a message that was taken apart. Raises WrongKey, WrongRecord or Altered."""
    box.header.check_key(key_id_of(key))
    box.header.check_record(context)
    bound = box.header.pack() + box.extra + context.encode()
    aes_key, commitment = message_key(key, box.salt, bound)
    if not constant_time.bytes_eq(commitment, box.commitment):
        raise Altered
    try:
        return AESGCM(aes_key).decrypt(_ONLY_NONCE, box.body, bound)
    except InvalidTag:
        raise Altered from None
