"""What identifies anybody, whoever they are: contact details and codes, as they are typed.

Every pattern starts at an edge of a word and has bounded parts, so time grows with the letter and with
nothing else. Patterns read folded text (small letters, plain digits); where capitals matter, the original
is looked at.
"""

import re
from collections.abc import Callable, Iterator

from moderation.hints.fold import View, unspaced
from moderation.hints.hint import KIND_WORDS, Hint, Kind, Strength
from moderation.hints.lookalikes import LETTERS_FOR_DIGITS
from moderation.hints.word_lists import POSTCODE_AREAS

Found = tuple[int, int, Kind, Strength]
"""Start and end in a view, with what it is."""

_AT = r"(?:@| {1,2}@ {1,2}| {0,2}[\[({] {0,1}at {0,1}[\])}] {0,2})"
_DOT = r"(?:\.| {0,2}[\[({] {0,1}(?:dot|\.) {0,1}[\])}] {0,2})"
_EMAIL = re.compile(rf"(?<![\w.+%-])[\w.+%-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}}")

_LINK = re.compile(
    r"(?<![\w@.-])(?:"
    r"https?://[^\s<>\"]{1,2000}|www\.[^\s<>\"]{1,2000}"
    r"|(?:[\w-]{1,63}\.){1,4}(?:com|net|org|uk|co|info|biz|app|io|gg|tv|eu|ie|pl|wales|scot|london)(?![\w-])(?:/[^\s<>\"]{0,2000})?"
    r"|(?:[\w-]{1,63}\.){1,3}(?:me|be|ly|gl|to|cc)/[^\s<>\"]{1,2000}"
    r")"
)

_DIGITS = re.compile(r"(?<![^\W_])[oilsb]{0,5}[0-9][0-9oilsb]{0,14}(?![^\W_])")
_BETWEEN_DIGITS = re.compile(r"[ .\-()_*\n]{1,3}")
_MOST_DIGITS = 16
_DATE = re.compile(
    r"(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])"
)
_TRUE_DIGITS = 5
"""Digits a telephone number must show as digits; the others may be look-alike letters."""

_POSTCODE = re.compile(
    r"(?<![^\W_])([a-z]{1,2})([0-9][0-9a-z]?)[ \-.]{0,3}([0-9o])([abd-hjlnp-uw-z]{2})(?![^\W_])"
)
_OUTWARD = re.compile(r"(?<![^\W_])([a-z]{2})([0-9]{1,2})(?![^\W_])")
_NO_POSTCODE = "wd40"  # in every shed
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|[04-9]th)")

_PLATE = re.compile(r"(?<![^\W_])([a-z]{2}[0-9]{2})([ \-]{0,3})([a-z]{3})(?![^\W_])")
_OLD_PLATE = re.compile(
    r"(?<![^\W_])(?:[a-z][0-9]{2,3}[ \-]?[a-z]{3}|[a-z]{3}[ \-]?[0-9]{2,3}[a-z])(?![^\W_])"
)

_APP = (
    r"(?:insta(?:gram)?|ig|facebook|fb|snap(?:chat)?|tik ?tok|twitter|whats ?app|telegram|discord|roblox|"
    r"fortnite|minecraft|xbox|psn|playstation|steam|gamer ?tag|you ?tube|twitch|skype|linked ?in)"
)
_LINK_WORDS = (
    r"(?: {0,2}[:=] {0,2}| (?:is|as|under|name|user|username|called|tag|handle|id|gamer ?tag)(?= ) {0,2})"
)
_SAYS_NAME = re.compile(r"[:=]|name|called|handle|tag |^(?:my|our) .* is ")
_MAY_SAY_NAME = re.compile(r" (?:as|under|user|id) ")
_NO_USER_NAMES = frozenset(
    [
        "you",
        "the",
        "they",
        "she",
        "her",
        "his",
        "our",
        "this",
        "that",
        "well",
        "soon",
        "part",
        "always",
        "usual",
        "much",
        "long",
        "we",
    ]
)
_AT_NAME = re.compile(r"(?<![\w@.])@[\w.]{2,40}")
_ON_APP = re.compile(
    rf"(?<![^\W_])(?P<link>(?:(?:my|our) )?{_APP}(?![^\W_]){_LINK_WORDS}{{1,3}})"
    r" {0,2}@?(?P<name>\w[\w.\-]{2,40})"
)
_FIND_ME = re.compile(
    rf"(?<![^\W_])(?:find|add|follow|message|dm|contact|text|look) (?:me|us|him|her|them)(?: up)?"
    rf" (?:on|at|via|through) (?:my )?{_APP}(?![^\W_])"
)
_UNDERSCORED = re.compile(r"(?<![\w@.])[a-z0-9.]{1,30}(?:_[a-z0-9.]{1,30}){1,5}(?!\w)")

