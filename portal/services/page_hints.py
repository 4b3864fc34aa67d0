"""Hints at places of a page: at words to be read on it, at codes, and at faces where none were agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.learned.opinion import Reading as Opinion
from moderation.hints.learned.recogniser import Recogniser
from moderation.hints.lists import AgencyLists
from moderation.redaction.pixels import hidden_by, marks
from moderation.redaction.places import boxes_of
from moderation.sanitise.safe import Box
from portal.services.hinting import look_through_letter
from portal.services.pages import PageRead
from portal.terms import Terms

CODE = "A code that a telephone can read stands here. It may lead to a page, a name or an address."
FACE = "A face seems to be in this picture. In this arrangement no faces are shown."


@dataclass(frozen=True)
class PageHint:
    """A hint at something on a page, what it points at, and where that stands."""

    hint: Hint
    words: str
    boxes: tuple[Box, ...]

    def to_json(self) -> dict[str, Any]:
        """As sealed."""
        return {"hint": asdict(self.hint), "words": self.words, "boxes": [asdict(one) for one in self.boxes]}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> PageHint:
        """As opened."""
        return cls(opened_hint(stored["hint"]), stored["words"], tuple(Box(**one) for one in stored["boxes"]))


def opened_hint(stored: dict[str, Any]) -> Hint:
    """A hint as it was sealed (asdict)."""
    return Hint(**(stored | {"kind": Kind(stored["kind"]), "strength": Strength(stored["strength"])}))


class LookedAtPage(NamedTuple):
    """A page's hints, and what became of the second opinion on its words."""

    hints: list[PageHint]
    opinion: Opinion


def hints_on_page(
    read: PageRead, terms: Terms, lists: AgencyLists, from_side: str, recogniser: Recogniser | None
) -> LookedAtPage:
    """Everything on one page that staff should look at."""
    reading = read.reading
    found = look_through_letter(reading.text, terms, lists, from_side, recogniser)
    hints = [
        PageHint(one, reading.text[one.start : one.end], boxes_of(reading, one.start, one.end))
        for one in found.hints
    ]
    hints += [*_codes(read, terms, lists, from_side), *_faces(read, terms)]
    return LookedAtPage(hints, found.reading)


def _codes(read: PageRead, terms: Terms, lists: AgencyLists, from_side: str) -> Iterator[PageHint]:
    # What a code says is seen by nobody who only looks at the page.
    for code in read.reading.codes:
        known = look_through_letter(code.text, terms, lists, from_side, None).hints
        term_id = next((one.term_id for one in known if one.term_id), None)
        hint = Hint(0, 0, Kind.OTHER_ID, Strength.HOLD, CODE, term_id, rule="code")
        yield PageHint(hint, code.text, (code.box,))


def _faces(read: PageRead, terms: Terms) -> Iterator[PageHint]:
    if terms.faces:
        return
    for box in read.reading.faces:
        yield PageHint(Hint(0, 0, Kind.OTHER_ID, Strength.ASK, FACE, rule="face"), "a face", (box,))


def is_covered(hint: PageHint, chosen: tuple[Box, ...], width: int, height: int) -> bool:
    """Is all that the hint points at under the marks that these places make?"""
    painted = marks(chosen, width, height)
    return bool(hint.boxes) and all(hidden_by(painted, box) for box in hint.boxes)
