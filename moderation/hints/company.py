"""Characters that are something else only in company: Chinese numerals in a row, the letters of a word that
mixes scripts, the figures of braille. What stands among its own kind is left what it is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from moderation.hints.character import fold_character
from moderation.hints.lookalike_scripts import IN_COMPANY

_HAN_DIGITS = {
    character: digit
    for digit, characters in zip(
        "0123456789",
        ("〇零", "一壹弌", "二贰貳弐", "三叁參叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"),
        strict=True,
    )
    for character in characters
}
_HAN = "".join(_HAN_DIGITS)
_HAN_RUN = re.compile(rf"[{_HAN}](?:[ .\-・·]?[{_HAN}]){{3,40}}")
"""Three numerals in a row still are words: from four on they are a year or a number to dial."""
_HAN_ALONE = re.compile(rf"(?<!\S)[{_HAN}](?= {{1,2}}[A-Za-z]{{3}})")
"""Apart from other characters and before a word of ours, as no Chinese writer would have it: "九 March"."""

_BRAILLE_DIGITS = dict(zip("⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊", "0123456789", strict=True))
_BRAILLE_NUMBER = re.compile(r"⠼([⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚]{1,40})")
_UNSEEN = "\u200b"

_STRANGE = re.compile(f"[{re.escape(''.join(IN_COMPANY))}]")
_WORD = re.compile(r"[^\s.,;:!?()\"'\-/]{2,40}")
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "HALFWIDTH", "FULLWIDTH"})


def read_in_company(text: str) -> str:
    """`text`, character for character, with those read otherwise that their neighbours give away."""
    if text.isascii():
        return text
    read = _HAN_ALONE.sub(_figures, _HAN_RUN.sub(_figures, text))
    read = _BRAILLE_NUMBER.sub(_braille_figures, read)
    return _WORD.sub(_mixed, read) if _STRANGE.search(read) else read


@lru_cache(maxsize=4096)
def looks_like(word: str) -> str:
    """How a word of another script looks to who reads Latin letters; "" where it looks like nothing."""
    if not _STRANGE.search(word):
        return ""
    looks = "".join(IN_COMPANY.get(letter, letter) for letter in word)
    return looks if all(map(_is_latin, filter(str.isalpha, looks))) else ""


def _figures(found: re.Match[str]) -> str:
    return "".join(_HAN_DIGITS.get(character, character) for character in found[0])


def _braille_figures(found: re.Match[str]) -> str:
    return _UNSEEN + "".join(_BRAILLE_DIGITS[character] for character in found[1])


def _mixed(found: re.Match[str]) -> str:
    """A word as it looks, if its letters are of several scripts. An amount of money is no word."""
    word = found[0]
    strange = [character for character in word if character in IN_COMPANY]
    amount = any(map(str.isdecimal, word)) and not all(map(str.isalpha, strange))
    if not strange or (amount and any(character in "0123456789" for character in word)):
        return word
    scripts = {_script(letter) for letter in word if letter.isalpha() or letter in IN_COMPANY}
    if len(scripts) < 2 or scripts <= _EAST_ASIAN:
        return word
    return looks_like(word) or word


def _is_latin(letter: str) -> bool:
    plain = fold_character(letter)
    return plain.isascii() and plain.isalpha()


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The first word of its name; a Latin letter that is only dressed up is one."""
    plain = unicodedata.normalize("NFKD", letter)
    dressed = plain != letter and plain[0].isascii()
    return "LATIN" if letter.isascii() or dressed else unicodedata.name(letter, "").split(" ")[0]
