"""Letters that came on paper: the team scans them in, whoever of the two sides wrote them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from crypto.stream import seal_stream
from portal.blobs import put
from portal.db import new_id
from portal.sealing import CopyKind, begin_copy
from portal.services.scanning_in import LetterOnPaper, Scan, take_in
from portal.work import Actor, Work, unit_of_work
from tests.builders import Portal, Staff


def scan_in(
    portal: Portal, staff: Staff, arrangement_id: str, letter: LetterOnPaper, pages: Sequence[bytes]
) -> str:
    """One letter taken in, nothing made safe yet; returns the item's id."""
    with unit_of_work(portal.staff, Actor("staff", staff.account.id)) as work:
        scans = [_scan(work, staff.account.agency_id, page) for page in pages]
        return take_in(work, staff.account, arrangement_id, new_id(), letter, scans).id


def _scan(work: Work, agency_id: str, content: bytes) -> Scan:
    new = begin_copy(work, agency_id, CopyKind.PICTURE, new_id())
    new.row.blob = put(work.house.blobs, seal_stream(new.key, [content], new.context))
    digest = hashlib.sha256(content).hexdigest()
    return Scan(new.row.subject_id, lambda: new, "Scan.png", digest, page=True, photograph=True)
