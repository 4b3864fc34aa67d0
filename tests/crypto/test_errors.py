"""Errors are told apart, and each can be shown to a person."""

import pytest

from crypto import errors
from crypto.errors import SealError

CLASSES = [
    value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, SealError)
]


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_each_error_is_one_plain_sentence(error: type[SealError]) -> None:
    sentence = str(error())
    assert sentence == error.sentence
    assert sentence.endswith(".")
    assert max(len(word) for word in sentence.split()) < 13


def test_no_two_errors_say_the_same() -> None:
    assert len({error.sentence for error in CLASSES}) == len(CLASSES) == 12
