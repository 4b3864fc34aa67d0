"""Letters that came on paper: staff scan them in, and from then on they go the way of every letter.

What staff take in is sealed to the agency alone. The one named as its writer has the paper; if the wrong one
was named, nothing of it has reached the other side. The files' labels carry the office's mark: nobody else
can say of a photograph that it is a page of a letter, of which no number was agreed, or change what was
scanned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from moderation.sanitise.text import clean_text
from portal.models.account import Account
from portal.models.arrangement import Membership, Party
from portal.models.audit import AuditEvent
from portal.models.item import Attachment, Item
from portal.models.staff import StaffAccount
from portal.refusal import Refusal
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    NewCopy,
    Recipient,
    agency_recipient,
    seal_json,
    store_copy,
)
from portal.services.accounts import KnownAccount, person_of
from portal.services.arrangements import KnownArrangement, check_open, find_arrangement, members_of
from portal.services.draft_pictures import IS, MOST_DRAFT_PICTURES, short_name
from portal.services.granting import check_members, check_membership
from portal.services.items import MAKE_SAFE, Words, store_delivery, store_item
from portal.services.jobs import enqueue
from portal.services.pages import SCANNED_PAGE, label_of
from portal.services.turns import wait_for_turn
from portal.work import Work

SCANNED_IN = "letter_scanned_in"


class NothingScanned(Refusal):
    """No file at all."""

    sentence = "Please choose the pages that you scanned."


class TooManyScans(Refusal):
    """More files than one letter takes."""

    sentence = f"At most {MOST_DRAFT_PICTURES} files go with one letter. Please scan its pages into one PDF."


class FormUsed(Refusal):
    """The form's token has made a letter already, and this is another one."""

    sentence = "This form was used already, for another letter. Please open it again."


class WriterNeeded(Refusal):
    """Nobody, or nobody of this arrangement, was named as the writer."""

    sentence = "Please choose who wrote this letter."


@dataclass(frozen=True)
class Scan:
    """A file that was scanned, sealed as it came in and not yet anybody's: `take` says that it is wanted.

    `page`: a page of the letter; otherwise a photograph or drawing that came with it. `photograph`: what the
    first look at the file said.
    """

    id: str
    take: Callable[[], NewCopy]
    file_name: str
    digest: str
    page: bool
    photograph: bool

    @property
    def is_what(self) -> str:
        """As the label has it."""
        return SCANNED_PAGE if self.page else IS[self.photograph]


@dataclass(frozen=True)
class LetterOnPaper:
    """What staff say of a letter on paper: whose it is, words typed out of it, and a note to colleagues."""

    writer_id: str
    text: str = ""
    note: str = ""


def possible_writers(work: Work, known: KnownArrangement) -> dict[str, list[KnownAccount]]:
    """Who may have written, by side: everybody who belongs to the arrangement and is not closed.

    Raises NotCertified if the office did not put them all there.
    """
    for party in known.parties.values():
        check_members(work, party)
    return {
        side: [
            KnownAccount(one, person_of(work, one))
            for one in members_of(work, party.id)
            if one.state != "closed"
        ]
        for side, party in known.parties.items()
    }


def take_in(
    work: Work,
    staff: StaffAccount,
    arrangement_id: str,
    token: str,
    letter: LetterOnPaper,
    scans: Sequence[Scan],
) -> Item:
    """Put a letter that came on paper on its way to the desk. The same again is the same letter.

    Raises NotThere, WriterNeeded, NothingScanned, TooManyScans, FormUsed, ChannelClosed, TextTooLong,
    NotCertified; then nothing is kept.
    """
    known = find_arrangement(work, staff.agency_id, arrangement_id)
    party, writer = _writer(work, known, letter.writer_id)
    wait_for_turn(work, "scanning-in", token.encode())
    made = work.session.scalars(select(Item).where(Item.draft_id == token)).one_or_none()
    if made is not None:
        _check_same(work, made, writer, scans)
        return made
    check_open(known.arrangement)
    text, note = clean_text(letter.text), clean_text(letter.note)
    if not scans:
        raise NothingScanned
    if len(scans) > MOST_DRAFT_PICTURES:
        raise TooManyScans
    to = [agency_recipient(work, staff.agency_id)]
    item = store_item(work, writer, token, Words(text, note, sorted(one.id for one in scans)), to)
    for position, scan in enumerate(scans, start=1):
        _store_scan(work, item, party.arrangement_id, position, scan, to)
    store_delivery(work, item, party)
    enqueue(work, MAKE_SAFE, item.id)
    work.record(SCANNED_IN, item.agency_id, item.id)
    return item


def _writer(work: Work, known: KnownArrangement, account_id: str) -> tuple[Party, Account]:
    for party in known.parties.values():
        membership = work.session.get(Membership, (party.id, account_id))
        if membership is not None:
            check_membership(work, membership, party)
            writer = work.session.get_one(Account, account_id)
            if writer.state != "closed":
                return party, writer
    raise WriterNeeded


def _check_same(work: Work, made: Item, writer: Account, scans: Sequence[Scan]) -> None:
    if made.account_id != writer.id:
        raise FormUsed
    rows = work.session.scalars(select(Attachment).where(Attachment.item_id == made.id)).all()
    labels = [label_of(work, row, AgencyOpener(row.agency_id)).scan for row in rows]
    if sorted(one.digest for one in labels if one) != sorted(one.digest for one in scans):
        raise FormUsed


def _store_scan(
    work: Work, item: Item, arrangement_id: str, position: int, scan: Scan, to: Sequence[Recipient]
) -> None:
    original = store_copy(work, scan.take(), to)
    label = {
        "file_name": short_name(scan.file_name),
        "description": "",
        "item": item.id,
        "writer": item.account_id,
        "arrangement": arrangement_id,
        "digest": scan.digest,
        "is": scan.is_what,
    }
    work.session.add(
        Attachment(
            id=scan.id,
            agency_id=item.agency_id,
            account_id=item.account_id,
            item_id=item.id,
            position=position,
            state="sent",
            original_copy_id=original.id,
            label_copy_id=seal_json(work, item.agency_id, CopyKind.SCAN_LABEL, scan.id, label, to).id,
            created_at=work.now,
        )
    )
    work.session.flush()


def who_scanned(work: Work, item: Item) -> StaffAccount | None:
    """Who of the team scanned a letter in, as the audit log tells; None of one that its writer sent."""
    event = work.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.chain == "staff", AuditEvent.subject_id == item.id, AuditEvent.event == SCANNED_IN)
        .limit(1)
    ).one_or_none()
    who = work.session.get(StaffAccount, event.actor_id) if event else None
    return who if who is not None and who.agency_id == item.agency_id else None
