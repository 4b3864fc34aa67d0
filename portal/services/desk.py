"""The desk: the queue, claiming, and one delivery on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, tuple_

from moderation.decision import PictureEntry, ReleasedContent
from moderation.hints.hint import Hint, Kind, Strength
from moderation.lifecycle import Action, Role, State, after
from moderation.redaction.text import Range, merge_ranges, redact
from moderation.sanitise.text import clean_line
from portal.models.arrangement import Arrangement, Party
from portal.models.delivery import Decision, Delivery
from portal.models.item import Attachment, Item
from portal.models.staff import StaffAccount
from portal.refusal import Refusal
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    agency_recipient,
    forget_copy,
    open_blob,
    open_json,
    seal_json,
)
from portal.services.arrangements import terms_of
from portal.services.drafts import DESCRIPTION_LIMIT, NotThere
from portal.services.making_safe import find_hints
from portal.terms import Terms, other_side
from portal.work import Work

PAGE = 25
OPEN_STATES = (State.RECEIVED, State.WAITING, State.CLAIMED, State.HELD, State.STOPPED)


class SomebodyElseActed(Refusal):
    """The delivery's version isn't the one the person saw."""

    sentence = (
        "Somebody else did something with this letter while you had it open. Nothing of yours was "
        "applied; please look at it as it is now."
    )


class ClaimedBySomebodyElse(Refusal):
    """A colleague's claim is running."""

    sentence = "A colleague is reading this letter now."


