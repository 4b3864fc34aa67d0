"""Random terms, and the disguises in which a person could still read them."""

from __future__ import annotations

import random
from collections.abc import Callable

from moderation.hints.hint import Kind

Disguise = Callable[[str, random.Random], str]


def _words(listed: str) -> list[str]:
    return listed.split()


_HEADS = _words("b br c ch cl d dr f fl g gr h k l m n p pl r s sh sk st t th tr v w")
_HEARTS = _words("a e i o u ar er or al en in ol um")
_TAILS = _words("by den field ford ham ley mere ster ton wick worth ski ova escu dhu man")
_DIGIT_WORDS = _words("oh one two three four five six seven eight nine")
_MONTHS = _words("January February March April May June July August September October November December")
_ORDINALS = _words(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
    twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth
    """
)
_NATO = _words(
    """
    alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec
    romeo sierra tango uniform victor whiskey xray yankee zulu
    """
)


def name(chance: random.Random) -> str:
    """A surname or town that nobody has, of six letters or more."""
    made = ""
    while len(made) < 6:
        made = (
            chance.choice(_HEADS)
            + chance.choice(_HEARTS)
            + chance.choice(_HEADS[:24])
            + chance.choice(_TAILS)
        )
    return made.capitalize()


def _swapped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at] + word[at:]


def _split_line(word: str, chance: random.Random) -> str:
    at = chance.randrange(3, len(word) - 2)
    return f"{word[:at]}-\n{word[at:]}"


def _rotated(word: str, by: int) -> str:
    return "".join(chr((ord(letter) - 97 + by) % 26 + 97) for letter in word.lower())


_LEET = str.maketrans({"e": "3", "o": "0", "i": "1", "a": "4", "s": "5"})
_CYRILLIC = str.maketrans("aceopxy", "асеорху")
_SCANNED = [("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "I"), ("e", "c"), ("h", "b"), ("n", "u"), ("t", "f")]


def _scanned(word: str, chance: random.Random) -> str:
    fits = [(old, new) for old, new in _SCANNED if old in word[1:]]
    if not fits:
        return word
    old, new = chance.choice(fits)
    return word[0] + word[1:].replace(old, new, 1)


NAME_DISGUISES: dict[str, Disguise] = {
    "as it is": lambda word, _: word,
    "small": lambda word, _: word.lower(),
    "shouted": lambda word, _: word.upper(),
    "possessive": lambda word, _: f"{word}'s",
    "pulled apart": lambda word, chance: chance.choice([" ", ".", "-", "*", "_", "/", " - "]).join(word),
    "in pairs": lambda word, _: " ".join(word[at : at + 2] for at in range(0, len(word), 2)),
    "over a line": _split_line,
    "in brackets": lambda word, _: f"{word[:3]}({word[3:]})",
    "backwards": lambda word, _: word[::-1],
    "full width": lambda word, _: "".join(chr(0xFEE0 + ord(letter)) for letter in word),
    "zero width": lambda word, _: "\u200b".join(word),
    "combining": lambda word, _: "".join(letter + "\u0323" for letter in word),
    "look-alikes": lambda word, _: word.translate(_CYRILLIC),
    "digits": lambda word, _: word.translate(_LEET),
    "scanned": _scanned,
    "swapped": _swapped,
    "a letter less": _dropped,
    "a letter more": _doubled,
    "spelt aloud": lambda word, _: " ".join(_NATO[ord(letter) - 97] for letter in word.lower()),
    "counted": lambda word, _: "-".join(str(ord(letter) - 96) for letter in word.lower()),
    "shifted": lambda word, chance: _rotated(word, chance.choice([1, 3, 13, 25])),
    "pig latin": lambda word, _: f"{word[1:]}{word[0]}ay".lower(),
    "joined": lambda word, _: f"the{word.lower()}family",
}


def number(chance: random.Random) -> str:
    """A mobile number that is nobody's."""
    return f"07700 900{chance.randrange(1000):03}"


def _digits(value: str) -> str:
    return value.replace(" ", "")


NUMBER_DISGUISES: dict[str, Disguise] = {
    "as it is": lambda value, _: value,
    "together": lambda value, _: _digits(value),
    "in groups": lambda value, _: "-".join([value[:5], value[6:9], value[9:]]),
    "from abroad": lambda value, _: f"+44 {_digits(value)[1:5]} {_digits(value)[5:]}",
    "spaced": lambda value, _: " . ".join(_digits(value)),
    "in words": lambda value, _: " ".join(_DIGIT_WORDS[int(digit)] for digit in _digits(value)),
    "letters for digits": lambda value, _: value.replace("0", "O"),
    "backwards": lambda value, _: _digits(value)[::-1],
    "in two": lambda value, _: f"{value[:5]} and then after a while it goes on with {value[6:]}",
}


def birthday(chance: random.Random) -> str:
    """A day from the 1st to the 28th, with month and year."""
    return f"{chance.randrange(1, 29)} {chance.choice(_MONTHS)} {chance.randrange(2008, 2022)}"


def _day_month(value: str) -> tuple[int, int]:
    day, month, _ = value.split()
    return int(day), _MONTHS.index(month) + 1


def _ending(day: int) -> str:
    return "th" if 4 <= day <= 20 or day >= 24 else ["st", "nd", "rd"][day % 10 - 1]


BIRTHDAY_DISGUISES: dict[str, Disguise] = {
    "with an ending": lambda value, _: (
        f"the {value.split()[0]}{_ending(int(value.split()[0]))} of {value.split()[1]}"
    ),
    "month first": lambda value, _: f"{value.split()[1]} {value.split()[0]}",
    "in digits": lambda value, chance: chance.choice("/.-").join(map(str, _day_month(value))),
    "padded": lambda value, _: "{:02}.{:02}.".format(*_day_month(value)) + value.split()[2],
    "in words": lambda value, _: f"the {_ORDINALS[int(value.split()[0]) - 1]} of {value.split()[1]}",
    "both in words": lambda value, _: (
        f"the {_ORDINALS[_day_month(value)[0] - 1]} of the {_ORDINALS[_day_month(value)[1] - 1]}"
    ),
}


def made(chance: random.Random) -> tuple[Kind, str, str, str]:
    """Kind and value of a term, the name of a disguise, and the term in it."""
    kind = chance.choice([Kind.SURNAME, Kind.PLACE, Kind.PHONE, Kind.DOB])
    if kind is Kind.PHONE:
        value, disguises = number(chance), NUMBER_DISGUISES
    elif kind is Kind.DOB:
        value, disguises = birthday(chance), BIRTHDAY_DISGUISES
    else:
        value, disguises = name(chance), NAME_DISGUISES
    how = chance.choice(sorted(disguises))
    return kind, value, how, disguises[how](value, chance)
