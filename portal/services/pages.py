"""Pages: storing what a file became, and opening it for staff and for the worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from sqlalchemy import select

from moderation.sanitise.kinds import PICTURES, Kind
from moderation.sanitise.pictures import make_small
from moderation.sanitise.safe import Box, MadeSafe, Reading, SafePage, SeenCode, SeenWord
from moderation.sanitise.sizes import size_of
from portal.db import new_id
from portal.models.delivery import Delivery
from portal.models.item import Attachment
from portal.models.page import Page
from portal.refusal import NotThere
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    agency_recipient,
    open_blob,
    open_json,
    read_together,
    seal_blob,
    seal_json,
)
from portal.work import Work

SMALL_EDGE = 640


class PageRead(NamedTuple):
    """A page's size in pixels, and what can be read on it."""

    width: int
    height: int
    reading: Reading


class FileNotes(NamedTuple):
    """What the worker has to say of a file, to staff alone; `was_read`: a computer read its pixels."""

    kind: Kind
    quoted: str = ""
    dropped: tuple[str, ...] = ()
    was_read: bool = False

    @property
    def is_picture(self) -> bool:
        """A photograph or drawing, of which so many were agreed; anything else is a letter's pages."""
        return self.kind in PICTURES


def store_pages(work: Work, row: Attachment, made: MadeSafe, *, was_read: bool) -> None:
    """Keep a file that was made safe: its pages, and the notes on it."""
    to = [agency_recipient(work, row.agency_id)]
    notes = {"kind": made.kind, "quoted": made.quoted, "dropped": made.dropped, "was_read": was_read}
    row.notes_copy_id = seal_json(work, row.agency_id, CopyKind.FILE_NOTES, row.id, notes, to).id
    for number, one in enumerate(made.pages, start=1):
        page_id, small = new_id(), make_small(one.jpeg, SMALL_EDGE)
        read = {"width": one.width, "height": one.height, "reading": asdict(one.reading)}
        work.session.add(
            Page(
                id=page_id,
                agency_id=row.agency_id,
                attachment_id=row.id,
                number=number,
                safe_copy_id=seal_blob(
                    work, row.agency_id, CopyKind.SAFE_PICTURE, page_id, [one.jpeg], to
                ).id,
                small_copy_id=seal_blob(work, row.agency_id, CopyKind.SMALL_PICTURE, page_id, [small], to).id,
                read_copy_id=seal_json(work, row.agency_id, CopyKind.PAGE_READING, page_id, read, to).id,
            )
        )


def pages_of_item(work: Work, item_id: str) -> Sequence[tuple[Page, Attachment]]:
    """The pages of a letter's files, in order."""
    query = (
        select(Page, Attachment)
        .join(Attachment, Attachment.id == Page.attachment_id)
        .where(Attachment.item_id == item_id)
        .order_by(Attachment.position, Attachment.id, Page.number)
    )
    return [(page, attachment) for page, attachment in work.session.execute(query)]


def read_pages_together(work: Work, pages: Sequence[tuple[Page, Attachment]], opener: AgencyOpener) -> None:
    """Fetch in one question what is read of each page soon after."""
    wanted = {page.read_copy_id for page, _ in pages} | {row.notes_copy_id for _, row in pages}
    read_together(work, {one for one in wanted if one is not None}, opener)


def notes_of(work: Work, row: Attachment, opener: AgencyOpener) -> FileNotes:
    """What the worker noted of a file; of a photograph made safe before notes were taken: that it is one."""
    if row.notes_copy_id is None:
        return FileNotes(Kind.JPEG)
    stored = open_json(work, row.notes_copy_id, CopyKind.FILE_NOTES, row.id, opener)
    kind, dropped = Kind(stored["kind"]), tuple(stored["dropped"])
    return FileNotes(kind, stored["quoted"], dropped, stored["was_read"])


def read_of(work: Work, page: Page, opener: AgencyOpener) -> PageRead:
    """A page's size and words; a photograph made safe before pages were read has no words."""
    if page.read_copy_id is None:
        width, height = size_of(page_jpeg(work, page, opener))
        return PageRead(width, height, Reading("", (), (), ()))
    stored = open_json(work, page.read_copy_id, CopyKind.PAGE_READING, page.id, opener)
    return PageRead(stored["width"], stored["height"], _reading(stored["reading"]))


def _reading(stored: dict[str, Any]) -> Reading:
    return Reading(
        stored["text"],
        tuple(SeenWord(**(one | {"box": Box(**one["box"])})) for one in stored["words"]),
        tuple(SeenCode(**(one | {"box": Box(**one["box"])})) for one in stored["codes"]),
        tuple(Box(**one) for one in stored["faces"]),
    )


def page_jpeg(work: Work, page: Page, opener: AgencyOpener) -> bytes:
    """A page's pixels."""
    return b"".join(open_blob(work, page.safe_copy_id, CopyKind.SAFE_PICTURE, page.id, opener))


def safe_page(work: Work, page: Page, opener: AgencyOpener) -> SafePage:
    """A page with its pixels, as it was made."""
    width, height, reading = read_of(work, page, opener)
    return SafePage(page_jpeg(work, page, opener), width, height, reading)


def find_page(work: Work, agency_id: str, delivery_id: str, page_id: str) -> Page:
    """A page of one delivery. Raises NotThere."""
    page = work.session.scalars(
        select(Page)
        .join(Attachment, Attachment.id == Page.attachment_id)
        .join(Delivery, Delivery.item_id == Attachment.item_id)
        .where(Page.id == page_id, Delivery.id == delivery_id, Delivery.agency_id == agency_id)
    ).one_or_none()
    if page is None:
        raise NotThere
    return page


def desk_page(work: Work, agency_id: str, delivery_id: str, page_id: str, *, small: bool) -> Iterator[bytes]:
    """A page made safe, as JPEG, for staff. Raises NotThere."""
    page, opener = find_page(work, agency_id, delivery_id, page_id), AgencyOpener(agency_id)
    if small:
        return open_blob(work, page.small_copy_id, CopyKind.SMALL_PICTURE, page.id, opener)
    return open_blob(work, page.safe_copy_id, CopyKind.SAFE_PICTURE, page.id, opener)
