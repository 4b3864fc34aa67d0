"""Passwords: private keys sealed under Argon2id (RFC 9106), and checks of staff passwords."""

import struct
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from crypto.box import new_salt, open_box, seal_box, split_box
from crypto.context import Context
from crypto.derivation import KEY_BYTES, SALT_BYTES, labelled_key
from crypto.errors import Altered, Truncated, WrongKey, WrongPassword
from crypto.header import VERSION, Kind, check_kind

# What an opener is willing to spend on a stored row: a hostile one cannot ask for a terabyte or for a year.
MAX_MEMORY_KIB = 256 * 1024
MAX_ITERATIONS = 10
MAX_LANES = 4
_COST = struct.Struct(">IIB")
# Where the parts of a password check begin: kind and version, cost, salt, value.
_COST_AT = 2
_SALT_AT = _COST_AT + _COST.size
_VALUE_AT = _SALT_AT + SALT_BYTES
_CHECK_BYTES = _VALUE_AT + KEY_BYTES


@dataclass(frozen=True)
class Argon2Cost:
    """What one guess costs. memory_kib: KiB of memory; iterations: passes over it; lanes: parallel threads.

    Bounded above: ValueError outside the bounds.
    """

    memory_kib: int = 65536
    iterations: int = 3
    lanes: int = 1

    def __post_init__(self) -> None:
        lanes_fit = 1 <= self.lanes <= MAX_LANES
        memory_fits = 8 * self.lanes <= self.memory_kib <= MAX_MEMORY_KIB
        if not (lanes_fit and memory_fits and 1 <= self.iterations <= MAX_ITERATIONS):
            raise ValueError("The cost of a password is outside its bounds.")

    def pack(self) -> bytes:
        """Give the 9 bytes that are stored beside the salt."""
        return _COST.pack(self.memory_kib, self.iterations, self.lanes)


def _read_cost(packed: bytes) -> Argon2Cost:
    try:
        return Argon2Cost(*_COST.unpack(packed))
    except ValueError:
        raise Altered from None


def stretch(secret: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """Make 32 bytes from something a person can remember or type; slow and large on purpose.

    NFKC first, because telephones and computers type the same letter in different ways.
    """
    normal = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(normal)


def seal_under_password(private: bytes, password: str, context: Context, cost: Argon2Cost) -> bytes:
    """Seal a private key under a password; 111 bytes longer than the key."""
    salt = new_salt()
    key = stretch(password, salt, cost)
    return seal_box(Kind.PASSWORD, key, private, context, salt, extra=cost.pack())


def unseal_with_password(sealed: bytes, password: str, context: Context) -> bytes:
    """Open what `seal_under_password` made.

    Raises UnknownFormat, Truncated, WrongRecord, Altered or WrongPassword. A changed salt or cost within the
    bounds makes another key and so looks like a wrong password: nothing but the password could tell the two
    apart.
    """
    box = split_box(Kind.PASSWORD, sealed, extra_bytes=_COST.size)
    box.header.check_record(context)
    key = stretch(password, box.salt, _read_cost(box.extra))
    try:
        return open_box(box, key, context)
    except WrongKey:
        raise WrongPassword from None


def spend_equal_time(password: str, cost: Argon2Cost) -> None:
    """Do the work of one opening for somebody who does not exist: the clock must not tell who does."""
    stretch(password, bytes(SALT_BYTES), cost)


def hash_password(password: str, cost: Argon2Cost) -> bytes:
    """Make 75 bytes by which a password can be checked; they open nothing. Only for staff."""
    salt = new_salt()
    return bytes([Kind.PASSWORD_CHECK, VERSION]) + cost.pack() + salt + _check_value(password, salt, cost)


def _check_value(password: str, salt: bytes, cost: Argon2Cost) -> bytes:
    return labelled_key(stretch(password, salt, cost), "letterbox/1 password check")


def _split_check(hashed: bytes) -> tuple[bytes, bytes, bytes]:
    check_kind(Kind.PASSWORD_CHECK, hashed)
    if len(hashed) != _CHECK_BYTES:
        raise Truncated if len(hashed) < _CHECK_BYTES else Altered
    return hashed[_COST_AT:_SALT_AT], hashed[_SALT_AT:_VALUE_AT], hashed[_VALUE_AT:]


def check_password(hashed: bytes, password: str) -> bool:
    """Say whether the password is the one that was hashed. Raises UnknownFormat, Truncated or Altered."""
    cost, salt, expected = _split_check(hashed)
    return constant_time.bytes_eq(_check_value(password, salt, _read_cost(cost)), expected)


def needs_new_cost(sealed: bytes, cost: Argon2Cost) -> bool:
    """Say whether a sealed key, or a hashed password, was made at another cost than the one now asked for.

    Raises UnknownFormat, Truncated or Altered.
    """
    if sealed[:1] == bytes([Kind.PASSWORD_CHECK]):
        return _split_check(sealed)[0] != cost.pack()
    return split_box(Kind.PASSWORD, sealed, extra_bytes=_COST.size).extra != cost.pack()
