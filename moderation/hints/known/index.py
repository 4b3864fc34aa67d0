"""The words of all terms, ready to be asked: what was this word meant to be?

Every word is looked up by its shapes, so the time for a letter does not grow with the number of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from moderation.hints.known import shapes
from moderation.hints.known.parts import Entry
from moderation.hints.lexicon import is_ordinary
from moderation.hints.unknown.everyday_words import FIRST_NAMES
from moderation.hints.word_lists import INSTITUTIONS

_LONGEST = 24
_MOST_SLIPS = 2
_SHORT = 4


class Sure(IntEnum):
    """How surely a word is the one that is looked for."""

    FAINT = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Meant:
    """A word of a term that the written word was meant to be, how surely, and the reason's words."""

    entry: Entry
    sure: Sure
    how: str


EXACT = ""
SPELT = "spelt differently"
EXCHANGED = "with digits, signs or other letters in it"
SOUNDS = "as it sounds"
BACKWARDS = "written backwards"
SHORTENED = "shortened"
CIPHERED = "in a simple code"
TOGETHER = "run together or taken apart"


def slips_allowed(length: int) -> int:
    """Slips of the finger in a word of so many letters that leave it the same word to a reader."""
    if length < 5 or length > _LONGEST:
        return 0
    return 1 if length < 8 else 2


