"""Streets and houses: "29a Bloxwich Road", "on yorkshire street", "flat 3", "Number 9 Coshin Street"."""

from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.everyday_words import FUNCTION_WORDS, is_everyday
from moderation.hints.unknown.institution_words import GENERIC_STREETS, STREET_WORDS, SURE_STREETS
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed

_ADDRESS = "This looks like an address."
_STREET = "This looks like the name of a street."

_BEFORE = listed("on off down up along in at from of to near behind")
_DOORS = listed("flat number no house block unit apartment apt room plot caravan")
_BEFORE_A_NUMBER = listed("at address is live lives living number no flat house")
_MOST_WORDS = 3
_BEGINS_A_NAME = listed("little small great big new old high young first")
_STANDING = listed("at to from near outside behind opposite")
_STREET_ONLY_SMALL = SURE_STREETS | listed("drive close gardens")
_NUMBERS = listed("one two three four five six seven eight nine ten eleven twelve")


def street_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for names of streets, with the number before them."""
    for at, token in enumerate(letter.tokens):
        if token.key in STREET_WORDS and at:
            first = _beginning(letter, at)
            if first is not None:
                door = _at_it(letter, _door(letter, first))
                last = _flat_after(letter, at)
                reason = _STREET if door == first else _ADDRESS
                yield letter.hint(door, last, Kind.ADDRESS, Strength.ASK, reason)
        if token.key in ("flat", "block", "apartment", "apt") and _is_door(letter, at + 1):
            yield letter.hint(at, at + 1, Kind.ADDRESS, Strength.ASK, _ADDRESS)


def _beginning(letter: Letter, at: int) -> int | None:
    """The first word of the name of the street whose street word is `at`."""
    first = at
    while first and at - first < _MOST_WORDS and letter.tokens[first].beside and _fits(letter, first - 1):
        first -= 1
    while first < at and letter.tokens[first].key in ("the", "of"):
        first += 1
    if first == at:
        return None
    return first if _is_street(letter, first, at) else None


def _fits(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    if not token.key[0].isalpha() or token.key in GENERIC_STREETS or token.allowed:
        return False
    if token.key in ("the", "of"):
        return at > 0 and not letter.tokens[at].opens
    if token.key in FUNCTION_WORDS:
        return token.telling and token.key not in ("i", "the")
    return True


def _is_street(letter: Letter, first: int, at: int) -> bool:
    names = letter.tokens[first:at]
    word = letter.tokens[at]
    numbered = first > 0 and letter.tokens[first].gap in (" ", ", ") and _is_door(letter, first - 1)
    before = letter.key(first - 1) if letter.tokens[first].beside else ""
    capitals = [token for token in names if token.telling or (token.capital and word.capital)]
    if capitals and word.capital and not (word.quiet and all(token.quiet for token in capitals)):
        return True
    if numbered and not all(is_everyday(token.key) for token in names if not token.capital):
        return True
    if numbered and (word.key in SURE_STREETS or letter.key(first - 2) in _BEFORE_A_NUMBER):
        return True
    if capitals and capitals[-1] is names[-1] and not names[-1].quiet:
        return word.key in _STREET_ONLY_SMALL
    if word.key in SURE_STREETS and before in _BEFORE:
        return len(names) < _MOST_WORDS
    unusual = not is_everyday(names[-1].stem) and not names[-1].quiet and len(names[-1].key) > 2
    return letter.careless and unusual and word.key in _STREET_ONLY_SMALL


def _is_door(letter: Letter, at: int) -> bool:
    if not 0 <= at < len(letter.tokens):
        return False
    key = letter.tokens[at].key
    digits = key.rstrip("abcdefgh")
    if digits.isdecimal() and len(key) - len(digits) < 2 and len(digits) <= 4:
        return True
    return len(key) == 1 and letter.tokens[at].capital and key not in "iox"


def _door(letter: Letter, first: int) -> int:
    """The first token of "flat 2, 16 Mill Lane", whose street begins with `first`."""
    at = first
    if letter.tokens[at].gap in (" ", ", ") and _is_door(letter, at - 1):
        at -= 1
        while (
            at > 1
            and letter.tokens[at].gap in (" ", ", ", "  ")
            and (letter.key(at - 1) in _DOORS or _is_door(letter, at - 1))
        ):
            at -= 1
    return max(at, 0)


def _at_it(letter: Letter, first: int) -> int:
    """Where capitals are left out, what stands at the street: "at little lanterns on cranbrook road"."""
    at = first - 1
    if not letter.careless or letter.key(at) not in ("on", "in") or not letter.tokens[first].beside:
        return first
    begins = at
    while at - begins < _MOST_WORDS and _names(letter, begins - 1):
        begins -= 1
    named = begins < at and letter.tokens[begins].beside and letter.key(begins - 1) in _STANDING
    return begins if named else first


def _names(letter: Letter, at: int) -> bool:
    if at < 0 or not letter.tokens[at + 1].beside:
        return False
    token = letter.tokens[at]
    plain = token.key not in FUNCTION_WORDS or token.key in _BEGINS_A_NAME
    return plain and token.key[0].isalpha() and not token.allowed


def _flat_after(letter: Letter, at: int) -> int:
    """The last token of "Mill Lane, Ashby": a name after a comma belongs to an address."""
    tokens = letter.tokens
    following = at + 1
    if (
        following < len(tokens)
        and tokens[following].gap == ", "
        and tokens[following].telling
        and not tokens[following].quiet
        and tokens[following].key not in FUNCTION_WORDS
        and tokens[at].capital
    ):
        return following
    return at
