"""Sending letters in, and following where they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from moderation.lifecycle import Action, Role, State, after
from moderation.sanitise.text import clean_text
from portal.db import new_id
from portal.models.arrangement import Arrangement, Membership, Party
from portal.models.delivery import Decision, Delivery
from portal.models.item import Attachment, Draft, Item
from portal.refusal import Refusal
from portal.sealing import CopyKind, agency_recipient, grant_copy, open_json, seal_json
from portal.services.agencies import rules_of
from portal.services.arrangements import check_open, parties_of
from portal.services.drafts import (
    AlreadySent,
    DraftChangedElsewhere,
    DraftContent,
    DraftPicture,
    NotThere,
    TooManyPictures,
    copy_pictures,
    find_draft,
    open_draft,
    open_label,
    remove_draft_row,
    save_draft,
    writer,
)
from portal.services.jobs import enqueue
from portal.services.notices import Notice, tell_account
from portal.services.sign_in import SignedIn
from portal.terms import Card, other_side
from portal.work import Work

MAKE_SAFE = "make-safe"


class EmptyLetter(Refusal):
    """Neither words nor pictures."""

    sentence = "There are no words yet. Please write a few before you send it."


class NobodyChosen(Refusal):
    """No recipient."""

    sentence = "Please choose who this letter is for."


@dataclass(frozen=True)
class Correspondence:
    """One arrangement as a correspondent sees it: their own party, its card, and whether letters may pass."""

    party: Party
    card: Card
    open: bool


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


def correspondences(work: Work, me: SignedIn) -> list[Correspondence]:
    """The arrangements somebody writes and reads in."""
    rows = work.session.execute(
        select(Party, Arrangement.state)
        .join(Membership, Membership.party_id == Party.id)
        .join(Arrangement, Arrangement.id == Party.arrangement_id)
        .where(Membership.account_id == me.account.id)
        .order_by(Party.id)
    ).tuples()
    return [Correspondence(party, card_of(work, me, party), state == "active") for party, state in rows]


def card_of(work: Work, me: SignedIn, party: Party) -> Card:
    """One's own side's card. Raises NoGrant for anybody else's."""
    return Card.from_json(open_json(work, party.card_copy_id, CopyKind.CARD, party.id, me.opener))


def submit(work: Work, me: SignedIn, draft_id: str, seen_version: int) -> Item:
    """Send a draft in. Sending it twice gives the same item.

    Raises NotThere, DraftChangedElsewhere, EmptyLetter, TextTooLong, NobodyChosen, TooManyPictures,
    ChannelClosed; the draft is kept.
    """
    try:
        draft = find_draft(work, me, draft_id, lock=True)
    except AlreadySent as sent:
        return work.session.get_one(Item, sent.item_id)
    if draft.version != seen_version:
        raise DraftChangedElsewhere
    content = open_draft(work, me, draft_id).content
    pictures = work.session.scalars(select(Attachment).where(Attachment.draft_id == draft_id)).all()
    routes = _routes(work, me, content)
    check_sendable(content, [route.card for route in routes], len(pictures))
    item = _store_item(work, me, draft, content)
    for picture in pictures:
        _hand_over(work, me, picture, item)
    for route in routes:
        _store_delivery(work, item, route.party)
    _settle_again(work, item, [route.party.id for route in routes])
    remove_draft_row(work, draft)
    enqueue(work, MAKE_SAFE, item.id)
    tell_account(work, me.account, Notice.RECEIVED, item.id)
    work.record("letter_submitted", item.agency_id, item.id)
    return item


def _routes(work: Work, me: SignedIn, content: DraftContent) -> list[Correspondence]:
    mine = {one.party.id: one for one in correspondences(work, me)}
    if not content.to:
        raise NobodyChosen
    if not set(content.to) <= set(mine):
        raise NotThere
    for party_id in content.to:
        check_open(work.session.get_one(Arrangement, mine[party_id].party.arrangement_id))
    return [mine[party_id] for party_id in dict.fromkeys(content.to)]


def check_sendable(content: DraftContent, cards: list[Card], pictures: int) -> None:
    """Raises what stands in the way of sending: EmptyLetter, TextTooLong, NobodyChosen, TooManyPictures."""
    if not clean_text(content.text).strip() and not pictures:
        raise EmptyLetter
    clean_text(content.note)
    if not cards:
        raise NobodyChosen
    if pictures > min(card.most_pictures for card in cards):
        raise TooManyPictures


