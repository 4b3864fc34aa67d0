"""What can happen to sealed bytes: one bit of each class of them is another, they are cut, gone or longer."""

from __future__ import annotations

from collections.abc import Callable

SENTENCE = "We could not open this safely, so we show nothing of it. Please tell the letterbox team."


def flipped(place: int) -> Callable[[bytes], bytes]:
    """One bit is another."""

    def flip(sealed: bytes) -> bytes:
        spoiled = bytearray(sealed)
        spoiled[place] ^= 1
        return bytes(spoiled)

    return flip


HEAD: dict[str, Callable[[bytes], bytes]] = {
    "kind": flipped(0),
    "version": flipped(1),
    "generation": flipped(5),
    "key id": flipped(6),
    "context": flipped(14),
}
END: dict[str, Callable[[bytes], bytes]] = {
    "tag": flipped(-1),
    "cut": lambda sealed: sealed[:-1],
    "cut to its head": lambda sealed: sealed[:22],
    "empty": lambda _sealed: b"",
    "longer": lambda sealed: sealed + b"\0",
}
SPOILING = HEAD | {"salt": flipped(22), "commitment": flipped(54), "first of the words": flipped(86)} | END
UNDER_A_PASSWORD = (
    HEAD
    | {"memory": flipped(25), "too much memory": flipped(22), "passes": flipped(29), "lanes": flipped(30)}
    | {"salt": flipped(31), "commitment": flipped(63), "first of the words": flipped(95)}
    | END
)
TO_A_PUBLIC_KEY = HEAD | {"lattice": flipped(22), "curve": flipped(1110)} | END
PASSWORD_CHECK = {
    "kind": flipped(0),
    "version": flipped(1),
    "memory": flipped(5),
    "too much memory": flipped(2),
    "passes": flipped(9),
    "salt": flipped(11),
    "value": flipped(43),
    "cut": lambda hashed: hashed[:-1],
    "empty": lambda _hashed: b"",
    "longer": lambda hashed: hashed + b"\0",
}
