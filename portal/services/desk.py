"""The desk: one delivery on one page, and what staff choose of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select

from crypto.errors import NotCertified
from moderation.decision import PictureEntry, ReleasedContent
from moderation.hints.alarm import Alarm, Cause
from moderation.hints.hint import Hint
from moderation.hints.learned.opinion import Reading
from moderation.hints.lists import AgencyLists
from moderation.lifecycle import State
from moderation.redaction.text import Range, merge_ranges, redact
from moderation.sanitise.text import clean_line
from portal.models.arrangement import Arrangement, Party
from portal.models.delivery import Decision, Delivery
from portal.models.item import Item
from portal.models.staff import StaffAccount
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    agency_recipient,
    forget_copy,
    open_json,
    seal_json,
)
from portal.second_opinion import recogniser_of
from portal.services.agency_words import lists_of
from portal.services.arrangements import terms_of
from portal.services.claims import find_delivery, lock_own_claim
from portal.services.desk_pages import DeskFile, DeskPage, open_pages
from portal.services.drafts import DESCRIPTION_LIMIT
from portal.services.finding import everything_said, find_hints, note_of
from portal.services.grounds import reads_words
from portal.services.hinting import alarms_of
from portal.services.page_hints import PageHint, opened_hint
from portal.services.painting import ask_for_painting
from portal.services.review import Review, checked_places, open_review
from portal.services.ways import way_of
from portal.terms import SideTerms, Terms, other_side
from portal.work import Work


@dataclass(frozen=True)
class DeskItem:
    """One delivery, opened for staff. `open`: letters may pass on this arrangement.

    `alarms` are what a manager must see, under the terms of the last look and of today; `alarmed`: there are
    some, or were earlier. What was is sealed with the hints: no row can be bent to let a letter past the
    manager. `writer_reads_words`: what the writer is told reaches them here; otherwise staff must tell them.
    """

    delivery: Delivery
    item: Item
    text: str
    note: str
    hints: list[Hint]
    second_opinion: Reading
    pages: list[DeskPage]
    files: list[DeskFile]
    review: Review
    terms: Terms
    terms_version: int
    open: bool
    from_side: str
    decisions: Sequence[Decision]
    alarms: list[Alarm] = field(default_factory=list)
    alarmed: bool = False
    lists: AgencyLists = field(default_factory=AgencyLists)
    writer_reads_words: bool = True

    @property
    def on_paper(self) -> bool:
        """Did it come on paper, and was it scanned in by staff?"""
        return any(one.scanned for one in self.pages) or any(one.scanned for one in self.files)

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
                PictureEntry(one.digest(), one.description, one.notes.is_picture)
                for one in self.pages
                if one.included
            ),
            sum(one.in_office for one in self.pages),
        )


def open_delivery(work: Work, agency_id: str, delivery_id: str) -> DeskItem:
    """Everything staff need to decide one delivery. Raises NotThere; NotCertified if a row was bent."""
    delivery = find_delivery(work, agency_id, delivery_id)
    item = work.session.get_one(Item, delivery.item_id)
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    opener = AgencyOpener(agency_id)
    # First: they tell whether the rows are to be trusted.
    found = _found(work, delivery, opener)
    review = open_review(work, delivery, opener)
    pages, files = open_pages(work, delivery, review, found.pages, opener)
    text, note, terms = (
        _safe_text(work, item, opener),
        note_of(work, item, opener),
        terms_of(work, arrangement),
    )
    from_side = work.session.get_one(Party, delivery.from_party_id).side
    alarms = list(found.alarms)
    if found.terms_version != arrangement.version or review.descriptions:
        beside = [note, *(one.description for one in pages)]
        said = everything_said(text, [one.read for one in pages], beside)
        alarms = _once([*alarms, *alarms_of(said, terms, from_side)])
    return DeskItem(
        delivery=delivery,
        item=item,
        text=text,
        note=note,
        hints=found.hints,
        second_opinion=found.second_opinion,
        alarms=alarms,
        alarmed=found.alarmed or bool(alarms),
        pages=pages,
        files=files,
        review=review,
        lists=lists_of(work, agency_id),
        terms=terms,
        terms_version=arrangement.version,
        open=arrangement.state == "active",
        from_side=from_side,
        writer_reads_words=reads_words(work, delivery),
        decisions=work.session.scalars(
            select(Decision).where(Decision.delivery_id == delivery.id).order_by(Decision.decided_at)
        ).all(),
    )


def _safe_text(work: Work, item: Item, opener: AgencyOpener) -> str:
    if item.safe_copy_id is None:
        return ""
    return str(open_json(work, item.safe_copy_id, CopyKind.SAFE_LETTER, item.id, opener)["text"])


def _once(alarms: Sequence[Alarm]) -> list[Alarm]:
    """Each cause and place told once, though it was found in the last look and again today."""
    return list({(one.cause, one.words, one.term_id): one for one in reversed(alarms)}.values())[::-1]


class _Found(NamedTuple):
    terms_version: int
    hints: list[Hint]
    second_opinion: Reading
    alarms: list[Alarm]
    alarmed: bool
    pages: dict[str, list[PageHint]]


def _found(work: Work, delivery: Delivery, opener: AgencyOpener) -> _Found:
    if delivery.hints_copy_id is None:
        if State(delivery.state) is State.RECEIVED:
            return _Found(0, [], Reading.OFF, [], False, {})
        raise NotCertified  # the worker seals hints before it puts a letter on the desk
    stored = open_json(work, delivery.hints_copy_id, CopyKind.HINTS, delivery.id, opener)
    if stored["way"] != way_of(work, delivery):
        raise NotCertified
    hints = [opened_hint(one) for one in stored["hints"]]
    # Letters of before had no second opinion, and no alarms.
    opinion = Reading(stored.get("second_opinion", Reading.OFF))
    alarms = [Alarm(**(one | {"cause": Cause(one["cause"])})) for one in stored.get("alarms", ())]
    pages = {
        page_id: [PageHint.from_json(one) for one in found]
        for page_id, found in stored.get("pages", {}).items()
    }
    return _Found(stored["terms_version"], hints, opinion, alarms, stored.get("alarmed", False), pages)


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
    old, before = delivery.review_copy_id, item.review
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
    ask_for_painting(work, delivery, before, review)
    return delivery


def _checked(item: DeskItem, untrusted: Review) -> Review:
    ranges = merge_ranges([Range(start, end) for start, end in untrusted.removed], len(item.text))
    known = {one.id: one.read for one in item.pages}
    return Review(
        tuple((one.start, one.end) for one in ranges),
        tuple(one for one in untrusted.pages_out if one in known),
        tuple(
            (one, clean_line(text, DESCRIPTION_LIMIT)) for one, text in untrusted.descriptions if one in known
        ),
        tuple(one for one in dict.fromkeys(untrusted.wrong) if one in {(h.start, h.end) for h in item.hints}),
        checked_places(untrusted.places, known),
        tuple(one for one in untrusted.in_office if one in known),
    )


def look_again(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int) -> Delivery:
    """Find hints again, under the terms as they are now."""
    delivery = lock_own_claim(work, staff, delivery_id, seen_version)
    item = open_delivery(work, staff.agency_id, delivery_id)
    old = delivery.hints_copy_id
    find_hints(work, delivery, item.text, recogniser_of(work.house.settings), alarmed=item.alarmed)
    delivery.version += 1
    work.session.flush()
    if old is not None:
        forget_copy(work, old)
    return delivery
