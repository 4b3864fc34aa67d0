"""Words with a word that says what kind of place it is: "Kidgate practice", "spotland road wmc"."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.everyday_words import FIRST_NAMES, FUNCTION_WORDS, is_everyday, is_misspelt
from moderation.hints.unknown.institution_words import (
    GENERIC,
    HOLDS_ALONE,
    INSTITUTIONS,
    KNOWN_BY_THE_TOWN,
    ONLY_WITH_CAPITALS,
    STREET_WORDS,
    SURE_STREETS,
    TITLE_WORDS,
)
from moderation.hints.unknown.letter import Letter, Token
from moderation.hints.unknown.listed import listed
from moderation.hints.unknown.runs import name_run

_REASONS = {
    Kind.SCHOOL: "This looks like the name of a school, a nursery or a college.",
    Kind.HEALTH: "This looks like the name of a surgery, a hospital or a clinic.",
    Kind.CLUB: "This looks like the name of a club, a group or a place of worship.",
    Kind.WORKPLACE: "This looks like the name of a shop, a firm or a place of work.",
    Kind.LANDMARK: "This looks like the name of a building or of a place people know.",
    Kind.ADDRESS: "This looks like an address.",
    Kind.PLACE: "This may be the name of a place.",
}
_MOST_WORDS = 5
_LINKS = listed("of and the on n y upon")
BEFORE_A_NAME = listed(
    """Prepositions after which a name needs no article."""
    """
    at in to near from called outside by off behind opposite nr goes attends over above under below round
    around past beside up down via into through inside across
    """
)
_SHORTEST_MISSPELT = 6
_LONG_INSTITUTIONS = [word for word in INSTITUTIONS if len(word) >= _SHORTEST_MISSPELT]
_PLACED = listed("on in at near by up")
_SHORTEST_STRANGE = 4
_WHERE = listed("on in at off by near behind opposite of")


def institution_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for institutions that are named."""
    for at, token in enumerate(letter.tokens):
        kind = INSTITUTIONS.get(token.stem) or _misspelt_kind(token.stem)
        if kind and at:
            first = _beginning(letter, at, kind)
            if first is not None:
                yield institution_hint(letter, first, _end(letter, at), kind)
            yield from _at_a_street(letter, at, kind)
            yield from _at_a_place(letter, at, kind)
        if letter.careless and token.key == "royal" and _is_strange(letter, at + 1):
            yield institution_hint(letter, at, at + 1, Kind.HEALTH)
        if token.key in KNOWN_BY_THE_TOWN and _is_the_only(letter, at):
            yield institution_hint(letter, at, _end(letter, at), kind or Kind.LANDMARK)


@lru_cache(maxsize=4096)
def _misspelt_kind(word: str) -> Kind | None:
    """Of a long word that is one slip away from one for an institution: "scoiety", "leisre"."""
    if len(word) < _SHORTEST_MISSPELT or is_everyday(word) or word in FIRST_NAMES:
        return None
    meant = extractOne(word, _LONG_INSTITUTIONS, scorer=OSA.distance, score_cutoff=1)
    return INSTITUTIONS[meant[0]] if meant and meant[0][0] == word[0] else None


def _is_the_only(letter: Letter, at: int) -> bool:
    """ "the Common", "the Infirmary": a word for any of them, with the capital of the only one."""
    token = letter.tokens[at]
    return token.telling and not token.shouted and token.beside and letter.key(at - 1) == "the"


def _beginning(letter: Letter, at: int, kind: Kind) -> int | None:
    """The first word of the name that ends with the institution word `at`; None if it has no name."""
    if letter.careless:
        first = _walk(letter, at, _fits_small)
        if first < at and _is_named_small(letter, first, at):
            return first
        if 1 < first < at and letter.key(first - 1) in ("and", "of") and _fits_small(letter, first - 2):
            first = _walk(letter, first - 2, _fits_small)
            if _is_named_small(letter, first, at):
                return first
    first = _walk(letter, at, _fits_capital)
    while first < at and letter.tokens[first].key in _LINKS:
        first += 1
    if first < at and _is_named(letter, first, at):
        return first
    if letter.key(at) == "infirmary" and letter.key(at - 1) in ("old", "royal", "new", "general"):
        return at - 1
    return None


def _walk(letter: Letter, at: int, fits: Callable[[Letter, int], bool]) -> int:
    first = at
    while first and at - first < _MOST_WORDS and letter.tokens[first].beside and fits(letter, first - 1):
        first -= 1
    return first


