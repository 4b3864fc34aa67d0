"""Taking places out of pages: painted and proved by the worker, before anybody may release them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from sqlalchemy import select

from moderation.redaction.pixels import marks
from moderation.redaction.places import matches
from moderation.redaction.release import RedactedPage, is_under, not_read_again, redact_pages
from moderation.sanitise.pictures import make_small
from moderation.sanitise.refusals import Refused
from moderation.sanitise.room.room import Room
from moderation.sanitise.safe import Box, Reading, SafePage
from portal.db import new_id
from portal.locked_room import room_of
from portal.models.delivery import Delivery
from portal.models.page import PaintedPage
from portal.refusal import NotThere
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    agency_recipient,
    forget_copy,
    open_blob,
    open_json,
    seal_blob,
    seal_json,
)
from portal.services.jobs import enqueue
from portal.services.pages import SMALL_EDGE, pages_of_item, safe_page
from portal.services.review import Review, open_review
from portal.work import SYSTEM, House, Work, unit_of_work

PAINT = "paint-pages"

_TOGETHER = 20
"""Pages that are in memory at once, and read again in one room."""


class Painted(NamedTuple):
    """A page with these places taken out, and what the proof of it found."""

    row: PaintedPage
    boxes: tuple[Box, ...]
    passed: bool
    proof: dict[str, Any]


def ask_for_painting(work: Work, delivery: Delivery, before: Review, now: Review) -> None:
    """Have the worker paint what is chosen now, if that is something else than before."""
    if now.places != before.places:
        enqueue(work, PAINT, delivery.id, str(delivery.version))


def painted_pages(work: Work, delivery: Delivery, opener: AgencyOpener) -> dict[str, Painted]:
    """What the worker has ready for a delivery, by the page's id."""
    rows = work.session.scalars(select(PaintedPage).where(PaintedPage.delivery_id == delivery.id)).all()
    return {row.page_id: _opened(work, row, opener) for row in rows}


def _opened(work: Work, row: PaintedPage, opener: AgencyOpener) -> Painted:
    stored = open_json(work, row.proof_copy_id, CopyKind.PROOF, row.id, opener)
    boxes = tuple(Box(**one) for one in stored["boxes"])
    passed = stored["page"] == row.page_id and stored["proof"]["passed"] is True
    return Painted(row, boxes, passed, stored["proof"])


def painted_page(
    work: Work, agency_id: str, delivery_id: str, page_id: str, *, small: bool
) -> Iterator[bytes]:
    """A page with its places taken out, as JPEG, for staff. Raises NotThere."""
    row = work.session.scalars(
        select(PaintedPage).where(
            PaintedPage.agency_id == agency_id,
            PaintedPage.delivery_id == delivery_id,
            PaintedPage.page_id == page_id,
        )
    ).one_or_none()
    if row is None:
        raise NotThere
    opener = AgencyOpener(agency_id)
    if small:
        return open_blob(work, row.small_copy_id, CopyKind.PAINTED_SMALL, row.id, opener)
    return open_blob(work, row.copy_id, CopyKind.PAINTED_PAGE, row.id, opener)


def paint_pages(house: House, delivery_id: str) -> None:
    """Make and prove every page of a delivery as it is chosen now. May be run again after being killed."""
    with unit_of_work(house, SYSTEM) as work:
        places = _wanted(work, delivery_id)
    for first in range(0, len(places), _TOGETHER):
        with unit_of_work(house, SYSTEM, writes=False) as work:
            some = _with_pixels(work, delivery_id, places[first : first + _TOGETHER])
        for one, redacted in zip(some, redacted_each(some, room_of(house.settings)), strict=True):
            with unit_of_work(house, SYSTEM) as work:
                _keep(work, delivery_id, one.page_id, redacted)


class WantedPage(NamedTuple):
    """A page of a delivery, and the places to take out of it."""

    page_id: str
    boxes: tuple[Box, ...]
    page: SafePage


