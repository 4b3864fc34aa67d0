"""The office's mark: made by the staff door and the worker, checked wherever a row is relied on.

Who can write to the database can delete and roll back, but can't put words into the office's mouth, let
somebody into a party, ask for an unlock code or make himself a member of staff.
"""

from __future__ import annotations

import hashlib

from crypto.certificates import certify, check_certificate
from crypto.context import Context
from crypto.derivation import length_prefixed
from portal.work import Work

MOST_REMEMBERED = 10_000


def make_mark(work: Work, context: Context, *fields: str | bytes) -> bytes:
    """Mark these fields of one row. Raises KeysMissing at the family door."""
    return certify(work.house.keys["office_sign"], length_prefixed(*fields), context)


def check_mark(work: Work, mark: bytes | None, context: Context, *fields: str | bytes) -> None:
    """Raises NotCertified unless the office marked exactly these fields of this row.

    What was found good once is good for ever, so this process remembers it (by its digest alone).
    """
    key, marked, mark = work.house.keys["office_check"], length_prefixed(*fields), mark or b""
    seen = hashlib.sha256(length_prefixed(key, context.encode(), mark, marked)).digest()
    good = work.house.good_marks
    if seen in good:
        return
    check_certificate(key, marked, mark, context)
    if len(good) >= MOST_REMEMBERED:
        good.clear()
    good.add(seen)
