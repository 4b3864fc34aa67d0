"""Grants and small things sealed to a public key."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.context import Context
from crypto.errors import Altered, SealError, Truncated, UnknownFormat, WrongKey, WrongRecord
from crypto.grants import (
    Holder,
    KeyPair,
    generation_of,
    make_grant,
    new_key_pair,
    open_grant,
    public_of,
    seal_to,
    unseal_from,
)
from tests.crypto.builders import KEY, OTHER_PLACES, PLACE, flipped, raised

PAIR, OTHER_PAIR = new_key_pair(), new_key_pair()
HOLDER = Holder("account", "8c1e", generation=3)
GRANT = make_grant(KEY, PAIR.public, HOLDER, "copy-7", "leafshire")


def open_it(
    sealed: bytes = GRANT,
    pair: KeyPair = PAIR,
    holder: Holder = HOLDER,
    copy: str = "copy-7",
    agency: str = "leafshire",
) -> bytes:
    return open_grant(sealed, pair.private, holder, copy, agency)


def test_a_grant_opens_for_its_holder() -> None:
    assert open_it() == KEY
    assert len(GRANT) == 1190


@settings(max_examples=20)
@given(plaintext=st.binary(max_size=500), generation=st.integers(1, 2**32 - 1))
def test_what_was_sealed_to_a_key_comes_back(plaintext: bytes, generation: int) -> None:
    sealed = seal_to(PAIR.public, plaintext, PLACE, generation)
    assert unseal_from(PAIR.private, sealed, PLACE) == plaintext
    assert generation_of(sealed) == generation
    assert len(sealed) == len(plaintext) + 1158


@pytest.mark.parametrize(
    ("difference", "expected"),
    [
        ({"pair": OTHER_PAIR}, WrongKey),
        ({"holder": replace(HOLDER, generation=2)}, WrongKey),
        ({"holder": replace(HOLDER, id="8c1f")}, WrongRecord),
        ({"holder": replace(HOLDER, kind="agency")}, WrongRecord),
        ({"copy": "copy-8"}, WrongRecord),
        ({"agency": "oakshire"}, WrongRecord),
    ],
    ids=["key", "generation", "person", "kind of holder", "copy", "agency"],
)
def test_a_grant_opens_for_nothing_else(difference: dict[str, object], expected: type[SealError]) -> None:
    assert raised(lambda: open_it(**difference)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize("place", OTHER_PLACES)
def test_a_thing_sealed_to_a_key_opens_at_no_other_place(place: Context) -> None:
    sealed = seal_to(PAIR.public, b"escrow", PLACE)
    assert raised(lambda: unseal_from(PAIR.private, sealed, place)) is WrongRecord


def test_a_grant_is_never_taken_for_another_sealed_thing() -> None:
    place = Context("grant", "copy-7", "leafshire", f"{HOLDER.kind}:{HOLDER.id}")
    assert raised(lambda: unseal_from(PAIR.private, GRANT, place)) is UnknownFormat
    sealed = seal_to(PAIR.public, KEY, place, HOLDER.generation)
    assert raised(lambda: open_it(sealed)) is UnknownFormat


def test_a_grant_of_anything_but_a_content_key_is_refused() -> None:
    place = Context("grant", "copy-7", "leafshire", f"{HOLDER.kind}:{HOLDER.id}")
    head = GRANT[:22]
    mlkem_key, x25519_key = PAIR.public[:1184], PAIR.public[1184:]
    public = hpke.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(mlkem_key), X25519PublicKey.from_public_bytes(x25519_key)
    )
    suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    for content_key, expected in ((KEY, None), (KEY[:16], Altered), (KEY * 2, Altered)):
        sealed = suite.encrypt(content_key, public, info=b"letterbox/1 hpke" + head + place.encode())
        assert raised(open_it, head + sealed) is expected


def expected_error(index: int) -> type[SealError]:
    ends = ((2, UnknownFormat), (14, WrongKey), (22, WrongRecord))
    return next((error for end, error in ends if index < end), Altered)


def test_each_changed_byte_gives_the_error_of_its_place() -> None:
    for index in range(len(GRANT)):
        error = raised(open_it, flipped(GRANT, index))
        assert error is expected_error(index), index


def test_a_changed_generation_does_not_open_with_the_generation_it_names() -> None:
    sealed = flipped(GRANT, 5)
    assert generation_of(sealed) == 2
    assert raised(lambda: open_it(sealed, holder=replace(HOLDER, generation=2))) is Altered


def test_cut_anywhere_it_does_not_open() -> None:
    for length in range(len(GRANT)):
        expected = Truncated if length < 1158 else Altered
        assert raised(open_it, GRANT[:length]) is expected, length
    assert raised(lambda: open_it(GRANT + b"!")) is Altered


def test_two_grants_of_the_same_key_share_nothing_after_the_header() -> None:
    second = make_grant(KEY, PAIR.public, HOLDER, "copy-7", "leafshire")
    assert GRANT[:22] == second[:22]
    pieces = {part[at : at + 8] for part in (GRANT, second) for at in range(22, 1182, 8)}
    assert len(pieces) == 290


def test_the_public_half_follows_from_the_private_one() -> None:
    assert public_of(PAIR.private) == PAIR.public
    assert (len(PAIR.public), len(PAIR.private)) == (1216, 96)
    assert PAIR.private.hex() not in repr(PAIR)
    assert repr(PAIR.private) not in repr(PAIR)


@pytest.mark.parametrize("private", [b"", bytes(95), bytes(97)])
def test_a_damaged_private_key_is_told_as_such(private: bytes) -> None:
    assert raised(lambda: public_of(private)) is Altered
    assert raised(lambda: unseal_from(private, seal_to(PAIR.public, b"x", PLACE), PLACE)) is Altered


@pytest.mark.parametrize(
    "public",
    [b"", PAIR.public[:-1], PAIR.public + b"!", PAIR.public[:-32] + bytes(32), b"\xff" * 1216],
    ids=["empty", "short", "long", "a point of low order", "no lattice key"],
)
def test_nothing_is_sealed_to_what_is_no_public_key(public: bytes) -> None:
    assert raised(lambda: seal_to(public, b"escrow", PLACE)) is Altered


@pytest.mark.parametrize(
    ("kind", "id_", "generation"),
    [("family", "1", 1), ("account:x", "1", 1), ("", "1", 1), ("account", "", 1), ("account", "1", 0)],
)
def test_a_holder_is_complete(kind: str, id_: str, generation: int) -> None:
    with pytest.raises(ValueError, match=r"holder|Generations"):
        Holder(kind, id_, generation)


def test_only_content_keys_are_granted() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        make_grant(b"short", PAIR.public, HOLDER, "copy-7", "leafshire")
    with pytest.raises(ValueError, match="counted from 1"):
        seal_to(PAIR.public, b"x", PLACE, generation=0)


@pytest.mark.parametrize(
    ("sealed", "expected"),
    [(b"", Truncated), (b"\xa1\x01", UnknownFormat), (GRANT[:9], Truncated)],
    ids=["nothing", "another-kind", "cut-short"],
)
def test_a_generation_is_read_only_from_what_has_one(sealed: bytes, expected: type[SealError]) -> None:
    assert raised(lambda: generation_of(sealed)) is expected
