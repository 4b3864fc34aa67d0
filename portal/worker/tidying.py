"""What must be tidied now and then. Each step may be run twice, and killed at any point."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.models.copy import Copy
from portal.services.jobs import revive
from portal.services.sign_in import sweep_sign_ins
from portal.services.staff_accounts import sweep_staff_sign_ins
from portal.services.unlocking import expire_codes
from portal.throttle import sweep_counts
from portal.work import SYSTEM, House, unit_of_work

ORPHAN_AGE = timedelta(hours=24)
AT_ONCE = 500
FEW = 100


def tidy(house: House) -> None:
    """Everything there is to tidy. Not claims: one that ran out ends when somebody else takes the letter."""
    for step in (revive, expire_codes, sweep_sign_ins, sweep_staff_sign_ins):
        with unit_of_work(house, SYSTEM) as work:
            step(work)
    sweep_counts(house.engine, house.clock())


class TooManyOrphans(Exception):
    """Most sealed files have no record: another portal's store, or an older database; no litter."""


def sweep_orphans(house: House) -> int:
    """Delete sealed files that no record names: uploads nobody finished, copies that were forgotten.

    Only files a day old: younger ones may belong to a transaction that is under way. Returns how many.
    Raises TooManyOrphans, and deletes nothing, where the store and the database can't be a pair.
    """
    names = list(house.blobs.older_than(house.clock() - ORPHAN_AGE))
    orphans = [
        name
        for start in range(0, len(names), AT_ONCE)
        for name in _orphans(house, names[start : start + AT_ONCE])
    ]
    if len(orphans) > FEW and 2 * len(orphans) > len(names):
        raise TooManyOrphans
    for name in orphans:
        house.blobs.delete(name)
    return len(orphans)


def _orphans(house: House, names: list[str]) -> list[str]:
    with unit_of_work(house, SYSTEM, writes=False) as work:
        known = set(work.session.scalars(select(Copy.blob).where(Copy.blob.in_(names))))
    return [name for name in names if name not in known]
