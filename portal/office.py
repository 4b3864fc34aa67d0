"""The office's mark: made by the staff door and the worker, checked wherever a row is relied on.

Who can write to the database can delete and roll back, but can't put words into the office's mouth, let
somebody into a party, ask for an unlock code or make himself a member of staff.
"""

from __future__ import annotations

from crypto.certificates import certify, check_certificate
from crypto.context import Context
from crypto.derivation import length_prefixed
from portal.work import Work


def make_mark(work: Work, context: Context, *fields: str | bytes) -> bytes:
    """Mark these fields of one row. Raises KeysMissing at the family door."""
    return certify(work.house.keys["office_sign"], length_prefixed(*fields), context)


def check_mark(work: Work, mark: bytes | None, context: Context, *fields: str | bytes) -> None:
    """Raises NotCertified unless the office marked exactly these fields of this row."""
    check_certificate(work.house.keys["office_check"], length_prefixed(*fields), mark or b"", context)
