"""Deciding a delivery: of one exact content, for one recipient, under one version of the terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from moderation.decision import Decided, Reason, ReleaseRules, check_release, check_still_true, content_digest
from moderation.lifecycle import Action, Role, State, after
from moderation.sanitise.text import clean_text
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Arrangement
from portal.models.delivery import Decision, Delivery, Release, ReleasedPicture
from portal.models.item import Item
from portal.models.staff import StaffAccount
from portal.refusal import Refusal
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    account_recipient,
    agency_recipient,
    open_blob,
    open_json,
    seal_blob,
    seal_json,
    take_back_grants,
)
from portal.services.agencies import rules_of
from portal.services.arrangements import check_open
from portal.services.desk import (
    DeskItem,
    DeskPicture,
    end_claim,
    lock_delivery,
    lock_own_claim,
    open_delivery,
)
from portal.services.drafts import NotThere
from portal.services.granting import party_recipients, release_copies
from portal.services.notices import Notice, tell_account, tell_party
from portal.terms import other_side
from portal.work import Work


class ReasonNeeded(Refusal):
    """A decision without its grounds."""

    sentence = "Please give at least one reason, and words for the writer."


class NothingToRelease(Refusal):
    """All was taken out."""

    sentence = "Nothing would be left of this letter: no words and no pictures."


@dataclass(frozen=True)
class Seen:
    """What the person deciding saw: the delivery's version, the preview's digest, the terms' version."""

    version: int
    digest: bytes
    terms_version: int


@dataclass(frozen=True)
class Grounds:
    """Why: codes, words for the record (written to be read one day), and what the writer is told."""

    reasons: tuple[Reason, ...] = ()
    record: str = ""
    told: str = ""


@dataclass(frozen=True)
class PastDecision:
    """A decision with its grounds opened, for staff."""

    decision: Decision
    grounds: Grounds


def release(work: Work, staff: StaffAccount, delivery_id: str, seen: Seen, grounds: Grounds) -> Release:
    """Let the recipient read exactly what the preview showed.

    Raises SomebodyElseActed, ClaimedBySomebodyElse, ContentChanged, TermsChanged, ChannelClosed,
    NothingToRelease, NotAllowedNow, NotYours, and the sentences of check_release.
    """
    delivery = lock_own_claim(work, staff, delivery_id, seen.version)
    arrangement = work.session.get_one(
        Arrangement, delivery.arrangement_id, with_for_update=True, populate_existing=True
    )
    check_open(arrangement)
    item = open_delivery(work, staff.agency_id, delivery_id)
    content = item.content()
    if not content.text.strip() and not content.pictures:
        raise NothingToRelease
    decided = Decided(seen.digest, delivery.to_party_id, seen.terms_version)
    check_still_true(decided, Decided(content_digest(content), delivery.to_party_id, arrangement.version))
    _check_rules(item)
    action = Action.REDACT_AND_RELEASE if item.review.removed else Action.RELEASE
    delivery.state = after(State(delivery.state), action, Role(staff.role))
    end_claim(delivery)
    made = _make_release(work, delivery, item)
    _store_decision(work, staff, delivery, action, seen.terms_version, grounds, content_digest(content))
    tell_party(work, delivery.to_party_id, Notice.WAITING, made.id)
    return made


def _check_rules(item: DeskItem) -> None:
    receives = item.terms.side(other_side(item.from_side)).receives_pictures
    check_release(item.content(), ReleaseRules(item.terms.most_pictures, receives))


