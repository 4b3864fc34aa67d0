"""Which copies an account holds grants for because of the parties it belongs to.

Nothing is granted on the word of a row alone: memberships carry the office's mark, and what is granted is
opened first as what it must be, so that no row can be bent to point at another copy.

Whoever changes who belongs to a party, what its card is, or what is released to it, locks the arrangement
first (a person before their arrangements, arrangements in the order of their ids): two changes at one moment
would each miss what the other one makes.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from crypto.context import Context
from crypto.errors import NotCertified
from portal.models.account import Account
from portal.models.arrangement import Arrangement, Membership, Party
from portal.models.delivery import Release, ReleasedPicture
from portal.office import check_mark
from portal.refusal import NotThere
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    Recipient,
    account_recipient,
    check_copy,
    grant_copy,
    open_json,
)
from portal.work import Work

# PostgreSQL's FOR NO KEY UPDATE: rows that merely name the locked one can still be written meanwhile.
LOCK = {"key_share": True}


def lock_arrangement(work: Work, arrangement_id: str) -> Arrangement:
    """An arrangement as it is now, until the unit of work ends."""
    return work.session.get_one(Arrangement, arrangement_id, with_for_update=LOCK, populate_existing=True)


def lock_account(work: Work, account_id: str) -> Account:
    """A person as they are now, until the unit of work ends. Raises NotThere."""
    found = work.session.get(Account, account_id, with_for_update=LOCK, populate_existing=True)
    if found is None:  # the family door's role can't lock a closed account
        raise NotThere
    return found


def lock_person(work: Work, account_id: str, *party_ids: str) -> Account:
    """A person, with the arrangements they belong to and those of these parties."""
    account = lock_account(work, account_id)
    theirs = select(Membership.party_id).where(Membership.account_id == account_id)
    parties = select(Party.arrangement_id).where(Party.id.in_(theirs) | Party.id.in_(party_ids))
    work.session.scalars(
        select(Arrangement)
        .where(Arrangement.id.in_(parties))
        .order_by(Arrangement.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    return account


def membership_mark(party: Party, account_id: str) -> tuple[Context, str, str, str]:
    """What the office's mark on a membership is made over: this person, on this side of this arrangement."""
    return Context("membership", party.id, party.agency_id), account_id, party.arrangement_id, party.side


def check_membership(work: Work, membership: Membership, party: Party) -> None:
    """Raises NotCertified unless the office put this person into this party, and the party stands there."""
    check_mark(work, membership.mark, *membership_mark(party, membership.account_id))


def check_members(work: Work, party: Party) -> None:
    """Raises NotCertified unless the office put everybody there into this party."""
    for membership in work.session.scalars(select(Membership).where(Membership.party_id == party.id)):
        check_membership(work, membership, party)


def grant_everything_due(work: Work, account: Account) -> None:
    """Grant an account its parties' cards and what was released to them. Needs the agency's key.

    The account is one that `lock_person` gave. Raises NotCertified if a membership or a copy isn't the
    office's.
    """
    if account.public is None:
        return
    opener, to = AgencyOpener(account.agency_id), [account_recipient(work, account)]
    memberships = (
        select(Membership, Party)
        .join(Party, Party.id == Membership.party_id)
        .where(Membership.account_id == account.id)
        .execution_options(populate_existing=True)
    )
    for membership, party in work.session.execute(memberships).all():
        check_membership(work, membership, party)
        check_copy(work, party.card_copy_id, CopyKind.CARD, party.id, opener)
        grant_copy(work, party.card_copy_id, opener, to)
        for release in work.session.scalars(
            select(Release).where(Release.to_party_id == party.id, Release.withdrawn_at.is_(None))
        ):
            for copy_id in _checked_copies(work, release, opener):
                grant_copy(work, copy_id, opener, to)


def _checked_copies(work: Work, release: Release, opener: AgencyOpener) -> Iterator[str]:
    letter = open_json(work, release.copy_id, CopyKind.RELEASED_LETTER, release.id, opener)
    pictures = _pictures(work, release)
    # A picture's own seals don't say which letter it belongs to: the sealed letter does.
    if letter["to"] != release.to_party_id or {one.id for one in pictures} != {
        one["id"] for one in letter["pictures"]
    }:
        raise NotCertified
    yield release.copy_id
    for picture in pictures:
        check_copy(work, picture.copy_id, CopyKind.RELEASED_PICTURE, picture.id, opener)
        check_copy(work, picture.small_copy_id, CopyKind.RELEASED_SMALL, picture.id, opener)
        yield from (picture.copy_id, picture.small_copy_id)


def _pictures(work: Work, release: Release) -> list[ReleasedPicture]:
    query = select(ReleasedPicture).where(ReleasedPicture.release_id == release.id)
    return list(work.session.scalars(query))


def release_copies(work: Work, release: Release) -> list[str]:
    """All copies that make up a release: its letter and its pictures."""
    pictures = _pictures(work, release)
    return [release.copy_id, *(copy for one in pictures for copy in (one.copy_id, one.small_copy_id))]


def party_recipients(work: Work, party_id: str) -> list[Recipient]:
    """The accounts of a party that have a key. Raises NotCertified if a membership isn't the office's."""
    rows = work.session.execute(
        select(Account, Membership, Party)
        .join(Membership, Membership.account_id == Account.id)
        .join(Party, Party.id == Membership.party_id)
        .where(Membership.party_id == party_id, Account.public.is_not(None), Account.state != "closed")
        .order_by(Account.id)
        .execution_options(populate_existing=True)
    ).all()
    recipients = []
    for account, membership, party in rows:
        check_membership(work, membership, party)
        recipients.append(account_recipient(work, account))
    return recipients
