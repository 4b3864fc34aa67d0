"""Blind indexes."""

from hypothesis import given
from hypothesis import strategies as st

from crypto.blind_index import blind_index
from tests.crypto.builders import KEY, OTHER_KEY


def test_equal_for_the_same_and_for_nothing_else() -> None:
    index = blind_index(KEY, "log-in", "ann@example.org")
    assert index == blind_index(KEY, "log-in", "ann@example.org")
    others = {
        blind_index(OTHER_KEY, "log-in", "ann@example.org"),
        blind_index(KEY, "name", "ann@example.org"),
        blind_index(KEY, "log-in", "Ann@example.org"),
        blind_index(KEY, "log-ina", "nn@example.org"),
    }
    assert len(others | {index}) == 5
    assert len(index) == 32


@given(value=st.text(st.characters()))
def test_nothing_that_is_typed_crashes(value: str) -> None:
    assert len(blind_index(KEY, "log-in", value)) == 32


def test_a_broken_keyboard_does_not_crash() -> None:
    assert len(blind_index(KEY, "log-in", "\ud83d")) == 32
