"""Mail that says only that something is waiting. Written to the outbox with what it tells of."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select

from moderation.lifecycle import Role
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Membership
from portal.models.background import OfficeMessage, OutboxMessage
from portal.models.staff import StaffAccount
from portal.work import Work


class Notice(StrEnum):
    """The mails there are; each is a template in templates/mail/."""

    RECEIVED = "received"
    WAITING = "waiting"
    QUESTION = "question"
    UNLOCK = "unlock"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - the name of a mail
    MANAGER = "manager"


def tell_account(work: Work, account: Account, notice: Notice, occasion: str) -> None:
    """Put one mail in the outbox; the same notice, person and occasion is one mail however often asked.

    `occasion` is a random id and never leaves the database: the mail itself names nothing.
    """
    if not account.has_mail or account.state == "closed":
        return
    known = select(OutboxMessage.id).where(
        OutboxMessage.template == notice,
        OutboxMessage.account_id == account.id,
        OutboxMessage.occasion == occasion,
    )
    if work.session.scalar(known) is None:
        work.session.add(
            OutboxMessage(
                id=new_id(),
                agency_id=account.agency_id,
                account_id=account.id,
                template=notice,
                occasion=occasion,
                state="ready",
                attempts=0,
                run_at=work.now,
                created_at=work.now,
            )
        )


def tell_party(work: Work, party_id: str, notice: Notice, occasion: str) -> None:
    """Tell every account of a party that can sign in."""
    accounts = work.session.scalars(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.party_id == party_id, Account.state == "active")
    )
    for account in accounts:
        tell_account(work, account, notice, occasion)


def tell_managers(work: Work, agency_id: str, occasion: str) -> None:
    """Tell every manager of an agency that something at the desk needs one: one mail each for an occasion.

    The mail says no more than that, and goes to the office alone.
    """
    told = select(OfficeMessage.staff_id).where(
        OfficeMessage.template == Notice.MANAGER, OfficeMessage.occasion == occasion
    )
    managers = select(StaffAccount.id).where(
        StaffAccount.agency_id == agency_id,
        StaffAccount.role == Role.MANAGER,
        StaffAccount.active.is_(True),
        StaffAccount.id.not_in(told),
    )
    for staff_id in work.session.scalars(managers).all():
        work.session.add(
            OfficeMessage(
                id=new_id(),
                agency_id=agency_id,
                staff_id=staff_id,
                template=Notice.MANAGER,
                occasion=occasion,
                state="ready",
                attempts=0,
                run_at=work.now,
                created_at=work.now,
            )
        )
