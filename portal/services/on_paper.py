"""Which letters and files staff scanned in, asked of the labels that they alone can write; and which not.

Who writes to the database through the family door can add a grant, but no such label, and can't take one from
its file: a row of theirs makes nothing that came on paper look as if its writer had sent it here.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.models.copy import Copy, Grant
from portal.models.item import Attachment, Item
from portal.sealing import CopyKind


def came_on_paper(item_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """For a query: staff scanned this letter in."""
    return (
        select(Attachment.id)
        .join(Copy, Copy.id == Attachment.label_copy_id)
        .where(Attachment.item_id == item_id, Copy.kind == CopyKind.SCAN_LABEL)
        .exists()
    )


def sent_here() -> ColumnElement[bool]:
    """For a query of items: the writer sent it in here, and has a key to it."""
    grant = select(Grant.id).where(
        Grant.copy_id == Item.copy_id, Grant.holder_kind == "account", Grant.holder_id == Item.account_id
    )
    return grant.correlate(Item).exists() & ~came_on_paper(Item.id)


def was_scanned() -> ColumnElement[bool]:
    """For a query of files: staff scanned this one in."""
    label = select(Copy.id).where(Copy.id == Attachment.label_copy_id, Copy.kind == CopyKind.SCAN_LABEL)
    return label.correlate(Attachment).exists()
