"""Access is a grant: a content key sealed to one holder's public key, for one copy of one agency.

HPKE (RFC 9180, base mode) with the hybrid of ML-KEM-768 and X25519 (HPKE KEM id 0x647a, "X-Wing"),
HKDF-SHA256 and AES-256-GCM: what is recorded today stays shut as long as either of the two key agreements
holds. Anybody who knows a public key can seal to it: a grant proves nothing about who made it.
"""

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

from crypto.box import TAG_BYTES
from crypto.context import Context
from crypto.derivation import KEY_BYTES, KEY_ID_BYTES
from crypto.errors import Altered, Truncated, WrongKey
from crypto.header import HEADER_BYTES, MAX_GENERATION, Header, Kind, read_header

MLKEM_PUBLIC_BYTES = 1184
MLKEM_SEED_BYTES = 64
HOLDER_KINDS = frozenset({"agency", "escrow", "account"})

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_ENCAPSULATED_BYTES = hpke.KEM.MLKEM768_X25519.enc_length()


@dataclass(frozen=True)
class KeyPair:
    """A key pair as bytes.

    public: 1216 bytes (ML-KEM-768 encapsulation key, then X25519).
    private: 96 bytes (ML-KEM seed: d, then z; then X25519).
    """

    public: bytes
    private: bytes = field(repr=False)


@dataclass(frozen=True)
class Holder:
    """Whom a grant is for: "agency", "escrow" or "account", its id, and the generation of its key."""

    kind: str
    id: str
    generation: int = 1

    def __post_init__(self) -> None:
        if self.kind not in HOLDER_KINDS or not self.id:
            raise ValueError("A holder is an agency, an escrow or an account, and has an id.")
        _check_generation(self.generation)


def _check_generation(generation: int) -> None:
    if not 1 <= generation <= MAX_GENERATION:
        raise ValueError("Generations are counted from 1.")


def new_key_pair() -> KeyPair:
    """Make a fresh key pair."""
    mlkem_key, x25519_key = mlkem.MLKEM768PrivateKey.generate(), x25519.X25519PrivateKey.generate()
    private = mlkem_key.private_bytes_raw() + x25519_key.private_bytes_raw()
    return KeyPair(public=public_of(private), private=private)


def public_of(private: bytes) -> bytes:
    """Compute the public half. Raises Altered if these are not 96 bytes of a private key."""
    return _public_bytes(*_private_halves(private))


def _public_bytes(mlkem_key: mlkem.MLKEM768PrivateKey, x25519_key: x25519.X25519PrivateKey) -> bytes:
    return mlkem_key.public_key().public_bytes_raw() + x25519_key.public_key().public_bytes_raw()


def _private_halves(private: bytes) -> tuple[mlkem.MLKEM768PrivateKey, x25519.X25519PrivateKey]:
    try:
        return (
            mlkem.MLKEM768PrivateKey.from_seed_bytes(private[:MLKEM_SEED_BYTES]),
            x25519.X25519PrivateKey.from_private_bytes(private[MLKEM_SEED_BYTES:]),
        )
    except ValueError:
        raise Altered from None


class ReadyKey:
    """A private key taken apart once, for who opens many things with it: that is half of opening one."""

    def __init__(self, private: bytes) -> None:
        """Raise Altered if these are not 96 bytes of a private key."""
        halves = _private_halves(private)
        self.id = _public_key_id(_public_bytes(*halves))
        self.private = hpke.MLKEM768X25519PrivateKey(*halves)


def _public_key(public: bytes) -> hpke.MLKEM768X25519PublicKey:
    return hpke.MLKEM768X25519PublicKey(
        mlkem.MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC_BYTES]),
        x25519.X25519PublicKey.from_public_bytes(public[MLKEM_PUBLIC_BYTES:]),
    )


def _public_key_id(public: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(b"letterbox/1 public key id" + public)
    return digest.finalize()[:KEY_ID_BYTES]


def _info(header: Header, context: Context) -> bytes:
    return b"letterbox/1 hpke" + header.pack() + context.encode()


def _seal(kind: Kind, public: bytes, plaintext: bytes, context: Context, generation: int) -> bytes:
    header = Header(kind, _public_key_id(public), context.digest(), generation)
    try:
        sealed = _SUITE.encrypt(plaintext, _public_key(public), info=_info(header, context))
    except ValueError:  # not a point, not a lattice key, or the wrong length: a stored key that was damaged
        raise Altered from None
    return header.pack() + sealed


def _unseal(kind: Kind, private: bytes | ReadyKey, sealed: bytes, context: Context) -> bytes:
    header = read_header(kind, sealed)
    if len(sealed) < HEADER_BYTES + _ENCAPSULATED_BYTES + TAG_BYTES:
        raise Truncated
    ready = private if isinstance(private, ReadyKey) else ReadyKey(private)
    header.check_key(ready.id)
    header.check_record(context)
    try:
        return _SUITE.decrypt(memoryview(sealed)[HEADER_BYTES:], ready.private, info=_info(header, context))
    except InvalidTag:
        raise Altered from None


def seal_to(public: bytes, plaintext: bytes, context: Context, generation: int = 1) -> bytes:
    """Seal something small to a public key; 1158 bytes longer than the plaintext.

    Raises Altered if the public key is not one; ValueError if the generation is not counted from 1.
    """
    _check_generation(generation)
    return _seal(Kind.SEALED_TO, public, plaintext, context, generation)


def unseal_from(private: bytes, sealed: bytes, context: Context) -> bytes:
    """Open what `seal_to` made. Raises UnknownFormat, Truncated, WrongKey, WrongRecord or Altered."""
    return _unseal(Kind.SEALED_TO, private, sealed, context)


def _grant_context(holder: Holder, copy: str, agency: str) -> Context:
    # A holder's kind never holds a colon, so the two parts cannot be read in another way.
    return Context(kind="grant", record=copy, agency=agency, part=f"{holder.kind}:{holder.id}")


def make_grant(content_key: bytes, holder_public: bytes, holder: Holder, copy: str, agency: str) -> bytes:
    """Give one holder the content key of one copy: 1190 bytes.

    Raises ValueError unless the content key has 32 bytes, Altered if the public key is not one. The caller
    must have checked the certificate of the public key.
    """
    if len(content_key) != KEY_BYTES:
        raise ValueError("A content key has 32 bytes.")
    context = _grant_context(holder, copy, agency)
    return _seal(Kind.GRANT, holder_public, content_key, context, holder.generation)


def open_grant(
    sealed: bytes, holder_private: bytes | ReadyKey, holder: Holder, copy: str, agency: str
) -> bytes:
    """Give the 32-byte content key. Raises UnknownFormat, Truncated, WrongKey, WrongRecord or Altered.

    A grant to another generation of the same holder is WrongKey: ask `generation_of` first.
    """
    if read_header(Kind.GRANT, sealed).generation != holder.generation:
        raise WrongKey
    content_key = _unseal(Kind.GRANT, holder_private, sealed, _grant_context(holder, copy, agency))
    if len(content_key) != KEY_BYTES:
        raise Altered
    return content_key


def generation_of(sealed: bytes) -> int:
    """Read which key generation a grant, or a thing sealed to a public key, needs.

    Nothing is authenticated yet: a changed number leads to a key that does not fit. Raises UnknownFormat or
    Truncated.
    """
    kind = Kind.SEALED_TO if sealed[:1] == bytes([Kind.SEALED_TO]) else Kind.GRANT
    return read_header(kind, sealed).generation
