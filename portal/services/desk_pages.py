"""The pages of one delivery on the desk: what they show, what may identify, and what was chosen of them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from moderation.sanitise.safe import Box
from portal.models.delivery import Delivery
from portal.models.item import Attachment
from portal.models.page import Page
from portal.sealing import AgencyOpener
from portal.services.page_hints import PageHint, is_covered
from portal.services.pages import FileLabel, FileNotes, PageRead, label_of, pages_of_item, read_of
from portal.services.painting import Painted, painted_pages
from portal.services.review import Review
from portal.work import Work


@dataclass(frozen=True)
class DeskPage:
    """A page on the desk, and what was chosen of it. `of`: how many pages its file has.

    `boxes` are the places to take out; `painted` is what the worker has ready.
    """

    page: Page
    attachment: Attachment
    file_name: str
    notes: FileNotes
    of: int
    read: PageRead
    hints: tuple[PageHint, ...]
    description: str
    included: bool
    in_office: bool
    scanned: bool = False
    boxes: tuple[Box, ...] = ()
    painted: Painted | None = None

    @property
    def id(self) -> str:
        """The page's."""
        return self.page.id

    @property
    def proved(self) -> bool:
        """May it go as far as its pixels go: nothing to take out, or taken out and proved?"""
        if not self.boxes:
            return True
        return self.painted is not None and self.painted.boxes == self.boxes and self.painted.passed

    @property
    def failed(self) -> bool:
        """Was it painted as chosen, and is what was taken out still to be found?"""
        return self.painted is not None and self.painted.boxes == self.boxes and not self.painted.passed

    def digest(self) -> bytes:
        """What a decision names it by: which pixels, what is taken out of them, and the painted copy that was
        there to be looked at."""
        places = [(box.left, box.top, box.width, box.height) for box in self.boxes]
        seen = self.painted.row.id if self.boxes and self.painted else ""
        return json.dumps([self.page.safe_copy_id, places, seen]).encode()

    def hints_left(self) -> list[PageHint]:
        """Hints at what the recipient would still see."""
        return [
            one for one in self.hints if not is_covered(one, self.boxes, self.read.width, self.read.height)
        ]


@dataclass(frozen=True)
class DeskFile:
    """A file that has no pages: `state` "sent" while it is being made safe, or "refused", and why."""

    attachment: Attachment
    file_name: str
    scanned: bool = False


def open_pages(
    work: Work, delivery: Delivery, review: Review, hints: dict[str, list[PageHint]], opener: AgencyOpener
) -> tuple[list[DeskPage], list[DeskFile]]:
    """The pages of a delivery's files in order, and the files that have none."""
    rows = pages_of_item(work, delivery.item_id, opener)
    painted, boxes, said = painted_pages(work, delivery, opener), review.boxes(), dict(review.descriptions)
    of = Counter(row.id for _, row, _ in rows)
    pages = []
    for page, row, notes in rows:
        label = label_of(work, row, opener)
        pages.append(
            DeskPage(
                page=page,
                attachment=row,
                file_name=label.file_name,
                notes=notes,
                of=of[row.id],
                read=read_of(work, page, opener),
                hints=tuple(hints.get(page.id, ())),
                description=said.get(page.id, label.description),
                included=page.id not in review.pages_out and page.id not in review.in_office,
                in_office=page.id in review.in_office,
                scanned=label.scan is not None,
                boxes=boxes.get(page.id, ()),
                painted=painted.get(page.id),
            )
        )
    query = select(Attachment).where(Attachment.item_id == delivery.item_id, Attachment.state != "safe")
    without = work.session.scalars(query.order_by(Attachment.position, Attachment.id)).all()
    return pages, [_file(row, label_of(work, row, opener)) for row in without]


def _file(row: Attachment, label: FileLabel) -> DeskFile:
    return DeskFile(row, label.file_name, label.scan is not None)