def _make_release(work: Work, delivery: Delivery, item: DeskItem) -> Release:
    release_id, agency_id = new_id(), delivery.agency_id
    to = [agency_recipient(work, agency_id), *party_recipients(work, delivery.to_party_id)]
    included = [(new_id(), one) for one in item.pictures if one.included]
    letter = {
        "text": item.content().text,
        "pictures": [{"id": picture_id, "description": one.description} for picture_id, one in included],
    }
    copy = seal_json(work, agency_id, CopyKind.RELEASED_LETTER, release_id, letter, to)
    made = Release(
        id=release_id,
        agency_id=agency_id,
        delivery_id=delivery.id,
        to_party_id=delivery.to_party_id,
        copy_id=copy.id,
        released_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    for position, (picture_id, one) in enumerate(included, start=1):
        work.session.add(_released_picture(work, made, picture_id, position, one))
    return made


def _released_picture(
    work: Work, made: Release, picture_id: str, position: int, picture: DeskPicture
) -> ReleasedPicture:
    # New copies under new keys: nothing ties what the recipient holds to what the writer sent.
    agency_id, row = made.agency_id, picture.attachment
    to = [agency_recipient(work, agency_id), *party_recipients(work, made.to_party_id)]
    opener = AgencyOpener(agency_id)
    assert row.safe_copy_id is not None
    assert row.small_copy_id is not None
    large = open_blob(work, row.safe_copy_id, CopyKind.SAFE_PICTURE, row.id, opener)
    small = open_blob(work, row.small_copy_id, CopyKind.SMALL_PICTURE, row.id, opener)
    return ReleasedPicture(
        id=picture_id,
        release_id=made.id,
        position=position,
        copy_id=seal_blob(work, agency_id, CopyKind.RELEASED_PICTURE, picture_id, large, to).id,
        small_copy_id=seal_blob(work, agency_id, CopyKind.RELEASED_SMALL, picture_id, small, to).id,
    )


def return_to_writer(
    work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, grounds: Grounds
) -> None:
    """Send a letter back with reasons and suggested words. Raises ReasonNeeded and as for release."""
    if not grounds.reasons or not grounds.told.strip():
        raise ReasonNeeded
    delivery = _decide(work, staff, delivery_id, seen_version, Action.RETURN_TO_WRITER, grounds)
    writer = _writer(work, delivery)
    tell_account(work, writer, Notice.QUESTION, delivery.id)


def hold(
    work: Work,
    staff: StaffAccount,
    delivery_id: str,
    seen_version: int,
    grounds: Grounds,
    review_on: date | None = None,
) -> None:
    """Keep a letter on file until a day to look again. Raises ReasonNeeded and as for release."""
    if not grounds.reasons:
        raise ReasonNeeded
    delivery = _decide(work, staff, delivery_id, seen_version, Action.HOLD, grounds)
    days = rules_of(work, delivery.agency_id).hold_review_days
    delivery.review_on = review_on or (work.now + timedelta(days=days)).date()


def stop(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, grounds: Grounds) -> None:
    """Safeguarding: the letter goes no further, and nothing goes to the writer. Raises ReasonNeeded."""
    if not grounds.reasons:
        raise ReasonNeeded
    silent = Grounds(grounds.reasons, grounds.record)
    _decide(work, staff, delivery_id, seen_version, Action.STOP, silent)


def _decide(
    work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, action: Action, grounds: Grounds
) -> Delivery:
    delivery = lock_own_claim(work, staff, delivery_id, seen_version)
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    delivery.state = after(State(delivery.state), action, Role(staff.role))
    end_claim(delivery)
    _store_decision(work, staff, delivery, action, arrangement.version, grounds, None)
    return delivery


def reopen(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, grounds: Grounds) -> None:
    """Put a stopped letter back on the desk (a manager's decision)."""
    delivery = lock_delivery(work, staff.agency_id, delivery_id, seen_version)
    delivery.state = after(State(delivery.state), Action.REOPEN, Role(staff.role))
    end_claim(delivery)
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    _store_decision(work, staff, delivery, Action.REOPEN, arrangement.version, grounds, None)


def withdraw(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, grounds: Grounds) -> None:
    """Take a release back: the grants go, and with them every way to read it. Raises ReasonNeeded."""
    if not grounds.record.strip():
        raise ReasonNeeded
    delivery = lock_delivery(work, staff.agency_id, delivery_id, seen_version)
    delivery.state = after(State(delivery.state), Action.WITHDRAW, Role(staff.role))
    delivery.version += 1
    for row in work.session.scalars(
        select(Release).where(Release.delivery_id == delivery.id, Release.withdrawn_at.is_(None))
    ).all():
        row.withdrawn_at = work.now
        take_back_grants(work, release_copies(work, row), "account")
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    _store_decision(work, staff, delivery, Action.WITHDRAW, arrangement.version, grounds, None)


def _writer(work: Work, delivery: Delivery) -> Account:
    return work.session.get_one(Account, work.session.get_one(Item, delivery.item_id).account_id)


def _store_decision(
    work: Work,
    staff: StaffAccount,
    delivery: Delivery,
    action: Action,
    terms_version: int,
    grounds: Grounds,
    digest: bytes | None,
) -> None:
    decision_id, agency_id = new_id(), delivery.agency_id
    agency = agency_recipient(work, agency_id)
    reasons = {"reasons": grounds.reasons, "record": clean_text(grounds.record)}
    told_id = None
    if grounds.told.strip():
        told = {"text": clean_text(grounds.told)}
        writer = account_recipient(work, _writer(work, delivery))
        told_id = seal_json(work, agency_id, CopyKind.TOLD, decision_id, told, [agency, writer]).id
    work.session.add(
        Decision(
            id=decision_id,
            agency_id=agency_id,
            delivery_id=delivery.id,
            action=action,
            staff_id=staff.id,
            to_party_id=delivery.to_party_id,
            terms_version=terms_version,
            content_digest=digest,
            reasons_copy_id=seal_json(work, agency_id, CopyKind.REASONS, decision_id, reasons, [agency]).id,
            told_copy_id=told_id,
            decided_at=work.now,
        )
    )
    work.record(f"delivery_{_PAST[action]}", agency_id, delivery.id, terms_version=terms_version)


_PAST = {
    Action.RELEASE: "released",
    Action.REDACT_AND_RELEASE: "redacted_and_released",
    Action.RETURN_TO_WRITER: "returned",
    Action.HOLD: "held",
    Action.STOP: "stopped",
    Action.REOPEN: "reopened",
    Action.WITHDRAW: "withdrawn",
}


def past_decision(work: Work, decision: Decision) -> PastDecision:
    """A decision with its grounds, for staff."""
    opener = AgencyOpener(decision.agency_id)
    stored = open_json(work, decision.reasons_copy_id, CopyKind.REASONS, decision.id, opener)
    told = ""
    if decision.told_copy_id is not None:
        told = open_json(work, decision.told_copy_id, CopyKind.TOLD, decision.id, opener)["text"]
    reasons = tuple(Reason(one) for one in stored["reasons"])
    return PastDecision(decision, Grounds(reasons, stored["record"], told))


def released_letter_for_staff(
    work: Work, agency_id: str, release_id: str
) -> tuple[Release, str, list[tuple[str, str]]]:
    """A released letter's words and its pictures (id, description), to print for a party served by post."""
    row = work.session.get(Release, release_id)
    if row is None or row.agency_id != agency_id:
        raise NotThere
    content = open_json(work, row.copy_id, CopyKind.RELEASED_LETTER, row.id, AgencyOpener(agency_id))
    return row, content["text"], [(one["id"], one["description"]) for one in content["pictures"]]
