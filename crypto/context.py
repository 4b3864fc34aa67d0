"""What a sealed thing is bound to: moved to any other place, it refuses to open."""

import hashlib
from dataclasses import dataclass

from crypto.derivation import length_prefixed

DIGEST_BYTES = 8


@dataclass(frozen=True)
class Context:
    """The place of a sealed thing. None of the four may hold a secret: their digest is readable by anybody.

    kind: what it is ("letter text", "photograph", "account private key" ...).
    record: the random id of its record; it must be known before sealing.
    agency: the id of the agency it belongs to; empty only for what belongs to the installation.
    part: which field or part of the record, where there are several.
    """

    kind: str
    record: str
    agency: str
    part: str = ""

    def __post_init__(self) -> None:
        # An id that has not been given yet would bind a letter to nothing, without anybody noticing.
        if not self.kind or not self.record:
            raise ValueError("A context needs a kind and a record.")

    def encode(self) -> bytes:
        """Give the four fields as bytes, each after its length, so that no two contexts read the same."""
        return length_prefixed("letterbox/1 context", self.kind, self.record, self.agency, self.part)

    def digest(self) -> bytes:
        """Give 8 bytes that tell a swapped record apart; the whole context is authenticated besides."""
        return hashlib.sha256(self.encode()).digest()[:DIGEST_BYTES]
