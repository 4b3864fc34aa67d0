"""Making safe what came in: the worker's part of a letter's way."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from crypto.errors import NotCertified
from moderation.hints.learned.recogniser import Recogniser
from moderation.lifecycle import Action, Role, State, after
from moderation.sanitise.making import make_safe
from moderation.sanitise.refusals import Refused, ScannerAway
from moderation.sanitise.safe import MadeSafe
from moderation.sanitise.text import clean_text
from portal.locked_room import room_of, scanner_of
from portal.models.delivery import Delivery
from portal.models.item import Attachment, Item
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    agency_recipient,
    open_blob,
    open_json,
    seal_json,
)
from portal.services.finding import find_hints, read_ahead, reads_of_item
from portal.services.on_paper import was_scanned
from portal.services.pages import FileLabel, label_of, store_pages
from portal.services.ways import check_way
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
    recogniser = _read_ahead(house, item_id)
    with unit_of_work(house, SYSTEM) as work:
        make_letter_safe(work, item_id, recogniser)


def _read_ahead(house: House, item_id: str) -> Recogniser | None:
    """The second opinion on every text of an item: it takes its time, and nobody waits meanwhile."""
    with unit_of_work(house, SYSTEM, writes=False) as work:
        item = work.session.get_one(Item, item_id)
        if item.safe_copy_id is not None:
            return None
        reads = reads_of_item(work, item.agency_id, item.id)
        texts = [_opened(work, item)[0], *(one.reading.text for one in reads.values())]
    return read_ahead(house.settings, texts)


def make_file_safe(house: House, attachment_id: str) -> None:
    """Rebuild one file from its pixels, or note why that can't be done.

    Raises ScannerAway; NotCertified for a scan that isn't what staff scanned in.
    """
    # A document takes seconds: nobody waits for the database meanwhile.
    with unit_of_work(house, SYSTEM, writes=False) as work:
        row = work.session.get_one(Attachment, attachment_id)
        opener = AgencyOpener(row.agency_id)
        untrusted = b"".join(open_blob(work, row.original_copy_id, CopyKind.PICTURE, row.id, opener))
        _check_scan(row, label_of(work, row, opener), untrusted)
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


def _check_scan(row: Attachment, label: FileLabel, untrusted: bytes) -> None:
    # What staff scanned in is what they scanned in, of that letter and of that writer, or it goes no further.
    said = label.scan
    if said is None:
        return
    digest = hashlib.sha256(untrusted).hexdigest()
    if (said.item_id, said.account_id, said.digest) != (row.item_id, row.account_id, digest):
        raise NotCertified


def _made(house: House, untrusted: bytes) -> MadeSafe | Refused:
    try:
        read = house.settings.read_pages
        return make_safe(untrusted, room_of(house.settings), scanner_of(house.settings), read=read)
    except ScannerAway:
        raise
    except Refused as refusal:
        return refusal


def make_letter_safe(work: Work, item_id: str, recogniser: Recogniser | None) -> None:
    """Normalise the words, find hints for every recipient, and put the item on the desk.

    Raises NotCertified for a way that no letter can have come.
    """
    item = work.session.get_one(Item, item_id, with_for_update=True)
    if item.safe_copy_id is not None:
        return
    to = [agency_recipient(work, item.agency_id)]
    text, sent_with = _opened(work, item)
    pictures = select(Attachment.id).where(Attachment.item_id == item.id).order_by(Attachment.id)
    if list(work.session.scalars(pictures)) != sent_with:
        raise NotCertified
    item.safe_copy_id = seal_json(work, item.agency_id, CopyKind.SAFE_LETTER, item.id, {"text": text}, to).id
    deliveries = work.session.scalars(
        select(Delivery).where(Delivery.item_id == item.id).with_for_update()
    ).all()
    for delivery in deliveries:
        check_way(work, delivery)
        _check_paper(work, delivery)
        find_hints(work, delivery, text, recogniser)
        delivery.state = after(State(delivery.state), Action.PREPARE, Role.SYSTEM)
        delivery.version += 1
    work.record("letter_made_safe", item.agency_id, item.id)


def _check_paper(work: Work, delivery: Delivery) -> None:
    # What staff scanned in goes to the family they named, and to no other that its writer belongs to.
    scans = select(Attachment).where(Attachment.item_id == delivery.item_id, was_scanned())
    for row in work.session.scalars(scans).all():
        said = label_of(work, row, AgencyOpener(row.agency_id)).scan
        if said is not None and said.arrangement_id not in (None, delivery.arrangement_id):
            raise NotCertified


def _opened(work: Work, item: Item) -> tuple[str, list[str]]:
    """A letter's words, cleaned, and the files that were sent with it."""
    letter = open_json(work, item.copy_id, CopyKind.LETTER, item.id, AgencyOpener(item.agency_id))
    return clean_text(letter["text"]), letter["pictures"]