def redacted_each(wanted: Sequence[WantedPage], room: Room) -> list[RedactedPage]:
    """Several in one go: starting what reads them takes longer than a page. One that can't be read again
    holds up no other, and does not pass its proof."""
    try:
        pages, boxes = [one.page for one in wanted], [one.boxes for one in wanted]
        gone = [gone_words(one.page, one.boxes) for one in wanted]
        return list(redact_pages(pages, boxes, gone, room))
    except Refused:
        if len(wanted) == 1:
            return [not_read_again(wanted[0].page, wanted[0].boxes)]
        return [made for one in wanted for made in redacted_each([one], room)]


def _with_pixels(
    work: Work, delivery_id: str, places: Sequence[tuple[str, tuple[Box, ...]]]
) -> list[WantedPage]:
    delivery = work.session.get_one(Delivery, delivery_id)
    opener, wanted = AgencyOpener(delivery.agency_id), dict(places)
    return [
        WantedPage(one.page.id, wanted[one.page.id], safe_page(work, one.page, opener))
        for one in pages_of_item(work, delivery.item_id, opener)
        if one.page.id in wanted
    ]


def _wanted(work: Work, delivery_id: str) -> list[tuple[str, tuple[Box, ...]]]:
    """Pages with places to take out that aren't ready. What nobody wants any more is forgotten."""
    delivery = work.session.get_one(Delivery, delivery_id, with_for_update=True)
    opener = AgencyOpener(delivery.agency_id)
    places = open_review(work, delivery, opener).boxes()
    ready = painted_pages(work, delivery, opener)
    for page_id, one in ready.items():
        if places.get(page_id) != one.boxes:
            forget_painted(work, one.row)
    return [
        (one.page.id, places[one.page.id])
        for one in pages_of_item(work, delivery.item_id, opener)
        if one.page.id in places
        and (one.page.id not in ready or ready[one.page.id].boxes != places[one.page.id])
    ]


def gone_words(page: SafePage, boxes: Sequence[Box]) -> list[str]:
    """Words and codes of a page that stand under the marks, and nowhere else on it."""
    painted = marks(boxes, page.width, page.height)
    hidden = [word.text for word in page.reading.words if is_under(painted, word.box)]
    hidden += [code.text for code in page.reading.codes if is_under(painted, code.box)]
    return [one for one in dict.fromkeys(hidden) if _only_under(page.reading, one, painted)]


def _only_under(reading: Reading, text: str, painted: Sequence[Box]) -> bool:
    found = matches(reading, text, guess=False)
    return bool(found) and all(is_under(painted, box) for box in found)


def _keep(work: Work, delivery_id: str, page_id: str, made: RedactedPage) -> None:
    delivery = work.session.get_one(Delivery, delivery_id, with_for_update=True)
    agency_id, opener, boxes = delivery.agency_id, AgencyOpener(delivery.agency_id), made.boxes
    if open_review(work, delivery, opener).boxes().get(page_id) != boxes:
        return  # somebody chose otherwise meanwhile; there is a job for that
    before = painted_pages(work, delivery, opener).get(page_id)
    if before is not None:
        if before.boxes == boxes:
            return  # another worker was quicker
        forget_painted(work, before.row)
    to, painted_id = [agency_recipient(work, agency_id)], new_id()
    small = make_small(made.jpeg, SMALL_EDGE)
    stored = {"page": page_id, "boxes": [asdict(one) for one in boxes], "proof": made.proof.to_json()}
    work.session.add(
        PaintedPage(
            id=painted_id,
            agency_id=agency_id,
            delivery_id=delivery.id,
            page_id=page_id,
            copy_id=seal_blob(work, agency_id, CopyKind.PAINTED_PAGE, painted_id, [made.jpeg], to).id,
            small_copy_id=seal_blob(work, agency_id, CopyKind.PAINTED_SMALL, painted_id, [small], to).id,
            proof_copy_id=seal_json(work, agency_id, CopyKind.PROOF, painted_id, stored, to).id,
        )
    )
    work.record("page_painted", agency_id, delivery.id, passed=made.proof.passed)


def forget_painted(work: Work, row: PaintedPage) -> None:
    """A painted page that nobody wants any more, or that was released."""
    copies = (row.copy_id, row.small_copy_id, row.proof_copy_id)
    work.session.delete(row)
    work.session.flush()
    for copy_id in copies:
        forget_copy(work, copy_id)
