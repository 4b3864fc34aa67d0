"""Contact details as they are typed: telephone numbers, e-mail addresses and links.

Every pattern starts at an edge of a word and has bounded parts, so time grows with the letter and with
nothing else. Patterns read views of folded text (small letters, plain digits), so that numbers and signs that
were written as words are found by the same patterns.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from moderation.hints.fold import View
from moderation.hints.hint import Kind, Strength
from moderation.hints.lookalikes import LETTERS_FOR_DIGITS

Found = tuple[int, int, Kind, Strength]
"""Start and end in a view, with what it is."""

_AT = r"(?:@| {1,2}@ {1,2}| {0,2}[\[({] {0,1}at {0,1}[\])}] {0,2})"
_DOT = r"(?:\.| {0,2}[\[({] {0,1}(?:dot|\.) {0,1}[\])}] {0,2})"
_EMAIL = re.compile(rf"(?<![\w.+%-])[\w.+%-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}}")

_LINK = re.compile(
    r"(?<![\w@.-])(?:"
    r"https?://[^\s<>\"]{1,2000}|www\.[^\s<>\"]{1,2000}"
    r"|(?:[\w-]{1,63}\.){1,4}(?:com|net|org|uk|co|info|biz|app|io|gg|tv|eu|ie|pl|wales|scot|"
    r"london)(?![\w-])(?:/[^\s<>\"]{0,2000})?"
    r"|(?:[\w-]{1,63}\.){1,3}(?:me|be|ly|gl|to|cc)/[^\s<>\"]{1,2000}"
    r")"
)

_DIGITS = re.compile(r"(?<![^\W_])[oilsb]{0,5}[0-9][0-9oilsb]{0,14}(?![^\W_])")
_BETWEEN_DIGITS = re.compile(r"[ .,/\-()_*\n]{1,3}")
_FIRST_HALF = re.compile(
    r"(?<![\w.,\u00a3$-])(?:07[0-9]{3}|0[12][0-9]{2,3}|\+447[0-9]{3})(?![\w]|[.,-][0-9])"
)
_SECOND_HALF = re.compile(r"(?<![\w.,\u00a3$-])[0-9]{3}[ ]?[0-9]{3,4}(?![\w]|[.,-][0-9])")
_HALVES_APART = 200
_BEGUN_MAIL = re.compile(
    r"(?<![^\W_])e?-?mails?(?: address)?(?: \w{1,12}){0,4}[ :]{1,3}(?P<name>[a-z0-9]{1,30}"
    r"(?:[._+][a-z0-9]{1,30}){1,4})(?![\w@])"
)
_MOST_DIGITS = 16
_TELLING_START = 4
_BEGINS = re.compile(r"[0o][12378ilzsb]|[0o]{2}44|44|7")
_DATE = re.compile(
    r"(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:(?:19|20)[0-9]{2}|"
    r"[0-9]{2})(?![0-9])"
)
_TRUE_DIGITS = 5
"""Digits a telephone number must show as digits; the others may be look-alike letters."""


def _emails(_: str, view: View) -> Iterator[Found]:
    for found in _EMAIL.finditer(view.text):
        yield found.start(), found.end(), Kind.EMAIL, Strength.HOLD


def _links(_: str, view: View) -> Iterator[Found]:
    for found in _LINK.finditer(view.text):
        end = found.start() + len(found[0].rstrip(".,;:!?)'"))
        yield found.start(), end, Kind.URL, Strength.HOLD


def _phones(_: str, view: View) -> Iterator[Found]:
    # Dates are painted over, as long as they were, so that places stay the same.
    text = _DATE.sub(lambda date: "#" * len(date[0]), view.text)
    groups = [found.span() for found in _DIGITS.finditer(text)]
    at = 0
    while at < len(groups):
        last = _last_of_number(text, groups, at)
        if last is not None:
            start = groups[at][0]
            while start and text[start - 1] in "(+":
                start -= 1
            yield start, groups[last][1], Kind.PHONE, Strength.HOLD
        at = at + 1 if last is None else last + 1


def _last_of_number(text: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """The last of the longest run of groups, beginning with `first`, that make a telephone number."""
    start = groups[first][0]
    abroad = text[max(start - 2, 0) : start].endswith(("+", "+("))
    written, last = "", None
    for at in range(first, len(groups)):
        if at > first and not _BETWEEN_DIGITS.fullmatch(text, groups[at - 1][1], groups[at][0]):
            break
        written += text[slice(*groups[at])]
        if len(written) > _MOST_DIGITS:
            break
        if not abroad and len(written) >= _TELLING_START and not _BEGINS.match(written):
            break
        if _is_number(written, abroad, at - first + 1):
            last = at
    return last


def _is_number(written: str, abroad: bool, groups: int) -> bool:
    """British, with or without 44; a mobile that lost its 0; or anything after a plus."""
    if sum(character.isdigit() for character in written) < _TRUE_DIGITS:
        return False
    number = "".join(LETTERS_FOR_DIGITS.get(character, character) for character in written)
    if abroad:
        return len(number) >= 8
    national = re.sub(r"^(?:00)?44(?:0)?", "0", number)
    if national.startswith("0"):
        return len(national) in (10, 11) and national[1] in "12378"
    # Four groups at most: the seven times table has ten digits, too.
    return len(number) == 10 and number.startswith("7") and (groups <= 4 or groups == len(number))


def _halves(_: str, view: View) -> Iterator[Found]:
    """A number in two places: "it starts 07700 ... and then 900123"."""
    seconds = [found.span() for found in _SECOND_HALF.finditer(view.text)]
    starts = [start for start, _ in seconds]
    for found in _FIRST_HALF.finditer(view.text):
        at = bisect_left(starts, found.end())
        mobile = found[0].startswith(("07", "+"))
        if at < len(seconds) and seconds[at][0] - found.end() <= _HALVES_APART:
            yield *found.span(), Kind.PHONE, Strength.HOLD
            yield *seconds[at], Kind.PHONE, Strength.HOLD
        elif mobile:
            yield *found.span(), Kind.PHONE, Strength.ASK


def _begun_mails(_: str, view: View) -> Iterator[Found]:
    """The first half of an address: "my email starts with ann.b"."""
    for found in _BEGUN_MAIL.finditer(view.text):
        yield *found.span("name"), Kind.EMAIL, Strength.ASK


CONTACT_FINDERS = (_emails, _links, _phones, _halves, _begun_mails)
