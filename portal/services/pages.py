"""Pages: storing what a file became, and opening it for staff and for the worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, NamedTuple

from sqlalchemy import select

from crypto.errors import NotCertified
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
    NoGrant,
    agency_recipient,
    open_blob,
    open_json,
    read_together,
    seal_blob,
    seal_json,
)
from portal.work import Work

SMALL_EDGE = 640
SCANNED_PAGE = "page"
"""What staff call a scanned page of a letter; other scans are photographs or documents."""


class PageRead(NamedTuple):
    """A page's size in pixels, and what can be read on it."""

    width: int
    height: int
    reading: Reading


class ScannedAs(NamedTuple):
    """A file that staff scanned in, as they sealed it.

    Of which letter, writer and arrangement, with which content (SHA-256 in hexadecimal), and whether it is a
    page of the letter or a photograph that came with it.
    """

    item_id: str
    account_id: str
    arrangement_id: str | None
    digest: str
    page: bool


class FileLabel(NamedTuple):
    """What a file was called, and what was said of it; of one that came on paper, what staff said."""

    file_name: str
    description: str
    scan: ScannedAs | None = None


class FileNotes(NamedTuple):
    """What the worker has to say of a file, to staff alone; `was_read`: a computer read its pixels.

    `pages`: the ids of the pages that it became, in order: no row can take one away or put one in.
    """

    kind: Kind
    quoted: str = ""
    dropped: tuple[str, ...] = ()
    was_read: bool = False
    pages: tuple[str, ...] = ()
    scanned_page: bool = False

    @property
    def is_picture(self) -> bool:
        """A photograph or drawing, of which so many were agreed; anything else is a letter's pages."""
        return self.kind in PICTURES and not self.scanned_page


def store_pages(work: Work, row: Attachment, made: MadeSafe, *, was_read: bool) -> None:
    """Keep a file that was made safe: its pages, and the notes on it."""
    to = [agency_recipient(work, row.agency_id)]
    ids = tuple(new_id() for _ in made.pages)
    scan = label_of(work, row, AgencyOpener(row.agency_id)).scan
    scanned_page = scan is not None and scan.page
    notes = FileNotes(made.kind, made.quoted, made.dropped, was_read, ids, scanned_page)._asdict()
    row.notes_copy_id = seal_json(work, row.agency_id, CopyKind.FILE_NOTES, row.id, notes, to).id
    for number, (page_id, one) in enumerate(zip(ids, made.pages, strict=True), start=1):
        small = make_small(one.jpeg, SMALL_EDGE)
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


class FilePage(NamedTuple):
    """A page, the file it is of, and what the worker noted of that."""

    page: Page
    attachment: Attachment
    notes: FileNotes


def pages_of_item(work: Work, item_id: str, opener: AgencyOpener) -> list[FilePage]:
    """The pages of a letter's files, in order; what is read of each is fetched with them.

    Raises NotCertified where the rows tell of other pages than the worker made of these files.
    """
    files = work.session.scalars(
        select(Attachment).where(Attachment.item_id == item_id).order_by(Attachment.position, Attachment.id)
    ).all()
    pages = work.session.scalars(
        select(Page).where(Page.attachment_id.in_([one.id for one in files])).order_by(Page.number)
    ).all()
    copies = {one.read_copy_id for one in pages} | {one.notes_copy_id for one in files}
    read_together(work, {one for one in copies if one is not None}, opener)
    found: list[FilePage] = []
    for file in files:
        notes, mine = _notes_of(work, file, opener), [one for one in pages if one.attachment_id == file.id]
        if tuple(one.id for one in mine) != notes.pages:
            raise NotCertified
        found += [FilePage(one, file, notes) for one in mine]
    return found


def _notes_of(work: Work, row: Attachment, opener: AgencyOpener) -> FileNotes:
    if row.notes_copy_id is None:
        # A photograph made safe before notes were taken is a page under its own id; its seals say so.
        return FileNotes(Kind.JPEG, pages=(row.id,) if row.state == "safe" else ())
    stored = open_json(work, row.notes_copy_id, CopyKind.FILE_NOTES, row.id, opener)
    return FileNotes(
        Kind(stored["kind"]),
        stored["quoted"],
        tuple(stored["dropped"]),
        stored["was_read"],
        tuple(stored["pages"]),
        stored.get("scanned_page", False),  # none was, before letters were scanned in
    )


def label_of(work: Work, row: Attachment, opener: AgencyOpener) -> FileLabel:
    """What a file was called, and what was said of it. Raises NotCertified for words of staff that aren't."""
    try:
        said = open_json(work, row.label_copy_id, CopyKind.LABEL, row.id, opener)
    except NoGrant:
        said = open_json(work, row.label_copy_id, CopyKind.SCAN_LABEL, row.id, opener)
        is_page = said["is"] == SCANNED_PAGE
        arrangement = said.get("arrangement")  # the first labels named none
        scan = ScannedAs(said["item"], said["writer"], arrangement, said["digest"], is_page)
        return FileLabel(said["file_name"], said["description"], scan)
    return FileLabel(said["file_name"], said["description"])


def read_of(work: Work, page: Page, opener: AgencyOpener) -> PageRead:
    """A page's size and words; a photograph made safe before pages were read has no words.

    Raises NotCertified for a page of later days whose row says that nobody read it.
    """
    if page.read_copy_id is None:
        if page.id != page.attachment_id:
            raise NotCertified
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
