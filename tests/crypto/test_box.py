"""All that is one message under one key: envelope, password, unlock code, session, local root key."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.box import open_box, seal_box, split_box
from crypto.context import Context
from crypto.errors import Altered, SealError, Truncated, UnknownFormat, WrongRecord
from crypto.header import Kind
from tests.crypto.builders import KEY, OTHER_KEY, OTHER_PLACES, PLACE, WAYS, Way, flipped, raised

PLAINTEXT = b"Dear Ellie, we went to the sea."
each_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)


@each_way
@given(plaintext=st.binary(max_size=300))
def test_what_was_sealed_comes_back(way: Way, plaintext: bytes) -> None:
    sealed = way.seal(plaintext, PLACE)
    assert way.unseal(sealed, PLACE) == plaintext
    assert len(sealed) == len(plaintext) + 102 + way.extra_bytes


@each_way
def test_another_secret_is_told_as_such(way: Way) -> None:
    sealed = way.seal(PLAINTEXT, PLACE)
    assert raised(lambda: way.unseal_with_other(sealed, PLACE)) is way.wrong_secret


@each_way
@pytest.mark.parametrize("place", OTHER_PLACES, ids=lambda place: f"{place.kind}/{place.agency}/{place.part}")
def test_it_opens_at_no_other_place(way: Way, place: Context) -> None:
    sealed = way.seal(PLAINTEXT, PLACE)
    assert raised(way.unseal, sealed, place) is WrongRecord


def expected_error(way: Way, index: int) -> set[type[SealError]]:
    """Which error one changed bit gives, by where it lies."""
    salt = 22 + way.extra_bytes
    ends: tuple[tuple[int, set[type[SealError]]], ...] = (
        (2, {UnknownFormat}),  # kind, version
        (6, {Altered}),  # generation
        (14, {way.wrong_secret}),  # key id
        (22, {WrongRecord}),  # context digest
        (salt, {Altered, way.wrong_secret}),  # cost: outside its bounds, or another key
        (salt + 32, {way.altered_salt}),
    )
    for end, errors in ends:
        if index < end:
            return errors
    return {Altered}  # commitment, ciphertext, tag


@each_way
@pytest.mark.parametrize("bit", [1, 128])
def test_each_changed_byte_gives_the_error_of_its_place(way: Way, bit: int) -> None:
    sealed = way.seal(PLAINTEXT, PLACE)
    for index in range(len(sealed)):
        error = raised(way.unseal, flipped(sealed, index, bit), PLACE)
        assert error in expected_error(way, index), index


@each_way
def test_cut_anywhere_it_does_not_open(way: Way) -> None:
    sealed = way.seal(PLAINTEXT, PLACE)
    shortest = 102 + way.extra_bytes
    for length in range(len(sealed)):
        expected = Truncated if length < shortest else Altered
        assert raised(way.unseal, sealed[:length], PLACE) is expected, length


@each_way
def test_bytes_after_the_end_are_refused(way: Way) -> None:
    assert raised(lambda: way.unseal(way.seal(PLAINTEXT, PLACE) + b"!", PLACE)) is Altered


@pytest.mark.parametrize(("one", "other"), list(permutations(WAYS, 2)), ids=lambda way: way.name)
def test_one_kind_is_never_taken_for_another(one: Way, other: Way) -> None:
    sealed = one.seal(PLAINTEXT, PLACE)
    assert raised(lambda: other.unseal(sealed, PLACE)) is UnknownFormat


@each_way
def test_two_seals_of_the_same_share_nothing_after_the_header(way: Way) -> None:
    first, second = way.seal(PLAINTEXT, PLACE), way.seal(PLAINTEXT, PLACE)
    start = 22 + way.extra_bytes
    pieces = {part[at : at + 8] for part in (first[start:], second[start:]) for at in range(0, 104, 8)}
    assert len(pieces) == 26


@each_way
def test_no_error_tells_anything_of_key_or_content(way: Way) -> None:
    sealed = way.seal(PLAINTEXT, PLACE)
    with pytest.raises(SealError) as caught:
        way.unseal(flipped(sealed, len(sealed) - 1), PLACE)
    assert str(caught.value) == type(caught.value).sentence
    assert caught.value.__cause__ is None


def test_the_commitment_alone_refuses_a_key_with_the_same_id() -> None:
    """GCM does not commit: whoever builds one ciphertext for two keys must be stopped before it is opened."""
    sealed = seal_box(Kind.ENVELOPE, KEY, PLAINTEXT, PLACE, bytes(32))
    other = seal_box(Kind.ENVELOPE, OTHER_KEY, PLAINTEXT, PLACE, bytes(32))
    posing = other[:54] + sealed[54:86] + other[86:]
    box = split_box(Kind.ENVELOPE, posing)
    assert raised(lambda: open_box(box, OTHER_KEY, PLACE)) is Altered


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_has_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal_box(Kind.ENVELOPE, bytes(length), PLAINTEXT, PLACE, bytes(32))
