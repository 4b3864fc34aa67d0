"""Letters one sent in, and where they are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from moderation.lifecycle import State
from portal.models.delivery import Decision, Delivery
from portal.models.item import Attachment, Item
from portal.refusal import NotThere
from portal.sealing import CopyKind, open_json
from portal.services.correspondence import Correspondence, correspondences
from portal.services.draft_pictures import DraftPicture, open_label
from portal.services.on_paper import sent_here
from portal.services.sign_in import SignedIn
from portal.work import Work


@dataclass(frozen=True)
class Progress:
    """Where a letter is on its way to one recipient, in the writer's view. `told` is what staff wrote."""

    correspondence: Correspondence | None
    state: State
    told: str


@dataclass(frozen=True)
class SentLetter:
    """A letter one sent in."""

    item: Item
    text: str
    note: str
    pictures: list[DraftPicture]
    progress: list[Progress]

    @property
    def came_back(self) -> bool:
        """Is it waiting to be changed and sent again?"""
        return any(one.state is State.RETURNED for one in self.progress)


def _mine(me: SignedIn) -> ColumnElement[bool]:
    """Items that one sent in oneself, and can open. What came on paper is the office's alone."""
    return (Item.account_id == me.account.id) & sent_here()


def own_item(work: Work, me: SignedIn, item_id: str) -> Item:
    """An item one sent in oneself. Raises NotThere."""
    query = select(Item).where(Item.id == item_id, _mine(me))
    item = work.session.scalars(query).one_or_none()
    if item is None:
        raise NotThere
    return item


def own_words(work: Work, me: SignedIn, item: Item) -> tuple[str, str]:
    """The letter's words and the note to staff, as one wrote them."""
    text = open_json(work, item.copy_id, CopyKind.LETTER, item.id, me.opener)["text"]
    if item.note_copy_id is None:
        return text, ""
    return text, open_json(work, item.note_copy_id, CopyKind.NOTE, item.id, me.opener)["text"]


def sent_letter(work: Work, me: SignedIn, item_id: str) -> SentLetter:
    """A letter one sent in, with where it is. Raises NotThere."""
    item = own_item(work, me, item_id)
    text, note = own_words(work, me, item)
    rows = work.session.scalars(
        select(Attachment).where(Attachment.item_id == item.id).order_by(Attachment.position, Attachment.id)
    ).all()
    pictures = [open_label(work, me, row) for row in rows]
    return SentLetter(item, text, note, pictures, _progress(work, me, item, correspondences(work, me)))


def sent_items(work: Work, me: SignedIn, most: int = 50) -> list[tuple[Item, list[Progress]]]:
    """Letters one sent in, newest first, each with where it is."""
    items = work.session.scalars(
        select(Item).where(_mine(me)).order_by(Item.submitted_at.desc(), Item.id).limit(most)
    ).all()
    mine = correspondences(work, me)
    return [(item, _progress(work, me, item, mine)) for item in items]


def questions(work: Work, me: SignedIn) -> list[tuple[Item, list[Progress]]]:
    """Letters that came back and wait to be changed, newest first, each with where it came back from."""
    rows = work.session.execute(
        select(Item, Delivery)
        .join(Delivery, Delivery.item_id == Item.id)
        .where(_mine(me), Delivery.state == State.RETURNED)
        .order_by(Item.submitted_at.desc(), Item.id, Delivery.from_party_id)
    ).all()
    known = {one.party.id: one for one in correspondences(work, me)} if rows else {}
    found: dict[str, tuple[Item, list[Progress]]] = {}
    for item, row in rows:
        asked = Progress(known.get(row.from_party_id), State.RETURNED, _told(work, me, row))
        found.setdefault(item.id, (item, []))[1].append(asked)
    return list(found.values())


def asked_about(work: Work, me: SignedIn, item_id: str | None) -> list[Progress]:
    """What the team wrote when it sent this letter back; nothing once it has been sent again."""
    return next((asked for item, asked in questions(work, me) if item.id == item_id), []) if item_id else []


def _progress(work: Work, me: SignedIn, item: Item, mine: list[Correspondence]) -> list[Progress]:
    known = {one.party.id: one for one in mine}
    rows = work.session.scalars(
        select(Delivery).where(Delivery.item_id == item.id).order_by(Delivery.from_party_id)
    ).all()
    return [Progress(known.get(row.from_party_id), State(row.state), _told(work, me, row)) for row in rows]


def _told(work: Work, me: SignedIn, delivery: Delivery) -> str:
    decision = work.session.scalars(
        select(Decision)
        .where(Decision.delivery_id == delivery.id, Decision.told_copy_id.is_not(None))
        .order_by(Decision.decided_at.desc())
        .limit(1)
    ).one_or_none()
    if decision is None or decision.told_copy_id is None:
        return ""
    told = open_json(work, decision.told_copy_id, CopyKind.TOLD, decision.id, me.opener)
    return str(told["text"])
