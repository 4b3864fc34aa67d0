"""The first 22 bytes of every sealed thing: what it is, which key, which place.

Written down in docs/sealing-format.md.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum

from cryptography.hazmat.primitives import constant_time

from crypto.context import Context
from crypto.errors import Truncated, UnknownFormat, WrongKey, WrongRecord

VERSION = 1
_LAYOUT = struct.Struct(">BBI8s8s")
HEADER_BYTES = _LAYOUT.size
MAX_GENERATION = 2**32 - 1


class Kind(IntEnum):
    """The first byte. None is printable, so that no text is ever taken for a sealed thing."""

    ENVELOPE = 0xA1
    STREAM = 0xA2
    GRANT = 0xA3
    SEALED_TO = 0xA4
    PASSWORD = 0xA5
    PASSWORD_CHECK = 0xA6
    UNLOCK_CODE = 0xA7
    SESSION = 0xA8
    ROOT_LOCAL = 0xA9
    ROOT_KMS = 0xAA
    CERTIFICATE = 0xAB


@dataclass(frozen=True)
class Header:
    """generation: from 1 where the key has generations, otherwise 0. key_id and context_digest: 8 bytes."""

    kind: Kind
    key_id: bytes
    context_digest: bytes
    generation: int = 0

    def pack(self) -> bytes:
        """Give the 22 bytes."""
        return _LAYOUT.pack(self.kind, VERSION, self.generation, self.key_id, self.context_digest)

    def check_record(self, context: Context) -> None:
        """Raise WrongRecord if this was sealed for another place."""
        if self.context_digest != context.digest():
            raise WrongRecord

    def check_key(self, key_id: bytes) -> None:
        """Raise WrongKey if this was sealed with another key."""
        if not constant_time.bytes_eq(self.key_id, key_id):
            raise WrongKey


def check_kind(kind: Kind, sealed: bytes) -> None:
    """Look at the first two bytes. Raises UnknownFormat (another kind, another version) or Truncated."""
    if sealed[:1] and sealed[0] != kind:
        raise UnknownFormat
    if len(sealed) < 2:
        raise Truncated
    if sealed[1] != VERSION:
        raise UnknownFormat


def read_header(kind: Kind, sealed: bytes) -> Header:
    """Read the header of a sealed thing of this kind. Raises UnknownFormat or Truncated."""
    check_kind(kind, sealed)
    if len(sealed) < HEADER_BYTES:
        raise Truncated
    _, _, generation, key_id, context_digest = _LAYOUT.unpack_from(sealed)
    return Header(kind, key_id, context_digest, generation)
