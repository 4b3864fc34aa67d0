"""V6.2.11: passwords made of nothing but words of our own trade are refused."""

from __future__ import annotations

import time

import pytest

from portal.services.guessable import OUR_WORDS, is_guessable


@pytest.mark.parametrize(
    "password",
    [
        "letterbox 2026",
        "letterboxletterbox",
        "adoption-contact",
        "council letterbox!",
        "social worker 1",
        "welcome2adoption",
        "family.letters"[:-1],
        "aaaabbbbccccc",
    ],
)
def test_our_own_words_are_no_password(password: str) -> None:
    assert is_guessable(password)


@pytest.mark.parametrize(
    "password", ["kettle-marmalade", "letterbox under the moon", "contact otter 77 lamp"]
)
def test_our_words_among_others_are_welcome(password: str) -> None:
    assert not is_guessable(password)


def test_the_longest_password_is_looked_at_in_no_time() -> None:
    began = time.perf_counter()
    for word in OUR_WORDS:
        is_guessable((word * 200)[:199] + "x")
    assert time.perf_counter() - began < 0.5
