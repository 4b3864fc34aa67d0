"""Keys made from keys: HKDF-SHA256 (RFC 5869), one label for each use, so that no two uses share a key."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
KEY_ID_BYTES = 8
SALT_BYTES = 32
COMMITMENT_BYTES = 32


def length_prefixed(*parts: str | bytes) -> bytes:
    """Join parts, each after its length in four big-endian bytes; text becomes UTF-8.

    Lone surrogates are let through: what a stranger typed must not be able to crash a key derivation.
    """
    encoded = [part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def labelled_key(secret: bytes, label: str, length: int = KEY_BYTES) -> bytes:
    """Derive `length` bytes from an already random secret, for the one use that the label names."""
    return HKDF(hashes.SHA256(), length, salt=None, info=label.encode()).derive(secret)


def key_id_of(key: bytes) -> bytes:
    """Give the 8 bytes by which a wrong key is told apart from an altered byte.

    Raises ValueError unless the key has 32 bytes.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("A key has 32 bytes.")
    return labelled_key(key, "letterbox/1 key id", KEY_ID_BYTES)


def message_key(key: bytes, salt: bytes, bound: bytes) -> tuple[bytes, bytes]:
    """Derive (AES-256 key, 32-byte commitment) for exactly one message.

    Every message has its own random 32-byte salt and so its own AES key. A key that is used once may use a
    fixed nonce, and the limits of random 96-bit nonces (2^32 messages) never matter, however much one content
    key or root key seals. `bound` (header and context) goes into the derivation: another header or another
    context is another key. The commitment says which key and which context made a ciphertext; GCM alone
    does not (one GCM ciphertext can be built to open under two keys, as two different letters).
    """
    info = b"letterbox/1 message key" + bound
    derived = HKDF(hashes.SHA256(), KEY_BYTES + COMMITMENT_BYTES, salt=salt, info=info).derive(key)
    return derived[:KEY_BYTES], derived[KEY_BYTES:]
