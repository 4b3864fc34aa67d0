"""Keys, contexts and every way of sealing one message, for the tables of the tests."""

from collections.abc import Callable
from dataclasses import dataclass

from crypto.context import Context
from crypto.envelope import seal, unseal
from crypto.errors import Altered, SealError, WrongKey, WrongPassword
from crypto.passwords import Argon2Cost, seal_under_password, unseal_with_password
from crypto.root_keys import LocalRootKey
from crypto.sessions import seal_under_session, unseal_with_session
from crypto.unlock_codes import UnlockKeys, seal_under_code, unseal_with_code

PLACE = Context(kind="letter text", record="d2f1", agency="leafshire", part="words")
OTHER_PLACES = (
    Context(kind="note to staff", record="d2f1", agency="leafshire", part="words"),
    Context(kind="letter text", record="d2f2", agency="leafshire", part="words"),
    Context(kind="letter text", record="d2f1", agency="oakshire", part="words"),
    Context(kind="letter text", record="d2f1", agency="leafshire", part="title"),
    Context(kind="letter text", record="d2f1", agency="leafshire"),
)
CHEAP = Argon2Cost(memory_kib=64, iterations=1, lanes=1)
KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))


def flipped(sealed: bytes, index: int, bit: int = 1) -> bytes:
    """The same bytes with one bit turned over."""
    changed = bytearray(sealed)
    changed[index] ^= bit
    return bytes(changed)


def raised(action: Callable[..., object], *arguments: object) -> type[SealError] | None:
    """The class of what an action raises, or None."""
    try:
        action(*arguments)
    except SealError as error:
        return type(error)
    return None


@dataclass(frozen=True)
class Way:
    """One way of sealing a message under a secret; what is told when secret or salt do not fit."""

    name: str
    seal: Callable[[bytes, Context], bytes]
    unseal: Callable[[bytes, Context], bytes]
    unseal_with_other: Callable[[bytes, Context], bytes]
    extra_bytes: int = 0
    wrong_secret: type[SealError] = WrongKey
    altered_salt: type[SealError] = Altered


CODE, OTHER_CODE = (UnlockKeys(lookup=bytes(32), key=key) for key in (KEY, OTHER_KEY))

WAYS = (
    Way(
        "envelope",
        lambda plaintext, place: seal(KEY, plaintext, place),
        lambda sealed, place: unseal(KEY, sealed, place),
        lambda sealed, place: unseal(OTHER_KEY, sealed, place),
    ),
    Way(
        "password",
        lambda plaintext, place: seal_under_password(plaintext, "three red kites", place, CHEAP),
        lambda sealed, place: unseal_with_password(sealed, "three red kites", place),
        lambda sealed, place: unseal_with_password(sealed, "three red kite", place),
        extra_bytes=9,
        wrong_secret=WrongPassword,
        altered_salt=WrongPassword,
    ),
    Way(
        "unlock code",
        lambda plaintext, place: seal_under_code(plaintext, CODE, place),
        lambda sealed, place: unseal_with_code(sealed, CODE, place),
        lambda sealed, place: unseal_with_code(sealed, OTHER_CODE, place),
    ),
    Way(
        "session",
        lambda plaintext, place: seal_under_session(plaintext, KEY, place),
        lambda sealed, place: unseal_with_session(sealed, KEY, place),
        lambda sealed, place: unseal_with_session(sealed, OTHER_KEY, place),
    ),
    Way(
        "root key",
        lambda plaintext, place: LocalRootKey(KEY).wrap(plaintext, place),
        lambda sealed, place: LocalRootKey(KEY).unwrap(sealed, place),
        lambda sealed, place: LocalRootKey(OTHER_KEY).unwrap(sealed, place),
    ),
)
