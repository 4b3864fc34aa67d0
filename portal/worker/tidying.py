"""What must be tidied every few minutes. Each step may be run twice, and killed at any point."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.models.copy import Copy
from portal.services.sign_in import sweep_sign_ins
from portal.services.staff_accounts import sweep_staff_sign_ins
from portal.services.unlocking import expire_codes
from portal.throttle import sweep_counts
from portal.work import SYSTEM, House, unit_of_work

ORPHAN_AGE = timedelta(hours=24)


def tidy(house: House) -> None:
    """Everything there is to tidy. Not claims: one that ran out ends when somebody else takes the letter."""
    for step in (expire_codes, sweep_sign_ins, sweep_staff_sign_ins):
        with unit_of_work(house, SYSTEM) as work:
            step(work)
    sweep_counts(house.engine, house.clock())
    sweep_orphans(house)


def sweep_orphans(house: House) -> int:
    """Delete sealed files that no record names: uploads nobody finished, copies that were forgotten.

    Only files a day old: younger ones may belong to a transaction that is under way. Returns how many.
    """
    swept = 0
    for name in list(house.blobs.older_than(house.clock() - ORPHAN_AGE)):
        with unit_of_work(house, SYSTEM, writes=False) as work:
            named = work.session.scalar(select(Copy.id).where(Copy.blob == name))
        if named is None:
            house.blobs.delete(name)
            swept += 1
    return swept
