"""Keys take over from older keys while letters are written and read. Nothing here opens a letter.

A new generation of an agency's keys is used from the moment it is stored. What was sealed to an older one is
sealed again in small steps, each a unit of work of its own: killed at any point, it goes on where it was.
Runs with the worker's keys.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from crypto.agency import SealedGeneration, reseal_generation
from crypto.errors import SealError
from crypto.grants import generation_of, seal_to, unseal_from
from portal.keyring import CONTENT, ESCROW, new_root_key_for, root_key_for
from portal.models.account import Account
from portal.models.agency import AgencyKey
from portal.models.copy import Copy, Grant
from portal.models.staff import StaffAccount
from portal.refusal import Refusal
from portal.sealing import AgencyOpener, agency_recipient, reseal_grant
from portal.services.agencies import add_generation
from portal.services.granting import lock_account
from portal.services.staff_marks import reseal_second_factor
from portal.services.unlocking import escrow_context
from portal.work import Work

# A unit of work that took the older key before the newer was there has ended long before.
QUARANTINE = timedelta(days=1)
PURPOSES = (CONTENT, ESCROW)


class OldKeysInUse(Refusal):
    """Something is still sealed to an older generation, or the newest is younger than a day."""

    sentence = (
        "The older keys are still needed. Run 'letterbox rotate-keys --go-on', which makes no newer ones, "
        "wait a day from when the newest were made, and try again."
    )


def begin_rotation(work: Work, agency_id: str) -> None:
    """A new generation for each purpose; everything sealed from now on is sealed to it."""
    for purpose in PURPOSES:
        add_generation(work, agency_id, purpose)


def reseal_grants(work: Work, agency_id: str, most: int = 200) -> int:
    """Seal up to `most` of the agency's grants to its newest generation; returns how many, 0 when all are."""
    newest, opener = agency_recipient(work, agency_id), AgencyOpener(agency_id)
    number = newest.holder.generation
    rows = work.session.execute(
        select(Grant.id, Grant.sealed_key, Grant.generation, Copy.id, Copy.agency_id)
        .join(Copy, Copy.id == Grant.copy_id)
        .where(Grant.holder_kind == "agency", Grant.holder_id == agency_id, Grant.generation < number)
        .limit(most)
    ).all()
    for grant_id, sealed, old, copy_id, owner in rows:
        resealed = reseal_grant(work, sealed, copy_id, owner, opener, newest)
        # Somebody may have forgotten the copy meanwhile, and its grants with it: then there is nothing to do.
        work.session.execute(
            update(Grant)
            .where(Grant.id == grant_id, Grant.generation == old)
            .values(sealed_key=resealed, generation=number)
        )
    return len(rows)


def reseal_people(work: Work, agency_id: str, past: str = "", most: int = 50) -> str:
    """The same for private halves in escrow, of accounts past that id; returns the last id, "" at the end."""
    number, public = work.house.keyring.public(work.session, agency_id, ESCROW)
    ids = work.session.scalars(
        select(Account.id)
        .where(Account.agency_id == agency_id, Account.id > past, Account.escrow.is_not(None))
        .order_by(Account.id)
        .limit(most)
    ).all()
    for account_id in ids:
        account = lock_account(work, account_id)
        if account.escrow is None or generation_of(account.escrow) >= number:
            continue
        context = escrow_context(account.id, agency_id)
        old = work.house.keyring.private(work.session, agency_id, ESCROW, generation_of(account.escrow))
        account.escrow = seal_to(public, unseal_from(old, account.escrow, context), context, number)
    return ids[-1] if ids else ""


def reseal_staff(work: Work, agency_id: str) -> None:
    """The same for the secrets of staff's second factors."""
    theirs = select(StaffAccount.id).where(StaffAccount.agency_id == agency_id).order_by(StaffAccount.id)
    for staff_id in work.session.scalars(theirs).all():
        reseal_second_factor(work, staff_id)


def remove_old_generations(work: Work, agency_id: str) -> int:
    """Delete every generation but the newest; returns how many. Raises OldKeysInUse and deletes nothing."""
    removed = 0
    for purpose in PURPOSES:
        newest = work.session.scalars(
            select(AgencyKey)
            .where(AgencyKey.agency_id == agency_id, AgencyKey.purpose == purpose)
            .order_by(AgencyKey.number.desc())
            .limit(1)
        ).one()
        older = (
            AgencyKey.agency_id == agency_id,
            AgencyKey.purpose == purpose,
            AgencyKey.number < newest.number,
        )
        count = work.session.scalar(select(func.count()).select_from(AgencyKey).where(*older)) or 0
        if not count:
            continue
        if work.now - newest.created_at < QUARANTINE or _in_use(work, agency_id, purpose, newest.number):
            raise OldKeysInUse
        work.session.execute(delete(AgencyKey).where(*older))
        work.record("agency_key_removed", agency_id, agency_id, purpose=purpose, count=count)
        removed += count
    return removed


def _in_use(work: Work, agency_id: str, purpose: str, newest: int) -> bool:
    if purpose == CONTENT:
        grants = select(Grant.id).where(
            Grant.holder_kind == "agency", Grant.holder_id == agency_id, Grant.generation < newest
        )
        if work.session.scalar(grants.limit(1)) is not None:
            return True
        secrets = work.session.scalars(select(StaffAccount.totp).where(StaffAccount.agency_id == agency_id))
        return any(generation_of(one) < newest for one in secrets)
    halves = work.session.scalars(select(Account.escrow).where(Account.agency_id == agency_id))
    return any(generation_of(one) < newest for one in halves if one is not None)


def reseal_under_new_root(work: Work) -> int:
    """Bring every generation of every agency under the newer root key; returns how many were not yet."""
    house, changed = work.house, 0
    for row in work.session.scalars(
        select(AgencyKey).order_by(AgencyKey.agency_id, AgencyKey.purpose, AgencyKey.number).with_for_update()
    ):
        generation = SealedGeneration(row.agency_id, row.purpose, row.number, row.public, row.sealed_private)
        newer = new_root_key_for(house.settings, house.keys, row.purpose)
        try:
            newer.unwrap(row.sealed_private, generation.context())
        except SealError:
            either = root_key_for(house.settings, house.keys, row.purpose)
            row.sealed_private = reseal_generation(either, newer, generation).sealed_private
            changed += 1
            work.record(
                "agency_key_resealed", row.agency_id, row.agency_id, purpose=row.purpose, number=row.number
            )
    return changed
