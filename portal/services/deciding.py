"""Deciding a delivery: of one exact content, for one recipient, under one version of the terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select

from moderation.decision import (
    Decided,
    ReleaseRules,
    check_release,
    check_still_true,
    content_digest,
    reasons_for,
)
from moderation.hints.find import hints_for_desk
from moderation.hints.hint import Strength
from moderation.lifecycle import Action, Role, State, after
from moderation.redaction.text import says_anything
from moderation.sanitise.text import clean_text
from portal.models.arrangement import Arrangement
from portal.models.delivery import Delivery, Release
from portal.models.staff import StaffAccount
from portal.refusal import Refusal
from portal.sealing import (
    take_back_grants,
)
from portal.second_opinion import recogniser_of
from portal.services.agencies import rules_of
from portal.services.arrangements import check_open
from portal.services.choosing import hints_left
from portal.services.claims import end_claim, lock_delivery, lock_own_claim
from portal.services.desk import DeskItem, open_delivery
from portal.services.granting import lock_arrangement, release_copies
from portal.services.grounds import Grounds, reads_words, store_decision, writer_of
from portal.services.held_back import kept_places, outcomes_of
from portal.services.ledger import keep_places
from portal.services.notices import Notice, tell_account, tell_party
from portal.services.painting import forget_painted
from portal.services.releasing import make_release
from portal.services.rule_counts import count_outcomes
from portal.work import Work


class ReasonNeeded(Refusal):
    """A decision without a reason, or with one that is none for it."""

    sentence = "Please choose at least one reason."


class WordsNeeded(Refusal):
    """A letter sent back without a word."""

    sentence = "Please write a few words for the writer."


class RecordNeeded(Refusal):
    """A decision that takes something back, without saying why."""

    sentence = "Please write down why. It is kept with the letter."


class ReviewDayPast(Refusal):
    """A held letter would never come back to the desk by itself."""

    sentence = "Please choose a day after today."


class ToldGivesAway(Refusal):
    """Words for the writer hold a protected term of the other side: they would tell that a guess is right."""

    sentence = (
        "Your words to the writer hold something the other side must keep private. Please say it without."
    )


class StillPainting(Refusal):
    """Places are to go from a page, and the worker has not painted it yet."""

    sentence = "We are still taking places out of the pages. Please wait a minute, and try again."


class StillToBeFound(Refusal):
    """The proof found something on a painted page that was to be gone."""

    sentence = (
        "Something that you took out of a page can still be found there. "
        "Please go back to the page and take out a larger place."
    )


class NothingToRelease(Refusal):
    """All was taken out."""

    sentence = "Nothing would be left of this letter: no words and no pictures."


@dataclass(frozen=True)
class Seen:
    """What the person deciding saw: the delivery's version, the preview's digest, the terms' version."""

    version: int
    digest: bytes
    terms_version: int


def release(work: Work, staff: StaffAccount, delivery_id: str, seen: Seen, grounds: Grounds) -> Release:
    """Let the recipient read exactly what the preview showed.

    Raises SomebodyElseActed, ClaimedBySomebodyElse, ContentChanged, TermsChanged, ChannelClosed,
    NothingToRelease, StillPainting, StillToBeFound, ToldGivesAway, HoldsLeft, NotAllowedNow, NotYours,
    ManagerNeeded, and the sentences of
    check_release.
    """
    delivery = lock_own_claim(work, staff, delivery_id, seen.version)
    arrangement = lock_arrangement(work, delivery.arrangement_id)
    check_open(arrangement)
    item = open_delivery(work, staff.agency_id, delivery_id)
    content = item.content()
    if not says_anything(content.text) and not content.pictures and not content.in_office:
        raise NothingToRelease
    _check_proved(item)
    decided = Decided(seen.digest, delivery.to_party_id, seen.terms_version)
    check_still_true(decided, Decided(content_digest(content), delivery.to_party_id, arrangement.version))
    _check_rules(item)
    action = action_of_release(item)
    grounds = _cleaned(grounds, action)
    _check_told(item, grounds)
    state = after(State(delivery.state), action, Role(staff.role), alarmed=item.alarmed)
    grounds = replace(grounds, kept=kept_places(item, grounds.kept))
    delivery.state = state
    end_claim(delivery)
    made = make_release(work, delivery, item)
    left = hints_left(item, recogniser_of(work.house.settings))
    keep_places(work, made, delivery, [(one.hint, one.words) for one in left])
    store_decision(
        work, staff, delivery, action, seen.terms_version, grounds, content_digest(content), _proofs(item)
    )
    for one in item.pages:
        if one.painted is not None:
            forget_painted(work, one.painted.row)  # the released copy has keys of its own
    tell_party(work, delivery.to_party_id, Notice.WAITING, made.id)
    count_outcomes(work, staff.agency_id, outcomes_of(item))
    return made


