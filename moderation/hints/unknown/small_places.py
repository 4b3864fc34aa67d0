"""Names in small letters: "i live in dewsbury", "at minchellas", "in the ingham"."""

from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.everyday_words import FIRST_NAMES, FUNCTION_WORDS, is_everyday, is_misspelt
from moderation.hints.unknown.institution_words import INSTITUTIONS
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed

_STAYING = "This stands where the name of a place would."

_STAYING_WORDS = listed(
    """
    live lives living lived moved stay stays staying based settled flat house stopping born grew
    """
)
_STAYING_PREPOSITIONS = listed("in to at near outside nr by")
_STRANGE_PREPOSITIONS = listed("at in near")
_GOING = listed(
    """
    bus train tram move moved moving over down up back went going drove coach
    """
)
_NEAR = 4
_STRANGE = 5
_VERY_STRANGE = 8


def small_place_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for words that are none, where the name of a place would stand."""
    for at, token in enumerate(letter.tokens[:-1]):
        if letter.careless and token.key in _STAYING_PREPOSITIONS:
            yield from _staying(letter, at)
        going = token.key == "to" and letter.careless and letter.key(at - 1) in _GOING
        if going or token.key in _STRANGE_PREPOSITIONS:
            yield from _strange(letter, at)


def _staying(letter: Letter, at: int) -> Iterator[Hint]:
    """In letters without capitals: "i live in dewsbury now"."""
    before = {letter.key(other) for other in range(max(at - _NEAR, 0), at)}
    if not before & _STAYING_WORDS:
        return
    first = at + 1
    last = first
    while last < len(letter.tokens) and last - first < 3 and _unusual(letter, last):
        last += 1
    if last > first and not (letter.key(at) == "at" and is_misspelt(letter.key(first))):
        yield letter.hint(first, last - 1, Kind.PLACE, Strength.ASK, _STAYING)


def _strange(letter: Letter, at: int) -> Iterator[Hint]:
    """Words that are none, and no misspelt ones: "at minchellas", "in the ingham"."""
    first = at + 1 + (letter.key(at + 1) == "the")
    if first >= len(letter.tokens) or not _unusual(letter, first) or letter.tokens[first].stem in FIRST_NAMES:
        return
    key = letter.tokens[first].key
    if len(key) < (_STRANGE if letter.careless else _VERY_STRANGE) or not key.isalpha() or not key.isascii():
        return
    if letter.tokens[first].capital or is_misspelt(key) or (not letter.careless and _is_joined(key)):
        return
    last = first + (letter.careless and first + 1 < len(letter.tokens) and _unusual(letter, first + 1))
    strength = Strength.ASK if letter.careless else Strength.MARK
    yield letter.hint(first, last, Kind.PLACE, strength, _STAYING)


def _is_joined(key: str) -> bool:
    """ "tinplate": two everyday words in one."""
    return any(is_everyday(key[:at]) and is_everyday(key[at:]) for at in range(3, len(key) - 2))


def _unusual(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    return (
        token.beside
        and not token.quiet
        and token.key[0].isalpha()
        and len(token.key) > 2
        and token.key not in FUNCTION_WORDS
        and token.key not in INSTITUTIONS
        and not is_everyday(token.stem)
    )
