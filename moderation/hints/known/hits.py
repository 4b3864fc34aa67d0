"""Where words of a letter are, or were meant to be, words of a term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from moderation.hints.company import looks_like
from moderation.hints.fold import View, fold
from moderation.hints.known.index import BACKWARDS, EXACT, SHORTENED, SOUNDS, TOGETHER, Index, Meant, Sure
from moderation.hints.known.parts import Entry
from moderation.hints.lexicon import is_ordinary
from moderation.hints.words import Word

_NASAL = re.compile(r"m(?=[^aeioumbp])")
_LARGEST_GAP = 4
"""Folded characters between two words that are read as one."""
_SHORTEST_JOINED = 6
_WINDOWS = (2, 3)
_LONGEST_SHORT = 5
_FEWEST_SYLLABLES, _MOST_SYLLABLES = 3, 7
_CLIPPED_WITH = frozenset({"'", "-", "' "})


@dataclass(frozen=True)
class Hit:
    """The text's words `first` to `last` are, or were meant to be, `entry`."""

    first: int
    last: int
    entry: Entry
    sure: Sure
    how: str


def word_hits(text: str, folded: View, words: list[Word], index: Index) -> list[Hit]:
    """All hits of single words and of words that are one when read together, in the order of the text."""
    known: dict[str, list[Meant]] = {}

    def meant_by(key: str) -> list[Meant]:
        if key not in known:
            known[key] = index.plain(key) or index.disguised(key)
        return known[key]

    hits: list[Hit] = []
    for word in words:
        meant_by(word.key)
    for at, word in enumerate(words):
        meanings = list(meant_by(word.key))
        for form in _in_other_letters(text, folded, word):
            meanings += meant_by(form) or index.heard(form)
        hits += [Hit(at, at, meant.entry, meant.sure, meant.how) for meant in meanings]
        hits += _joined_hits(words, at, index, known)
        hits += _hyphened_hits(folded, words, at, index)
        if at and len(words[at - 1].key) == 1:
            hits += _clipped_hits(folded, words, at, index)
        if at and (index.exact(word.key) or index.exact(words[at - 1].key)):
            hits += _short_hits(words, at - 1, at, index)
            hits += _short_hits(words, at, at - 1, index)
    return hits


def _hyphened_hits(folded: View, words: list[Word], at: int, index: Index) -> Iterator[Hit]:
    """A word in syllables, as one says it: "Fig-ay-ray-doo"."""
    if at and folded.text[words[at - 1].end : words[at].start] == "-":
        return
    last, furthest = at, min(at + _MOST_SYLLABLES, len(words) - 1)
    while last < furthest and folded.text[words[last].end : words[last + 1].start] == "-":
        last += 1
    if _FEWEST_SYLLABLES <= last - at + 1 <= _MOST_SYLLABLES:
        for meant in index.heard("".join(word.key for word in words[at : last + 1])):
            yield Hit(at, last, meant.entry, meant.sure, meant.how)


def _clipped_hits(folded: View, words: list[Word], at: int, index: Index) -> Iterator[Hit]:
    """ "B'ham", "P-boro"."""
    first, rest = words[at - 1], words[at]
    if folded.text[first.end : rest.start] in _CLIPPED_WITH:
        for entry in index.clipped(first.key, rest.key):
            yield Hit(at - 1, at, entry, Sure.CERTAIN, SHORTENED)


def _short_hits(words: list[Word], at: int, beside: int, index: Index) -> Iterator[Hit]:
    """A short word as it sounds, beside another word of the same term: "Peal Bank"."""
    if 3 <= len(words[at].key) <= _LONGEST_SHORT and not index.exact(words[at].key):
        company = {entry.parts.number for entry in index.exact(words[beside].key)}
        for entry in index.short(words[at].key) if company else ():
            if entry.parts.number in company:
                yield Hit(at, at, entry, Sure.FAINT, SOUNDS)


def _in_other_letters(text: str, folded: View, word: Word) -> list[str]:
    """How a word in another script is written in ours, its vowels perhaps missing; and how it looks."""
    start, end = folded.span(word.start, word.end)
    written = text[start:end]
    if written.isascii():
        return []
    return [form for form in _transcribed(written) if form != word.key]


@lru_cache(maxsize=4096)
def _transcribed(written: str) -> tuple[str, ...]:
    plain = "".join(letter for letter in anyascii(written).casefold() if letter.isalnum())
    forms = [plain] if len(plain) >= 3 else []
    if plain.startswith(("q", "x")):
        forms.append("k" + plain[1:])
    # A sign for a nasal is "m" there, and said as "n" before most letters: Sangha in Gurmukhi.
    if (nasal := _NASAL.sub("n", plain)) != plain:
        forms.append(nasal)
    if len(looks := fold(looks_like(written)).text) >= _SHORTEST_JOINED:
        forms.append(looks)
    return tuple(forms)


def _joined_hits(words: list[Word], at: int, index: Index, known: dict[str, list[Meant]]) -> Iterator[Hit]:
    joined = words[at].key
    for other in range(at + 1, min(at + max(_WINDOWS), len(words))):
        if words[other].start - words[other - 1].end > _LARGEST_GAP:
            return
        joined += words[other].key
        if len(joined) < _SHORTEST_JOINED:
            continue
        window = words[at : other + 1]
        for entry in index.exact(joined):
            if len(entry.covers) == 1 and entry.strong:
                yield Hit(at, other, entry, Sure.CERTAIN, TOGETHER)
        if not _could_be_a_name(window) or min(len(word.key) for word in window) < 2:
            continue
        if joined not in known:
            known[joined] = index.plain(joined) or index.disguised(joined)
        alone = {meant.entry for word in window for meant in known.get(word.key, ())}
        for meant in known[joined]:
            if meant.entry in alone:
                continue
            far = meant.sure is Sure.FAINT or meant.how == BACKWARDS or meant.how == EXACT
            if not far and len(meant.entry.letters) >= _SHORTEST_JOINED:
                yield Hit(at, other, meant.entry, min(meant.sure, Sure.LIKELY), TOGETHER)


def _could_be_a_name(window: list[Word]) -> bool:
    """Words of which each is an English word, none with a capital, are what they are."""
    return any(word.telling_capital or not is_ordinary(word.key) for word in window)
