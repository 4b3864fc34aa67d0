"""The second opinion on a letter, as hints: what a model found that no allowed name explains.

A model errs otherwise than rules do. So it only marks, and asks where it is sure of a name or an address;
it never holds a letter. And where it could not read, that is said: a letter that it did not read is not one
in which it found nothing.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from moderation.hints.fold import fold
from moderation.hints.hint import KIND_WORDS, Hint, Kind, Strength
from moderation.hints.learned.recogniser import Found, ModelFault, Recogniser
from moderation.hints.lexicon import is_ordinary
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


_LEAST = {Kind.NAME: 0.8, Kind.OTHER_ID: 0.7}
_LEAST_OTHERWISE = 0.5
"""How sure the model must be to be listened to. It takes many a word for a first name."""

_ASKING = {Kind.ADDRESS: 0.7, Kind.PLACE: 0.8, Kind.SURNAME: 0.8, Kind.POSTCODE: 0.8}
"""How sure it must be to ask and not only mark. What isn't here is never asked: rules know it better."""

_NAMES = frozenset({Kind.NAME, Kind.SURNAME, Kind.PLACE})
_BEFORE_A_SENTENCE = re.compile(r"(?:\A|[.!?:\n])[\s\"'(\[*_\-\u201c\u2018]*\Z")

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
        least = _LEAST.get(found.kind, _LEAST_OTHERWISE)
        if place is not None and found.sureness >= least and _can_be(text, place, found.kind):
            strength = Strength.ASK if found.sureness >= _ASKING.get(found.kind, 2) else Strength.MARK
            reason = f"Read as a {KIND_WORDS[found.kind]} by the second opinion, which can be wrong."
            hints.append(Hint(*place, found.kind, strength, reason.replace("a e-mail", "an e-mail")))
    return hints


def _uncovered(text: str, found: Found, allowed: Cover) -> tuple[int, int] | None:
    """The place without allowed names and signs at its edges; None if no two letters or digits are left."""
    left = [at for at in range(found.start, found.end) if text[at].isalnum() and not allowed[at]]
    return (left[0], left[-1] + 1) if len(left) > 1 else None


def _can_be(text: str, place: tuple[int, int], kind: Kind) -> bool:
    """Not what the model is known to get wrong.

    Ordinary words in small letters are no names. And it takes greetings and foods of other languages for
    names, which would be a burden on those who write them: so a first name has a capital where no sentence
    begins, and other names have one among words that are not English.
    """
    if kind not in _NAMES:
        return True
    start, end = place
    words = text[start:end]
    if any(character.isupper() for character in words):
        begins = _BEFORE_A_SENTENCE.search(text, max(start - 8, 0), start)
        return kind is not Kind.NAME or begins is None
    if kind is Kind.NAME or _ordinary(words) == 1:
        return False
    around = text[max(start - _AROUND, 0) : start] + " " + text[end : end + _AROUND]
    return _ordinary(around) >= _ENGLISH


def _ordinary(words: str) -> float:
    """How many of the words, from 0 to 1, are ordinary English ones; 1 if there are none."""
    keys = [key for key in keys_of(fold(words).text) if len(key) > 2]
    return sum(map(is_ordinary, keys)) / len(keys) if keys else 1.0