def _fits_capital(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    if token.allowed:
        return False
    if token.capital:
        return token.key not in FUNCTION_WORDS or token.telling
    before = letter.tokens[at - 1] if at else None
    if token.key in _LINKS:
        return before is not None and before.capital and token.beside and before.key not in FUNCTION_WORDS
    kind_of_place = token.stem in INSTITUTIONS or token.stem in GENERIC
    return kind_of_place and before is not None and before.capital and token.beside


def _fits_small(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    if token.allowed or not token.key[0].isalpha():
        return False
    return token.key not in FUNCTION_WORDS and not (is_everyday(token.key) and token.key.endswith("ing"))


def _is_named(letter: Letter, first: int, at: int) -> bool:
    names = [token for token in letter.tokens[first:at] if token.key not in _LINKS]
    word = letter.tokens[at]
    telling = [token for token in names if _tells(token, word) or _is_of_few(token, word)]
    if not telling or (letter.key(first - 1) in TITLE_WORDS and word.key in ONLY_WITH_CAPITALS):
        return False
    person = all(token.stem in FIRST_NAMES for token in telling)
    if person and len(names) == 1:
        # "Emily's school" is a school of Emily's; "Alexandra Hospital" has her name.
        return not names[0].key.endswith("'s") and (word.capital or word.key in HOLDS_ALONE)
    return True


def _tells(token: Token, word: Token) -> bool:
    if not token.capital or token.quiet or token.stem in GENERIC or token.stem in INSTITUTIONS:
        return False
    if token.telling:
        return True
    if token.key.rstrip("s") in FIRST_NAMES and not word.capital:
        return False
    return token.opens and (word.capital or not is_everyday(token.stem)) and token.key not in FUNCTION_WORDS


def _is_of_few(token: Token, word: Token) -> bool:
    """ "Guru Nanak Darbar": a name known everywhere tells before a word that few places have."""
    return word.key in HOLDS_ALONE and token.stem not in GENERIC and token.key not in FUNCTION_WORDS


def _is_named_small(letter: Letter, first: int, at: int) -> bool:
    names = letter.tokens[first:at]
    word = letter.tokens[at].stem
    if any(_is_of_few(token, letter.tokens[at]) for token in names):
        return True
    unusual = [
        token
        for token in names
        if not token.quiet
        and not is_everyday(token.stem)
        and len(token.key) > 2
        and token.stem not in GENERIC
    ]
    if unusual and not all(token.stem in FIRST_NAMES for token in unusual):
        return word not in ONLY_WITH_CAPITALS or len(unusual[-1].key) > 4
    telling = [token for token in names if token.stem not in GENERIC and not token.quiet]
    before = letter.key(first - 1) if letter.tokens[first].beside else ""
    if not telling or names[0].opens or (word in ONLY_WITH_CAPITALS and before != "at"):
        return False
    if any(token.key in SURE_STREETS for token in names):
        return True
    if word in HOLDS_ALONE:
        return True
    if before in BEFORE_A_NAME:
        return not (len(telling) == 1 and telling[0].key.endswith("'s"))
    return before == "the" and len(telling) > 1 and letter.key(first - 2) in BEFORE_A_NAME


def _end(letter: Letter, at: int) -> int:
    """The last word of the name: "Gala in Barry", "Hilltop Primary School"."""
    last = at
    tokens = letter.tokens
    while last + 1 < len(tokens) and tokens[last + 1].beside and tokens[last + 1].stem in INSTITUTIONS:
        last += 1
    if last + 2 < len(tokens) and tokens[last + 1].key in _WHERE and tokens[last + 1].beside:
        following = tokens[last + 2]
        if (
            following.beside
            and following.telling
            and not following.quiet
            and following.stem not in FIRST_NAMES
        ):
            last += 2
            while (
                last + 1 < len(tokens)
                and tokens[last + 1].beside
                and (tokens[last + 1].telling or tokens[last + 1].key in STREET_WORDS)
                and not tokens[last + 1].quiet
            ):
                last += 1
    return last


def _at_a_street(letter: Letter, at: int, kind: Kind) -> Iterator[Hint]:
    """ "the mosque on Castle Street", "the shop on station road"."""
    tokens = letter.tokens
    if letter.key(at + 1) not in _WHERE or at + 3 >= len(tokens) or not tokens[at + 1].beside:
        return
    for last in range(at + 3, min(at + 6, len(tokens))):
        if not tokens[last].beside or not tokens[last - 1].beside or tokens[last - 1].key in FUNCTION_WORDS:
            return
        named = tokens[last].key in STREET_WORDS and tokens[last].telling and tokens[last - 1].telling
        if (named or tokens[last].key in SURE_STREETS) and tokens[last - 1].stem not in GENERIC:
            first = at
            while first and at - first < 3 and tokens[first].beside and _fits_small(letter, first - 1):
                first -= 1
            yield institution_hint(letter, first, last, kind)
            return


def _at_a_place(letter: Letter, at: int, kind: Kind) -> Iterator[Hint]:
    """ "the leisure centre at Penmaen", and in small letters "the sandwich factory on earlstrees"."""
    tokens = letter.tokens
    if letter.key(at + 1) not in _PLACED or at + 2 >= len(tokens) or not tokens[at + 1].beside:
        return
    named = tokens[at + 2]
    if not named.beside or named.quiet or named.stem in FIRST_NAMES or letter.key(at) in ONLY_WITH_CAPITALS:
        return
    capital = named.telling and named.key not in FUNCTION_WORDS
    if capital or (letter.careless and _is_strange(letter, at + 2)):
        first = at
        while first and at - first < 2 and tokens[first].beside and _fits_small(letter, first - 1):
            first -= 1
        last = name_run(letter, at + 2) if capital else at + 2
        yield institution_hint(letter, first, last, kind)


def _is_strange(letter: Letter, at: int) -> bool:
    """No word that anybody writes, nor one with a slip in it."""
    if at >= len(letter.tokens):
        return False
    token = letter.tokens[at]
    plain = token.beside and token.key.isalpha() and len(token.key) > _SHORTEST_STRANGE
    return plain and not (token.quiet or is_everyday(token.stem) or is_misspelt(token.key))


def institution_hint(letter: Letter, first: int, last: int, kind: Kind) -> Hint:
    """The hint for an institution of this kind, whose name goes from one token to another."""
    return letter.hint(first, last, kind, Strength.ASK, _REASONS[kind])
