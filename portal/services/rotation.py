"""Keys take over from older keys while letters are written and read. Nothing here opens a letter.

A new generation of an agency's keys is used from the moment it is stored. What was sealed to an older one is
sealed again in small steps, each a unit of work of its own: killed at any point, it goes on where it was.
Runs with the worker's keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, delete, func, select, update

from crypto.agency import SealedGeneration, reseal_generation
from crypto.errors import RootKeyUnavailable, SealError
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
MOST_NAMED = 50


class OldKeysInUse(Refusal):
    """Something is still sealed to an older generation, or the newest is younger than a day."""

    sentence = (
        "The older keys are still needed. Run 'letterbox rotate-keys --go-on', which makes no newer ones, "
        "wait a day from when the newest were made, and try again."
    )

    def __init__(self, needing: Collection[str] = ()) -> None:
        super().__init__()
        self.needing = sorted(needing)

    def __str__(self) -> str:
        if not self.needing:
            return self.sentence
        more = len(self.needing) - MOST_NAMED
        named = ", ".join(self.needing[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        return f"{self.sentence} Held up by: {named}."


def begin_rotation(work: Work, agency_id: str) -> None:
    """A new generation for each purpose; everything sealed from now on is sealed to it."""
    for purpose in PURPOSES:
        add_generation(work, agency_id, purpose)


@dataclass
class Resealed:
    """How far a step came: how many rows, and the last one looked at ("" at the end). `rotten` names those
    that don't open, with the kind of fault; they are passed over and left as they are."""

    done: int = 0
    last: str = ""
    rotten: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def passing_over(self, row_id: str) -> Iterator[None]:
        """One row. That a key service is away says nothing of the row."""
        try:
            yield
            self.done += 1
        except RootKeyUnavailable:
            raise
        except SealError as fault:
            self.rotten[row_id] = type(fault).__name__


def _check_older(work: Work, agency_id: str, purpose: str) -> None:
    # Were it the key that doesn't open here, every row would seem rotten.
    numbers = select(AgencyKey.number).where(AgencyKey.agency_id == agency_id, AgencyKey.purpose == purpose)
    for number in work.session.scalars(numbers):
        work.house.keyring.private(work.session, agency_id, purpose, number)


def reseal_grants(work: Work, agency_id: str, past: str = "", most: int = 200) -> Resealed:
    """Seal up to `most` of the agency's grants past that id to its newest generation."""
    _check_older(work, agency_id, CONTENT)
    newest, opener, step = agency_recipient(work, agency_id), AgencyOpener(agency_id), Resealed()
    number = newest.holder.generation
    rows = work.session.execute(
        select(Grant.id, Grant.sealed_key, Grant.generation, Copy.id, Copy.agency_id)
        .join(Copy, Copy.id == Grant.copy_id)
        .where(*_older_grants(agency_id, number), Grant.id > past)
        .order_by(Grant.id)
        .limit(most)
    ).all()
    for grant_id, sealed, old, copy_id, owner in rows:
        step.last = grant_id
        with step.passing_over(grant_id):
            resealed = reseal_grant(work, sealed, copy_id, owner, opener, newest)
            # Somebody may have forgotten the copy meanwhile, and its grants with it: nothing to do then.
            work.session.execute(
                update(Grant)
                .where(Grant.id == grant_id, Grant.generation == old)
                .values(sealed_key=resealed, generation=number)
            )
    return step


def reseal_people(work: Work, agency_id: str, past: str = "", most: int = 50) -> Resealed:
    """The same for private halves in escrow, of accounts past that id."""
    _check_older(work, agency_id, ESCROW)
    number, public = work.house.keyring.public(work.session, agency_id, ESCROW)
    step = Resealed()
    for account_id in work.session.scalars(
        select(Account.id)
        .where(Account.agency_id == agency_id, Account.id > past, Account.escrow.is_not(None))
        .order_by(Account.id)
        .limit(most)
    ).all():
        step.last = account_id
        account = lock_account(work, account_id)
        with step.passing_over(account_id):
            if account.escrow is None or generation_of(account.escrow) >= number:
                continue
            context = escrow_context(account.id, agency_id)
            old = work.house.keyring.private(work.session, agency_id, ESCROW, generation_of(account.escrow))
            account.escrow = seal_to(public, unseal_from(old, account.escrow, context), context, number)
    return step


def reseal_staff(work: Work, agency_id: str) -> Resealed:
    """The same for the secrets of staff's second factors, all at once."""
    _check_older(work, agency_id, CONTENT)
    step = Resealed()
    theirs = select(StaffAccount.id).where(StaffAccount.agency_id == agency_id).order_by(StaffAccount.id)
    for staff_id in work.session.scalars(theirs).all():
        with step.passing_over(staff_id):
            reseal_second_factor(work, staff_id)
    return step


def remove_old_generations(work: Work, agency_id: str, despite: Collection[str] = ()) -> int:
    """Delete every generation but the newest; returns how many. Raises OldKeysInUse and deletes nothing.

    `despite` are ids of rows that somebody judged rotten: what they hold is lost, if it ever was anything.
    """
    newest = {purpose: _newest(work, agency_id, purpose) for purpose in PURPOSES}
    older = {
        purpose: (
            AgencyKey.agency_id == agency_id,
            AgencyKey.purpose == purpose,
            AgencyKey.number < newest[purpose].number,
        )
        for purpose in PURPOSES
    }
    counted = {
        one: work.session.scalar(select(func.count(AgencyKey.number)).where(*older[one])) for one in PURPOSES
    }
    counts = {one: count for one, count in counted.items() if count}
    needing = {row for one in counts for row in needing_old_keys(work, agency_id, one)} - set(despite)
    if needing or any(work.now - newest[one].created_at < QUARANTINE for one in counts):
        raise OldKeysInUse(needing)
    for purpose, count in counts.items():
        work.session.execute(delete(AgencyKey).where(*older[purpose]))
        work.record("agency_key_removed", agency_id, agency_id, purpose=purpose, count=count)
    return sum(counts.values())


def _newest(work: Work, agency_id: str, purpose: str) -> AgencyKey:
    return work.session.scalars(
        select(AgencyKey)
        .where(AgencyKey.agency_id == agency_id, AgencyKey.purpose == purpose)
        .order_by(AgencyKey.number.desc())
        .limit(1)
    ).one()


def _older_grants(agency_id: str, newest: int) -> tuple[ColumnElement[bool], ...]:
    return Grant.holder_kind == "agency", Grant.holder_id == agency_id, Grant.generation < newest


def needing_old_keys(work: Work, agency_id: str, purpose: str) -> set[str]:
    """Ids of the rows that are not sealed to the newest generation: grants, members of staff, people."""
    newest = _newest(work, agency_id, purpose).number
    sealed: Select[str, bytes] | Select[str, bytes | None]
    if purpose == CONTENT:
        ids = set(work.session.scalars(select(Grant.id).where(*_older_grants(agency_id, newest))))
        sealed = select(StaffAccount.id, StaffAccount.totp).where(StaffAccount.agency_id == agency_id)
    else:
        ids = set()
        sealed = select(Account.id, Account.escrow).where(
            Account.agency_id == agency_id, Account.escrow.is_not(None)
        )
    return ids | {row_id for row_id, held in work.session.execute(sealed) if _is_older(held, newest)}


def _is_older(held: bytes | None, newest: int) -> bool:
    try:
        return held is not None and generation_of(held) < newest
    except SealError:
        return True  # nobody knows what it needs


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
