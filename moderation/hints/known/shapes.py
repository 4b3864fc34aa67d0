"""Forms under which a word in disguise meets the word that it was.

Each function makes a key: two words with the same key may be the same word to a reader. What shares a key is
compared afterwards; a key alone proves nothing.
"""

from __future__ import annotations

from itertools import groupby, pairwise

from jellyfish import metaphone

_LOOKS = str.maketrans(
    {
        **dict.fromkeys("0oce3a4@€©", "o"),
        **dict.fromkeys("1il!|tf7j", "i"),
        **dict.fromkeys("hb8", "h"),
        **dict.fromkeys("nuvr", "n"),
        **dict.fromkeys("s5$", "s"),
        **dict.fromkeys("z2", "z"),
        **dict.fromkeys("gq9y6", "g"),
        "m": "nn",
        "w": "nn",
        "d": "oi",
    }
)
"""Characters that digits, scanners and handwriting put in one another's place; "m" is also "rn"."""

_VOWELS = frozenset("aeiou")
_OPEN = ("A", "E", "I", "O", "U")
"""Vowels that begin a sound key: heard as one."""
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ONE_KEY_RIGHT = str.maketrans("".join(row[:-1] for row in _KEYS), "".join(row[1:] for row in _KEYS))
_ONE_KEY_LEFT = str.maketrans("".join(row[1:] for row in _KEYS), "".join(row[:-1] for row in _KEYS))
_KEYPAD = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
_PET_ENDINGS = ("y", "ie", "ey", "o", "ers")
PET_LENGTH = 5
"""Letters of a name that are left in what people call it."""
_FIRST, _LAST = ord("a"), ord("z")


def look(word: str) -> str:
    """As it looks from afar: "Tcifi", "M0rtl0ck" and "Harboltle" look like what they were."""
    return word.translate(_LOOKS)


def sound(word: str) -> str:
    """As an English reader would say it."""
    if not (word.isascii() and word.isalpha()):
        return ""
    key = metaphone(word[:1] + word[1:].replace("w", "v"))
    return "A" + key[1:] if key[:1] in _OPEN else key


def squeezed(word: str) -> str:
    """Without letters said again: "Skkkellbyyy"."""
    return "".join(letter for letter, _ in groupby(word))


def without_vowels(word: str) -> str:
    """Its consonants: how it is shortened in messages, and written in Arabic and Hebrew."""
    return "".join(letter for letter in word if letter not in _VOWELS)


def steps(word: str) -> tuple[int, ...]:
    """From letter to letter: the same however far the alphabet was shifted; () for other than a to z."""
    if not all(_FIRST <= ord(letter) <= _LAST for letter in word):
        return ()
    return tuple((ord(other) - ord(one)) % 26 for one, other in pairwise(word))


def mirrored(word: str) -> str:
    """With a for z and z for a."""
    return "".join(
        chr(_FIRST + _LAST - ord(letter)) if _FIRST <= ord(letter) <= _LAST else letter for letter in word
    )


def clipped(word: str) -> list[str]:
    """What is left of it after its first letter and an apostrophe: "ham" of "B'ham", "boro" of "P-boro"."""
    forms = [word[at:] for at in range(2, len(word) - 2)]
    if word.endswith(("borough", "brough", "burgh")):
        forms += ["boro", "bro", "burra"]
    return forms


def petted(word: str) -> list[str]:
    """What it may begin with, if it is what people who live there call it: "Accy", "Donny", "Wolvo"."""
    starts = [word.removesuffix(ending) for ending in _PET_ENDINGS if word.endswith(ending)]
    starts += [start[:-1] for start in starts if start[-2:-1] == start[-1:]]
    return [start for start in starts if 3 <= len(start) <= PET_LENGTH]


def key_shifted(word: str) -> list[str]:
    """What was meant by fingers that lay one key beside their own."""
    return [word.translate(_ONE_KEY_LEFT), word.translate(_ONE_KEY_RIGHT)]


def keypad(word: str) -> str:
    """The keys of an old telephone that write it: "2428426" is Chatham."""
    return word.translate(_KEYPAD)


def stirred(word: str) -> str:
    """Its first and last letter, and the others in the order of the alphabet."""
    return word[:1] + "".join(sorted(word[1:-1])) + word[-1:]


def untwisted(word: str) -> list[str]:
    """What "iptonskay" was before its first letters went to the end with "ay"."""
    if not word.endswith("ay") or len(word) < 7:
        return []
    body = word[:-2]
    turned = [body[-moved:] + body[:-moved] for moved in (1, 2, 3)]
    return [*turned, body[:-1]] if body[-1] in "wyh" else turned