_REASONS = {
    Strength.HOLD: "This looks like a {words}.",
    Strength.ASK: "This could be a {words}.",
    Strength.MARK: "This could be a {words}.",
}


def general_hints(text: str, folded: View) -> list[Hint]:
    """Contact details and codes in `text`, whose folded view is given; unsorted, may overlap."""
    hints: set[Hint] = set()
    joined = unspaced(folded)
    for view in (folded, joined) if len(joined.text) < len(folded.text) else (folded,):
        for find in _FINDERS:
            for start, end, kind, strength in find(text, view):
                words = KIND_WORDS[kind]
                reason = _REASONS[strength].format(words=words).replace("a e-mail", "an e-mail")
                hints.add(Hint(*view.span(start, end), kind, strength, reason))
    return list(hints)


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


def _postcodes(text: str, view: View) -> Iterator[Found]:
    for found in _POSTCODE.finditer(view.text):
        area, inward = found[1], found[3] + found[4]
        capitals = [text[slice(*view.span(*found.span(part)))].isupper() for part in (1, 4)]
        if area not in POSTCODE_AREAS or (inward.startswith("o") and not all(capitals)):
            continue
        sure = all(capitals) or not _ORDINAL.fullmatch(inward)
        yield found.start(), found.end(), Kind.POSTCODE, Strength.HOLD if sure else Strength.ASK
    for found in _OUTWARD.finditer(view.text):
        if (
            found[0] != _NO_POSTCODE
            and found[1] in POSTCODE_AREAS
            and text[slice(*view.span(*found.span(1)))].isupper()
        ):
            yield found.start(), found.end(), Kind.POSTCODE, Strength.ASK


def _plates(text: str, view: View) -> Iterator[Found]:
    for found in _PLATE.finditer(view.text):
        capitals = text[slice(*view.span(*found.span(3)))].isupper()
        if capitals or not found[2]:
            yield found.start(), found.end(), Kind.PLATE, Strength.HOLD
    for found in _OLD_PLATE.finditer(view.text):
        if text[slice(*view.span(*found.span()))].isupper():
            yield found.start(), found.end(), Kind.PLATE, Strength.ASK


def _user_names(_: str, view: View) -> Iterator[Found]:
    for found in _AT_NAME.finditer(view.text):
        yield found.start(), found.start() + len(found[0].rstrip(".")), Kind.HANDLE, Strength.HOLD
    for found in _ON_APP.finditer(view.text):
        name = found["name"].rstrip(".-")
        if strength := _sureness(found["link"], name):
            yield found.start("name"), found.start("name") + len(name), Kind.HANDLE, strength
    for found in _FIND_ME.finditer(view.text):
        yield found.start(), found.end(), Kind.HANDLE, Strength.ASK
    for found in _UNDERSCORED.finditer(view.text):
        yield found.start(), found.start() + len(found[0].rstrip(".")), Kind.HANDLE, Strength.ASK


def _sureness(link: str, name: str) -> Strength | None:
    """How surely `name` is a user name, by what links it to the service: "my insta is", ":", "as"."""
    if not name or name in _NO_USER_NAMES:
        return None
    if _SAYS_NAME.search(link) or not name.isalpha():
        return Strength.HOLD
    return Strength.ASK if _MAY_SAY_NAME.search(link) else None


_FINDERS: tuple[Callable[[str, View], Iterator[Found]], ...] = (
    _emails,
    _links,
    _phones,
    _postcodes,
    _plates,
    _user_names,
)
