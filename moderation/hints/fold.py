"""A letter's text made plain, with the way back: every folded character knows where it came from.

Folding takes away what people use (or machines put in) so that a word no longer looks like itself: case,
accents, compatibility forms, invisible characters, look-alike letters of other scripts. The views made from
a folded text take away one disguise more each. Matchers work on views and answer in places of the original.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, count

from moderation.hints.character import fold_character
from moderation.hints.company import read_in_company
from moderation.hints.lookalikes import DIGITS_FOR_LETTERS, SKELETON_LETTERS

_ASCII = {number: fold_character(chr(number)) for number in range(128)}
_SINGLE_CHARACTERS = re.compile(r"(?<![^\W_])[^\W_](?:[ .,\-_*/|]{1,3}[^\W_](?![^\W_])){3,}")


@dataclass(frozen=True)
class View:
    """`text` and, for each of its characters, where it begins and ends in the original.

    `begins` are the places in `text`, rising, before which something was left out: in a view without
    spaces, the beginnings of words.
    """

    text: str
    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)
    begins: list[int] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of `self.text[start:end]`, which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    @cached_property
    def wordy(self) -> list[bool]:
        """For each character, whether it is part of a word."""
        return [in_word(character) for character in self.text]

    def pick(self, places: Iterable[int], text: str | None = None) -> "View":
        """The view of some of these characters; `text` if they are to read otherwise."""
        chosen = list(places)
        return View(
            "".join(self.text[at] for at in chosen) if text is None else text,
            [self.starts[at] for at in chosen],
            [self.ends[at] for at in chosen],
            [new for new, at in enumerate(chosen) if not new or chosen[new - 1] != at - 1],
        )


def fold(text: str) -> View:
    """The folded text. Marks and invisible characters belong to the character before them."""
    if text.isascii():
        # Character for character, and many times faster: terms, and most letters.
        length = len(text)
        return View(
            text.translate(_ASCII), list(range(length)), list(range(1, length + 1)), [0] if text else []
        )
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, character in enumerate(read_in_company(text)):
        plain = fold_character(character)
        if not plain and ends:
            ends[-1] = place + 1
        for piece in plain:
            folded.append(piece)
            starts.append(place)
            ends.append(place + 1)
    return View("".join(folded), starts, ends, [0] if folded else [])


def folded_letters(value: str) -> str:
    """A term as the letters view would hold it: folded, letters and digits only."""
    return "".join(filter(in_word, fold(value).text))


def in_word(character: str) -> bool:
    """Letters, digits and the vowel signs of scripts that write them as marks."""
    return character.isalnum() or (character > "\u02ff" and unicodedata.category(character).startswith("M"))


def letters_only(folded: View) -> View:
    """Without spaces and signs: "P i c k", "P.i.c.k" and "Pi-\nck" all read "pick"."""
    return folded.pick(compress(count(), folded.wordy))


def skeleton(text: str, made_one: Mapping[str, str] = SKELETON_LETTERS) -> str:
    """Folded text with letters for digits and signs; as long as `text`; for terms and for views."""
    return "".join(
        made_one.get(letter, letter)
        for letter in (DIGITS_FOR_LETTERS.get(character, character) for character in text)
    )


def digits_for_letters(folded: View) -> View:
    """Words only, with digits and signs read as letters; a sign counts before a letter or digit only."""
    places: list[int] = []
    after_is_wordy = False
    for at in range(len(folded.text) - 1, -1, -1):
        character = folded.text[at]
        wordy = folded.wordy[at] or (character in DIGITS_FOR_LETTERS and after_is_wordy)
        if wordy:
            places.append(at)
        after_is_wordy = wordy
    places.reverse()
    return folded.pick(places, skeleton("".join(folded.text[at] for at in places)))


def first_letters_of_lines(folded: View) -> View:
    """One letter from the beginning of each line that has any."""
    places: list[int] = []
    looking = True
    for at, character in enumerate(folded.text):
        if character == "\n":
            looking = True
        elif looking and folded.wordy[at]:
            places.append(at)
            looking = False
    return folded.pick(places)


def unspaced(folded: View) -> View:
    """With runs of four or more single characters joined: "B D 2 3 - 9 Z B" reads "bd239zb"."""
    places: list[int] = []
    kept_from = 0
    for run in _SINGLE_CHARACTERS.finditer(folded.text):
        places += range(kept_from, run.start())
        places += (at for at in range(run.start(), run.end()) if folded.wordy[at])
        kept_from = run.end()
    places += range(kept_from, len(folded.text))
    return folded.pick(places)
