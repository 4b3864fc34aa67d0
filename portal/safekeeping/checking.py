"""Is everything still there, and does it open? For after a restore, and for now and then."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from crypto.errors import SealError
from portal.blobs import BlobMissing
from portal.models.copy import Copy, Grant
from portal.sealing import AgencyOpener, CopyKind, NoGrant, open_blob, open_copy
from portal.work import SYSTEM, House, unit_of_work

AT_ONCE = 200


@dataclass
class Found:
    """How many copies there are, how many the office opened, how many are people's own (their file is there),
    and ids of those that don't open, with the kind of fault."""

    copies: int = 0
    opened: int = 0
    own: int = 0
    faults: dict[str, str] = field(default_factory=dict)


def check_everything(house: House) -> Found:
    """Open every copy that the office can open, to its last byte, and look for the files of the others."""
    found, last = Found(), ""
    while ids := _next_ids(house, last):
        last = ids[-1]
        for copy_id in ids:
            _check(house, copy_id, found)
    return found


def _next_ids(house: House, after: str) -> list[str]:
    with unit_of_work(house, SYSTEM, writes=False) as work:
        query = select(Copy.id).where(Copy.id > after).order_by(Copy.id).limit(AT_ONCE)
        return list(work.session.scalars(query))


def _check(house: House, copy_id: str, found: Found) -> None:
    with unit_of_work(house, SYSTEM, writes=False) as work:
        copy = work.session.get(Copy, copy_id)
        if copy is None:
            return  # forgotten meanwhile
        found.copies += 1
        held = select(Grant.id).where(Grant.copy_id == copy_id, Grant.holder_kind == "agency")
        opener, kind = AgencyOpener(copy.agency_id), CopyKind(copy.kind)
        try:
            if work.session.scalar(held) is None:
                if copy.blob is not None and not house.blobs.has(copy.blob):
                    raise BlobMissing
                found.own += 1
            elif copy.blob is None:
                open_copy(work, copy_id, kind, copy.subject_id, opener)
                found.opened += 1
            else:
                for _ in open_blob(work, copy_id, kind, copy.subject_id, opener):
                    pass
                found.opened += 1
        except (SealError, BlobMissing, NoGrant) as fault:
            found.faults[copy_id] = type(fault).__name__
