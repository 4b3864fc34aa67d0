"""As what kind of thing a word of a watch list is searched."""

from __future__ import annotations

from moderation.hints.dates import date_of
from moderation.hints.hint import CODE_KINDS, Kind

_FEWEST_DIGITS = 4


def kind_to_watch(kind: Kind, word: str) -> Kind:
    """The term's own kind, unless the word is no such thing.

    Numbers and dates are searched otherwise than words are: "the day of the fair" on the watch list of a
    birthday would match nothing as a date.
    """
    if kind is Kind.DOB:
        return kind if date_of(word) is not None else Kind.LANDMARK
    if kind in CODE_KINDS and not _is_code(word):
        return Kind.LANDMARK
    return kind


def _is_code(word: str) -> bool:
    return any(sign in word for sign in "@./_") or sum(letter.isdigit() for letter in word) >= _FEWEST_DIGITS
