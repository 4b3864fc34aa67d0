"""Codes that belong to one person or one door: postcodes, number plates, NHS and case numbers.

Patterns read views of folded text; where capitals matter, the original is looked at.
"""

import re
from collections.abc import Iterator

from moderation.hints.fold import View
from moderation.hints.hint import Kind, Strength
from moderation.hints.lexicon import is_ordinary
from moderation.hints.unknown.contacts import Found
from moderation.hints.word_lists import POSTCODE_AREAS

_POSTCODE = re.compile(
    r"(?<![^\W_])([a-z]{1,2})([0-9][0-9a-z]?)([ \-.,\n]{0,3})([0-9o])([abd-hjlnp-uw-z]{2})(?![^\W_])"
)
_OUTWARD = re.compile(r"(?<![^\W_])([a-z]{2})([0-9]{1,2})(?![^\W_])")
_SHORT_OUTWARD = re.compile(
    r"(?<![^\W_])(?:in|from|postcode(?: is)?|live at|near) ([beglnsw][0-9]{1,2})(?![^\W_])"
)
_NO_POSTCODE = "wd40"  # in every shed
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|[04-9]th)")

_PLATE = re.compile(r"(?<![^\W_])([a-z]{2}[0-9]{2})([ \-]{0,3})([a-z]{3})(?![^\W_])")
_OLD_PLATE = re.compile(
    r"(?<![^\W_])(?:[a-z][0-9]{2,3}[ \-]?[a-z]{3}|[a-z]{3}[ \-]?[0-9]{2,3}[a-z])(?![^\W_])"
)

_NHS = re.compile(r"(?<![\w.+-])[0-9]{3}([ \-]?)[0-9]{3}\1[0-9]{4}(?![\w]|[.-][0-9])")
_NAMED_WITHIN = 40
_NINO = re.compile(
    r"(?<![^\W_])[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[a-d](?![^\W_])"
)
_CALLED = re.compile(
    r"(?<![^\W_])(?:case|court|claim|account|acc(?:ount)?|sort code|ref(?:erence)?|policy|passport|licence|"
    r"membership|member|hospital|patient|urn|crn|prn|prison|prisoner|booking|order|tracking|customer|"
    r"student|"
    r"pupil|file|nhs|n\.?i|national insurance|unit|locker|register|registration|tenancy|inmate|staff|"
    r"badge|voucher)"
    r"(?: (?:number|numbers|no|num|code|ref|reference|id))?[ .:#]{0,3}(?:(?:is|was|for|it's|of|the|my|me|"
    r"her|his|as) ){0,3}"
    r"(?P<code>[a-z0-9]{1,12}(?:[ /\-][a-z0-9]{1,12}){0,4})(?![^\W_])"
)
_FEWEST_DIGITS = 4
_NO_LETTER_OF_A_CODE = frozenset("aiox")
"""Small letters that are a word of their own before a number, or a kiss."""
_BARE = re.compile(
    r"(?<![\w.'-])(?:[a-z]{1,3} ?[0-9]{5,9}[a-z]{0,2}|[a-z][0-9]{4}[a-z]{2}|"
    r"[a-z]{1,3}[0-9]{2}[a-z][0-9]{3,6})(?![^\W_])"
)


def _postcodes(text: str, view: View) -> Iterator[Found]:
    for found in _POSTCODE.finditer(view.text):
        area, inward = found[1], found[4] + found[5]
        capitals = [text[slice(*view.span(*found.span(part)))].isupper() for part in (1, 5)]
        if area not in POSTCODE_AREAS or (inward.startswith("o") and not all(capitals)):
            continue
        if not all(capitals) and found[3].strip(" -."):
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


def _short_outwards(text: str, view: View) -> Iterator[Found]:
    """ "in E17": one letter is a town only after a preposition."""
    for found in _SHORT_OUTWARD.finditer(view.text):
        if text[view.starts[found.start(1)]].isupper():
            yield *found.span(1), Kind.POSTCODE, Strength.ASK


def _plates(text: str, view: View) -> Iterator[Found]:
    for found in _PLATE.finditer(view.text):
        capitals = text[slice(*view.span(*found.span(3)))].isupper()
        if capitals or not found[2] or not is_ordinary(found[3]):
            yield found.start(), found.end(), Kind.PLATE, Strength.HOLD
    for found in _OLD_PLATE.finditer(view.text):
        if text[slice(*view.span(*found.span()))].isupper():
            yield found.start(), found.end(), Kind.PLATE, Strength.ASK


def _health_numbers(_: str, view: View) -> Iterator[Found]:
    for found in _NHS.finditer(view.text):
        digits = [int(digit) for digit in found[0] if digit.isdecimal()]
        named = "nhs" in view.text[max(found.start() - _NAMED_WITHIN, 0) : found.start()]
        if is_nhs_number(digits) and (named or found[1] == " "):
            yield *found.span(), Kind.OTHER_ID, Strength.HOLD


def is_nhs_number(digits: list[int]) -> bool:
    """Whether the last of ten digits is what the others say it must be (modulus 11)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return check % 11 == digits[9] and check != 10


def _insurance_numbers(_: str, view: View) -> Iterator[Found]:
    for found in _NINO.finditer(view.text):
        yield *found.span(), Kind.OTHER_ID, Strength.HOLD


def _case_numbers(text: str, view: View) -> Iterator[Found]:
    """Numbers that are called one, and letters with a long number."""
    for found in _CALLED.finditer(view.text):
        if sum(map(str.isdecimal, found["code"])) >= _FEWEST_DIGITS:
            yield *found.span("code"), Kind.OTHER_ID, Strength.ASK
    for found in _BARE.finditer(view.text):
        letters = [text[place] for place in range(*view.span(*found.span())) if text[place].isalpha()]
        alone = len(letters) == 1 and letters[0] not in _NO_LETTER_OF_A_CODE
        if alone or all(map(str.isupper, letters)):
            yield *found.span(), Kind.OTHER_ID, Strength.ASK


CODE_FINDERS = (_postcodes, _short_outwards, _plates, _health_numbers, _insurance_numbers, _case_numbers)