@dataclass(frozen=True)
class QueueFilter:
    """What the queue shows: states, only one's own claims, one arrangement."""

    states: tuple[State, ...] = OPEN_STATES
    claimed_by: str | None = None
    arrangement_id: str | None = None


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue."""

    delivery: Delivery
    from_words: str
    to_words: str
    late: bool
    claimed: bool


@dataclass(frozen=True)
class QueuePage:
    """A page of the queue; `following` is where the next page begins."""

    rows: list[QueueRow]
    following: tuple[datetime, str] | None


@dataclass(frozen=True)
class Review:
    """What staff chose so far: ranges of the safe text to take out, pictures left out, their descriptions."""

    removed: tuple[tuple[int, int], ...] = ()
    pictures_out: tuple[str, ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As sealed."""
        return {
            "removed": self.removed,
            "pictures_out": self.pictures_out,
            "descriptions": self.descriptions,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Review:
        """As opened."""
        return cls(
            tuple((start, end) for start, end in stored["removed"]),
            tuple(stored["pictures_out"]),
            tuple((one, text) for one, text in stored["descriptions"]),
        )


@dataclass(frozen=True)
class DeskPicture:
    """A picture on the desk. `refusal` names why it could not be made safe, if so."""

    attachment: Attachment
    file_name: str
    description: str
    included: bool


@dataclass(frozen=True)
class DeskItem:
    """One delivery, opened for staff."""

    delivery: Delivery
    item: Item
    text: str
    note: str
    hints: list[Hint]
    pictures: list[DeskPicture]
    review: Review
    terms: Terms
    terms_version: int
    from_side: str
    decisions: Sequence[Decision]

    def content(self) -> ReleasedContent:
        """Exactly what the recipient will get with the choices made so far."""
        ranges = [Range(start, end) for start, end in self.review.removed]
        return ReleasedContent(
            redact(self.text, merge_ranges(ranges, len(self.text))),
            tuple(
                PictureEntry((one.attachment.safe_copy_id or "").encode(), one.description)
                for one in self.pictures
                if one.included
            ),
        )


def queue(
    work: Work, agency_id: str, wanted: QueueFilter, after_row: tuple[datetime, str] | None = None
) -> QueuePage:
    """A page of the queue, oldest first."""
    query = select(Delivery).where(
        Delivery.agency_id == agency_id, Delivery.state.in_([str(state) for state in wanted.states])
    )
    if wanted.claimed_by is not None:
        query = query.where(Delivery.claimed_by == wanted.claimed_by, Delivery.claimed_until > work.now)
    if wanted.arrangement_id is not None:
        query = query.where(Delivery.arrangement_id == wanted.arrangement_id)
    if after_row is not None:
        query = query.where(_behind(after_row))
    rows = work.session.scalars(query.order_by(Delivery.received_at, Delivery.id).limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    following = (shown[-1].received_at, shown[-1].id) if len(rows) > PAGE else None
    return QueuePage([_queue_row(work, row) for row in shown], following)


def _behind(row: tuple[datetime, str]) -> ColumnElement[bool]:
    return tuple_(Delivery.received_at, Delivery.id) > tuple_(row[0], row[1])


def _queue_row(work: Work, delivery: Delivery) -> QueueRow:
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    terms = terms_of(work, arrangement)
    side = work.session.get_one(Party, delivery.from_party_id).side
    sender, recipient = terms.side(side), terms.side(other_side(side))
    return QueueRow(
        delivery,
        f"{sender.signs} ({sender.relationship})",
        f"{recipient.signs} ({recipient.relationship})",
        delivery.due_on < work.now.date(),
        is_claimed(delivery, work.now),
    )


def is_claimed(delivery: Delivery, now: datetime) -> bool:
    """Is somebody's claim running? Claims end by themselves."""
    return delivery.claimed_until is not None and delivery.claimed_until > now


def state_now(delivery: Delivery, now: datetime) -> State:
    """The delivery's state, with a claim that ran out read as waiting."""
    state = State(delivery.state)
    return State.WAITING if state is State.CLAIMED and not is_claimed(delivery, now) else state


def find_delivery(work: Work, agency_id: str, delivery_id: str) -> Delivery:
    """A delivery of one's own agency. Raises NotThere."""
    delivery = work.session.get(Delivery, delivery_id)
    if delivery is None or delivery.agency_id != agency_id:
        raise NotThere
    return delivery


def lock_delivery(work: Work, agency_id: str, delivery_id: str, seen_version: int) -> Delivery:
    """A delivery to change. Raises NotThere, SomebodyElseActed."""
    find_delivery(work, agency_id, delivery_id)
    delivery = work.session.get_one(Delivery, delivery_id, with_for_update=True, populate_existing=True)
    if delivery.version != seen_version:
        raise SomebodyElseActed
    return delivery


def claim(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int) -> Delivery:
    """Take a letter to read it. Raises ClaimedBySomebodyElse, SomebodyElseActed, NotAllowedNow, NotYours."""
    delivery = work.session.get(Delivery, delivery_id, with_for_update=True, populate_existing=True)
    if delivery is None or delivery.agency_id != staff.agency_id:
        raise NotThere
    if is_claimed(delivery, work.now):
        if delivery.claimed_by == staff.id:
            return delivery
        raise ClaimedBySomebodyElse
    if delivery.version != seen_version:
        raise SomebodyElseActed
    state = state_now(delivery, work.now)
    action = Action.TAKE_UP if state is State.HELD else Action.CLAIM
    state = after(state, action, Role(staff.role))
    if action is Action.TAKE_UP:
        state = after(state, Action.CLAIM, Role(staff.role))
        delivery.review_on = None
    delivery.state, delivery.version = state, delivery.version + 1
    delivery.claimed_by = staff.id
    delivery.claimed_until = work.now + timedelta(minutes=work.house.settings.claim_minutes)
    work.record("delivery_claimed", delivery.agency_id, delivery.id)
    return delivery


def hand_back(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int) -> Delivery:
    """Put a claimed letter back on the desk, with what was chosen so far."""
    delivery = lock_own_claim(work, staff, delivery_id, seen_version)
    delivery.state = after(State(delivery.state), Action.HAND_BACK, Role(staff.role))
    end_claim(delivery)
    work.record("delivery_handed_back", delivery.agency_id, delivery.id)
    return delivery


def end_claim(delivery: Delivery) -> None:
    """Nobody has the letter any more."""
    delivery.claimed_by, delivery.claimed_until = None, None
    delivery.version += 1


def lock_own_claim(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int) -> Delivery:
    """A delivery one has claimed oneself. Raises NotThere, SomebodyElseActed, ClaimedBySomebodyElse."""
    delivery = lock_delivery(work, staff.agency_id, delivery_id, seen_version)
    if delivery.claimed_by != staff.id or not is_claimed(delivery, work.now):
        raise ClaimedBySomebodyElse if is_claimed(delivery, work.now) else SomebodyElseActed
    return delivery


def open_delivery(work: Work, agency_id: str, delivery_id: str) -> DeskItem:
    """Everything staff need to decide one delivery. Raises NotThere."""
    delivery = find_delivery(work, agency_id, delivery_id)
    item = work.session.get_one(Item, delivery.item_id)
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    opener = AgencyOpener(agency_id)
    review = _review(work, delivery, opener)
    return DeskItem(
        delivery=delivery,
        item=item,
        text=_safe_text(work, item, opener),
        note=_note(work, item, opener),
        hints=_hints(work, delivery, opener),
        pictures=_pictures(work, item, review, opener),
        review=review,
        terms=terms_of(work, arrangement),
        terms_version=arrangement.version,
        from_side=work.session.get_one(Party, delivery.from_party_id).side,
        decisions=work.session.scalars(
            select(Decision).where(Decision.delivery_id == delivery.id).order_by(Decision.decided_at)
        ).all(),
    )


def _safe_text(work: Work, item: Item, opener: AgencyOpener) -> str:
    if item.safe_copy_id is None:
        return ""
    return str(open_json(work, item.safe_copy_id, CopyKind.SAFE_LETTER, item.id, opener)["text"])


def _note(work: Work, item: Item, opener: AgencyOpener) -> str:
    if item.note_copy_id is None:
        return ""
    return str(open_json(work, item.note_copy_id, CopyKind.NOTE, item.id, opener)["text"])


def _review(work: Work, delivery: Delivery, opener: AgencyOpener) -> Review:
    if delivery.review_copy_id is None:
        return Review()
    stored = open_json(work, delivery.review_copy_id, CopyKind.REVIEW, delivery.id, opener)
    return Review.from_json(stored)


def _hints(work: Work, delivery: Delivery, opener: AgencyOpener) -> list[Hint]:
    if delivery.hints_copy_id is None:
        return []
    stored = open_json(work, delivery.hints_copy_id, CopyKind.HINTS, delivery.id, opener)["hints"]
    return [
        Hint(
            one["start"],
            one["end"],
            Kind(one["kind"]),
            Strength(one["strength"]),
            one["reason"],
            one["term_id"],
        )
        for one in stored
    ]


def _pictures(work: Work, item: Item, review: Review, opener: AgencyOpener) -> list[DeskPicture]:
    rows = work.session.scalars(
        select(Attachment).where(Attachment.item_id == item.id).order_by(Attachment.position, Attachment.id)
    ).all()
    chosen = dict(review.descriptions)
    found = []
    for row in rows:
        label = open_json(work, row.label_copy_id, CopyKind.LABEL, row.id, opener)
        included = row.state == "safe" and row.id not in review.pictures_out
        description = chosen.get(row.id, label["description"])
        found.append(DeskPicture(row, label["file_name"], description, included))
    return found


def desk_picture(work: Work, agency_id: str, attachment_id: str, *, small: bool) -> Iterator[bytes]:
    """A picture made safe, as JPEG, for staff. Raises NotThere."""
    row = work.session.get(Attachment, attachment_id)
    if row is None or row.agency_id != agency_id or row.safe_copy_id is None or row.small_copy_id is None:
        raise NotThere
    opener = AgencyOpener(agency_id)
    if small:
        return open_blob(work, row.small_copy_id, CopyKind.SMALL_PICTURE, row.id, opener)
    return open_blob(work, row.safe_copy_id, CopyKind.SAFE_PICTURE, row.id, opener)


def save_review(
    work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, untrusted: Review
) -> Delivery:
    """Keep what was chosen so far. Raises BadRange for places outside the letter."""
    delivery = lock_own_claim(work, staff, delivery_id, seen_version)
    item = open_delivery(work, staff.agency_id, delivery_id)
    ranges = merge_ranges([Range(start, end) for start, end in untrusted.removed], len(item.text))
    known = {one.attachment.id for one in item.pictures}
    review = Review(
        tuple((one.start, one.end) for one in ranges),
        tuple(one for one in untrusted.pictures_out if one in known),
        tuple(
            (one, clean_line(text, DESCRIPTION_LIMIT)) for one, text in untrusted.descriptions if one in known
        ),
    )
    old = delivery.review_copy_id
    delivery.review_copy_id = seal_json(
        work,
        delivery.agency_id,
        CopyKind.REVIEW,
        delivery.id,
        review.to_json(),
        [agency_recipient(work, delivery.agency_id)],
    ).id
    delivery.version += 1
    work.session.flush()
    if old is not None:
        forget_copy(work, old)
    return delivery


def look_again(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int) -> Delivery:
    """Find hints again, under the terms as they are now."""
    delivery = lock_own_claim(work, staff, delivery_id, seen_version)
    text = open_delivery(work, staff.agency_id, delivery_id).text
    old = delivery.hints_copy_id
    find_hints(work, delivery, text)
    delivery.version += 1
    work.session.flush()
    if old is not None:
        forget_copy(work, old)
    return delivery
