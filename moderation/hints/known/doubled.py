"""Names in which every letter stands twice: "SskKeElLbByY", "Ss Kk Ee Ll Bb Yy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from moderation.hints.fold import View
from moderation.hints.hint import KIND_WORDS, Hint, Strength
from moderation.hints.known.index import Index, Sure

_DOUBLED = re.compile(r"(?<![^\W_])([^\W\d_])\1++(?:[ .,\-_*/|]{0,3}+([^\W\d_])\2++){3,23}+(?![^\W_])")
_REASON = "The letters of a protected {words} stand here, each more than once."


def doubled_hints(folded: View, index: Index) -> Iterator[Hint]:
    """Runs of letters of which each is there at least twice: no English word is written so."""
    for found in _DOUBLED.finditer(folded.text):
        runs = [(letter, len(list(same))) for letter, same in groupby(filter(str.isalpha, found[0]))]
        times = min(count for _, count in runs)
        letters = "".join(letter * (count // times) for letter, count in runs)
        for meant in index.plain(letters) or index.disguised(letters):
            if meant.sure is not Sure.FAINT:
                term = meant.entry.parts.term
                strength = Strength.HOLD if meant.sure is Sure.CERTAIN else Strength.ASK
                reason = _REASON.format(words=KIND_WORDS[term.kind])
                yield Hint(*folded.span(*found.span()), term.kind, strength, reason, term.id)
