"""What staff chose so far of one delivery: sealed, kept beside it, and changed until somebody decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moderation.sanitise.safe import Box
from portal.models.delivery import Delivery
from portal.refusal import Refusal
from portal.sealing import AgencyOpener, CopyKind, open_json
from portal.services.pages import PageRead
from portal.work import Work

MOST_PLACES = 400
"""On one page: more than the words of a full one that stand alone."""


class BadPlace(Refusal):
    """A place that lies outside its page, or one too many."""

    sentence = "We could not find the places you chose on this page. Please choose them again."


Place = tuple[str, int, int, int, int]
"""A page's id, and a place on it: left, top, width and height in pixels."""


@dataclass(frozen=True)
class Review:
    """Ranges of the safe text to take out, pages left out, pages only shown in the office, what each page
    shows in words, the places of hints that are wrong, and places to take out of pages.

    `pages_out` and `in_office` are ids of pages.
    """

    removed: tuple[tuple[int, int], ...] = ()
    pages_out: tuple[str, ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[int, int], ...] = ()
    places: tuple[Place, ...] = ()
    in_office: tuple[str, ...] = ()

    def boxes(self) -> dict[str, tuple[Box, ...]]:
        """The places to take out, by page."""
        found: dict[str, tuple[Box, ...]] = {}
        for page_id, *place in self.places:
            found[page_id] = (*found.get(page_id, ()), Box(*place))
        return found

    def to_json(self) -> dict[str, Any]:
        """As sealed."""
        return {
            "removed": self.removed,
            "pictures_out": self.pages_out,
            "descriptions": self.descriptions,
            "wrong": self.wrong,
            "places": self.places,
            "in_office": self.in_office,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Review:
        """As opened."""
        return cls(
            tuple((start, end) for start, end in stored["removed"]),
            tuple(stored["pictures_out"]),
            tuple((one, text) for one, text in stored["descriptions"]),
            tuple((start, end) for start, end in stored.get("wrong", ())),
            tuple((one, *map(int, place)) for one, *place in stored.get("places", ())),
            tuple(stored.get("in_office", ())),
        )


def open_review(work: Work, delivery: Delivery, opener: AgencyOpener) -> Review:
    """What was chosen so far; nothing, if nobody chose."""
    if delivery.review_copy_id is None:
        return Review()
    return Review.from_json(open_json(work, delivery.review_copy_id, CopyKind.REVIEW, delivery.id, opener))


def checked_places(untrusted: Sequence[Place], known: Mapping[str, PageRead]) -> tuple[Place, ...]:
    """The places on pages of this delivery, each once and in order. Raises BadPlace."""
    places = sorted({one for one in untrusted if one[0] in known})
    for page_id, left, top, width, height in places:
        page = known[page_id]
        inside = left >= 0 and top >= 0 and left + width <= page.width and top + height <= page.height
        if not inside or width < 1 or height < 1:
            raise BadPlace
    if any(sum(one[0] == page_id for one in places) > MOST_PLACES for page_id in known):
        raise BadPlace
    return tuple(places)
