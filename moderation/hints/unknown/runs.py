"""Runs of words that make one name: "Zaynab's Threading", "Princess Alexandra in Harlow"."""

from moderation.hints.unknown.everyday_words import FIRST_NAMES, FUNCTION_WORDS, is_everyday
from moderation.hints.unknown.institution_words import GENERIC, INSTITUTIONS, STREET_WORDS
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed

_LINKS = listed(
    """
    of the on in and upon le la de du del by under with y yr n at under-lyne next over
    """
)
_NEVER_FIRST = listed("the a an our my your his her their this that and in at on")
_LONGEST_RUN = 9
_SENTENCE_WORDS = listed("in on at and with the next over n")
"""Links that as often go on with the sentence: after them the next word must not be well known."""


def name_run(letter: Letter, at: int) -> int:
    """The last token of the name that begins with token `at`, which has a capital."""
    last = at
    while last - at < _LONGEST_RUN:
        following = _next_of_name(letter, last)
        if following is None:
            break
        last = following
    return last


def _next_of_name(letter: Letter, last: int) -> int | None:
    tokens = letter.tokens
    if last + 1 >= len(tokens) or not tokens[last + 1].beside:
        return None
    if letter.tokens[last].allowed and last + 1 < len(tokens):
        return None
    following = tokens[last + 1]
    if following.telling and not _is_i(following.key):
        return last + 1
    if following.key in INSTITUTIONS and not following.opens:
        return last + 1
    for ahead in (last + 2, last + 3):
        if ahead >= len(tokens) or tokens[ahead - 1].key not in _LINKS or not tokens[ahead].beside:
            return None
        if tokens[ahead].telling and not _is_i(tokens[ahead].key):
            loose = any(tokens[at].key in _SENTENCE_WORDS for at in range(last + 1, ahead))
            return None if loose and (tokens[ahead].quiet or _is_person(letter, ahead)) else ahead
    return None


def _is_i(key: str) -> bool:
    return key == "i" or key.startswith("i'")


def _is_person(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    return token.allowed or (token.stem in FIRST_NAMES and not token.key.endswith("'s"))


def names_something(letter: Letter, first: int, last: int) -> bool:
    """Whether a run holds more than well-known words, kinds of places and links."""
    words = letter.tokens[first : last + 1]
    if len(words) > 1 and all(token.telling and token.key in INSTITUTIONS for token in words):
        return words[0].key not in GENERIC
    return any(
        not token.quiet
        and token.key not in FUNCTION_WORDS
        and token.stem not in GENERIC
        and token.key not in INSTITUTIONS
        and token.key not in STREET_WORDS
        and token.key[0].isalpha()
        and not (letter.florid and is_everyday(token.stem))
        for token in letter.tokens[first : last + 1]
    )


def only_first_names(letter: Letter, first: int, last: int) -> bool:
    """Whether a run is nothing but first names, possessives and well-known words."""
    return all(
        token.quiet or token.stem in FIRST_NAMES or token.key in FUNCTION_WORDS
        for token in letter.tokens[first : last + 1]
    )


def trimmed(letter: Letter, first: int, last: int) -> tuple[int, int]:
    """A run without the well-known words at its ends."""
    while last > first and letter.tokens[last].quiet:
        last -= 1
    while first < last and (letter.tokens[first].allowed or letter.key(first) in _NEVER_FIRST):
        first += 1
    for link in range(first + 1, last):
        if letter.tokens[first].quiet and letter.key(first + 1) in _LINKS and letter.key(link) in _LINKS:
            first = link + 1
    return first, last


def is_food_or_match(letter: Letter, last: int) -> bool:
    """Whether a run is the first half of "Cumberland sausage", "Shetland pony" or "Thistle game"."""
    if last + 1 >= len(letter.tokens) or not letter.tokens[last + 1].beside:
        return False
    return letter.tokens[last + 1].key in _ONLY_CALLED_SO


_ONLY_CALLED_SO = listed(
    """
    biscuit biscuits sausage sausages cake cakes bun buns tart tarts pudding puddings cheese pie pies pasty
    pasties hotpot stew sauce rock toffee fudge rarebit butter cream crisps potatoes lamb beef ham gammon
    ale pony ponies cow cows sheep terrier terriers spaniel retriever collie bulldog hen hens goose tea
    mints mint game match shirt scarf kit fan fans supporter supporters season ticket tickets boots jumper
    jumpers film films movie book books song songs album dvd video episode character costume toy toys doll
    dolls poster posters sticker stickers cards app style
    """
)
