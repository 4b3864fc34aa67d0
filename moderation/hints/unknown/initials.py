"""Initials: "the RAH", "G.F.", "KEVIGS", "W. Manor"."""

import re
from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.everyday_words import FIRST_NAMES, FUNCTION_WORDS, is_everyday, is_misspelt
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed
from moderation.hints.unknown.quiet_words import QUIET

_INITIALS = "These may be the initials of a school, a club, an employer or a person."

_DOTTED = re.compile(
    r"(?<![\w.])[A-Z]\.(?:[ \-]?[A-Z]\.){1,5}|(?<![\w.])[A-Z]\.[A-Z](?:[\-.][A-Z]){0,3}(?![\w])"
)
_SPACED_SMALL = re.compile(r"(?<![\w.'’])(?:[a-z](?:\. ?| )){2,4}[a-z](?:\.|(?![\w'’]))")
_DOTTED_NAME = re.compile(r"(?<![\w.])[A-Z]\. ?[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?")
_KNOWN = listed(
    """
    uk us usa eu bbc itv tv dvd cd pc pe re it dt nhs gp ae rip ps pps am pm eg ie nb diy ok ac dc bc ad dj
    ane bnq hnm mns mc mp pa ma ba bsc phd md st rsvp asap aka id ps ta vip xx xo xxx
    """
)
_BEFORE = listed(
    """
    at the for with joined in from outside by to of near against our an a called his her up down
    """
)
_SHORTEST, _LONGEST = 2, 7
_LOUD = listed(
    """
    so very love loves loved not never always all no yes best ever please huge massive mad big amazing me
    you him her them us we he she they it is was are am do did does don't can't won't must now today really
    too only one two first own same that this what who why how when where there here will just even still
    every more most again wow omg lol yay hooray oh ah um er ow argh haha ha hey noo nooo noooo yess yesss
    yaay boom bang woof miaow moo baa roar
    """
)
_SHORTLY = 12
"""Characters in which the word before stands."""
_SHORTEST_SMALL, _LONGEST_SMALL = 3, 5
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("aeiou")


def initials_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for initials, which people read who know the town."""
    for at, token in enumerate(letter.tokens):
        if token.shouted and token.telling and not token.quiet and _is_initials(letter, at):
            yield letter.hint(at, at, Kind.OTHER_ID, Strength.MARK, _INITIALS)
    for found in _DOTTED.finditer(letter.text):
        pieces = ["".join(filter(str.isalpha, piece)).lower() for piece in found[0].split()]
        bare = "".join(pieces)
        known = bare in QUIET or bare in _KNOWN or all(piece in _KNOWN for piece in pieces)
        if not known and not set(bare) <= {"x", "o"}:
            yield Hint(found.start(), found.end(), Kind.OTHER_ID, Strength.MARK, _INITIALS)
    yield from _before_a_name(letter)
    yield from _small(letter)


def _small(letter: Letter) -> Iterator[Hint]:
    """ "in the r b h", "at d.v.h."; and, where capitals are left out, "the rvi"."""
    for found in _SPACED_SMALL.finditer(letter.text):
        bare = "".join(filter(str.isalpha, found[0]))
        near = letter.text[max(found.start() - _SHORTLY, 0) : found.start()]
        before = near.split(" ")[-2:-1] if near.endswith(" ") else []
        nothing = bare in _ALPHABET or bare in _KNOWN or set(bare) <= {"x", "o"}
        if _BEFORE.issuperset(before) and before and not nothing:
            yield Hint(found.start(), found.end(), Kind.OTHER_ID, Strength.MARK, _INITIALS)
    for at, token in enumerate(letter.tokens if letter.careless else ()):
        if at and _is_small_initials(letter, at) and not token.capital:
            yield letter.hint(at, at, Kind.OTHER_ID, Strength.MARK, _INITIALS)


def _is_small_initials(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    key = token.key
    plain = key.isascii() and key.isalpha() and token.beside
    if not plain or not _SHORTEST_SMALL <= len(key) <= _LONGEST_SMALL:
        return False
    if token.quiet or key in _KNOWN or key in QUIET or key in FIRST_NAMES or is_everyday(key):
        return False
    soundless = _VOWELS.isdisjoint(key.replace("y", "a"))
    return letter.key(at - 1) in ("at", "the") and (
        soundless or (len(key) == _SHORTEST_SMALL and (key.endswith("h") or not is_misspelt(key)))
    )


def _before_a_name(letter: Letter) -> Iterator[Hint]:
    """ "J. Smith", "the W. Manor"."""
    for found in _DOTTED_NAME.finditer(letter.text):
        word = found[0].split()[-1].split(".")[-1].lower()
        if word in FUNCTION_WORDS or word in QUIET or found[0][0] in "IX":
            continue
        before = letter.text[max(found.start() - 4, 0) : found.start()].lower()
        if not is_everyday(word) or before in ("the ", " at ") or " " in found[0][3:]:
            yield Hint(found.start(), found.end(), Kind.OTHER_ID, Strength.MARK, _INITIALS)


def _is_initials(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    key = token.stem
    if not _SHORTEST <= len(key) <= _LONGEST or not key.isalpha() or key in _LOUD or key in _KNOWN:
        return False
    if len(set(key)) == 1 or (is_everyday(key) and key in FUNCTION_WORDS):
        return False
    soundless = _VOWELS.isdisjoint(key) and len(key) > 2
    if soundless:
        return True
    if len(key) > 3 and not is_everyday(key) and not _is_drawn_out(key):
        return True
    after = letter.key(at - 1) in _BEFORE
    return after and not (is_everyday(key) and len(key) > 3)


def _is_drawn_out(key: str) -> bool:
    """ "SOOO", "HAHAHA"."""
    return len(set(key)) < 3 or any(key[at] == key[at + 1] == key[at + 2] for at in range(len(key) - 2))
