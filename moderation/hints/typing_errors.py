"""Words that differ from a term by a slip of the finger, found without comparing every word with every term.

Method: two words within `n` slips share a form from which at most `n` letters were left out (W. Garbe,
"SymSpell", 2012); only words that share one are measured.
"""

from collections.abc import Iterable
from itertools import combinations

_LONGEST = 24
"""Letters of the longest word in which slips are looked for; forms grow with the square of it."""


def slips_allowed(length: int) -> int:
    """Slips in a word of so many letters that still leave it the same word to a reader."""
    if length < 5 or length > _LONGEST:
        return 0
    return 1 if length < 8 else 2


def slips_between(one: str, other: str, at_most: int) -> int:
    """Letters left out, added, changed or two neighbours swapped, to get from one word to the other.

    Counts to `at_most` + 1 and no further (optimal string alignment distance).
    """
    if abs(len(one) - len(other)) > at_most:
        return at_most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        two_before, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > at_most:
            return at_most + 1
    return row[-1]


class Misspellings:
    """Knows some words, and finds the one that a misspelt word was meant to be."""

    def __init__(self, words: Iterable[str]) -> None:
        self._meant: dict[str, set[str]] = {}
        for word in words:
            for form in _forms(word, slips_allowed(len(word))):
                self._meant.setdefault(form, set()).add(word)

    def find(self, written: str) -> list[str]:
        """The known words that `written` may be a misspelling of; not itself; sorted."""
        if len(written) > _LONGEST + 2 or not self._meant:
            return []
        candidates: set[str] = set()
        for form in _forms(written, slips_allowed(len(written) + 1)):
            candidates |= self._meant.get(form, set())
        return sorted(word for word in candidates if self._is_meant(word, written))

    @staticmethod
    def _is_meant(word: str, written: str) -> bool:
        allowed = slips_allowed(len(word))
        # The first letter is rarely mistyped, and words that differ in it are mostly other words.
        return word[0] == written[0] and 0 < slips_between(word, written, allowed) <= allowed


def _forms(word: str, left_out: int) -> set[str]:
    forms = {word}
    for count in range(1, left_out + 1):
        for gone in combinations(range(len(word)), count):
            forms.add("".join(letter for at, letter in enumerate(word) if at not in gone))
    return forms
