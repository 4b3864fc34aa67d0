"""Agency key generations under a root key."""

from dataclasses import replace

import pytest

from crypto.agency import AgencyKeys, SealedGeneration, new_generation, reseal_generation
from crypto.context import Context
from crypto.errors import Altered, MissingGeneration, WrongKey, WrongRecord
from crypto.grants import new_key_pair, public_of
from crypto.root_keys import LocalRootKey
from tests.crypto.builders import KEY, OTHER_KEY, raised

ROOT, OTHER_ROOT = LocalRootKey(KEY), LocalRootKey(OTHER_KEY)
FIRST = new_generation(ROOT, "leafshire", "content", 1)
SECOND = new_generation(ROOT, "leafshire", "content", 2)
ESCROW = new_generation(ROOT, "leafshire", "escrow", 7)
ALL = (SECOND, FIRST, ESCROW)


class CountingRoot:
    """A root key that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def wrap(self, plaintext: bytes, context: Context) -> bytes:
        return ROOT.wrap(plaintext, context)

    def unwrap(self, wrapped: bytes, context: Context) -> bytes:
        self.asked += 1
        return ROOT.unwrap(wrapped, context)


def test_old_generations_still_open_and_the_newest_is_current() -> None:
    keys = AgencyKeys(ROOT, ALL)
    assert keys.current("leafshire", "content") == (2, SECOND.public)
    assert keys.current("leafshire", "escrow") == (7, ESCROW.public)
    for generation in ALL:
        private = keys.private(generation.agency, generation.purpose, generation.number)
        assert public_of(private) == generation.public


@pytest.mark.parametrize(
    ("agency", "purpose", "number"),
    [("leafshire", "content", 3), ("leafshire", "escrow", 1), ("oakshire", "content", 1)],
)
def test_a_missing_generation_is_told_as_such(agency: str, purpose: str, number: int) -> None:
    assert raised(lambda: AgencyKeys(ROOT, ALL).private(agency, purpose, number)) is MissingGeneration


def test_an_agency_without_keys_has_no_current_one() -> None:
    assert raised(lambda: AgencyKeys(ROOT, ALL).current("oakshire", "content")) is MissingGeneration


def test_a_generation_made_meanwhile_is_learned() -> None:
    keys = AgencyKeys(ROOT, [FIRST])
    keys.learn([SECOND])
    assert keys.current("leafshire", "content") == (2, SECOND.public)


def test_the_root_key_is_asked_once_a_generation() -> None:
    root = CountingRoot()
    keys = AgencyKeys(root, ALL)
    assert root.asked == 0
    for _ in range(3):
        keys.current("leafshire", "content")
        keys.private("leafshire", "content", 2)
    assert root.asked == 1


INTRUDER = new_key_pair()
FORGED = {
    "a public key put in its place": (replace(SECOND, public=INTRUDER.public), Altered),
    "the private half of another generation": (
        replace(SECOND, sealed_private=FIRST.sealed_private),
        WrongRecord,
    ),
    "the escrow key as content key": (replace(ESCROW, purpose="content"), WrongRecord),
    "another agency's": (replace(SECOND, agency="oakshire"), WrongRecord),
    "another number": (replace(SECOND, number=9), WrongRecord),
}


@pytest.mark.parametrize(("forged", "expected"), FORGED.values(), ids=FORGED.keys())
def test_a_forged_generation_is_neither_opened_nor_sealed_to(
    forged: SealedGeneration, expected: type[Exception]
) -> None:
    keys = AgencyKeys(ROOT, [forged])
    assert raised(lambda: keys.private(forged.agency, forged.purpose, forged.number)) is expected
    assert raised(lambda: keys.current(forged.agency, forged.purpose)) is expected


def test_another_root_key_is_told_as_such() -> None:
    assert raised(lambda: AgencyKeys(OTHER_ROOT, ALL).current("leafshire", "content")) is WrongKey


def test_a_new_root_key_leaves_the_key_pair_as_it_is() -> None:
    moved = reseal_generation(ROOT, OTHER_ROOT, SECOND)
    assert replace(moved, sealed_private=SECOND.sealed_private) == SECOND
    before = AgencyKeys(ROOT, [SECOND]).private("leafshire", "content", 2)
    assert AgencyKeys(OTHER_ROOT, [moved]).private("leafshire", "content", 2) == before
    assert raised(lambda: AgencyKeys(ROOT, [moved]).private("leafshire", "content", 2)) is WrongKey


def test_a_forged_generation_is_not_carried_under_a_new_root_key() -> None:
    forged = replace(SECOND, public=INTRUDER.public)
    assert raised(lambda: reseal_generation(ROOT, OTHER_ROOT, forged)) is Altered


@pytest.mark.parametrize(("purpose", "number"), [("letters", 1), ("content", 0)])
def test_a_generation_has_a_known_purpose_and_a_number(purpose: str, number: int) -> None:
    with pytest.raises(ValueError, match="content or escrow"):
        new_generation(ROOT, "leafshire", purpose, number)
