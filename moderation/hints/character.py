"""What one character is read as: its case, its accents and what it looks like taken off."""

import re
import unicodedata
from functools import lru_cache

from moderation.hints.lookalikes import LOOKALIKES
from moderation.sanitise.characters import LINE_ENDS, is_blank_mark

_LONGEST_EXPANSION = 4
"""Characters one character may become: some Arabic ligatures stand for eighteen."""

_MOST_IN_A_CIRCLE = 50
"""Circled numbers go so far."""

_LATIN_NAME = re.compile(
    r"LATIN (?:(?:SMALL |CAPITAL |EPIGRAPHIC )?LETTER|SMALL CAPITAL LETTER) "
    r"(?:(?:SMALL CAPITAL|[A-Z-]{4,12}) )*([A-Z]{1,2})(?: DIGRAPH| BAR| ROTUNDA)?(?: WITH [A-Z -]+)?$"
)
"""Names such as "LATIN SMALL LETTER DOTLESS J WITH STROKE": what its maker began with is how it is read."""


@lru_cache(maxsize=8192)
def fold_character(character: str) -> str:
    """What one character is read as: "" for what is not seen, rarely more than one character."""
    if character in LOOKALIKES:
        return LOOKALIKES[character]
    folded: list[str] = []
    for part in unicodedata.normalize("NFKD", character):
        if part in LOOKALIKES:
            folded.append(LOOKALIKES[part])
        elif (digit := _figure(part)) is not None:
            folded.append(digit)
        elif part.isspace():
            folded.append("\n" if part in LINE_ENDS else " ")
        elif not _is_ornament(part):
            folded += map(_letter, part.casefold())
    return "".join(folded)[:_LONGEST_EXPANSION]


def _figure(character: str) -> str | None:
    """The number that a character stands for. Words of a script that counts in words (Chinese) are none."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character) not in ("No", "Nl") or character == "\u3007":
        return None
    number = unicodedata.numeric(character, -1)
    most = _MOST_IN_A_CIRCLE if "CIRCLED" in unicodedata.name(character, "") else 9
    return str(int(number)) if number in range(most + 1) else None


def _letter(letter: str) -> str:
    """A small letter without what it wears: looked up again, since a capital may look otherwise, and by its
    name, which says for many what they are made of."""
    if letter.isascii():
        return letter
    if letter in LOOKALIKES:
        return LOOKALIKES[letter]
    name = unicodedata.name(letter, "")
    if latin := _LATIN_NAME.search(name):
        return latin[1].lower()
    bare, worn, _ = name.partition(" WITH ")
    if worn and letter.isalpha():
        try:
            base = unicodedata.lookup(bare)
        except KeyError:
            return letter
        return LOOKALIKES.get(base, base)
    return letter


def _is_ornament(character: str) -> bool:
    """Seen on another character or not at all. Vowel signs of the Indic scripts are none: they spell."""
    return (
        unicodedata.combining(character) != 0
        or unicodedata.category(character) in ("Me", "Cf", "Cs")
        or is_blank_mark(character)
    )
