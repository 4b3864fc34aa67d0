"""Letters that came on paper: staff scan them in, and from then on they go the way of every letter.

What staff take in is sealed to the agency, and to its writer if the writer has a key: then they find it among
the letters they sent. The files' labels carry the office's mark, so that nobody else can say of a photograph
that it is a page of a letter, of which no number was agreed.
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
    CopyKind,
    NewCopy,
    Recipient,
    account_recipient,
    agency_recipient,
    seal_json,
    store_copy,
)
from portal.services.accounts import KnownAccount, person_of
from portal.services.arrangements import KnownArrangement, check_open, find_arrangement, members_of
from portal.services.draft_pictures import IS, MOST_DRAFT_PICTURES, TooManyPictures
from portal.services.items import MAKE_SAFE, Words, store_delivery, store_item
from portal.services.jobs import enqueue
from portal.services.notices import Notice, tell_account
from portal.services.pages import SCANNED_PAGE
from portal.services.staff_accounts import find_staff
from portal.services.turns import wait_for_turn
from portal.work import Work

SCANNED_IN = "letter_scanned_in"


class NothingScanned(Refusal):
    """No file at all."""

    sentence = "Please choose the pages that you scanned."


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
    """Who may have written, by side: everybody who belongs to the arrangement and is not closed."""
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
    """Put a letter that came on paper on its way to the desk. The same `token` again is the same letter.

    Raises NotThere, WriterNeeded, NothingScanned, TooManyPictures, ChannelClosed, TextTooLong; then nothing
    is kept.
    """
    known = find_arrangement(work, staff.agency_id, arrangement_id)
    wait_for_turn(work, "paper-letter", token.encode())
    made = work.session.scalars(select(Item).where(Item.draft_id == token)).one_or_none()
    if made is not None and made.agency_id == staff.agency_id:
        return made
    party, writer = _writer(work, known, letter.writer_id)
    check_open(known.arrangement)
    text, note = clean_text(letter.text), clean_text(letter.note)
    if not scans:
        raise NothingScanned
    if len(scans) > MOST_DRAFT_PICTURES:
        raise TooManyPictures
    to = [agency_recipient(work, staff.agency_id)]
    if writer.public is not None:
        to.append(account_recipient(work, writer))
    ids = sorted(one.id for one in scans)
    # What staff note to each other is not for the writer.
    item = store_item(work, writer, token, Words(text, note, ids), to, to[:1])
    for position, scan in enumerate(scans, start=1):
        _store_scan(work, item, position, scan, to)
    store_delivery(work, item, party)
    enqueue(work, MAKE_SAFE, item.id)
    if writer.state == "active":
        tell_account(work, writer, Notice.RECEIVED, item.id)
    work.record(SCANNED_IN, item.agency_id, item.id)
    return item


def _writer(work: Work, known: KnownArrangement, account_id: str) -> tuple[Party, Account]:
    for party in known.parties.values():
        if work.session.get(Membership, (party.id, account_id)) is not None:
            writer = work.session.get_one(Account, account_id)
            if writer.state != "closed":
                return party, writer
    raise WriterNeeded


def _store_scan(work: Work, item: Item, position: int, scan: Scan, to: Sequence[Recipient]) -> None:
    original = store_copy(work, scan.take(), to)
    label = {
        # Not the office's own name for it: the writer can read this, and it may name anybody.
        "file_name": f"Scan {position}",
        "description": "",
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
    return find_staff(work, item.agency_id, event.actor_id) if event else None
