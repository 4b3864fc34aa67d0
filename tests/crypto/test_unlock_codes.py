"""Unlock codes: read from paper by tired people, typed on telephones."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import BadUnlockCode
from crypto.unlock_codes import ALPHABET, derive_unlock, new_unlock_code, parse_unlock_code
from tests.crypto.builders import CHEAP, KEY, OTHER_KEY, raised

CODE = new_unlock_code(lambda count: bytes(range(7, 7 + count)))
SIGNS = CODE.replace("-", "")


def test_the_form_of_a_code() -> None:
    assert [len(group) for group in CODE.split("-")] == [4, 4, 4, 4, 2]
    assert set(SIGNS) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_a_code_holds_80_random_bits() -> None:
    asked = []

    def random(count: int) -> bytes:
        asked.append(count)
        return b"\xff" * count

    assert new_unlock_code(random) != new_unlock_code(lambda count: b"\xff" * (count - 1) + b"\xfe")
    assert asked == [10]
    assert len({new_unlock_code() for _ in range(200)}) == 200


@given(random=st.binary(min_size=10, max_size=10))
def test_every_code_is_read_back(random: bytes) -> None:
    code = new_unlock_code(lambda _: random)
    assert parse_unlock_code(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        SIGNS,
        f"  {CODE}\n",
        " ".join(SIGNS),
        CODE.replace("-", " - "),
        CODE.replace("-", "\u2013"),
        CODE.replace("-", "\u00a0"),
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("0", "o").replace("1", "l"),
        "".join(chr(ord(sign) + 0xFEE0) for sign in SIGNS),
    ],
)
def test_what_people_make_of_it_is_forgiven(typed: str) -> None:
    assert parse_unlock_code(typed) == CODE


def test_the_forgiven_signs_are_in_the_code_that_is_tried() -> None:
    assert {"0", "1"} <= set(SIGNS)


def test_every_single_slip_is_caught() -> None:
    for place, right in enumerate(SIGNS):
        for wrong in set(ALPHABET) - {right}:
            slip = SIGNS[:place] + wrong + SIGNS[place + 1 :]
            assert raised(parse_unlock_code, slip) is BadUnlockCode


@given(random=st.binary(min_size=10, max_size=10))
def test_every_two_exchanged_signs_are_caught(random: bytes) -> None:
    signs = new_unlock_code(lambda _: random).replace("-", "")
    for one, other in combinations(range(len(signs)), 2):
        slip = list(signs)
        slip[one], slip[other] = slip[other], slip[one]
        if slip != list(signs):
            assert raised(parse_unlock_code, "".join(slip)) is BadUnlockCode


@pytest.mark.parametrize(
    "untrusted",
    [
        "",
        "-",
        SIGNS[:-1],
        SIGNS + "0",
        "U" + SIGNS[1:],
        "é" + SIGNS[1:],
        "\0" + SIGNS,
        "9" * 10**6,
        "'; drop table",
    ],
    ids=["nothing", "dash", "short", "long", "no such sign", "accent", "control", "a book", "quote"],
)
def test_what_cannot_be_a_code_is_refused(untrusted: str) -> None:
    assert raised(lambda: parse_unlock_code(untrusted)) is BadUnlockCode


@given(untrusted=st.text(max_size=300))
def test_nothing_that_is_typed_crashes(untrusted: str) -> None:
    assert raised(lambda: parse_unlock_code(untrusted)) in (None, BadUnlockCode)


def test_lookup_and_key_follow_from_code_and_installation() -> None:
    keys = derive_unlock(CODE, KEY, CHEAP)
    assert derive_unlock(CODE.lower(), KEY, CHEAP) == keys
    elsewhere = derive_unlock(CODE, OTHER_KEY, CHEAP)
    another = derive_unlock(new_unlock_code(), KEY, CHEAP)
    values = [value for each in (keys, elsewhere, another) for value in (each.lookup, each.key)]
    assert len(set(values)) == 6
    assert {len(value) for value in values} == {32}
    assert repr(keys.key) not in repr(keys)


def test_no_work_is_spent_on_a_slip() -> None:
    assert raised(lambda: derive_unlock(SIGNS[::-1], KEY, CHEAP)) is BadUnlockCode