class Index:
    """Knows the words of the terms."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._exact: dict[str, list[Entry]] = {}
        self._lengths: dict[int, dict[str, list[Entry]]] = {}
        self._looks: dict[str, list[Entry]] = {}
        self._sounds: dict[str, list[Entry]] = {}
        self._consonants: dict[str, list[Entry]] = {}
        self._steps: dict[tuple[int, ...], list[Entry]] = {}
        self._stirred: dict[str, list[Entry]] = {}
        self._beginnings: dict[str, list[Entry]] = {}
        self._clipped: dict[tuple[str, str], list[Entry]] = {}
        self._keypad: dict[str, list[Entry]] = {}
        self._petted: dict[str, list[Entry]] = {}
        self._short: dict[str, list[Entry]] = {}
        self._squeezed: dict[str, list[Entry]] = {}
        for entry in entries:
            self._exact.setdefault(entry.letters, []).append(entry)
            if entry.strong or (entry.letters.isalpha() and entry.letters not in INSTITUTIONS):
                self._take(entry)

    def _take(self, entry: Entry) -> None:
        word = entry.letters
        for length in range(len(word) - slips_allowed(len(word)), len(word) + slips_allowed(len(word)) + 1):
            if slips_allowed(len(word)):
                self._lengths.setdefault(length, {}).setdefault(word, []).append(entry)
        if len(word) >= 4:
            self._looks.setdefault(shapes.look(word), []).append(entry)
            self._squeezed.setdefault(shapes.squeezed(word), []).append(entry)
        if len(word) >= 5:
            if steps := shapes.steps(word):
                self._steps.setdefault(steps, []).append(entry)
            self._consonants.setdefault(shapes.without_vowels(word), []).append(entry)
            if len(sound := shapes.sound(word)) >= 3:
                self._sounds.setdefault(sound, []).append(entry)
        elif len(word) == _SHORT and (sound := shapes.sound(word)):
            self._short.setdefault(sound, []).append(entry)
        if len(word) >= 6:
            self._stirred.setdefault(shapes.stirred(word), []).append(entry)
            self._keypad.setdefault(shapes.keypad(word), []).append(entry)
            for ending in shapes.clipped(word):
                self._clipped.setdefault((word[0], ending), []).append(entry)
            if not entry.parts.is_name:
                for length in range(3, shapes.PET_LENGTH + 1):
                    self._petted.setdefault(word[:length], []).append(entry)
        for length in range(4, len(word) - 1):
            self._beginnings.setdefault(word[:length], []).append(entry)

    def exact(self, word: str) -> list[Entry]:
        """The entries written just so."""
        return self._exact.get(word, [])

    def plain(self, word: str) -> list[Meant]:
        """Written as it is, or with an ending."""
        for form in _endings_off(word):
            if form in self._exact:
                return [Meant(entry, Sure.CERTAIN, EXACT) for entry in self._exact[form]]
        if word + "s" in self._exact and len(word) >= 4:
            return [Meant(entry, Sure.CERTAIN, EXACT) for entry in self._exact[word + "s"]]
        return []

    def disguised(self, word: str) -> list[Meant]:
        """Every entry that `word`, which is no entry itself, may have been meant to be; best first."""
        if not 3 <= len(word) <= _LONGEST + 3:
            return []
        ordinary = is_ordinary(word)
        best: dict[Entry, Meant] = {}
        for meant in self._candidates(word, ordinary):
            if meant.entry not in best or best[meant.entry].sure < meant.sure:
                best[meant.entry] = meant
        return sorted(best.values(), key=lambda meant: -meant.sure)

    def _candidates(self, word: str, ordinary: bool) -> Iterator[Meant]:
        yield from self._turned(word)
        yield from self._slipped(word, ordinary)
        if ordinary:
            return
        yield from self._stretched(word)
        yield from self._looking_alike(word)
        yield from self._sounding_alike(word)
        yield from self._ciphered(word)
        yield from self._shortened(word)

    def _turned(self, word: str) -> Iterator[Meant]:
        for form in _endings_off(word[::-1]) if len(word) >= 3 else ():
            for entry in self._exact.get(form, ()):
                if entry.strong or len(word) >= 5:
                    yield Meant(entry, Sure.CERTAIN if len(word) >= 5 else Sure.LIKELY, BACKWARDS)
        if len(word) >= 7:
            for entry in self._near(word[::-1]):
                yield Meant(entry, Sure.LIKELY, BACKWARDS)

    def _slipped(self, word: str, ordinary: bool) -> Iterator[Meant]:
        for entry in self._near(word):
            same_start = word[0] == entry.letters[0]
            if ordinary and not same_start:
                continue
            certain = len(entry.letters) >= 7 and same_start and not ordinary
            yield Meant(entry, Sure.CERTAIN if certain else Sure.LIKELY if same_start else Sure.FAINT, SPELT)

    def _near(self, word: str) -> list[Entry]:
        """The entries that so many slips make of `word`. Compared one by one, but in one call and only those
        of about its length: a thousand terms cost less than one look at the dictionary."""
        of_length = self._lengths.get(len(word))
        if not of_length:
            return []
        found = extract(word, of_length.keys(), scorer=OSA.distance, score_cutoff=_MOST_SLIPS, limit=None)
        return [
            entry
            for letters, slips, _ in found
            if 0 < slips <= slips_allowed(len(letters))
            for entry in of_length[letters]
        ]

    def _stretched(self, word: str) -> Iterator[Meant]:
        for entry in self._squeezed.get(shapes.squeezed(word), ()):
            if len(word) > len(entry.letters):
                yield Meant(entry, Sure.LIKELY, SPELT)

    def _looking_alike(self, word: str) -> Iterator[Meant]:
        for form in _endings_off(word):
            for entry in self._looks.get(shapes.look(form), ()):
                digits = sum(not letter.isalpha() for letter in form)
                changed = OSA.distance(entry.letters, form)
                if changed and changed <= digits:
                    yield Meant(entry, Sure.CERTAIN, EXCHANGED)
                elif 0 < changed <= digits + max(1, len(form) // 3) and len(form) >= 4:
                    yield Meant(entry, Sure.LIKELY, EXCHANGED)

    def _sounding_alike(self, word: str) -> Iterator[Meant]:
        for form in _endings_off(word):
            for entry in self._sounds.get(shapes.sound(form), ()):
                length = max(len(entry.letters), len(form))
                if 0 < OSA.distance(entry.letters, form) <= 1 + length // 3 and len(form) >= 4:
                    yield Meant(entry, Sure.LIKELY, SOUNDS)

    def clipped(self, first: str, ending: str) -> list[Entry]:
        """The entries of which only a letter and the end are written: "B'ham"."""
        return self._clipped.get((first, ending), [])

    def on_keypad(self, digits: str) -> list[Entry]:
        """The entries that these keys of a telephone write."""
        return self._keypad.get(digits, [])

    def short(self, word: str) -> list[Entry]:
        """The entries of four letters that sound like `word`: they mean something in company alone."""
        if not self._short:
            return []
        return [entry for entry in self._short.get(shapes.sound(word), ()) if entry.letters[0] == word[0]]

    def heard(self, word: str) -> list[Meant]:
        """What sounds like `word`, which was brought over from another script and has lost vowels."""
        bare = word.replace("y", "").replace("w", "")
        keys = {shapes.sound(word), shapes.sound(bare)}
        found = {entry: None for key in keys if len(key) >= 4 for entry in self._sounds.get(key, ())}
        return [Meant(entry, Sure.LIKELY, SOUNDS) for entry in found]

    def _ciphered(self, word: str) -> Iterator[Meant]:
        if len(word) >= 5:
            for entry in self._steps.get(shapes.steps(word), ()):
                yield Meant(entry, Sure.LIKELY, CIPHERED)
            for form in (shapes.mirrored(word), *shapes.untwisted(word), *shapes.key_shifted(word)):
                for entry in self._exact.get(form, ()):
                    if len(entry.letters) >= (4 if entry.strong else 6):
                        yield Meant(entry, Sure.LIKELY, CIPHERED)
        if len(word) >= 6:
            for entry in self._stirred.get(shapes.stirred(word), ()):
                yield Meant(entry, Sure.LIKELY, SPELT)

    def _shortened(self, word: str) -> Iterator[Meant]:
        bare = shapes.without_vowels(word)
        if len(bare) >= 4 and (bare == word or len(bare) >= 5):
            for entry in self._consonants.get(bare, ()):
                few = len(word) - len(bare) <= 1
                if few and OSA.distance(entry.letters, word) <= len(entry.letters) // 2:
                    yield Meant(entry, Sure.LIKELY, SHORTENED)
        for start in shapes.petted(word) if word not in FIRST_NAMES else ():
            for entry in self._petted.get(start, ()):
                yield Meant(entry, Sure.FAINT, SHORTENED)
        for entry in self._beginnings.get(word, ()):
            whole = len(entry.letters)
            sure = Sure.LIKELY if len(word) >= 6 and len(word) * 2 >= whole else Sure.FAINT
            yield Meant(entry, sure, SHORTENED)


def _endings_off(word: str) -> list[str]:
    forms = [word]
    if word.endswith("s") and len(word) > 3:
        forms.append(word[:-1])
        if word.endswith("es") and len(word) > 5:
            forms.append(word[:-2])
    return forms
