"""Which characters a reader can see, and which only work on others (Unicode Character Database)."""

import unicodedata

ZWNJ = "\u200c"
ZWJ = "\u200d"
VARIATION_16 = "\ufe0f"
KEYCAP = "\u20e3"

LINE_ENDS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"

MARKS_KEPT = 4
"""Marks on one letter. Pointed Hebrew with a chant sign needs four; heaped ones ("zalgo") hide words."""

FLAG_SEQUENCES = tuple(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
"""The flags of England, Scotland and Wales: the only tag characters kept. Fixed ones carry no message."""

_VISIBLE_FORMAT = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Number and verse signs of Arabic, Syriac and Kaithi: "format" characters that are drawn."""

_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b\u180c\u180d\u180f")
"""Letters, signs and marks that are drawn as nothing, and so could hide a word or split one."""

_JOINING_BLOCKS = ((0x0600, 0x07FF), (0x08A0, 0x0DFF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
"""Arabic, Syriac, Thaana, N'Ko and the Indic scripts: here a joiner changes how a word is written."""

_EMOJI_BLOCKS = ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF))
_OTHER_EMOJI = frozenset("\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299")


def _within(character: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(character) <= last for first, last in blocks)


def is_space(character: str) -> bool:
    """Whether this only parts words: every kind of space, tabs, line feeds, the empty Braille cell."""
    return character in "\n\t\u2800" or unicodedata.category(character) == "Zs"


def is_emoji(character: str) -> bool:
    """Whether this may be drawn as a small picture; roughly, and generously: arrows count as well."""
    return bool(character) and (character in _OTHER_EMOJI or _within(character[0], _EMOJI_BLOCKS))


def is_joining_letter(character: str) -> bool:
    """Whether this is a letter of a script in which joiners belong to right spelling."""
    return (
        bool(character)
        and _within(character, _JOINING_BLOCKS)
        and unicodedata.category(character).startswith("L")
    )


def is_blank_mark(character: str) -> bool:
    """Whether this letter or mark is drawn as nothing, or only chooses a form of the one before it."""
    return character in _BLANK_LETTERS or _within(character, ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF)))


def is_visible(character: str) -> bool:
    """Whether a reader sees this. False for controls, bidi and zero-width characters, soft hyphens, tags,
    private use, half surrogates and what Unicode has not given out (new emoji excepted: Unicode grows
    faster than Python)."""
    if is_blank_mark(character):
        return False
    match unicodedata.category(character):
        case "Cf":
            return character in _VISIBLE_FORMAT
        case "Cn":
            return is_emoji(character)
        case "Cc" | "Co" | "Cs":
            return False
        case _:
            return True
