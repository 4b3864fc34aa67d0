"""A grant made and opened, against bare HPKE of 32 bytes in the same suite, and against X25519 alone."""

from __future__ import annotations

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

from benchmarks.measuring import Line, Task, speed_line, take_turns
from crypto.envelope import new_key
from crypto.grants import Holder, ReadyKey, make_grant, new_key_pair, open_grant

COUNT = 200
ROUNDS = 15
COPY, AGENCY, ACCOUNT = "0" * 32, "1" * 32, "2" * 32
INFO = b"letterbox benchmark"

MAKING, OPENING = "making a grant", "opening a grant, private key ready (as a request has it)"
ALONE = "opening a grant from a private key's bytes"
BARE_MAKING, BARE_OPENING = "bare HPKE encrypt, same suite", "bare HPKE decrypt, same suite"
OLD_MAKING, OLD_OPENING = "bare HPKE encrypt, X25519 alone", "bare HPKE decrypt, X25519 alone"


def measure() -> list[Line]:
    """Grants are checked and bound to their place; bare HPKE has its keys at hand and is bound to nothing."""
    taken = take_turns({**_ours(), **_hybrid(), **_x25519()}, ROUNDS)
    return [
        speed_line(taken, ours, theirs, _rate)
        for ours, theirs in (
            (MAKING, BARE_MAKING),
            (MAKING, OLD_MAKING),
            (OPENING, BARE_OPENING),
            (OPENING, OLD_OPENING),
            (ALONE, BARE_OPENING),
        )
    ]


def _rate(seconds: float) -> str:
    return f"{COUNT / seconds:,.0f} a second"


def _repeated(task: Task) -> Task:
    def run() -> None:
        for _ in range(COUNT):
            task()

    return run


def _ours() -> dict[str, Task]:
    pair, holder, key = new_key_pair(), Holder("account", ACCOUNT), new_key()
    sealed, ready = make_grant(key, pair.public, holder, COPY, AGENCY), ReadyKey(pair.private)
    return {
        MAKING: _repeated(lambda: make_grant(key, pair.public, holder, COPY, AGENCY)),
        OPENING: _repeated(lambda: open_grant(sealed, ready, holder, COPY, AGENCY)),
        ALONE: _repeated(lambda: open_grant(sealed, pair.private, holder, COPY, AGENCY)),
    }


def _hybrid() -> dict[str, Task]:
    suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    lattice, curve = mlkem.MLKEM768PrivateKey.generate(), x25519.X25519PrivateKey.generate()
    private = hpke.MLKEM768X25519PrivateKey(lattice, curve)
    public = hpke.MLKEM768X25519PublicKey(lattice.public_key(), curve.public_key())
    key = new_key()
    sealed = suite.encrypt(key, public, info=INFO)
    return {
        BARE_MAKING: _repeated(lambda: suite.encrypt(key, public, info=INFO)),
        BARE_OPENING: _repeated(lambda: suite.decrypt(sealed, private, info=INFO)),
    }


def _x25519() -> dict[str, Task]:
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    private, key = x25519.X25519PrivateKey.generate(), new_key()
    public = private.public_key()
    sealed = suite.encrypt(key, public, info=INFO)
    return {
        OLD_MAKING: _repeated(lambda: suite.encrypt(key, public, info=INFO)),
        OLD_OPENING: _repeated(lambda: suite.decrypt(sealed, private, info=INFO)),
    }
