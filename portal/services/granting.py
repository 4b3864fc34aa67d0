"""Which copies an account holds grants for because of the parties it belongs to."""

from __future__ import annotations

from sqlalchemy import select

from portal.models.account import Account
from portal.models.arrangement import Membership, Party
from portal.models.delivery import Release, ReleasedPicture
from portal.sealing import AgencyOpener, Recipient, account_recipient, grant_copy
from portal.work import Work


def grant_everything_due(work: Work, account: Account) -> None:
    """Grant an account its parties' cards and what was released to them. Needs the agency's key."""
    if account.public is None:
        return
    opener, to = AgencyOpener(account.agency_id), [account_recipient(work, account)]
    parties = work.session.scalars(
        select(Party)
        .join(Membership, Membership.party_id == Party.id)
        .where(Membership.account_id == account.id)
    ).all()
    for party in parties:
        grant_copy(work, party.card_copy_id, opener, to)
        for release in work.session.scalars(
            select(Release).where(Release.to_party_id == party.id, Release.withdrawn_at.is_(None))
        ):
            for copy_id in release_copies(work, release):
                grant_copy(work, copy_id, opener, to)


def release_copies(work: Work, release: Release) -> list[str]:
    """All copies that make up a release: its letter and its pictures."""
    pictures = work.session.scalars(
        select(ReleasedPicture).where(ReleasedPicture.release_id == release.id)
    ).all()
    return [release.copy_id, *(copy for one in pictures for copy in (one.copy_id, one.small_copy_id))]


def party_recipients(work: Work, party_id: str) -> list[Recipient]:
    """The accounts of a party that have a key."""
    accounts = work.session.scalars(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.party_id == party_id, Account.public.is_not(None), Account.state != "closed")
        .order_by(Account.id)
    )
    return [account_recipient(work, account) for account in accounts]
