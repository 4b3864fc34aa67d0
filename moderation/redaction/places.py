"""Where on a page a stretch of its text stands, and where a word or phrase stands that is to go.

Generous on purpose: what was read from pixels was read with errors, and a word too many taken out is seen by
the person who checks, where a word too few may not be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from moderation.hints.fold import fold, folded_letters, in_word, skeleton
from moderation.hints.lookalikes import READ_ALIKE
from moderation.sanitise.safe import Box, Reading, SeenWord

_ANYWHERE = 6
"""Letters from which on a needle is looked for inside longer words as well ("Oakhamshire")."""

_UNSURE = 0.9
"""A word read with less may have one letter wrong, even a short one."""

_READ_AS_ONE = (("rn", "m"), ("nn", "m"), ("vv", "w"), ("cl", "d"), ("lj", "u"))
"""Letters that readers take for one another, after `_looks`."""


@dataclass(frozen=True)
class _Letters:
    """A reading's letters and digits in a row, spaces and signs left out; for each, its word's number.

    `begins` and `ends`: letters before or after which a word may begin or end.
    """

    text: str
    owners: list[int]
    begins: list[bool]
    ends: list[bool]


def boxes_of(reading: Reading, start: int, end: int) -> tuple[Box, ...]:
    """Places of every word that characters start..end of `reading.text` touch; one box for neighbours on a
    line, with what stands between them."""
    touched = [word for word in reading.words if word.start < end and word.end > start]
    runs: list[list[SeenWord]] = []
    for word in touched:
        if runs and "\n" not in reading.text[runs[-1][-1].end : word.start]:
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(_around([word.box for word in run]) for run in runs)


def matches(reading: Reading, text: str, *, guess: bool = True) -> tuple[Box, ...]:
    """Places where a word or phrase stands, also over line ends, with other case, accents or look-alike
    letters; and codes that say it.

    With `guess`, letters may be wrong too: one from six on (from four where the reader was unsure), two
    from ten on. Nothing for a text without letters or digits.
    """
    needle = _looks(folded_letters(text))
    if not needle:
        return ()
    letters = _letters(reading)
    boxes: list[Box] = []
    for first, last in _found(reading, letters, needle, guess):
        for box in boxes_of(reading, reading.words[first].start, reading.words[last].end):
            if box not in boxes:
                boxes.append(box)
    boxes += [code.box for code in reading.codes if needle in _looks(folded_letters(code.text))]
    return tuple(boxes)


def _looks(letters: str) -> str:
    return skeleton(letters, READ_ALIKE)


def _letters(reading: Reading) -> _Letters:
    row = _Letters("", [], [], [])
    pieces: list[str] = []
    for number, word in enumerate(reading.words):
        folded = fold(word.text)
        for at, letter in enumerate(folded.text):
            if not in_word(letter):
                continue
            before = folded.text[at - 1] if at else " "
            after = folded.text[at + 1] if at + 1 < len(folded.text) else " "
            place = folded.starts[at]
            capital = word.text[place].isupper() and place > 0 and word.text[place - 1].islower()
            pieces.append(letter)
            row.owners.append(number)
            row.begins.append(not in_word(before) or capital)
            row.ends.append(not in_word(after))
            if capital and len(row.ends) > 1:
                row.ends[-2] = True
    return _Letters(_looks("".join(pieces)), row.owners, row.begins, row.ends)


def _found(reading: Reading, letters: _Letters, needle: str, guess: bool) -> Iterator[tuple[int, int]]:
    """The first and last word of each place, as numbers; of places that overlap the likest alone."""
    taken: list[tuple[int, int]] = []
    for _, start, end in sorted(_likely(reading, letters, needle, guess)):
        if all(end <= other_start or start >= other_end for other_start, other_end in taken):
            taken.append((start, end))
    for start, end in sorted(taken):
        yield letters.owners[start], letters.owners[end - 1]


def _likely(reading: Reading, letters: _Letters, needle: str, guess: bool) -> Iterator[tuple[int, int, int]]:
    """How many letters are wrong, and from where to where, of every place that is like enough."""
    anywhere = len(needle) >= _ANYWHERE
    for start in range(len(letters.text)):
        if not (anywhere or letters.begins[start]):
            continue
        shortest, longest = start + max(1, len(needle) - 2), start + len(needle) + 2
        for end in range(shortest, min(longest, len(letters.text)) + 1):
            if not (anywhere or letters.ends[end - 1]):
                continue
            first, last = letters.owners[start], letters.owners[end - 1]
            wrong = _letters_wrong(len(needle), reading.words[first : last + 1]) if guess else 0
            off = _off(letters.text[start:end], needle, wrong)
            if off <= wrong:
                yield off, start, end


def _letters_wrong(length: int, words: tuple[SeenWord, ...]) -> int:
    """How many letters may be wrong in a place that these words make up."""
    if length >= 10:
        return 2
    if length >= 6:
        return 1
    return int(length >= 4 and min(word.sure for word in words) < _UNSURE)


def _off(found: str, needle: str, most: int) -> int:
    """How many letters differ, up to one more than `most`; letters that readers take for others do not."""
    plain = Levenshtein.distance(found, needle, score_cutoff=most)
    return min(plain, Levenshtein.distance(_as_read(found), _as_read(needle), score_cutoff=most))


def _as_read(letters: str) -> str:
    for pair, one in _READ_AS_ONE:
        letters = letters.replace(pair, one)
    return letters


def _around(boxes: list[Box]) -> Box:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right = max(box.left + box.width for box in boxes)
    bottom = max(box.top + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)