def _store_item(work: Work, me: SignedIn, draft: Draft, content: DraftContent) -> Item:
    item_id, agency_id = new_id(), me.account.agency_id
    to = [*writer(work, me), agency_recipient(work, agency_id)]
    letter = seal_json(work, agency_id, CopyKind.LETTER, item_id, {"text": content.text}, to)
    note_id = None
    if content.note.strip():
        note = {"text": clean_text(content.note)}
        note_id = seal_json(work, agency_id, CopyKind.NOTE, item_id, note, to).id
    item = Item(
        id=item_id,
        agency_id=agency_id,
        account_id=me.account.id,
        draft_id=draft.id,
        copy_id=letter.id,
        note_copy_id=note_id,
        again_of=draft.again_of,
        submitted_at=work.now,
    )
    work.session.add(item)
    work.session.flush()
    return item


def _hand_over(work: Work, me: SignedIn, picture: Attachment, item: Item) -> None:
    agency = [agency_recipient(work, item.agency_id)]
    grant_copy(work, picture.original_copy_id, me.opener, agency)
    grant_copy(work, picture.label_copy_id, me.opener, agency)
    picture.draft_id, picture.item_id, picture.state = None, item.id, "sent"


def _store_delivery(work: Work, item: Item, mine: Party) -> None:
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


def _settle_again(work: Work, item: Item, party_ids: list[str]) -> None:
    if item.again_of is None:
        return
    returned = select(Delivery).where(
        Delivery.item_id == item.again_of,
        Delivery.from_party_id.in_(party_ids),
        Delivery.state == State.RETURNED,
    )
    for delivery in work.session.scalars(returned.with_for_update()):
        delivery.state = after(State(delivery.state), Action.SEND_AGAIN, Role.WRITER)
        delivery.version += 1


def begin_again(work: Work, me: SignedIn, item_id: str, draft_id: str) -> Draft:
    """A new draft out of a letter that came back, with its words, note and pictures; once a form token.

    Raises NotThere.
    """
    item = _own_item(work, me, item_id)
    try:
        return find_draft(work, me, draft_id)
    except NotThere:
        pass
    returned = work.session.scalars(
        select(Delivery.from_party_id).where(Delivery.item_id == item.id, Delivery.state == State.RETURNED)
    ).all()
    if not returned:
        raise NotThere
    text, note = _words(work, me, item)
    content = DraftContent(text, note, tuple(returned))
    draft = save_draft(work, me, draft_id, content, 0, again_of=item.id)
    copy_pictures(work, me, item.id, draft.id)
    return draft


def _own_item(work: Work, me: SignedIn, item_id: str) -> Item:
    item = work.session.get(Item, item_id)
    if item is None or item.account_id != me.account.id:
        raise NotThere
    return item


def _words(work: Work, me: SignedIn, item: Item) -> tuple[str, str]:
    text = open_json(work, item.copy_id, CopyKind.LETTER, item.id, me.opener)["text"]
    if item.note_copy_id is None:
        return text, ""
    return text, open_json(work, item.note_copy_id, CopyKind.NOTE, item.id, me.opener)["text"]


def sent_letter(work: Work, me: SignedIn, item_id: str) -> SentLetter:
    """A letter one sent in, with where it is. Raises NotThere."""
    item = _own_item(work, me, item_id)
    text, note = _words(work, me, item)
    rows = work.session.scalars(
        select(Attachment).where(Attachment.item_id == item.id).order_by(Attachment.position)
    ).all()
    pictures = [open_label(work, me, row) for row in rows]
    return SentLetter(item, text, note, pictures, progress_of(work, me, item))


def sent_items(work: Work, me: SignedIn, most: int = 50) -> list[tuple[Item, list[Progress]]]:
    """Letters one sent in, newest first, each with where it is."""
    items = work.session.scalars(
        select(Item)
        .where(Item.account_id == me.account.id)
        .order_by(Item.submitted_at.desc(), Item.id)
        .limit(most)
    ).all()
    return [(item, progress_of(work, me, item)) for item in items]


def progress_of(work: Work, me: SignedIn, item: Item) -> list[Progress]:
    """Where one's own letter is, for each recipient it was sent to."""
    mine = {one.party.id: one for one in correspondences(work, me)}
    rows = work.session.scalars(
        select(Delivery).where(Delivery.item_id == item.id).order_by(Delivery.from_party_id)
    ).all()
    return [Progress(mine.get(row.from_party_id), State(row.state), _told(work, me, row)) for row in rows]


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


def last_sent_on(work: Work, party_id: str) -> date | None:
    """The day a party last sent a letter in."""
    moment = work.session.scalar(
        select(Delivery.received_at)
        .join(Item, Item.id == Delivery.item_id)
        .where(Delivery.from_party_id == party_id)
        .order_by(Delivery.received_at.desc())
        .limit(1)
    )
    return moment.date() if moment else None
