"""What the worker and the desk look for in one delivery: its words, the words of its pages, and its codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import select

from moderation.hints.learned.opinion import worst
from moderation.hints.learned.recogniser import ModelFault, Recogniser
from moderation.hints.learned.remembering import Remembering
from portal.models.arrangement import Arrangement
from portal.models.delivery import FIRST, Delivery
from portal.models.item import Attachment, Item
from portal.sealing import AgencyOpener, CopyKind, agency_recipient, open_json, read_together, seal_json
from portal.second_opinion import recogniser_of
from portal.services.agency_words import lists_of
from portal.services.arrangements import terms_of
from portal.services.hinting import alarms_of, look_through_letter
from portal.services.notices import tell_managers
from portal.services.page_hints import hints_on_page
from portal.services.pages import PageRead, label_of, pages_of_item, read_of
from portal.services.ways import side_of, way_of
from portal.settings import Settings
from portal.work import Work


def read_ahead(settings: Settings, texts: Iterable[str]) -> Recogniser | None:
    """The second opinion, already given on these texts; what failed fails again, and is told then."""
    recogniser = recogniser_of(settings)
    if recogniser is None:
        return None
    remembering = Remembering(recogniser)
    for text in texts:
        try:
            remembering.find(text)
        except ModelFault:
            continue
    return remembering


def find_hints(
    work: Work, delivery: Delivery, text: str, recogniser: Recogniser | None, *, alarmed: bool = False
) -> None:
    """Point at what may identify somebody, under the arrangement's present terms; sealed with the way.

    What a manager must see puts the letter first in the queue, and managers are told; `alarmed`: it was so
    before, and stays so until a manager has decided.
    """
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    terms, from_side = terms_of(work, arrangement), side_of(work, delivery)
    lists = lists_of(work, delivery.agency_id)
    found = look_through_letter(text, terms, lists, from_side, recogniser)
    reads = reads_of_item(work, delivery.agency_id, delivery.item_id)
    item, opener = work.session.get_one(Item, delivery.item_id), AgencyOpener(delivery.agency_id)
    beside = [note_of(work, item, opener), *_descriptions(work, item, opener)]
    alarms = alarms_of(everything_said(text, reads.values(), beside), terms, from_side)
    if alarms:
        delivery.rank = FIRST
        tell_managers(work, delivery.agency_id, delivery.id)
    pages = {
        page_id: hints_on_page(read, terms, lists, from_side, recogniser) for page_id, read in reads.items()
    }
    stored = {
        "terms_version": arrangement.version,
        "way": way_of(work, delivery),
        "hints": [asdict(hint) for hint in found.hints],
        "pages": {page_id: [one.to_json() for one in page.hints] for page_id, page in pages.items()},
        "second_opinion": worst([found.reading, *(page.opinion for page in pages.values())]),
        "alarms": [asdict(one) for one in alarms],
        "alarmed": alarmed or bool(alarms),
    }
    to = [agency_recipient(work, delivery.agency_id)]
    sealed = seal_json(work, delivery.agency_id, CopyKind.HINTS, delivery.id, stored, to)
    delivery.hints_copy_id = sealed.id


def reads_of_item(work: Work, agency_id: str, item_id: str) -> dict[str, PageRead]:
    """What can be read on each page of an item, in order, by the page's id."""
    opener = AgencyOpener(agency_id)
    return {one.page.id: read_of(work, one.page, opener) for one in pages_of_item(work, item_id, opener)}


def note_of(work: Work, item: Item, opener: AgencyOpener) -> str:
    """What the writer told the team alone."""
    if item.note_copy_id is None:
        return ""
    return str(open_json(work, item.note_copy_id, CopyKind.NOTE, item.id, opener)["text"])


def _descriptions(work: Work, item: Item, opener: AgencyOpener) -> list[str]:
    rows = work.session.scalars(
        select(Attachment).where(Attachment.item_id == item.id).order_by(Attachment.position, Attachment.id)
    ).all()
    read_together(work, {one.label_copy_id for one in rows}, opener)
    return [label_of(work, one, opener).description for one in rows]


def everything_said(text: str, reads: Iterable[PageRead], beside: Iterable[str]) -> str:
    """A letter's words, and after them what stands on its pages, to be read or in codes, and `beside` it (the
    note to the team, what pictures show): what a manager must see may stand in any of them."""
    pages = list(reads)
    codes = [code.text for one in pages for code in one.reading.codes]
    return "\n\n".join([text, *(one.reading.text for one in pages), *codes, *beside])
