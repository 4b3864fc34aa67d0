"""The office's mark on members of staff and their sessions, and the secret of the second factor.

A mark is made over the whole row. Whoever makes one locks the row first and reads it again: a mark over what
was read before somebody else changed the row would fit nothing, and the person could never sign in again.
"""

from __future__ import annotations

from datetime import UTC

from crypto.context import Context
from crypto.grants import generation_of, seal_to, unseal_from
from portal.keyring import CONTENT
from portal.models.staff import StaffAccount, StaffSignIn
from portal.office import check_mark, make_mark
from portal.sealing import agency_recipient
from portal.services.granting import LOCK
from portal.work import Work


def totp_context(staff_id: str, agency_id: str) -> Context:
    """What a second factor's secret is bound to."""
    return Context("totp", staff_id, agency_id)


def _marked(account: StaffAccount) -> tuple[Context, str, bytes, str, bytes, bytes]:
    context = Context("staff", account.id, account.agency_id)
    state = f"{account.role}:{'active' if account.active else 'off'}"
    return context, state, account.log_in, account.details_copy_id, account.password, account.totp


def _marked_sign_in(row: StaffSignIn, account: StaffAccount) -> tuple[Context, bytes, str]:
    context = Context("staff-sign-in", row.id, account.agency_id, account.id)
    return context, row.lookup, row.created_at.astimezone(UTC).isoformat()


def lock_staff(work: Work, staff_id: str) -> StaffAccount:
    """A member of staff as they are now, until the unit of work ends. Raises NotCertified."""
    account = work.session.get_one(StaffAccount, staff_id, with_for_update=LOCK, populate_existing=True)
    check_staff(work, account)
    return account


def mark_staff(work: Work, account: StaffAccount) -> None:
    """Mark a new row, or one that was locked before it was changed."""
    account.mark = make_mark(work, *_marked(account))


def check_staff(work: Work, account: StaffAccount) -> None:
    """Raises NotCertified unless the office made this account what it is."""
    check_mark(work, account.mark, *_marked(account))


def mark_sign_in(work: Work, row: StaffSignIn, account: StaffAccount) -> None:
    """Mark a new session."""
    row.mark = make_mark(work, *_marked_sign_in(row, account))


def check_sign_in(work: Work, row: StaffSignIn, account: StaffAccount) -> None:
    """Raises NotCertified unless the office let this browser in."""
    check_mark(work, row.mark, *_marked_sign_in(row, account))


def reseal_second_factor(work: Work, staff_id: str) -> None:
    """Seal the second factor's secret to the agency's newest generation, if it isn't yet.

    Raises SealError for a row or a secret that isn't the office's.
    """
    account = work.session.get_one(StaffAccount, staff_id, with_for_update=LOCK, populate_existing=True)
    agency, old = agency_recipient(work, account.agency_id), generation_of(account.totp)
    if old >= agency.holder.generation:
        return
    check_staff(work, account)
    context = totp_context(account.id, account.agency_id)
    private = work.house.keyring.private(work.session, account.agency_id, CONTENT, old)
    secret = unseal_from(private, account.totp, context)
    account.totp = seal_to(agency.public, secret, context, agency.holder.generation)
    mark_staff(work, account)
