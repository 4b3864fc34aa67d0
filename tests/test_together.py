"""Several people, or one person's several clicks, at the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from moderation.decision import content_digest
from moderation.lifecycle import NotAllowedNow, Role
from portal.db import new_id
from portal.models.arrangement import Arrangement
from portal.models.background import OutboxMessage
from portal.models.delivery import Release
from portal.models.item import Item
from portal.services import deciding, desk
from portal.services.arrangements import change_terms, terms_of
from portal.services.claims import claim
from portal.services.drafts import DraftContent, save_draft
from portal.services.letters import submit
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import (
    Correspondent,
    Portal,
    Staff,
    add_arrangement,
    add_correspondent,
    add_staff,
    delivery_of,
    party_id,
    send_letter,
    terms,
)

AT_ONCE = 6


def at_once(act: Callable[[int], object]) -> Counter[str]:
    """What became of the same act done by several threads: results by name of type or exception."""

    def attempt(number: int) -> str:
        try:
            return type(act(number)).__name__
        except Exception as fault:
            return type(fault).__name__

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(attempt, range(AT_ONCE)))


def adopter(portal: Portal) -> tuple[Correspondent, str, str]:
    """Somebody who can write, their party, and the arrangement."""
    arrangement = add_arrangement(portal)
    party = party_id(portal, arrangement, "adoptive")
    return add_correspondent(portal, "Priya Ashdown", "priya@example.org", party), party, arrangement


def claimed(portal: Portal, staff: Staff, item: str) -> desk.DeskItem:
    """An item's delivery, taken by one member of staff and opened."""
    delivery = delivery_of(portal, item)
    with unit_of_work(portal.staff, Actor("staff", staff.account.id)) as work:
        claim(work, staff.account, delivery.id, delivery.version)
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        return desk.open_delivery(work, portal.agency_id, delivery.id)


def test_a_double_click_makes_one_letter(portal: Portal) -> None:
    priya, party, _ = adopter(portal)
    actor, draft_id = Actor("account", priya.account.id), new_id()
    with unit_of_work(portal.family, actor) as work:
        save_draft(work, priya.me, draft_id, DraftContent("Dear Dawn", "", (party,)), 0)

    def press(_number: int) -> Item:
        with unit_of_work(portal.family, actor) as work:
            return submit(work, priya.me, draft_id, 1)

    assert at_once(press) == {"Item": AT_ONCE}
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        assert work.session.scalar(select(func.count()).select_from(Item)) == 1
        mails = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.template == "received")
        assert work.session.scalar(mails) == 1


def test_one_colleague_gets_the_letter(portal: Portal) -> None:
    priya, party, _ = adopter(portal)
    delivery = delivery_of(portal, send_letter(portal, priya, "Dear Dawn", [party]))
    colleagues = [add_staff(portal, Role.SUPPORT_WORKER) for _ in range(AT_ONCE)]

    def take(number: int) -> object:
        me = colleagues[number].account
        with unit_of_work(portal.staff, Actor("staff", me.id)) as work:
            return claim(work, me, delivery.id, delivery.version)

    assert at_once(take) == {"Delivery": 1, "ClaimedBySomebodyElse": AT_ONCE - 1}


def test_a_release_happens_once(portal: Portal) -> None:
    priya, party, _ = adopter(portal)
    staff = add_staff(portal)
    item = claimed(portal, staff, send_letter(portal, priya, "Dear Dawn", [party]))
    seen = deciding.Seen(item.delivery.version, content_digest(item.content()), item.terms_version)

    def let_go(_number: int) -> object:
        with unit_of_work(portal.staff, Actor("staff", staff.account.id)) as work:
            return deciding.release(work, staff.account, item.delivery.id, seen, deciding.Grounds())

    assert at_once(let_go) == {"Release": 1, "SomebodyElseActed": AT_ONCE - 1}
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        assert work.session.scalar(select(func.count()).select_from(Release)) == 1


def test_a_release_never_happens_under_terms_that_were_changed(portal: Portal) -> None:
    priya, party, arrangement = adopter(portal)
    staff = add_staff(portal)
    item = claimed(portal, staff, send_letter(portal, priya, "Dear Dawn", [party]))
    seen = deciding.Seen(item.delivery.version, content_digest(item.content()), item.terms_version)

    def race(number: int) -> object:
        with unit_of_work(portal.staff, Actor("staff", staff.account.id)) as work:
            if number == 0:
                return change_terms(work, arrangement, 1, terms(risk_notes="new"))
            return deciding.release(work, staff.account, item.delivery.id, seen, deciding.Grounds())

    results = at_once(race)
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        row = work.session.get_one(Arrangement, arrangement)
        assert (row.version, terms_of(work, row).risk_notes) == (2, "new")
    assert results["Arrangement"] == 1
    assert results["Release"] + results["TermsChanged"] + results["SomebodyElseActed"] == AT_ONCE - 1
    assert results["Release"] <= 1
    assert NotAllowedNow.__name__ not in results
