"""Days of the year, however they are written: "6/5", "24th of Jnue", "last day of the ninth month"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from moderation.hints.fold import View, fold
from moderation.hints.lexicon import is_ordinary
from moderation.hints.month_names import ENGLISH_MONTHS, FIXED_DAYS, MONTH_NUMBERS
from moderation.hints.number_words import DAYS_OTHERS, ENGLISH, ORDINALS, OTHERS
from moderation.hints.numeric_days import LEAP_YEAR, Said, as_number, is_day, numeric_days
from moderation.hints.unknown.everyday_words import FIRST_NAMES

_TOKEN = re.compile(r"[^\W_]{1,24}")
_BEFORE_THE_END = re.compile(
    r"(?<![^\W_])(?P<count>[^\W_]{1,9}) (?:days? )?before the end of (?P<month>[^\W_]{3,12})(?![^\W_])"
)
_MONTH_BESIDE = re.compile(
    r"(?<![^\W_])(?P<day>[^\W_]{1,12}) of the month (?P<side>after|before)"
    r" (?P<named>[^\W_]{3,12}(?: [^\W_]{1,12}){0,2})(?![^\W_])"
)
_BETWEEN = frozenset(["of", "the", "day", "in", "on", "de", "y", "o", "a"])
_TENS = (20, 30)
_AND = frozenset(["e", "y", "si", "et", "und", "i", "ed"])
"""Between the tens and the rest: "vinte e tres"."""
_REACH = 4
_NEAR = 14
"""Words around a feast in which a birthday makes it a date of birth."""
_BIRTH_WORDS = """
    born birth birthday birthdays bday birthdate arrived arriving coming cake candle candles turns turned dob
    midwife labour pushing pregnant newborn
    """
_BIRTH = frozenset(_BIRTH_WORDS.split())
_LENGTHS = {
    **dict.fromkeys(("day", "days", "morning", "night", "evening"), 1),
    **dict.fromkeys(("week", "weeks"), 7),
    **dict.fromkeys(("fortnight", "fortnights"), 14),
}
_SHIFTS = {"after": 1, "before": -1}


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _Named:
    """A day said by the tokens `first` to `last`; `sure`: as a date, not only as a feast."""

    first: int
    last: int
    day: tuple[int, int]
    sure: bool


def date_of(value: str) -> tuple[int, int] | None:
    """Day and month of a term such as "6 May 2015"; None if there are none in it."""
    folded = fold(value)
    return next((said.days[0] for said in dates_in(folded) if not said.feast), None)


def dates_in(folded: View) -> Iterator[Said]:
    """Every mention of a day and month in the folded text."""
    yield from numeric_days(folded)
    yield from _counted_back(folded)
    yield from _by_the_next_month(folded)
    tokens = [_Token(found[0], *found.span()) for found in _TOKEN.finditer(folded.text)]
    for named in (*_in_words(tokens), *_fixed(tokens)):
        yield _said(folded, tokens, named)
        moved = _shifted(tokens, named)
        if moved is not None:
            yield _said(folded, tokens, moved)


def _counted_back(view: View) -> Iterator[Said]:
    """ "Three days before the end of April": the 27th to some, the 28th to others."""
    for found in _BEFORE_THE_END.finditer(view.text):
        count, month = _count(found["count"]), MONTH_NUMBERS.get(found["month"])
        if count and month:
            last = monthrange(LEAP_YEAR - 1, month)[1]
            days = tuple((day, month) for day in (last - count, last - count + 1) if day > 0)
            yield Said(*view.span(*found.span()), days, sure=False)


def _by_the_next_month(view: View) -> Iterator[Said]:
    """ "The seventeenth of the month after Halloween"."""
    for found in _MONTH_BESIDE.finditer(view.text):
        day, by = _day(found["day"]), _SHIFTS[found["side"]]
        words = _TOKEN.findall(found["named"])
        named = [" ".join(words[:length]) for length in range(len(words), 0, -1)]
        month = next((MONTH_NUMBERS[name] for name in named if name in MONTH_NUMBERS), None)
        month = month or next((FIXED_DAYS[name][1] for name in named if name in FIXED_DAYS), None)
        if day and month and is_day(day, beside := (month - 1 + by) % 12 + 1):
            yield Said(*view.span(*found.span()), ((day, beside),), sure=True)


def _in_words(tokens: list[_Token]) -> Iterator[_Named]:
    for at, token in enumerate(tokens):
        month = _month(token.text) or _nth_month(tokens, at)
        if month is None:
            continue
        for first, last, day in (
            *_days_beside(tokens, at),
            *_last_day(tokens, at, month),
            *_ides(tokens, at, month),
        ):
            if is_day(day, month):
                yield _Named(min(first, at), max(last, at), (day, month), sure=True)


@lru_cache(maxsize=4096)
def _month(word: str) -> int | None:
    """Which month a word is, or is meant to be."""
    if word in MONTH_NUMBERS:
        return MONTH_NUMBERS[word]
    plain = word.replace("0", "o").replace("1", "l").replace("3", "e").replace("5", "s")
    if plain in MONTH_NUMBERS:
        return MONTH_NUMBERS[plain]
    if 4 <= len(word) <= 11:
        for number, name in enumerate(ENGLISH_MONTHS, 1):
            looks = plain.replace("i", "l") == name.replace("i", "l")
            if looks or OSA.distance(plain, name) <= (1 if len(name) < 8 else 2):
                return number
    return None


def _nth_month(tokens: list[_Token], at: int) -> int | None:
    """ "The ninth month", and "the fourth" after "the tenth of"."""
    number = ORDINALS.get(tokens[at].text)
    if number is None or not 1 <= number <= 12:
        return None
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    before = [tokens[other].text for other in range(max(0, at - 2), at)]
    return number if after == "month" or before[-2:] == ["of", "the"] or before[-1:] == ["of"] else None


def _days_beside(tokens: list[_Token], at: int) -> Iterator[tuple[int, int, int]]:
    """Days said shortly before or after the month: first and last token, and the day."""
    other = at - 1
    while other >= 0 and at - other <= _REACH:
        day, first = _day_ending(tokens, other)
        if day is not None:
            yield first, other, day
            break
        if tokens[other].text not in _BETWEEN:
            break
        other -= 1
    other = at + 1
    while other < len(tokens) and other - at <= _REACH - 1:
        day, last = _day_beginning(tokens, other)
        if day is not None:
            yield other, last, day
            return
        if tokens[other].text not in _BETWEEN:
            return
        other += 1


def _day_ending(tokens: list[_Token], at: int) -> tuple[int | None, int]:
    day = _day(tokens[at].text)
    if day is None or day >= 10 or not at:
        return day, at
    first = at - 1 - (at > 1 and tokens[at - 1].text in _AND)
    tens = _tens(tokens[first].text)
    return (day, at) if tens is None else (tens + day, first)


def _day_beginning(tokens: list[_Token], at: int) -> tuple[int | None, int]:
    tens = _tens(tokens[at].text)
    if tens is None:
        return _day(tokens[at].text), at
    last = at + 1
    if last + 1 < len(tokens) and tokens[last].text in _AND:
        last += 1
    rest = _day(tokens[last].text) if last < len(tokens) else None
    return (tens, at) if rest is None or rest >= 10 else (tens + rest, last)


def _tens(word: str) -> int | None:
    value = ENGLISH.get(word) or DAYS_OTHERS.get(word)
    return value if value in _TENS and not word[0].isdecimal() else None


_ORDINAL = re.compile(r"([0-3oils]?[0-9oils])(?:st|nd|rd|th|af|il|ydd|fed)?")


@lru_cache(maxsize=4096)
def _day(word: str) -> int | None:
    if word in ORDINALS:
        return ORDINALS[word]
    if ENGLISH.get(word):
        return ENGLISH[word]
    foreign = DAYS_OTHERS.get(word) or OTHERS.get(word)
    if foreign and not is_ordinary(word) and word not in FIRST_NAMES:
        return foreign
    found = _ORDINAL.fullmatch(word)
    if found and any(letter.isdecimal() for letter in found[1]):
        return as_number(found[1])
    return None


def _last_day(tokens: list[_Token], at: int, month: int) -> Iterator[tuple[int, int, int]]:
    """ "The last day of May": where it begins, where it ends, and the day."""
    before = [tokens[other].text for other in range(max(0, at - 5), at)]
    for back, word in enumerate(reversed(before), 1):
        if word in ("last", "final") and "day" in before[len(before) - back :]:
            yield at - back, at, monthrange(LEAP_YEAR - 1, month)[1]
        if word not in _BETWEEN:
            return


def _ides(tokens: list[_Token], at: int, month: int) -> Iterator[tuple[int, int, int]]:
    if at >= 2 and tokens[at - 2].text == "ides":
        yield at - 2, at, 15 if month in (3, 5, 7, 10) else 13


def _fixed(tokens: list[_Token]) -> Iterator[_Named]:
    for at in range(len(tokens)):
        for length in (4, 3, 2, 1):
            run = tokens[at : at + length]
            name = _joined(run)
            if len(run) == length and name in FIXED_DAYS:
                first = _the_day_that(tokens, at)
                yield _Named(first, at + length - 1, FIXED_DAYS[name], sure=_is_about_a_birth(tokens, at))
                break


def _the_day_that(tokens: list[_Token], at: int) -> int:
    """Where "the day that only comes" begins, if it leads to the feast."""
    for before in range(at - 1, max(at - 6, 0), -1):
        if tokens[before].text == "day" and tokens[before - 1].text == "the":
            return before - 1 if tokens[before + 1].text in ("that", "which") else at
    return at


def _is_about_a_birth(tokens: list[_Token], at: int) -> bool:
    near = tokens[max(0, at - _NEAR) : at + _NEAR]
    return any(token.text in _BIRTH for token in near)


def _joined(run: list[_Token]) -> str:
    """Words with a lone "s" put back to the one before: "new year s day"."""
    words: list[str] = []
    for token in run:
        if token.text == "s" and words:
            words[-1] += "s"
        else:
            words.append("st" if token.text == "saint" else token.text)
    return " ".join(words)


def _shifted(tokens: list[_Token], named: _Named) -> _Named | None:
    """With "the day after", "two days before", "a week after" or "the eve of" it."""
    at = named.first - 1
    while at >= 0 and tokens[at].text == "the":
        at -= 1
    if at < 1:
        return None
    if tokens[at].text == "of" and tokens[at - 1].text == "eve":
        return _Named(at - 1, named.last, _moved(named.day, -1), sure=True)
    length = _LENGTHS.get(tokens[at - 1].text)
    if tokens[at].text not in _SHIFTS or length is None:
        return None
    first, count = at - 1, 1
    if first and (said := _count(tokens[first - 1].text)) is not None:
        first, count = first - 1, said
    return _Named(first, named.last, _moved(named.day, count * length * _SHIFTS[tokens[at].text]), sure=True)


def _count(word: str) -> int | None:
    if word in ("a", "one"):
        return 1
    return int(word) if word.isdecimal() and len(word) < 3 else ENGLISH.get(word)


def _said(view: View, tokens: list[_Token], named: _Named) -> Said:
    start, end = view.span(tokens[named.first].start, tokens[named.last].end)
    return Said(start, end, (named.day,), sure=named.sure, feast=not named.sure)


def _moved(day: tuple[int, int], by: int) -> tuple[int, int]:
    number, month = day[0] + by, day[1]
    if number < 1:
        month = 12 if month == 1 else month - 1
        number += monthrange(LEAP_YEAR, month)[1]
    elif number > (length := monthrange(LEAP_YEAR, month)[1]):
        number -= length
        month = 1 if month == 12 else month + 1
    return number, month
