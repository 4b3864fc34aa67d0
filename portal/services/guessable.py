"""Which passwords are guessed first: much-used ones out of leaks, and words of our own trade."""

from __future__ import annotations

import re

from zxcvbn.frequency_lists import FREQUENCY_LISTS

OUR_WORDS = (
    "adoption",
    "adoptive",
    "birthmother",
    "birthfather",
    "birthparent",
    "contact",
    "council",
    "family",
    "letter",
    "letterbox",
    "password",
    "portal",
    "postbox",
    "socialwork",
    "socialworker",
    "welcome",
)
"""What this service is about: the first thing somebody tries who knows what the account is for."""

_COMMON = frozenset(FREQUENCY_LISTS["passwords"])
# Longest first, and never tried a second way: no text can keep it busy.
_OURS_ALONE = re.compile(f"(?:(?>{'|'.join(sorted(OUR_WORDS, key=len, reverse=True))}))++")
_LEAST_SIGNS = 4


def is_guessable(plain: str) -> bool:
    """Would this password, folded to small letters, be among the first tried?"""
    return len(set(plain)) < _LEAST_SIGNS or _is_common(plain) or _is_ours(plain)


def _is_common(plain: str) -> bool:
    # A listed word with figures and signs around it is what people try next.
    core = plain.strip("0123456789!?.,-_* ")
    doubled = plain[: len(plain) // 2] if plain[: len(plain) // 2] * 2 == plain else plain
    return any(word in _COMMON for word in (plain, core, doubled, plain.replace(" ", "")))


def _is_ours(plain: str) -> bool:
    letters = "".join(sign for sign in plain if sign.isalpha())
    return _OURS_ALONE.fullmatch(letters) is not None
