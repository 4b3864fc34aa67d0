"""The second opinion on a letter, as hints: what a model found that no allowed name explains.

A model errs otherwise than rules do. So it only marks, and asks where it is sure of a name or an address;
it never holds a letter. And where it could not read, that is said: a letter that it did not read is not one
in which it found nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from moderation.hints.fold import fold
from moderation.hints.hint import KIND_WORDS, Hint, Kind, Strength
from moderation.hints.learned.recogniser import Found, ModelFault, Recogniser
from moderation.hints.lexicon import is_ordinary
from moderation.hints.unknown.quiet_words import QUIET
from moderation.hints.words import keys_of

Cover = bytes | bytearray
"""One byte for each character of the text: not 0 where an allowed name stands."""


class Reading(StrEnum):
    """What became of the second opinion on a letter."""

    GIVEN = "given"
    OFF = "off"  # this installation does without
    FAILED = "failed"  # the letter was not read, and people should know

    @property
    def sentence(self) -> str:
        """For the desk; "" if there is nothing to say."""
        return _SENTENCES[self]


def worst(readings: Iterable[Reading]) -> Reading:
    """What to say of several texts together: one that was not read is not made up for by the others."""
    order = (Reading.FAILED, Reading.GIVEN, Reading.OFF)
    return min(readings, key=order.index, default=Reading.OFF)


_SENTENCES = {
    Reading.GIVEN: "",
    Reading.OFF: "",
    Reading.FAILED: (
        "The second opinion was not available: only the rules have looked through this letter."
        " Please read it with more care than usual."
    ),
}


@dataclass(frozen=True)
class SecondOpinion:
    """What the model says about one text; no hints mean something only if `reading` is GIVEN."""

    reading: Reading
    hints: list[Hint] = field(default_factory=list)


_LEAST = {Kind.OTHER_ID: 0.7}
_LEAST_OTHERWISE = 0.5
"""How sure the model must be to be listened to."""

_LEAST_WITH_CAPITAL = 0.8
"""The same for a name with a capital: rules see those better than it does."""

_ASKING = {Kind.ADDRESS: 0.7, Kind.PLACE: 0.8, Kind.SURNAME: 0.8, Kind.POSTCODE: 0.8}
"""How sure it must be to ask and not only mark. What isn't here is never asked: rules know it better."""

_NAMES = frozenset({Kind.SURNAME, Kind.PLACE})
_UNHEARD = frozenset({Kind.NAME})
"""First names stand in every letter. On letters it was mostly wrong about whose they are."""

_BEFORE = {
    Kind.SURNAME: re.compile(
        r"\b(?:name|names|named|surname|called|mr|mrs|ms|miss|mx|dr|family|aka|nee)\b", re.IGNORECASE
    ),
    Kind.PLACE: re.compile(
        r"\b(?:in|at|to|from|near|of|by|round|around|outside|over|through|via|called|live|moved)\b",
        re.IGNORECASE,
    ),
}
"""Before a name without a capital stands one of these; else it takes foods and animals for names."""

_SHORTLY_BEFORE = 24
"""Characters, in which one of these must stand."""

_BEFORE_A_SENTENCE = re.compile(r"(?:\A|[.!?:\n])[\s\"'(\[*_\-\u201c\u2018]{0,8}\Z")

_KISSES = frozenset("xXoO")
_AROUND = 40
"""Characters on each side that tell whether a name stands among English words."""

_ENGLISH = 0.4
"""The least share of ordinary words among them: people who misspell still write English."""


def second_opinion(text: str, allowed: Cover, recogniser: Recogniser | None) -> SecondOpinion:
    """What `recogniser` (None: switched off) finds in `text`. A fault of the model is told, not raised."""
    if recogniser is None:
        return SecondOpinion(Reading.OFF)
    try:
        return SecondOpinion(Reading.GIVEN, learned_hints(text, allowed, recogniser))
    except ModelFault:
        return SecondOpinion(Reading.FAILED)


def learned_hints(text: str, allowed: Cover, recogniser: Recogniser) -> list[Hint]:
    """What `recogniser` finds outside of allowed names, in order. Raises ModelFault."""
    hints = []
    for found in recogniser.find(text):
        place = _uncovered(text, found, allowed)
        if place is not None and _can_be(text, place, found):
            strength = Strength.ASK if found.sureness >= _ASKING.get(found.kind, 2) else Strength.MARK
            reason = f"Read as a {KIND_WORDS[found.kind]} by the second opinion, which can be wrong."
            hints.append(Hint(*place, found.kind, strength, reason.replace("a e-mail", "an e-mail")))
    return hints


def _uncovered(text: str, found: Found, allowed: Cover) -> tuple[int, int] | None:
    """The place without allowed names and signs at its edges; None if no two letters or digits are left."""
    left = [at for at in range(found.start, found.end) if text[at].isalnum() and not allowed[at]]
    kisses = {text[at] for at in left} <= _KISSES
    return (left[0], left[-1] + 1) if len(left) > 1 and not kisses else None


def _can_be(text: str, place: tuple[int, int], found: Found) -> bool:
    """Sure enough, and not what the model is known to get wrong."""
    words = text[slice(*place)]
    if found.kind in _UNHEARD or found.sureness < _LEAST.get(found.kind, _LEAST_OTHERWISE):
        return False
    if found.kind is Kind.ADDRESS:
        return not all(key in QUIET or key.isdecimal() for key in keys_of(fold(words).text))
    return found.kind not in _NAMES or _is_name_here(text, place, found)


def _is_name_here(text: str, place: tuple[int, int], found: Found) -> bool:
    """No greeting or food of another language, which would be a burden on those who write them."""
    start, end = place
    words = text[start:end]
    keys = [key for key in keys_of(fold(words).text) if len(key) > 1]
    if all(key in QUIET or is_ordinary(key) for key in keys):
        return False
    if any(character.isupper() for character in words):
        begins = _BEFORE_A_SENTENCE.search(text, max(start - 8, 0), start)
        return begins is None and found.sureness >= _LEAST_WITH_CAPITAL
    around = text[max(start - _AROUND, 0) : start] + " " + text[end : end + _AROUND]
    before = _BEFORE[found.kind].search(text, max(start - _SHORTLY_BEFORE, 0), start)
    return before is not None and _ordinary(around) >= _ENGLISH


def _ordinary(words: str) -> float:
    """How many of the words, from 0 to 1, are ordinary English ones; 1 if there are none."""
    keys = [key for key in keys_of(fold(words).text) if len(key) > 2]
    return sum(map(is_ordinary, keys)) / len(keys) if keys else 1.0
