"""Blind indexes: finding a row by a sealed value without storing the value."""

from cryptography.hazmat.primitives import hashes, hmac

from crypto.derivation import length_prefixed


def blind_index(key: bytes, purpose: str, value: str) -> bytes:
    """Give 32 bytes (HMAC-SHA256): the same for the same value under the same purpose, and telling no more.

    The caller normalises the value first. Whoever holds the key can try values out: it is a key to keep like
    others.
    """
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(length_prefixed("letterbox/1 blind index", purpose, value))
    return mac.finalize()
