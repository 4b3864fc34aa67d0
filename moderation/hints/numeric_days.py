"""Days of the year written in figures: "6/5", "2016-05-06", "06052016", "6.v.2016"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from moderation.hints.fold import View

LEAP_YEAR = 2024
_NUMERIC = re.compile(
    r"(?<![\w./-])([0-3oil|]?[0-9oil|sb]) {0,2}[./\\-] {0,2}([01oil|]?[0-9oilsb|])"
    r"(?: {0,2}[./\\-] {0,2}(?:[0-9]{4}|[0-9]{2}))?(?![\w/]|[.-][0-9])"
)
_ISO = re.compile(r"(?<![\w-])(?:19|20)[0-9]{2}[./-]([01]?[0-9])[./-]([0-3]?[0-9])(?![\w-])")
_RUN = re.compile(r"(?<![0-9])([0-3][0-9])([01][0-9])(?:(?:19|20)?[0-9]{2})(?![0-9])")
_DIGITS = str.maketrans("oil|sb", "011158")
_ROMAN = {
    name: number
    for number, name in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1
    )
}
_ROMAN_DATE = re.compile(r"(?<![\w.])([0-3]?[0-9])[./ -]{1,2}([ivx]{1,4})(?:[./ -]{1,2}[0-9]{2,4})?(?![\w])")


@dataclass(frozen=True)
class Said:
    """`days`: (day, month) it may mean; `start`, `end`: where, in the original; `sure`: no other reading.

    `feast`: told by the name of a feast alone, and nothing near it is about a birth.
    """

    start: int
    end: int
    days: tuple[tuple[int, int], ...]
    sure: bool
    feast: bool = False


def numeric_days(view: View) -> Iterator[Said]:
    """Every day and month in figures in the folded text."""
    for found in _NUMERIC.finditer(view.text):
        one, other = (as_number(found[group]) for group in (1, 2))
        if not any(letter.isdecimal() for letter in found[1] + found[2]):
            continue
        days = tuple(day for day in ((one, other), (other, one)) if is_day(*day))
        if days:
            yield Said(*view.span(*found.span()), days[:1], sure=True)
            if len(days) > 1 and days[0] != days[1]:
                yield Said(*view.span(*found.span()), days[1:], sure=False)
    for pattern in (_ISO, _RUN, _ROMAN_DATE):
        for found in pattern.finditer(view.text):
            if pattern is _ISO:
                day, month = int(found[2]), int(found[1])
            elif pattern is _RUN:
                day, month = int(found[1]), int(found[2])
            else:
                day, month = int(found[1]), _ROMAN.get(found[2], 0)
            if is_day(day, month):
                yield Said(*view.span(*found.span()), ((day, month),), sure=True)


def as_number(written: str) -> int:
    """Figures, some of which may be letters that look like one."""
    return int(written.translate(_DIGITS))


def is_day(day: int, month: int) -> bool:
    """Whether some year has it."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(LEAP_YEAR, month)[1]
