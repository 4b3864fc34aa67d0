"""Dates that are told as somebody's day of birth."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed

_BORN = "This looks like somebody's date of birth."

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINAL = (
    rf"(?:(?:twenty|thirty)[ -](?:{_UNITS})|{_UNITS}|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    rf"fifteenth|"
    r"sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|last(?: day)?)"
)
_DAY = rf"(?:(?:0?[1-9]|[12][0-9]|3[01])(?: ?(?:st|nd|rd|th))?|{_ORDINAL})"
_YEAR = r"(?:,? {0,2}(?:19[5-9][0-9]|20[0-4][0-9]|'[0-9]{2}))"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"{_DAY}(?: {{1,2}}(?:of|day of) (?:the )?| {{0,2}}){_MONTH}(?![^\W_]){_YEAR}?"
    rf"|{_MONTH} {{1,2}}(?:the )?{_DAY}(?![^\W_]){_YEAR}?"
    rf"|{_ORDINAL} of the {_ORDINAL}(?: month)?"
    r"|(?:0?[1-9]|[12][0-9]|3[01]) ?[./-] ?(?:0?[1-9]|1[0-2])(?: ?[./-] ?(?:(?:19|20)[0-9]{2}|"
    r"[0-9]{2}))?(?![\w/]|[.-][0-9])"
    r")"
)
_BIRTH = re.compile(
    r"(?<![^\W_])(?:birthdays?|b'?day|bday|born|birth|d\.?o\.?b|turned|turns|turning|penblwydd|urodziny|"
    r"saal ?girah)(?![^\W_])"
)
_NEAR = 70
_FRACTIONS = listed("1/2 1/3 1/4 3/4 2/3 1/8 1/10")


def birthday_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for dates near a word of birth, none of them for two dates beside one such word."""
    text = letter.folded.text
    births = [found.span() for found in _BIRTH.finditer(text)]
    dates = [found.span() for found in _DATE.finditer(text) if found[0] not in _FRACTIONS]
    starts = [start for start, _ in dates]
    told: set[tuple[int, int]] = set()
    for birth in births:
        at = bisect_left(starts, birth[0])
        near = [dates[place] for place in (at - 1, at) if 0 <= place < len(dates)]
        near = [date for date in near if _distance(birth, date) <= _NEAR and not _parted(text, birth, date)]
        if near:
            told.add(min(near, key=lambda date: _distance(birth, date)))
    for start, end in sorted(told):
        yield letter.place(start, end, Kind.DOB, Strength.ASK, _BORN)


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _parted(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    return "\n\n" in text[min(one[1], other[1]) : max(one[0], other[0])]
