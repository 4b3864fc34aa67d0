"""Claims: one person at a time has a letter, and two people can't decide it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_

from moderation.lifecycle import Action, Role, State, after
from portal.models.delivery import Delivery
from portal.models.staff import StaffAccount
from portal.refusal import NotThere, Refusal
from portal.work import Work

LONGEST_CLAIM = timedelta(days=1)
"""As the settings have it at most; one that ends later was made by a clock that was wrong."""


class SomebodyElseActed(Refusal):
    """The delivery's version isn't the one the person saw."""

    sentence = (
        "Somebody else did something with this letter while you had it open. Nothing of yours was "
        "applied; please look at it as it is now."
    )


class ClaimedBySomebodyElse(Refusal):
    """A colleague's claim is running."""

    sentence = "A colleague is reading this letter now."


def is_claimed(delivery: Delivery, now: datetime) -> bool:
    """Is somebody's claim running? Claims end by themselves, also those made while a clock was wrong."""
    return delivery.claimed_until is not None and now < delivery.claimed_until <= now + LONGEST_CLAIM


def claim_runs(now: datetime) -> ColumnElement[bool]:
    """`is_claimed` as the database asks it."""
    return and_(Delivery.claimed_until > now, Delivery.claimed_until <= now + LONGEST_CLAIM)


def state_now(delivery: Delivery, now: datetime) -> State:
    """The delivery's state, with a claim that ran out read as waiting."""
    state = State(delivery.state)
    return State.WAITING if state is State.CLAIMED and not is_claimed(delivery, now) else state


def find_delivery(work: Work, agency_id: str, delivery_id: str) -> Delivery:
    """A delivery of one's own agency. Raises NotThere.

    In a unit of work that writes nobody else changes it from then on: it names copies that a change forgets.
    """
    work.session.flush()
    lock = work.writes
    delivery = work.session.get(Delivery, delivery_id, with_for_update=lock, populate_existing=lock)
    if delivery is None or delivery.agency_id != agency_id:
        raise NotThere
    return delivery


def lock_delivery(work: Work, agency_id: str, delivery_id: str, seen_version: int) -> Delivery:
    """A delivery to change. Raises NotThere, SomebodyElseActed."""
    delivery = find_delivery(work, agency_id, delivery_id)
    if delivery.version != seen_version:
        raise SomebodyElseActed
    return delivery


def claim(work: Work, staff: StaffAccount, delivery_id: str, seen_version: int) -> Delivery:
    """Take a letter to read it. Raises ClaimedBySomebodyElse, SomebodyElseActed, NotAllowedNow, NotYours."""
    delivery = find_delivery(work, staff.agency_id, delivery_id)
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
    delivery.claimed_until = _claim_end(work)
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
    """A delivery one has claimed oneself. Raises NotThere, SomebodyElseActed, ClaimedBySomebodyElse.

    A claim that ran out while nobody else took the letter begins anew: whoever thought long about a
    letter loses nothing by it. So does one that is running, as somebody is at work.
    """
    delivery = lock_delivery(work, staff.agency_id, delivery_id, seen_version)
    if delivery.claimed_by != staff.id:
        raise ClaimedBySomebodyElse if is_claimed(delivery, work.now) else SomebodyElseActed
    delivery.claimed_until = _claim_end(work)
    return delivery


def _claim_end(work: Work) -> datetime:
    return work.now + timedelta(minutes=work.house.settings.claim_minutes)
