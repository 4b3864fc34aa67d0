"""Surnames that are told as such: "her teacher is called", "my surname is", "the Hendersons"."""

from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.everyday_words import FIRST_NAMES, FUNCTION_WORDS, is_everyday
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed
from moderation.hints.unknown.people import rest_of_name

_FAMILY = "This may be the name of a family."
_SAID = "This stands where a name is told."
_ROLES = listed(
    """
    teacher teachers keyworker worker boss manager head headteacher tutor coach doctor nurse midwife visitor
    counsellor landlord landlady neighbour neighbours vicar pastor imam priest dentist therapist solicitor
    consultant childminder headmaster headmistress supervisor barber trainer instructor mentor
    """
)
_NAMING = listed("surname surnames maiden nee née")
_NOT_FAMILIES = listed(
    """
    ups downs boys girls olympics games minions wiggles jets stars teens twenties thirties forties fifties
    sixties seventies eighties nineties gods angels saints chiefs bulls bears giants titans raiders scouts
    girls lionesses three musketeers muppets smurfs incredibles alps highlands lowlands midlands borders
    lakes dales broads downs fens wolds cotswolds pennines chilterns mendips
    """
)


def told_name_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for names that are introduced, and for families."""
    for at, token in enumerate(letter.tokens[:-1]):
        if token.stem in _ROLES:
            yield from _called(letter, at)
        if token.key in _NAMING:
            yield from _told(letter, at)
        if token.key in ("the", "our"):
            yield from _family(letter, at)
        if token.telling and letter.key(at + 1) in ("family", "clan", "household", "household's"):
            yield from _whose_family(letter, at)


def _called(letter: Letter, at: int) -> Iterator[Hint]:
    """ "her teacher is called Hebblethwaite": no first name, or two names."""
    for place in range(at + 1, min(at + 5, len(letter.tokens))):
        token = letter.tokens[place]
        if not token.on_the_line and token.gap.strip(" ") != ",":
            return
        if token.telling and not token.quiet:
            last = rest_of_name(letter, place)
            if token.stem not in FIRST_NAMES or last > place:
                yield letter.hint(place, last, Kind.SURNAME, Strength.ASK, _SAID)
            return
        if (
            letter.careless
            and token.stem in FIRST_NAMES
            and letter.key(place - 1) in ("called", "named", "is")
        ):
            yield from _small_surname(letter, place + 1)
            return
        if token.key not in (
            "is",
            "was",
            "called",
            "named",
            "s",
            "name",
            "a",
            "at",
            "there",
            "he's",
            "she's",
            "of",
        ):
            return


def _small_surname(letter: Letter, at: int) -> Iterator[Hint]:
    """ "my worker is called janet pickles", in letters without capitals."""
    if at >= len(letter.tokens):
        return
    token = letter.tokens[at]
    if token.beside and token.key not in FUNCTION_WORDS and not token.quiet and len(token.key) > 2:
        yield letter.hint(at, at, Kind.SURNAME, Strength.ASK, _SAID)


def _told(letter: Letter, at: int) -> Iterator[Hint]:
    """ "my surname is", "maiden name", "née"."""
    place = at + 1
    while place < min(at + 5, len(letter.tokens)) and letter.key(place) in (
        "name",
        "is",
        "was",
        "now",
        "will",
        "be",
    ):
        place += 1
    if place >= len(letter.tokens):
        return
    token = letter.tokens[place]
    if token.key in FUNCTION_WORDS or token.quiet or len(token.key) < 3 or len(token.gap) > 4:
        return
    if token.capital or (place > at + 1 and not is_everyday(token.stem)):
        yield letter.hint(place, rest_of_name(letter, place), Kind.SURNAME, Strength.ASK, _SAID)


def _family(letter: Letter, at: int) -> Iterator[Hint]:
    """ "the Hendersons"."""
    token = letter.tokens[at + 1]
    stem = token.key.removesuffix("'")
    if not token.telling or not token.beside or token.quiet or token.shouted or not stem.endswith("s"):
        return
    if len(stem) < 5 or stem in _NOT_FAMILIES or stem.endswith(("ss", "ings")) or stem[:-1] in FIRST_NAMES:
        return
    following = letter.tokens[at + 2] if at + 2 < len(letter.tokens) else None
    if following is not None and following.beside and following.telling:
        return
    if not is_everyday(stem):
        yield letter.hint(at + 1, at + 1, Kind.SURNAME, Strength.ASK, _FAMILY)


def _whose_family(letter: Letter, at: int) -> Iterator[Hint]:
    token = letter.tokens[at]
    if not token.quiet and token.stem not in FIRST_NAMES and token.key not in FUNCTION_WORDS:
        yield letter.hint(at, at, Kind.SURNAME, Strength.ASK, _FAMILY)
