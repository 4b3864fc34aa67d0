"""Writing, looking over and sending letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from moderation.hints.find import hints_for_writer
from moderation.hints.hint import Kind
from moderation.lifecycle import Action, Role, State, after
from moderation.sanitise.text import TextTooLong, clean_text
from portal.models.arrangement import Arrangement
from portal.models.delivery import Delivery
from portal.models.item import Attachment, Draft, Item
from portal.refusal import NotThere, Refusal
from portal.sealing import agency_recipient, grant_copy
from portal.services.arrangements import ChannelClosed, check_open
from portal.services.correspondence import Correspondence, chosen, correspondences
from portal.services.draft_pictures import (
    DraftPicture,
    TooManyPictures,
    copy_pictures,
    forget_pictures,
    photographs,
    pictures_of_draft,
)
from portal.services.drafts import (
    AlreadySent,
    DraftChangedElsewhere,
    DraftContent,
    find_draft,
    open_draft,
    remove_draft_row,
    save_draft,
    writer,
)
from portal.services.items import MAKE_SAFE, Words, store_delivery, store_item
from portal.services.jobs import enqueue
from portal.services.notices import Notice, tell_account
from portal.services.sign_in import SignedIn
from portal.services.tracking import own_item, own_words
from portal.terms import Card
from portal.work import Work


class EmptyLetter(Refusal):
    """Neither words nor pictures nor documents."""

    sentence = "There are no words yet. Please write a few before you send it."


class NobodyChosen(Refusal):
    """No recipient."""

    sentence = "Please choose who this letter is for."


@dataclass(frozen=True)
class OwnHint:
    """Words of one's own letter that may give something away. `private`: on one's own side's list."""

    words: str
    kind: Kind
    private: bool


@dataclass(frozen=True)
class LookedOver:
    """A draft as its reader would see it, and what stands in the way of sending it, if anything does."""

    draft: Draft
    text: str
    note: str
    to: list[Correspondence]
    pictures: list[DraftPicture]
    hints: list[OwnHint]
    problem: Refusal | TextTooLong | None


def save_letter(work: Work, me: SignedIn, draft_id: str, content: DraftContent, seen_version: int) -> Draft:
    """Save what was written. Raises as `save_draft`; NotThere also for a recipient who isn't one's own."""
    if not set(content.to) <= {one.party.id for one in correspondences(work, me)}:
        raise NotThere
    return save_draft(work, me, draft_id, content, seen_version)


def throw_away(work: Work, me: SignedIn, draft_id: str) -> None:
    """Throw one's own draft away, with its pictures. Raises NotThere, AlreadySent."""
    draft = find_draft(work, me, draft_id, lock=True)
    forget_pictures(work, draft.id)
    remove_draft_row(work, draft)


def look_over(work: Work, me: SignedIn, draft_id: str) -> LookedOver:
    """One's own draft before it is sent. Raises NotThere, AlreadySent."""
    known = open_draft(work, me, draft_id)
    to = chosen(correspondences(work, me), known.content.to)
    pictures = pictures_of_draft(work, me, draft_id)
    problem: Refusal | TextTooLong | None = None
    try:
        check_sendable(work, known.content, to, pictures)
    except (EmptyLetter, NobodyChosen, TooManyPictures, ChannelClosed, TextTooLong) as found:
        problem = found
    if isinstance(problem, TextTooLong):
        return LookedOver(known.draft, "", "", to, pictures, [], problem)
    text, note = clean_text(known.content.text), clean_text(known.content.note)
    return LookedOver(
        known.draft, text, note, to, pictures, own_hints(text, [one.card for one in to]), problem
    )


def own_hints(text: str, cards: Sequence[Card]) -> list[OwnHint]:
    """What somebody who writes may be told: contact details, and their own side's private words.

    Nothing of the other side's is looked at, so that nobody can find out whether a guess is right.
    """
    found: dict[tuple[int, int], OwnHint] = {}
    for side in sorted({card.side for card in cards}):
        mine = [card for card in cards if card.side == side]
        terms = [term for card in mine for term in card.terms()]
        names = [name for card in mine for name in card.names()]
        for hint in hints_for_writer(text, terms, side, names):
            words = text[hint.start : hint.end]
            found.setdefault(
                (hint.start, hint.end), OwnHint(words, hint.kind, private=hint.term_id is not None)
            )
    return [found[place] for place in sorted(found)]


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
    pictures = pictures_of_draft(work, me, draft_id)
    routes = chosen(correspondences(work, me), content.to)
    check_sendable(work, content, routes, pictures)
    item = _store_item(work, me, draft, content, sorted(one.attachment.id for one in pictures))
    for picture in pictures:
        _hand_over(work, me, picture.attachment, item)
    for route in routes:
        store_delivery(work, item, route.party)
    _settle_again(work, item, [route.party.id for route in routes])
    remove_draft_row(work, draft)
    enqueue(work, MAKE_SAFE, item.id)
    tell_account(work, me.account, Notice.RECEIVED, item.id)
    work.record("letter_submitted", item.agency_id, item.id)
    return item


def check_sendable(
    work: Work, content: DraftContent, to: Sequence[Correspondence], pictures: Sequence[DraftPicture]
) -> None:
    """Raises what stands in the way of sending: TextTooLong, EmptyLetter, NobodyChosen, TooManyPictures,
    ChannelClosed."""
    clean_text(content.note)
    if not clean_text(content.text).strip() and not pictures:
        raise EmptyLetter
    if not to:
        raise NobodyChosen
    if photographs(pictures) > min(one.card.most_pictures for one in to):
        raise TooManyPictures
    for one in to:
        check_open(work.session.get_one(Arrangement, one.party.arrangement_id))


def _store_item(work: Work, me: SignedIn, draft: Draft, content: DraftContent, pictures: list[str]) -> Item:
    to = [*writer(work, me), agency_recipient(work, me.account.agency_id)]
    words = Words(content.text, clean_text(content.note), pictures)
    return store_item(work, me.account, draft.id, words, to, again_of=draft.again_of)


def _hand_over(work: Work, me: SignedIn, picture: Attachment, item: Item) -> None:
    agency = [agency_recipient(work, item.agency_id)]
    grant_copy(work, picture.original_copy_id, me.opener, agency)
    grant_copy(work, picture.label_copy_id, me.opener, agency)
    picture.draft_id, picture.item_id, picture.state = None, item.id, "sent"


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

    Raises NotThere; AlreadySent if the draft of this token went out meanwhile.
    """
    item = own_item(work, me, item_id)
    try:
        return find_draft(work, me, draft_id, lock=True)
    except NotThere:
        pass
    returned = work.session.scalars(
        select(Delivery.from_party_id).where(Delivery.item_id == item.id, Delivery.state == State.RETURNED)
    ).all()
    if not returned:
        raise NotThere
    text, note = own_words(work, me, item)
    content = DraftContent(text, note, tuple(returned))
    draft = save_draft(work, me, draft_id, content, 0, again_of=item.id)
    if not pictures_of_draft(work, me, draft.id):
        copy_pictures(work, me, item.id, draft.id)
    return draft
