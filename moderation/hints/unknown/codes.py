"""Codes that belong to one person or one door: postcodes, number plates, NHS and case numbers.

Patterns read views of folded text; where capitals matter, the original is looked at.
"""

import re
from collections.abc import Iterator

from moderation.hints.fold import View
from moderation.hints.hint import Kind, Strength
from moderation.hints.unknown.contacts import Found
from moderation.hints.word_lists import POSTCODE_AREAS

_POSTCODE = re.compile(
    r"(?<![^\W_])([a-z]{1,2})([0-9][0-9a-z]?)[ \-.]{0,3}([0-9o])([abd-hjlnp-uw-z]{2})(?![^\W_])"
)
_OUTWARD = re.compile(r"(?<![^\W_])([a-z]{2})([0-9]{1,2})(?![^\W_])")
_NO_POSTCODE = "wd40"  # in every shed
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|[04-9]th)")

_PLATE = re.compile(r"(?<![^\W_])([a-z]{2}[0-9]{2})([ \-]{0,3})([a-z]{3})(?![^\W_])")
_OLD_PLATE = re.compile(
    r"(?<![^\W_])(?:[a-z][0-9]{2,3}[ \-]?[a-z]{3}|[a-z]{3}[ \-]?[0-9]{2,3}[a-z])(?![^\W_])"
)


def _postcodes(text: str, view: View) -> Iterator[Found]:
    for found in _POSTCODE.finditer(view.text):
        area, inward = found[1], found[3] + found[4]
        capitals = [text[slice(*view.span(*found.span(part)))].isupper() for part in (1, 4)]
        if area not in POSTCODE_AREAS or (inward.startswith("o") and not all(capitals)):
            continue
        sure = all(capitals) or not _ORDINAL.fullmatch(inward)
        yield found.start(), found.end(), Kind.POSTCODE, Strength.HOLD if sure else Strength.ASK
    for found in _OUTWARD.finditer(view.text):
        if (
            found[0] != _NO_POSTCODE
            and found[1] in POSTCODE_AREAS
            and text[slice(*view.span(*found.span(1)))].isupper()
        ):
            yield found.start(), found.end(), Kind.POSTCODE, Strength.ASK


def _plates(text: str, view: View) -> Iterator[Found]:
    for found in _PLATE.finditer(view.text):
        capitals = text[slice(*view.span(*found.span(3)))].isupper()
        if capitals or not found[2]:
            yield found.start(), found.end(), Kind.PLATE, Strength.HOLD
    for found in _OLD_PLATE.finditer(view.text):
        if text[slice(*view.span(*found.span()))].isupper():
            yield found.start(), found.end(), Kind.PLATE, Strength.ASK


CODE_FINDERS = (_postcodes, _plates)
