"""What goes out on paper: letters with unlock codes, and released letters for parties nobody of whom
signs in. Every printing is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from crypto.errors import NotCertified
from portal.models.account import Account, UnlockCode
from portal.models.arrangement import Arrangement, Membership, Party
from portal.models.audit import AuditEvent
from portal.models.delivery import Release, ReleasedPicture
from portal.refusal import NotThere
from portal.sealing import AgencyOpener, CopyKind, open_blob, open_json
from portal.services.accounts import Person, person_of
from portal.services.arrangements import members_of, terms_of
from portal.services.granting import check_members
from portal.services.unlocking import CODE_PRINTED, code_to_print
from portal.terms import SideTerms
from portal.work import Work

MOST = 50
PRINTED = "released_letter_printed"


@dataclass(frozen=True)
class CodeLetter:
    """A letter with an unlock code that waits to be printed, and whom it is for."""

    code: UnlockCode
    person: Person


@dataclass(frozen=True)
class PaperLetter:
    """A released letter that goes by post. `invited`: one of the party's people may yet sign in."""

    release: Release
    reference: str
    reader: SideTerms
    writer: SideTerms
    people: list[Person]
    invited: bool
    printed_at: datetime | None


@dataclass(frozen=True)
class PrintedLetter:
    """A released letter's content, exactly as the recipient may read it; pictures as (id, description)."""

    letter: PaperLetter
    text: str
    pictures: list[tuple[str, str]]


def code_letters(work: Work, agency_id: str) -> list[CodeLetter]:
    """Codes asked for by post that still open something: those not printed yet first, then oldest first."""
    printed = select(AuditEvent.number).where(
        AuditEvent.chain == "staff",
        AuditEvent.subject_id == UnlockCode.account_id,
        AuditEvent.event == CODE_PRINTED,
        AuditEvent.at >= UnlockCode.created_at,
    )
    rows = work.session.scalars(
        select(UnlockCode)
        .where(UnlockCode.agency_id == agency_id, UnlockCode.channel == "post", UnlockCode.state == "open")
        .where(UnlockCode.letter_copy_id.is_not(None), UnlockCode.expires_at > work.now)
        .order_by(printed.exists(), UnlockCode.created_at, UnlockCode.id)
        .limit(MOST)
    ).all()
    return [CodeLetter(row, person_of(work, work.session.get_one(Account, row.account_id))) for row in rows]


def print_code_letter(work: Work, agency_id: str, code_id: str) -> tuple[CodeLetter, str]:
    """A code to print, recorded because it opens an account. Raises NotThere once it opens nothing."""
    row = work.session.get(UnlockCode, code_id, with_for_update=True)
    if row is None or row.agency_id != agency_id or row.channel != "post" or row.state != "open":
        raise NotThere
    if row.letter_copy_id is None or row.expires_at <= work.now:
        raise NotThere
    person = person_of(work, work.session.get_one(Account, row.account_id))
    return CodeLetter(row, person), code_to_print(work, row)


def paper_letters(work: Work, agency_id: str) -> list[PaperLetter]:
    """Released letters of parties without anybody who can sign in: all that wait, those that wait longest
    first; then what was printed, newest first."""
    signs_in = (
        select(Membership.party_id)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.party_id == Release.to_party_id, Account.state == "active")
    )
    printed = select(AuditEvent.number).where(
        AuditEvent.chain == "staff", AuditEvent.subject_id == Release.id, AuditEvent.event == PRINTED
    )
    by_post = select(Release).where(
        Release.agency_id == agency_id, Release.withdrawn_at.is_(None), ~signs_in.exists()
    )
    waiting = by_post.where(~printed.exists()).order_by(Release.released_at, Release.id)
    done = by_post.where(printed.exists()).order_by(Release.released_at.desc(), Release.id)
    rows = [one for query in (waiting, done) for one in work.session.scalars(query.limit(MOST))]
    return [_paper_letter(work, row) for row in rows[:MOST]]


def _paper_letter(work: Work, row: Release) -> PaperLetter:
    party = work.session.get_one(Party, row.to_party_id)
    terms = terms_of(work, work.session.get_one(Arrangement, party.arrangement_id))
    members = members_of(work, party.id)
    printed = select(AuditEvent.at).where(
        AuditEvent.chain == "staff", AuditEvent.subject_id == row.id, AuditEvent.event == PRINTED
    )
    return PaperLetter(
        release=row,
        reference=party.reference,
        reader=terms.side(party.side),
        writer=terms.birth if party.side == "adoptive" else terms.adoptive,
        people=[person_of(work, one) for one in members],
        invited=any(one.state == "invited" for one in members),
        printed_at=work.session.scalar(printed.order_by(AuditEvent.at.desc()).limit(1)),
    )


def print_letter(work: Work, agency_id: str, release_id: str) -> PrintedLetter:
    """A released letter to print, and note that it was.

    Raises NotThere, also for one that was withdrawn; NotCertified for one that was released to others.
    """
    row = work.session.get(Release, release_id)
    if row is None or row.agency_id != agency_id or row.withdrawn_at is not None:
        raise NotThere
    content = open_json(work, row.copy_id, CopyKind.RELEASED_LETTER, row.id, AgencyOpener(agency_id))
    if content["to"] != row.to_party_id:
        raise NotCertified
    check_members(work, work.session.get_one(Party, row.to_party_id))
    letter = _paper_letter(work, row)
    work.record(PRINTED, agency_id, row.id)
    return PrintedLetter(
        letter, content["text"], [(one["id"], one["description"]) for one in content["pictures"]]
    )


def printed_picture(work: Work, agency_id: str, picture_id: str) -> Iterator[bytes]:
    """A released picture, as JPEG, for the printed page. Raises NotThere."""
    picture = work.session.get(ReleasedPicture, picture_id)
    row = work.session.get(Release, picture.release_id) if picture else None
    if picture is None or row is None or row.agency_id != agency_id or row.withdrawn_at is not None:
        raise NotThere
    return open_blob(
        work, picture.copy_id, CopyKind.RELEASED_PICTURE, picture.id, AgencyOpener(row.agency_id)
    )
