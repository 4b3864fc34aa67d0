"""The desk: one delivery on one page, and what staff choose of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import select

from crypto.errors import NotCertified
from moderation.decision import PictureEntry, ReleasedContent
from moderation.hints.alarm import Alarm, Cause
from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.learned.opinion import Reading
from moderation.hints.lists import AgencyLists
from moderation.lifecycle import State
from moderation.redaction.text import Range, merge_ranges, redact
from moderation.sanitise.text import clean_line
from portal.models.arrangement import Arrangement, Party
from portal.models.delivery import Decision, Delivery
from portal.models.item import Attachment, Item
from portal.models.staff import StaffAccount
from portal.refusal import NotThere
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    agency_recipient,
    forget_copy,
    open_blob,
    open_json,
    seal_json,
)
from portal.services.agency_words import lists_of
from portal.services.arrangements import terms_of
from portal.services.claims import find_delivery, lock_own_claim
from portal.services.drafts import DESCRIPTION_LIMIT
from portal.services.making_safe import find_hints
from portal.services.ways import way_of
from portal.terms import SideTerms, Terms, other_side
from portal.work import Work


@dataclass(frozen=True)
class Review:
    """What staff chose so far: ranges of the safe text to take out, pictures left out, their descriptions,
    and the places of hints that are wrong."""

    removed: tuple[tuple[int, int], ...] = ()
    pictures_out: tuple[str, ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[int, int], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As sealed."""
        return {
            "removed": self.removed,
            "pictures_out": self.pictures_out,
            "descriptions": self.descriptions,
            "wrong": self.wrong,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Review:
        """As opened."""
        return cls(
            tuple((start, end) for start, end in stored["removed"]),
            tuple(stored["pictures_out"]),
            tuple((one, text) for one, text in stored["descriptions"]),
            tuple((start, end) for start, end in stored.get("wrong", ())),
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
    """One delivery, opened for staff. `open`: letters may pass on this arrangement.

    `alarms` are what a manager must see under the terms of the last look; `alarmed`: there were some, then or
    earlier. Both are sealed with the hints: no row can be bent to let a letter past the manager.
    """

    delivery: Delivery
    item: Item
    text: str
    note: str
    hints: list[Hint]
    second_opinion: Reading
    pictures: list[DeskPicture]
    review: Review
    terms: Terms
    terms_version: int
    open: bool
    from_side: str
    decisions: Sequence[Decision]
    alarms: list[Alarm] = field(default_factory=list)
    alarmed: bool = False
    lists: AgencyLists = field(default_factory=AgencyLists)

    @property
    def sender(self) -> SideTerms:
        """What was agreed of the side that writes."""
        return self.terms.side(self.from_side)

    @property
    def recipient(self) -> SideTerms:
        """What was agreed of the side that will read."""
        return self.terms.side(other_side(self.from_side))

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


def open_delivery(work: Work, agency_id: str, delivery_id: str) -> DeskItem:
    """Everything staff need to decide one delivery. Raises NotThere; NotCertified if a row was bent."""
    delivery = find_delivery(work, agency_id, delivery_id)
    item = work.session.get_one(Item, delivery.item_id)
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    opener = AgencyOpener(agency_id)
    # First: they tell whether the rows are to be trusted.
    found = _found(work, delivery, opener)
    review = _review(work, delivery, opener)
    return DeskItem(
        delivery=delivery,
        item=item,
        text=_safe_text(work, item, opener),
        note=_note(work, item, opener),
        hints=found.hints,
        second_opinion=found.second_opinion,
        alarms=found.alarms,
        alarmed=found.alarmed,
        pictures=_pictures(work, item, review, opener),
        review=review,
        lists=lists_of(work, agency_id),
        terms=terms_of(work, arrangement),
        terms_version=arrangement.version,
        open=arrangement.state == "active",
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


class _Found(NamedTuple):
    hints: list[Hint]
    second_opinion: Reading
    alarms: list[Alarm]
    alarmed: bool


def _found(work: Work, delivery: Delivery, opener: AgencyOpener) -> _Found:
    if delivery.hints_copy_id is None:
        if State(delivery.state) is State.RECEIVED:
            return _Found([], Reading.OFF, [], False)
        raise NotCertified  # the worker seals hints before it puts a letter on the desk
    stored = open_json(work, delivery.hints_copy_id, CopyKind.HINTS, delivery.id, opener)
    if stored["way"] != way_of(work, delivery):
        raise NotCertified
    hints = [
        Hint(
            one["start"],
            one["end"],
            Kind(one["kind"]),
            Strength(one["strength"]),
            one["reason"],
            one["term_id"],
            one.get("suggestion", ""),
            one.get("rule", ""),
        )
        for one in stored["hints"]
    ]
    # Letters of before had no second opinion, and no alarms.
    opinion = Reading(stored.get("second_opinion", Reading.OFF))
    alarms = [Alarm(**(one | {"cause": Cause(one["cause"])})) for one in stored.get("alarms", ())]
    return _Found(hints, opinion, alarms, stored.get("alarmed", False))


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
    """Keep what was chosen so far. The same choices again (a second press) change nothing.

    Raises BadRange for places outside the letter, TextTooLong for a description, and as for lock_own_claim.
    """
    item = open_delivery(work, staff.agency_id, delivery_id)
    review = _checked(item, untrusted)
    if item.delivery.claimed_by == staff.id and review == item.review:
        return item.delivery
    delivery = lock_own_claim(work, staff, delivery_id, seen_version)
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


def _checked(item: DeskItem, untrusted: Review) -> Review:
    ranges = merge_ranges([Range(start, end) for start, end in untrusted.removed], len(item.text))
    known = {one.attachment.id for one in item.pictures}
    return Review(
        tuple((one.start, one.end) for one in ranges),
        tuple(one for one in untrusted.pictures_out if one in known),
        tuple(
            (one, clean_line(text, DESCRIPTION_LIMIT)) for one, text in untrusted.descriptions if one in known
        ),
        tuple(one for one in dict.fromkeys(untrusted.wrong) if one in {(h.start, h.end) for h in item.hints}),
    )


def look_again(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int) -> Delivery:
    """Find hints again, under the terms as they are now."""
    delivery = lock_own_claim(work, staff, delivery_id, seen_version)
    item = open_delivery(work, staff.agency_id, delivery_id)
    old = delivery.hints_copy_id
    find_hints(work, delivery, item.text, alarmed=item.alarmed)
    delivery.version += 1
    work.session.flush()
    if old is not None:
        forget_copy(work, old)
    return delivery
