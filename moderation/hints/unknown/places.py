"""Names after a preposition: "in Keighley", "at Widdop", "the Maelor", "moved to wrexham"."""

from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.everyday_words import FIRST_NAMES, FUNCTION_WORDS
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed
from moderation.hints.unknown.runs import (
    is_food_or_match,
    name_run,
    names_something,
    only_first_names,
    trimmed,
)

_PLACE = "This may be the name of a place."
_GROUP = "This may be the name of a club, an employer or a place."

_PLACE_WORDS = listed(
    """
    in at near around round through outside inside towards via past beyond into nr visiting visit visited
    visits across within toward opposite behind off leaving climbed climb climbing
    """
)
_PERSON_WORDS = listed("to from by for with against on of over under down up along")
_MOVING = listed(
    """
    over up down back off out went go goes going gone moved move moving moves drove drive driving trip trips
    train bus coach ferry flew fly travel travelled travelling journey road way get got came come comes
    coming run walk walked rode cycled returned return trips sent transfer transferred close near next
    relocated outing took take taken bring brought rushed referred admitted send live lives living shopping
    m1 round commute commutes commuting
    """
)
_COMING = listed(
    """
    is are was were am come comes came coming be originally moved far away minutes miles mile hour hours bus
    train someone somebody people family girl boy lad lass man woman lady back home drove bought got im i'm
    he's she's we're they're market travelled here
    """
)
_DOING_FOR = listed(
    """
    work works worked working job plays play played playing swim swims swam swimming run runs ran running
    drive drives driving shift shifts signed trains train trained training dances dance dancing sings ride
    rides riding counting trial trials goalkeeper keeper captain fixture match game cook cooks cooking
    manager chef cleaner carer driver clean cleans cleaning deliver delivers delivering volunteers volunteer
    volunteering fights boxes box bowls bat bats rows
    """
)
_FACES = listed(
    """
    look looks looked looking laugh laughed smile smiled smiles shout shouts shouted stare
    """
)
_TAUGHT = listed(
    """
    read reading reads book books song songs sing sings sang singing watch watches watched watching film
    films movie called story stories telly episode episodes novel poem poems musical panto pantomime dressed
    costume character characters theme tune programme series album cartoon soundtrack
    """
)
_PARTS_OF = listed(
    """
    out outside north south east west edge outskirts middle side end centre top bottom part city town
    village port isle university college bishop lord mayor mps streets half school
    """
)
_MADE = listed("written sung painted book song story poem drawn read made")
_NEAR = 4


def place_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for names with a capital after a preposition."""
    for at in range(len(letter.tokens) - 1):
        if letter.tokens[at].key in _PLACE_WORDS or letter.tokens[at].key in _PERSON_WORDS:
            yield from _after_preposition(letter, at)


def _after_preposition(letter: Letter, at: int) -> Iterator[Hint]:
    first = at + 1
    article = letter.key(first) in ("the", "a", "an", "our", "y")
    first += article
    if first >= len(letter.tokens) or not _near(letter, at + 1, first):
        return
    if not letter.tokens[first].telling or letter.tokens[first].allowed:
        return
    last = name_run(letter, first)
    if not _tells(letter, at, first, last, article):
        return
    kind, reason = (Kind.PLACE, _PLACE) if letter.key(at) in _PLACE_WORDS else (Kind.PLACE, _GROUP)
    while True:
        start, end = trimmed(letter, first, last)
        yield letter.hint(start, end, kind, Strength.ASK, reason)
        first = last + 1
        if not _is_listed(letter, at, first):
            return
        last = name_run(letter, first)


def _near(letter: Letter, first: int, last: int) -> bool:
    return all(token.on_the_line for token in letter.tokens[first : last + 1])


def _tells(letter: Letter, at: int, first: int, last: int, article: bool) -> bool:
    if not names_something(letter, first, last) or is_food_or_match(letter, last):
        return False
    word = letter.key(at)
    before = {letter.key(other) for other in range(max(at - _NEAR, 0), at)}
    told = before if word not in ("in", "to") else {letter.key(at - 1), letter.key(at - 2)}
    if word in ("in", "of", "into", "on", "from", "with", "by", "for", "to") and told & _TAUGHT:
        return False
    single = first == last
    if single and _is_shape(letter.tokens[first].key):
        return False
    if word not in ("at", "in", "to") and letter.key(first) == "the":
        return False  # a title: "The" with a capital
    if single and letter.tokens[first].shouted:
        return False  # initials are read elsewhere
    if only_first_names(letter, first, last) and (single or letter.tokens[last].key.endswith("'s")):
        place_like = (
            word in ("in", "near", "outside", "around", "visiting", "visited", "through") and not article
        )
        return place_like and not letter.tokens[first].key.endswith("'s") and word == "in"
    if word in _PLACE_WORDS:
        return True
    return _person_word_tells(letter, at, first, last, before)


def _person_word_tells(letter: Letter, at: int, first: int, last: int, before: set[str]) -> bool:
    """Prepositions that stand before people as well tell with "the", or in the right company."""
    word = letter.key(at)
    tells = letter.key(first - 1) == "the" or (first < last and word != "of")
    if word in ("for", "with"):
        return letter.key(first - 1) == "the" or bool(before & _DOING_FOR)
    if word in ("to", "over", "under"):
        return tells or bool(before & _MOVING)
    if word == "from":
        return tells or bool(before & _COMING)
    if word == "of":
        return letter.key(at - 1) in _PARTS_OF
    if word == "by":
        return tells and not before & _MADE
    return word in ("up", "down", "against", "along", "across") or (tells and not before & _FACES)


def _is_shape(key: str) -> bool:
    """ "X-ray", "T-shirt", "B4"."""
    return (len(key) > 2 and key[1] == "-") or (len(key) < 5 and any(map(str.isdecimal, key)))


def _is_listed(letter: Letter, at: int, first: int) -> bool:
    """Whether another place follows after a comma, as in "in Keighley, Leeds"."""
    if first >= len(letter.tokens) or letter.key(at) not in _PLACE_WORDS:
        return False
    token = letter.tokens[first]
    return (
        token.gap.strip(" ") == ","
        and token.telling
        and not token.quiet
        and token.stem not in FIRST_NAMES
        and token.key not in FUNCTION_WORDS
        and not token.shouted
    )
