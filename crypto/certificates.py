"""Certificates: the staff side signs every public key that letters may be sealed to.

Without them, an intruder who can write to the database could put his own public key in the place of the
agency's or of a correspondent's, and every later letter would be sealed to him.
"""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from crypto.context import Context
from crypto.derivation import KEY_ID_BYTES, length_prefixed
from crypto.errors import NotCertified
from crypto.header import HEADER_BYTES, Header, Kind


def new_signing_key() -> tuple[bytes, bytes]:
    """Make an Ed25519 key: (private, public), 32 bytes each."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def _header(verify_key: bytes, context: Context) -> Header:
    key_id = hashlib.sha256(b"letterbox/1 verify key id" + verify_key).digest()[:KEY_ID_BYTES]
    return Header(Kind.CERTIFICATE, key_id, context.digest())


def _signed_bytes(header: Header, public_key: bytes, context: Context) -> bytes:
    return length_prefixed("letterbox/1 certificate", header.pack(), context.encode(), public_key)


def certify(signing_private: bytes, public_key: bytes, context: Context) -> bytes:
    """Sign that this public key belongs to this place; 86 bytes."""
    key = Ed25519PrivateKey.from_private_bytes(signing_private)
    header = _header(key.public_key().public_bytes_raw(), context)
    return header.pack() + key.sign(_signed_bytes(header, public_key, context))


def check_certificate(verify_key: bytes, public_key: bytes, certificate: bytes, context: Context) -> None:
    """Raise NotCertified unless `certify` signed exactly this key for exactly this place."""
    expected = _header(verify_key, context)
    if certificate[:HEADER_BYTES] != expected.pack():
        raise NotCertified
    try:
        Ed25519PublicKey.from_public_bytes(verify_key).verify(
            certificate[HEADER_BYTES:], _signed_bytes(expected, public_key, context)
        )
    except InvalidSignature:
        raise NotCertified from None
