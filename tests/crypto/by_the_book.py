"""A second opener, written from docs/sealing-format.md alone: it knows nothing of the package that seals.

It stands for whoever must read a letter in a hundred years with that page and a copy of the standards. It
opens; it does not say what is wrong with what does not open.
"""

import hashlib
import hmac
import unicodedata

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


def lp(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def encode_context(kind: str, record: str, agency: str, part: str) -> bytes:
    return lp(b"letterbox/1 context", *(field.encode() for field in (kind, record, agency, part)))


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


def expand(prk: bytes, info: bytes, length: int) -> bytes:
    output, block = b"", b""
    for number in range(1, 9):
        block = hmac_sha256(prk, block + info + bytes([number]))
        output += block
    return output[:length]


def hkdf(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return expand(hmac_sha256(salt, key), info, length)


def labelled(secret: bytes, label: bytes, length: int = 32) -> bytes:
    return hkdf(secret, bytes(32), label, length)


def argon2(secret: str, salt: bytes, memory: int, iterations: int, lanes: int) -> bytes:
    normal = unicodedata.normalize("NFKC", secret).encode()
    return Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory).derive(
        normal
    )


def check_header(sealed: bytes, kind: int, key_id: bytes, context: bytes) -> None:
    assert sealed[:2] == bytes([kind, 1])
    assert sealed[6:14] == key_id
    assert sealed[14:22] == hashlib.sha256(context).digest()[:8]


def message_key(key: bytes, salt: bytes, bound: bytes, commitment: bytes) -> bytes:
    derived = hkdf(key, salt, b"letterbox/1 message key" + bound, 64)
    assert derived[32:] == commitment
    return derived[:32]


def open_box(kind: int, key: bytes, sealed: bytes, context: bytes, extra: int = 0) -> bytes:
    check_header(sealed, kind, labelled(key, b"letterbox/1 key id", 8), context)
    head, rest = sealed[: 22 + extra], sealed[22 + extra :]
    aes_key = message_key(key, rest[:32], head + context, rest[32:64])
    return AESGCM(aes_key).decrypt(bytes(12), rest[64:], head + context)


def open_stream(key: bytes, sealed: bytes, context: bytes) -> bytes:
    check_header(sealed, 0xA2, labelled(key, b"letterbox/1 key id", 8), context)
    cipher = AESGCM(message_key(key, sealed[26:58], sealed[:26] + context, sealed[58:90]))
    plaintext, at, number, last = b"", 90, 0, 0
    while not last:
        frame_head = sealed[at : at + 4]
        word = int.from_bytes(frame_head, "big")
        last, size = word >> 31, word & 0x7FFFFFFF
        nonce = number.to_bytes(11, "big") + bytes([last])
        plaintext += cipher.decrypt(nonce, sealed[at + 4 : at + 20 + size], frame_head)
        at, number = at + 20 + size, number + 1
    assert at == len(sealed)
    return plaintext


def xwing(mlkem: MLKEM768PrivateKey, x25519: X25519PrivateKey, enc: bytes) -> bytes:
    shared_m = mlkem.decapsulate(enc[:1088])
    shared_x = x25519.exchange(X25519PublicKey.from_public_bytes(enc[1088:]))
    public_x = x25519.public_key().public_bytes_raw()
    return hashlib.sha3_256(shared_m + shared_x + enc[1088:] + public_x + b"\\.//^\\").digest()


SUITE = b"HPKE" + bytes.fromhex("647a 0001 0002")


def hpke_extract(salt: bytes, label: bytes, key: bytes) -> bytes:
    return hmac_sha256(salt or bytes(32), b"HPKE-v1" + SUITE + label + key)


def hpke_expand(prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    return expand(prk, length.to_bytes(2, "big") + b"HPKE-v1" + SUITE + label + info, length)


def open_hpke(kind: int, private: bytes, sealed: bytes, context: bytes) -> bytes:
    mlkem = MLKEM768PrivateKey.from_seed_bytes(private[:64])
    x25519 = X25519PrivateKey.from_private_bytes(private[64:])
    public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
    check_header(sealed, kind, hashlib.sha256(b"letterbox/1 public key id" + public).digest()[:8], context)
    info = b"letterbox/1 hpke" + sealed[:22] + context
    secret = hpke_extract(xwing(mlkem, x25519, sealed[22:1142]), b"secret", b"")
    schedule = b"\0" + hpke_extract(b"", b"psk_id_hash", b"") + hpke_extract(b"", b"info_hash", info)
    aes_key, nonce = (
        hpke_expand(secret, b"key", schedule, 32),
        hpke_expand(secret, b"base_nonce", schedule, 12),
    )
    return AESGCM(aes_key).decrypt(nonce, sealed[1142:], b"")


def open_password(password: str, sealed: bytes, context: bytes) -> bytes:
    memory, iterations, lanes = (
        int.from_bytes(sealed[i:j], "big") for i, j in ((22, 26), (26, 30), (30, 31))
    )
    key = argon2(password, sealed[31:63], memory, iterations, lanes)
    return open_box(0xA5, key, sealed, context, extra=9)


def password_fits(password: str, sealed: bytes) -> bool:
    assert sealed[:2] == b"\xa6\x01"
    memory, iterations, lanes = (int.from_bytes(sealed[i:j], "big") for i, j in ((2, 6), (6, 10), (10, 11)))
    key = argon2(password, sealed[11:43], memory, iterations, lanes)
    return labelled(key, b"letterbox/1 password check") == sealed[43:]


def unlock_keys(code: str, index_key: bytes, memory: int, iterations: int, lanes: int) -> tuple[bytes, bytes]:
    stretched = argon2(code, labelled(index_key, b"letterbox/1 unlock salt"), memory, iterations, lanes)
    return labelled(stretched, b"letterbox/1 unlock lookup"), labelled(stretched, b"letterbox/1 unlock key")


def check_signature(verify_key: bytes, public: bytes, sealed: bytes, context: bytes) -> None:
    check_header(
        sealed, 0xAB, hashlib.sha256(b"letterbox/1 verify key id" + verify_key).digest()[:8], context
    )
    signed = lp(b"letterbox/1 certificate", sealed[:22], context, public)
    Ed25519PublicKey.from_public_bytes(verify_key).verify(sealed[22:], signed)
