"""A context reads in one way only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.context import Context
from tests.crypto.builders import OTHER_PLACES, PLACE

name = st.text(min_size=1, max_size=5)
contexts = st.builds(Context, kind=name, record=name, agency=st.text(max_size=5), part=st.text(max_size=5))


@given(one=contexts, other=contexts)
def test_different_contexts_never_encode_alike(one: Context, other: Context) -> None:
    assert (one.encode() == other.encode()) == (one == other)


def test_moving_a_letter_across_a_border_of_fields_changes_the_encoding() -> None:
    split = [("ab", "c", "d", "e"), ("a", "bc", "d", "e"), ("a", "b", "cd", "e"), ("a", "b", "c", "de")]
    assert len({Context(*fields).encode() for fields in split}) == 4


def test_each_field_changes_the_digest() -> None:
    assert len({place.digest() for place in (PLACE, *OTHER_PLACES)}) == 1 + len(OTHER_PLACES)


@pytest.mark.parametrize(("kind", "record"), [("", "d2f1"), ("letter text", "")])
def test_a_context_that_binds_to_nothing_is_refused(kind: str, record: str) -> None:
    with pytest.raises(ValueError, match="kind and a record"):
        Context(kind, record, "leafshire")


def test_what_belongs_to_the_installation_needs_no_agency() -> None:
    assert Context("settings", "one", "").encode()
