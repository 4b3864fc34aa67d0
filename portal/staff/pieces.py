"""A letter as words that can be ticked, and its hints as a list beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moderation.hints.hint import Hint
from portal.services.choosing import is_taken_out
from portal.services.desk import DeskItem
from portal.terms import ProtectedTerm

# A word ends before the stops behind it, so that a sentence keeps its end. Scripts without spaces,
# and addresses of the web, are cut into parts that can be ticked one by one.
_PIECE = re.compile(r"\s+|\S{1,40}")
_STOPS = '.,;:!?)]}"”’»…'


@dataclass(frozen=True)
class Piece:
    """A part of the letter, `text[start:end]`; all pieces in order are the whole letter."""

    text: str
    start: int
    end: int
    word: bool
    checked: bool = False
    hint_id: int | None = None
    first: bool = False
    """The hint's first word: where the list leads to."""


@dataclass(frozen=True)
class ShownHint:
    """A hint in the list: what it points at, whether all of that is ticked, the known term, if any, and
    whether somebody said that it is wrong."""

    id: int
    hint: Hint
    words: str
    taken: bool
    term: ProtectedTerm | None
    wrong: bool = False

    @property
    def value(self) -> str:
        """Its place, as the form sends it."""
        return f"{self.hint.start}-{self.hint.end}"


def pieces_of(text: str, removed: Sequence[tuple[int, int]], hints: Sequence[Hint]) -> list[Piece]:
    """The letter cut up. `removed` and `hints` are sorted and don't overlap, so one walk is enough."""
    pieces: list[Piece] = []
    next_removed = next_hint = shown_last = 0
    for start, end, word in _cut(text):
        while next_removed < len(removed) and removed[next_removed][1] <= start:
            next_removed += 1
        while next_hint < len(hints) and hints[next_hint].end <= start:
            next_hint += 1
        checked = next_removed < len(removed) and removed[next_removed][0] < end
        hinted = next_hint < len(hints) and hints[next_hint].start < end
        hint_id = next_hint + 1 if hinted and word else None
        first = hint_id is not None and hint_id != shown_last
        shown_last = hint_id or shown_last
        pieces.append(Piece(text[start:end], start, end, word, checked and word, hint_id, first))
    return pieces


def _cut(text: str) -> Iterator[tuple[int, int, bool]]:
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if text[start].isspace():
            yield start, end, False
            continue
        core = len(match.group().rstrip(_STOPS))
        # A piece of nothing but stops may be a smile or a disguise: it can be ticked as it is.
        middle = start + core if core else end
        yield start, middle, True
        if middle < end:
            yield middle, end, False


def shown_hints(item: DeskItem) -> list[ShownHint]:
    """The list beside the letter, in the letter's order; ids as in `pieces_of`."""
    terms = {one.id: one for one in item.terms.protected}
    return [
        ShownHint(
            number,
            hint,
            item.text[hint.start : hint.end],
            is_taken_out(item, hint),
            terms.get(hint.term_id or ""),
            (hint.start, hint.end) in item.review.wrong,
        )
        for number, hint in enumerate(item.hints, start=1)
    ]
