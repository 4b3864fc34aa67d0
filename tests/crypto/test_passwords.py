"""Passwords: typed on any keyboard, costly to guess, and no row can ask for more than we spend."""

import struct
import time
from collections.abc import Callable

import pytest

from crypto.errors import Altered, SealError, Truncated, UnknownFormat, WrongPassword, WrongRecord
from crypto.passwords import (
    Argon2Cost,
    check_password,
    hash_password,
    needs_new_cost,
    seal_under_password,
    spend_equal_time,
    unseal_with_password,
)
from tests.crypto.builders import CHEAP, OTHER_PLACES, PLACE, flipped, raised

HASHED = hash_password("three red kites", CHEAP)


@pytest.mark.parametrize(
    ("typed_first", "typed_later"),
    [
        ("caf\u00e9", "cafe\u0301"),
        ("\ufb01ve", "five"),
        ("\uff11\uff12", "12"),
        ("\ud800 a broken keyboard", "\ud800 a broken keyboard"),
        ("", ""),
        ("\u0645\u0631\u062d\u0628\u0627", "\u0645\u0631\u062d\u0628\u0627"),
    ],
)
def test_the_same_password_typed_on_another_keyboard_opens(typed_first: str, typed_later: str) -> None:
    sealed = seal_under_password(b"private", typed_first, PLACE, CHEAP)
    assert unseal_with_password(sealed, typed_later, PLACE) == b"private"
    assert check_password(hash_password(typed_first, CHEAP), typed_later)


@pytest.mark.parametrize("other", ["Three red kites", "three red kites ", "three  red kites", ""])
def test_a_nearly_right_password_is_wrong(other: str) -> None:
    sealed = seal_under_password(b"private", "three red kites", PLACE, CHEAP)
    assert raised(lambda: unseal_with_password(sealed, other, PLACE)) is WrongPassword
    assert not check_password(HASHED, other)


def test_a_row_from_another_place_is_refused_before_the_password_is_tried() -> None:
    sealed = seal_under_password(b"private", "three red kites", PLACE, CHEAP)
    assert raised(unseal_with_password, sealed, "wrong as well", OTHER_PLACES[0]) is WrongRecord


HOSTILE_COSTS = [
    (2**30, 1, 1),  # a terabyte
    (2**32 - 1, 2**32 - 1, 255),
    (64, 2**32 - 1, 1),  # a year
    (256 * 1024 + 1, 1, 1),
    (64, 11, 1),
    (64, 1, 5),
    (7, 1, 1),
    (64, 0, 1),
    (64, 1, 0),
]


@pytest.mark.parametrize("cost", HOSTILE_COSTS)
def test_a_hostile_row_cannot_make_us_work(cost: tuple[int, int, int]) -> None:
    sealed, packed = seal_under_password(b"private", "x", PLACE, CHEAP), struct.pack(">IIB", *cost)
    started = time.process_time()
    assert raised(lambda: unseal_with_password(sealed[:22] + packed + sealed[31:], "x", PLACE)) is Altered
    assert raised(lambda: check_password(HASHED[:2] + packed + HASHED[11:], "x")) is Altered
    assert time.process_time() - started < 0.05
    with pytest.raises(ValueError, match="bounds"):
        Argon2Cost(*cost)


def test_the_documented_default_is_within_the_bounds() -> None:
    assert Argon2Cost() == Argon2Cost(memory_kib=65536, iterations=3, lanes=1)


@pytest.mark.parametrize(
    "sealed",
    [hash_password("x", CHEAP), seal_under_password(b"private", "x", PLACE, CHEAP)],
    ids=["hashed", "sealed"],
)
def test_a_seal_of_another_cost_is_due_for_a_new_one(sealed: bytes) -> None:
    assert not needs_new_cost(sealed, CHEAP)
    for other in (Argon2Cost(128, 1, 1), Argon2Cost(64, 2, 1), Argon2Cost(64, 1, 2)):
        assert needs_new_cost(sealed, other)
    assert raised(lambda: needs_new_cost(sealed[:20], CHEAP)) is Truncated


@pytest.mark.parametrize(("stored", "expected"), [(b"", Truncated), (b"\xa1\x01", UnknownFormat)])
def test_the_cost_is_read_only_from_what_has_one(stored: bytes, expected: type[SealError]) -> None:
    assert raised(lambda: needs_new_cost(stored, CHEAP)) is expected


def test_a_check_value_opens_nothing_and_is_75_bytes() -> None:
    assert len(HASHED) == 75
    assert check_password(HASHED, "three red kites")
    assert hash_password("three red kites", CHEAP)[11:] != HASHED[11:]
    assert raised(lambda: unseal_with_password(HASHED, "three red kites", PLACE)) is UnknownFormat


def test_a_damaged_check_value_never_says_yes() -> None:
    for index in range(len(HASHED)):
        damaged = flipped(HASHED, index)
        error = raised(check_password, damaged, "three red kites")
        if index < 2:
            assert error is UnknownFormat
        elif index >= 11:
            assert error is None
        assert error in (UnknownFormat, Altered) or not check_password(damaged, "three red kites")
    assert raised(lambda: check_password(HASHED[:-1], "x")) is Truncated
    assert raised(lambda: check_password(HASHED + b"!", "x")) is Altered


def shortest_time(action: Callable[[], object]) -> float:
    times = []
    for _ in range(7):
        started = time.process_time()
        raised(action)
        times.append(time.process_time() - started)
    return min(times)


def test_a_stranger_costs_as_much_time_as_a_wrong_password() -> None:
    cost = Argon2Cost(memory_kib=16384, iterations=1)
    sealed, hashed = seal_under_password(b"private", "x", PLACE, cost), hash_password("x", cost)
    stranger = shortest_time(lambda: spend_equal_time("y", cost))
    for known in (lambda: unseal_with_password(sealed, "y", PLACE), lambda: check_password(hashed, "y")):
        assert 0.5 < stranger / shortest_time(known) < 2
