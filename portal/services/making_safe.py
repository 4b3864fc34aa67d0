"""Making safe what came in: the worker's part of a letter's way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import select

from crypto.errors import NotCertified
from moderation.hints.hint import Hint
from moderation.lifecycle import Action, Role, State, after
from moderation.sanitise.making import make_safe
from moderation.sanitise.refusals import Refused, ScannerAway
from moderation.sanitise.safe import MadeSafe
from moderation.sanitise.text import clean_text
from portal.locked_room import room_of, scanner_of
from portal.models.arrangement import Arrangement
from portal.models.delivery import FIRST, Delivery
from portal.models.item import Attachment, Item
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    agency_recipient,
    open_blob,
    open_json,
    seal_json,
)
from portal.second_opinion import recogniser_of
from portal.services.agency_words import lists_of
from portal.services.arrangements import terms_of
from portal.services.hinting import alarms_of, look_through_letter
from portal.services.notices import tell_managers
from portal.services.page_hints import hints_on_page
from portal.services.pages import PageRead, pages_of_item, read_of, read_pages_together, store_pages
from portal.services.ways import check_way, side_of, way_of
from portal.work import SYSTEM, House, Work, unit_of_work


def make_item_safe(house: House, item_id: str) -> None:
    """Everything the worker does with a new item. May be run again after being killed at any point.

    Raises ScannerAway while the virus scanner gives no answer: then nothing passes, and it is tried again.
    """
    with unit_of_work(house, SYSTEM, writes=False) as work:
        waiting = work.session.scalars(
            select(Attachment.id).where(Attachment.item_id == item_id, Attachment.state == "sent")
        ).all()
    for attachment_id in waiting:
        make_file_safe(house, attachment_id)
    with unit_of_work(house, SYSTEM) as work:
        make_letter_safe(work, item_id)


def make_file_safe(house: House, attachment_id: str) -> None:
    """Rebuild one file from its pixels, or note why that can't be done. Raises ScannerAway."""
    # A document takes seconds: nobody waits for the database meanwhile.
    with unit_of_work(house, SYSTEM, writes=False) as work:
        row = work.session.get_one(Attachment, attachment_id)
        opener = AgencyOpener(row.agency_id)
        untrusted = b"".join(open_blob(work, row.original_copy_id, CopyKind.PICTURE, row.id, opener))
    made = _made(house, untrusted)
    with unit_of_work(house, SYSTEM) as work:
        row = work.session.get_one(Attachment, attachment_id, with_for_update=True)
        if row.state != "sent":
            return
        if isinstance(made, Refused):
            row.state, row.refusal = "refused", type(made).__name__
            work.record("file_refused", row.agency_id, row.id, reason=row.refusal)
            return
        store_pages(work, row, made, was_read=house.settings.read_pages)
        row.state = "safe"
        work.record("file_made_safe", row.agency_id, row.id)


def _made(house: House, untrusted: bytes) -> MadeSafe | Refused:
    try:
        read = house.settings.read_pages
        return make_safe(untrusted, room_of(house.settings), scanner_of(house.settings), read=read)
    except ScannerAway:
        raise
    except Refused as refusal:
        return refusal


def make_letter_safe(work: Work, item_id: str) -> None:
    """Normalise the words, find hints for every recipient, and put the item on the desk.

    Raises NotCertified for a way that no letter can have come.
    """
    item = work.session.get_one(Item, item_id, with_for_update=True)
    if item.safe_copy_id is not None:
        return
    opener, to = AgencyOpener(item.agency_id), [agency_recipient(work, item.agency_id)]
    letter = open_json(work, item.copy_id, CopyKind.LETTER, item.id, opener)
    pictures = select(Attachment.id).where(Attachment.item_id == item.id).order_by(Attachment.id)
    if list(work.session.scalars(pictures)) != letter["pictures"]:
        raise NotCertified
    text = clean_text(letter["text"])
    item.safe_copy_id = seal_json(work, item.agency_id, CopyKind.SAFE_LETTER, item.id, {"text": text}, to).id
    deliveries = work.session.scalars(
        select(Delivery).where(Delivery.item_id == item.id).with_for_update()
    ).all()
    for delivery in deliveries:
        check_way(work, delivery)
        find_hints(work, delivery, text)
        delivery.state = after(State(delivery.state), Action.PREPARE, Role.SYSTEM)
        delivery.version += 1
    work.record("letter_made_safe", item.agency_id, item.id)


def find_hints(work: Work, delivery: Delivery, text: str, *, alarmed: bool = False) -> None:
    """Point at what may identify somebody, under the arrangement's present terms; sealed with the way.

    What a manager must see puts the letter first in the queue, and managers are told; `alarmed`: it was so
    before, and stays so until a manager has decided.
    """
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    terms, from_side = terms_of(work, arrangement), side_of(work, delivery)
    lists, recogniser = lists_of(work, delivery.agency_id), recogniser_of(work.house.settings)
    found = look_through_letter(text, terms, lists, from_side, recogniser)
    reads = _read_pages(work, delivery)
    alarms = alarms_of(with_pages(text, reads.values()), terms, from_side)
    if alarms:
        delivery.rank = FIRST
        tell_managers(work, delivery.agency_id, delivery.id)
    pages = {
        page_id: [one.to_json() for one in hints_on_page(read, terms, lists, from_side, recogniser)]
        for page_id, read in reads.items()
    }
    stored = {
        "terms_version": arrangement.version,
        "way": way_of(work, delivery),
        "hints": [hint_to_json(hint) for hint in found.hints],
        "pages": pages,
        "second_opinion": found.reading,
        "alarms": [asdict(one) for one in alarms],
        "alarmed": alarmed or bool(alarms),
    }
    to = [agency_recipient(work, delivery.agency_id)]
    sealed = seal_json(work, delivery.agency_id, CopyKind.HINTS, delivery.id, stored, to)
    delivery.hints_copy_id = sealed.id


def _read_pages(work: Work, delivery: Delivery) -> dict[str, PageRead]:
    rows, opener = pages_of_item(work, delivery.item_id), AgencyOpener(delivery.agency_id)
    read_pages_together(work, rows, opener)
    return {page.id: read_of(work, page, opener) for page, _ in rows}


def with_pages(text: str, reads: Iterable[PageRead]) -> str:
    """A letter's words, and after them the words of its pages: what a manager must see may stand on those."""
    return "\n\n".join([text, *(one.reading.text for one in reads)])


def hint_to_json(hint: Hint) -> dict[str, object]:
    """As sealed."""
    return {
        "start": hint.start,
        "end": hint.end,
        "kind": hint.kind,
        "strength": hint.strength,
        "reason": hint.reason,
        "term_id": hint.term_id,
        "suggestion": hint.suggestion,
        "rule": hint.rule,
    }
