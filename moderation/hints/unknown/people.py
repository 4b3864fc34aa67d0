"""Surnames: after a title, after an allowed name, after "called", and families in the plural."""

import re
from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.everyday_words import FIRST_NAMES, FUNCTION_WORDS, is_everyday
from moderation.hints.unknown.institution_words import GENERIC, INSTITUTIONS, STREET_WORDS
from moderation.hints.unknown.letter import Letter, Token
from moderation.hints.unknown.listed import listed

_TITLED = "This looks like a surname, after a title."
_AFTER_NAME = "This may be a surname, after a first name."
_INITIAL = "This may be the first letter of a surname."
_FULL = "This looks like somebody's full name."

_SURE_TITLES = listed(
    """
    mr mrs ms mx dr doctor prof professor rev reverend imam pastor canon sensei sgt
    """
)
_LOOSE_TITLES = listed(
    """
    miss sir nurse sister father fr pc headteacher coach maulana rabbi deacon lord lady
    """
)
_NOT_TITLED = listed(
    """
    for at when who says said will would has was is and right please x s t who's whos's know knows
    """
)
_PARTICLES = listed("de van der von den la le al el bin ibn o mac mc st du da dos ap ferch")
_MISSING = listed(
    """
    i we you they to really so always will would do did don't dont not never he she it'll i'll still much
    """
)
_FAMILY_WORDS = listed("family families clan household crew lot kids boys girls")
_CAMEL = re.compile(r"[a-z]{2}[A-Z]")


def people_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for surnames."""
    for at, token in enumerate(letter.tokens):
        if at + 1 >= len(letter.tokens):
            break
        if token.key in _SURE_TITLES or token.key in _LOOSE_TITLES:
            yield from _after_title(letter, at)
        elif token.allowed and not token.key.endswith("'s"):
            yield from _after_allowed(letter, at)
        elif token.stem in FIRST_NAMES and token.telling and not token.key.endswith("'s"):
            yield from _after_first_name(letter, at)


def _after_title(letter: Letter, at: int) -> Iterator[Hint]:
    token, following = letter.tokens[at], letter.tokens[at + 1]
    if following.gap.strip(" ") not in ("", ".") or len(following.gap) > 4 or following.quiet:
        return
    if following.key in FUNCTION_WORDS - {
        "long",
        "little",
        "best",
        "small",
        "young",
        "may",
        "good",
        "short",
        "love",
    }:
        return
    if following.key in _NOT_TITLED or not following.key[0].isalpha():
        return
    if not following.capital and not _small_title(letter, at):
        return
    if token.key in _LOOSE_TITLES and not token.capital and following.capital and not following.telling:
        return
    if token.key in ("lord", "lady", "sister", "father", "coach", "sir", "nurse") and not token.capital:
        return
    last = at + 1
    while (
        last + 1 < len(letter.tokens)
        and last - at < 4
        and letter.tokens[last + 1].beside
        and (
            (letter.tokens[last + 1].telling and not letter.tokens[last + 1].quiet)
            or letter.tokens[last].key in _PARTICLES
        )
    ):
        last += 1
    yield letter.hint(at + 1, last, Kind.SURNAME, Strength.ASK, _TITLED)


def _small_title(letter: Letter, at: int) -> bool:
    """Whether "mr smith" or "miss kelly" in small letters is a title and a name."""
    token, following = letter.tokens[at], letter.tokens[at + 1]
    if token.key in ("mr", "mrs", "ms", "dr"):
        return True
    if token.key != "miss" or letter.key(at - 1) in _MISSING:
        return False
    return following.stem in FIRST_NAMES or not is_everyday(following.stem)


def _after_allowed(letter: Letter, at: int) -> Iterator[Hint]:
    following = letter.tokens[at + 1]
    if not following.beside or "&" in following.gap or following.allowed:
        return
    if len(following.key) == 1:
        yield from _initial(letter, at)
        return
    written = letter.written(at + 1)
    odd = any(map(str.isdecimal, written)) and written[0].isalpha()
    if following.quiet or following.key in FUNCTION_WORDS or following.stem in INSTITUTIONS:
        return
    if following.capital or odd or _CAMEL.search(written):
        if following.shouted and is_everyday(following.stem):
            return
        last = rest_of_name(letter, at + 1)
        yield letter.hint(at + 1, last, Kind.SURNAME, Strength.ASK, _AFTER_NAME)
    elif (
        letter.careless
        and _unusual(following)
        and (_ends_line(letter, at + 1) or following.stem in FIRST_NAMES)
    ):
        last = at + 1
        if following.stem in FIRST_NAMES:
            last += 1
            if (
                last >= len(letter.tokens)
                or not letter.tokens[last].beside
                or not _unusual(letter.tokens[last])
            ):
                return
        yield letter.hint(last, last, Kind.SURNAME, Strength.ASK, _AFTER_NAME)


def _unusual(token: Token) -> bool:
    return len(token.key) > 2 and not token.quiet and token.key[0].isalpha() and not is_everyday(token.stem)


def _ends_line(letter: Letter, at: int) -> bool:
    return at + 1 >= len(letter.tokens) or "\n" in letter.tokens[at + 1].gap


def _initial(letter: Letter, at: int) -> Iterator[Hint]:
    following = letter.tokens[at + 1]
    end = following.end
    dotted = letter.folded.text[end : end + 1] == "."
    if not following.capital or following.key in "xo" or (following.key in "ia" and not dotted):
        return
    if following.key in "i" or not (dotted or _ends_line(letter, at + 1)):
        return
    if dotted and letter.key(at + 2) and letter.tokens[at + 2].gap == ". " and following.key == "i":
        return
    yield letter.hint(at + 1, at + 1, Kind.SURNAME, Strength.MARK, _INITIAL)


def _after_first_name(letter: Letter, at: int) -> Iterator[Hint]:
    """ "Sarah Hebblethwaite": the whole, for the first name is then no longer anybody's."""
    following = letter.tokens[at + 1]
    if (
        not following.beside
        or not following.telling
        or following.quiet
        or following.shouted
        or "&" in following.gap
    ):
        return
    if following.key in FUNCTION_WORDS or following.stem in FIRST_NAMES or letter.tokens[at].quiet:
        return
    words = (INSTITUTIONS, STREET_WORDS, GENERIC)
    if any(following.stem in listed for listed in words) or (
        following.key.endswith("'s") and is_everyday(following.stem)
    ):
        return
    if at and letter.tokens[at].beside and letter.tokens[at - 1].key in _SURE_TITLES:
        return
    yield letter.hint(at, rest_of_name(letter, at + 1), Kind.SURNAME, Strength.ASK, _FULL)


def rest_of_name(letter: Letter, at: int) -> int:
    """The last token of the name that goes on after token `at`."""
    last = at
    while (
        last + 1 < len(letter.tokens)
        and last - at < 3
        and letter.tokens[last + 1].beside
        and (
            letter.tokens[last + 1].telling
            and not letter.tokens[last + 1].quiet
            and letter.tokens[last + 1].stem not in INSTITUTIONS
            and letter.tokens[last + 1].key not in FUNCTION_WORDS
        )
    ):
        last += 1
    return last
