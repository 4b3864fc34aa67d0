"""Items as they come in, from their writers or on paper: what is sealed of them, and whither they go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from moderation.lifecycle import State
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Party
from portal.models.delivery import Delivery
from portal.models.item import Item
from portal.sealing import CopyKind, Recipient, seal_json
from portal.services.agencies import rules_of
from portal.services.arrangements import parties_of
from portal.terms import other_side
from portal.work import Work

MAKE_SAFE = "make-safe"


class Words(NamedTuple):
    """What an item says: its words, a note to the team, and the ids of its files, sorted."""

    text: str
    note: str
    files: list[str]


def store_item(
    work: Work,
    writer: Account,
    token: str,
    words: Words,
    to: Sequence[Recipient],
    again_of: str | None = None,
) -> Item:
    """A new item of this writer. `token` names it once: a form's, or the draft's that it was."""
    item_id = new_id()
    # The letter says which files are its own: a row that points at another family's is not believed.
    said = {"text": words.text, "pictures": words.files}
    letter = seal_json(work, writer.agency_id, CopyKind.LETTER, item_id, said, to)
    note_id = None
    if words.note.strip():
        note = {"text": words.note}
        note_id = seal_json(work, writer.agency_id, CopyKind.NOTE, item_id, note, to).id
    item = Item(
        id=item_id,
        agency_id=writer.agency_id,
        account_id=writer.id,
        draft_id=token,
        copy_id=letter.id,
        note_copy_id=note_id,
        again_of=again_of,
        submitted_at=work.now,
    )
    work.session.add(item)
    work.session.flush()
    return item


def store_delivery(work: Work, item: Item, mine: Party) -> None:
    """Put an item on its way from one party to the party across."""
    across = parties_of(work, mine.arrangement_id)[other_side(mine.side)]
    days = rules_of(work, item.agency_id).decide_within_days
    work.session.add(
        Delivery(
            id=new_id(),
            agency_id=item.agency_id,
            item_id=item.id,
            arrangement_id=mine.arrangement_id,
            from_party_id=mine.id,
            to_party_id=across.id,
            state=State.RECEIVED,
            version=1,
            received_at=work.now,
            due_on=(work.now + timedelta(days=days)).date(),
        )
    )