def action_of_release(item: DeskItem) -> Action:
    """Releasing as it is, or with words taken out."""
    taken_out = item.review.removed or any(one.boxes for one in item.pages if one.included)
    return Action.REDACT_AND_RELEASE if taken_out else Action.RELEASE


def _check_proved(item: DeskItem) -> None:
    going = [one for one in item.pages if one.included and not one.proved]
    if any(one.failed for one in going):
        raise StillToBeFound
    if going:
        raise StillPainting


def _proofs(item: DeskItem) -> list[dict[str, object]]:
    """What was proved of each page before it went, for the record."""
    going = [one for one in item.pages if one.included and one.boxes]
    return [{"page": one.id, **one.painted.proof} for one in going if one.painted is not None]


def _check_rules(item: DeskItem) -> None:
    rules = ReleaseRules(item.terms.most_pictures, item.recipient.receives_pictures)
    check_release(item.content(), rules)


def _cleaned(untrusted: Grounds, action: Action) -> Grounds:
    """Raises ReasonNeeded for a reason that is none for this action, TextTooLong."""
    if not set(untrusted.reasons) <= set(reasons_for(action)):
        raise ReasonNeeded
    record, told = clean_text(untrusted.record), clean_text(untrusted.told)
    return Grounds(untrusted.reasons, record, told, untrusted.kept)


def _check_told(item: DeskItem, grounds: Grounds) -> None:
    # What the team writes to the writer crosses over as well. It must not name what the reader's
    # side keeps private: it would tell a writer that a guess was right.
    theirs = [term for term in item.terms.hinted() if term.side != item.from_side]
    for hint in hints_for_desk(grounds.told, theirs, item.terms.allowed):
        if hint.term_id is not None and hint.strength is Strength.HOLD:
            raise ToldGivesAway


def return_to_writer(
    work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, grounds: Grounds
) -> None:
    """Send a letter back with reasons and suggested words.

    Raises ReasonNeeded, WordsNeeded, ToldGivesAway and as for release.
    """
    if not grounds.reasons:
        raise ReasonNeeded
    if not grounds.told.strip():
        raise WordsNeeded
    _check_told(open_delivery(work, staff.agency_id, delivery_id), grounds)
    delivery = _decide(work, staff, delivery_id, seen_version, Action.RETURN_TO_WRITER, grounds)
    writer = writer_of(work, delivery)
    if reads_words(work, delivery):
        tell_account(work, writer, Notice.QUESTION, delivery.id)


def hold(
    work: Work,
    staff: StaffAccount,
    delivery_id: str,
    seen_version: int,
    grounds: Grounds,
    review_on: date | None = None,
) -> None:
    """Keep a letter on file until a day to look again, and tell the writer nothing.

    Raises ReasonNeeded, ReviewDayPast and as for release.
    """
    if not grounds.reasons:
        raise ReasonNeeded
    if review_on is not None and review_on <= work.now.date():
        raise ReviewDayPast
    silent = Grounds(grounds.reasons, grounds.record)
    delivery = _decide(work, staff, delivery_id, seen_version, Action.HOLD, silent)
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
    alarmed = open_delivery(work, staff.agency_id, delivery_id).alarmed
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    grounds = _cleaned(grounds, action)
    delivery.state = after(State(delivery.state), action, Role(staff.role), alarmed=alarmed)
    end_claim(delivery)
    store_decision(work, staff, delivery, action, arrangement.version, grounds, None)
    return delivery


def reopen(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, grounds: Grounds) -> None:
    """Put a stopped letter back on the desk (a manager's decision). Raises RecordNeeded."""
    grounds = _for_the_record(grounds)
    delivery = lock_delivery(work, staff.agency_id, delivery_id, seen_version)
    delivery.state = after(State(delivery.state), Action.REOPEN, Role(staff.role))
    end_claim(delivery)
    arrangement = work.session.get_one(Arrangement, delivery.arrangement_id)
    store_decision(work, staff, delivery, Action.REOPEN, arrangement.version, grounds, None)


def withdraw(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, grounds: Grounds) -> None:
    """Take a release back: the grants go, and with them every way to read it. Raises RecordNeeded."""
    grounds = _for_the_record(grounds)
    delivery = lock_delivery(work, staff.agency_id, delivery_id, seen_version)
    arrangement = lock_arrangement(work, delivery.arrangement_id)
    delivery.state = after(State(delivery.state), Action.WITHDRAW, Role(staff.role))
    delivery.version += 1
    for row in work.session.scalars(
        select(Release).where(Release.delivery_id == delivery.id, Release.withdrawn_at.is_(None))
    ).all():
        row.withdrawn_at = work.now
        take_back_grants(work, release_copies(work, row), "account")
    store_decision(work, staff, delivery, Action.WITHDRAW, arrangement.version, grounds, None)


def _for_the_record(untrusted: Grounds) -> Grounds:
    # Neither is told to the writer.
    record = clean_text(untrusted.record)
    if not record.strip():
        raise RecordNeeded
    return Grounds(record=record)
