"""Unlock codes: how a person gets in for the first time, or again.

Typed from a paper letter, or followed from a mail.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from crypto.box import new_salt, open_box, seal_box, split_box
from crypto.context import Context
from crypto.derivation import labelled_key
from crypto.errors import BadUnlockCode
from crypto.header import Kind
from crypto.passwords import Argon2Cost, stretch

# Crockford's base 32: no I, L, O (they are read as 1, 1, 0) and no U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_BYTES = 10
_DATA_SIGNS = 16
_CHECK_SIGNS = 2
CODE_SIGNS = _DATA_SIGNS + _CHECK_SIGNS
# The largest prime below 32 * 32. A code, read as one number in base 32, is a multiple of it: every single
# wrong sign and every two exchanged signs are caught, and all but one in a thousand of other slips.
_CHECK_PRIME = 1021
_FORGIVEN = str.maketrans("OIL", "011")
_IGNORED = re.compile(r"[\s\-\u2010-\u2015\u2212.]+")


@dataclass(frozen=True)
class UnlockKeys:
    """What a code is turned into, 32 bytes each.

    lookup: names the code's row without telling the code. key: opens what the code seals.
    """

    lookup: bytes
    key: bytes = field(repr=False)


def _signs(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * 32 + ALPHABET.index(sign)
    return number


def _in_groups(signs: str) -> str:
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def new_unlock_code(random: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """Make a code of 80 random bits and two check signs, in groups of four: "7KQM-2XPD-9RTW-4HJN-C3"."""
    number = int.from_bytes(random(RANDOM_BYTES), "big") << 5 * _CHECK_SIGNS
    return _in_groups(_signs(number + -number % _CHECK_PRIME, CODE_SIGNS))


def parse_unlock_code(untrusted: str) -> str:
    """Give the code as it was made, whatever the person made of spaces, dashes, capitals, O, I and L.

    Raises BadUnlockCode for anything that cannot be a code, before any slow work is spent on it.
    """
    # Cut first: normalising a book that was pasted into the field would be work for nothing.
    normal = unicodedata.normalize("NFKC", untrusted[:200]).upper()
    signs = _IGNORED.sub("", normal).translate(_FORGIVEN)
    if len(signs) != CODE_SIGNS or not set(signs) <= set(ALPHABET) or _number(signs) % _CHECK_PRIME:
        raise BadUnlockCode
    return _in_groups(signs)


def derive_unlock(code: str, index_key: bytes, cost: Argon2Cost) -> UnlockKeys:
    """Make both keys of a code with one Argon2id. Raises BadUnlockCode.

    The salt is the installation's own, not a random one, because the row must be found from the code alone.
    The 80 random bits stand in for a salt: no table of codes can be made beforehand, and no two codes are
    alike.
    """
    salt = labelled_key(index_key, "letterbox/1 unlock salt")
    stretched = stretch(parse_unlock_code(code), salt, cost)
    return UnlockKeys(
        lookup=labelled_key(stretched, "letterbox/1 unlock lookup"),
        key=labelled_key(stretched, "letterbox/1 unlock key"),
    )


def seal_under_code(private: bytes, keys: UnlockKeys, context: Context) -> bytes:
    """Seal a private key under a code; 102 bytes longer than the key."""
    return seal_box(Kind.UNLOCK_CODE, keys.key, private, context, new_salt())


def unseal_with_code(sealed: bytes, keys: UnlockKeys, context: Context) -> bytes:
    """Open what `seal_under_code` made. Raises UnknownFormat, Truncated, WrongKey, WrongRecord or Altered."""
    return open_box(split_box(Kind.UNLOCK_CODE, sealed), keys.key, context)
