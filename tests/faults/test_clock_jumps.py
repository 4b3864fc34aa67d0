"""A clock that is wrong for a while, by an hour, a day or a year, and is then set right: nothing that was
written down meanwhile holds anybody up until that time has come, and nobody stays signed in until then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from moderation.lifecycle import Role
from portal.models.account import Account, FamilySignIn
from portal.models.background import Job, OutboxMessage, RateCount
from portal.models.staff import StaffSignIn
from portal.services.accounts import ask_for_unlock_code
from portal.work import SYSTEM, open_house, unit_of_work
from portal.worker.running import TIDY_EVERY, Worker
from tests.builders import PASSWORD, Portal, add_account, add_staff, delivery_of, send_letter, unlock_code
from tests.family.visits import Visitor
from tests.promises.moody_mail import MoodyMailServer
from tests.staff.office import LETTER, Office, make_office

JUMPS = {"an hour": timedelta(hours=1), "a day": timedelta(days=1), "a year": timedelta(days=365)}


@pytest.fixture(params=JUMPS)
def jump(request: pytest.FixtureRequest) -> timedelta:
    """By how much the clock is wrong."""
    return JUMPS[request.param]


@pytest.fixture
def office(small_portal: Portal) -> Office:
    """An empty desk."""
    return make_office(small_portal)


@pytest.fixture
def moody() -> Iterator[MoodyMailServer]:
    """A mail server that takes what comes."""
    server = MoodyMailServer()
    server.be("well")
    yield server
    server.be("away")


def signed_in(office: Office) -> Visitor:
    """Dawn at the family door."""
    visitor = Visitor(office.portal.client("family"))
    assert visitor.sign_in(office.dawn.log_in_name).status_code == 303
    return visitor


def is_in(visitor: Visitor) -> bool:
    """Does the family door know them?"""
    return visitor.client.get("/").status_code == 200


def test_who_signed_in_while_the_clock_was_ahead_is_signed_out_when_it_is_right(
    office: Office, jump: timedelta
) -> None:
    portal, clock = office.portal, office.portal.clock
    clock.moment += jump
    dawn, sam = signed_in(office), office.worker()
    assert is_in(dawn)
    assert sam.get("/desk").status_code == 200
    clock.moment -= jump
    assert not is_in(dawn)
    assert sam.get("/desk").status_code == 302
    portal.work_off()
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        for table in (FamilySignIn, StaffSignIn):
            assert not [one for one in work.session.scalars(select(table)) if one.seen_at > clock()]
    assert is_in(signed_in(office))


def test_clocks_that_differ_by_a_little_sign_nobody_out(office: Office) -> None:
    dawn = signed_in(office)
    office.portal.clock.forward(minutes=-2)
    assert is_in(dawn)


def test_who_signed_in_before_the_clock_went_ahead_signs_in_again(office: Office, jump: timedelta) -> None:
    dawn = signed_in(office)
    office.portal.clock.moment += jump
    assert not is_in(dawn)
    assert is_in(signed_in(office))


def test_staff_are_not_locked_out_by_a_code_of_days_to_come(office: Office, jump: timedelta) -> None:
    staff, clock = add_staff(office.portal, Role.MANAGER), office.portal.clock
    clock.moment += jump
    office.sign_in(staff)
    clock.moment -= jump
    browser = office.sign_in(staff)
    assert browser.get("/desk").status_code == 200
    again = office.stranger()  # and a code still works once
    answer = again.press(again.get("/sign-in"), "/sign-in", office.factors(staff))
    assert answer.status_code == 401


def test_a_code_made_while_the_clock_was_ahead_opens_nothing_later(office: Office, jump: timedelta) -> None:
    portal, clock = office.portal, office.portal.clock
    nan = add_account(portal, "Nan", "nan@example.org", office.birth)
    clock.moment += jump
    code = unlock_code(portal, nan)
    clock.moment -= jump
    form = {"log_in_name": "nan@example.org", "password": PASSWORD}
    assert Visitor(portal.client("family")).post("/unlock", code=code, **form).status_code == 400
    fresh = unlock_code(portal, nan)
    assert Visitor(portal.client("family")).post("/unlock", code=fresh, **form).status_code == 303


def test_a_letter_claimed_while_the_clock_was_ahead_is_free_again(office: Office, jump: timedelta) -> None:
    delivery, clock = office.letter(), office.portal.clock
    clock.moment += jump
    sam = office.worker(name="Sam Worker")
    assert sam.press(sam.get(f"/desk/{delivery}"), "/claim").status_code == 303
    clock.moment -= jump
    clock.forward(days=1, hours=1, minutes=2)  # the longest claim there can be, and the one there was
    colleague = office.worker(name="Alex Colleague")
    assert delivery in colleague.get("/desk").text
    assert colleague.press(colleague.get(f"/desk/{delivery}"), "/claim").status_code == 303


def test_jobs_and_notices_of_days_to_come_are_done_within_the_hour(
    office: Office, jump: timedelta, moody: MoodyMailServer
) -> None:
    portal, clock = office.portal, office.portal.clock
    clock.moment += jump
    item = send_letter(portal, office.dawn, LETTER, [office.birth], work_off=False)
    clock.moment -= jump
    worker = Worker(moody.sends_here(portal.worker))
    worker.drain()
    clock.forward(hours=1, minutes=6)
    worker.drain()
    assert delivery_of(portal, item).state == "waiting"
    assert [one["To"] for one in moody.mails] == ["dawn@example.org"]


@pytest.mark.parametrize("table", [Job, OutboxMessage])
def test_what_a_worker_claimed_while_the_clock_was_ahead_is_taken_up(
    office: Office, jump: timedelta, moody: MoodyMailServer, table: type[Job] | type[OutboxMessage]
) -> None:
    portal, clock = office.portal, office.portal.clock
    item = send_letter(portal, office.dawn, LETTER, [office.birth], work_off=False)
    ahead = clock() + jump
    with unit_of_work(portal.worker, SYSTEM) as work:
        if table is Job:
            work.session.execute(update(Job).values(state="running", claimed_until=ahead))
        else:
            work.session.execute(update(OutboxMessage).values(state="sending", run_at=ahead))
    Worker(moody.sends_here(portal.worker)).drain()
    assert delivery_of(portal, item).state == "waiting"
    assert [one["To"] for one in moody.mails] == ["dawn@example.org"]


def test_a_worker_tidies_on_when_the_clock_was_set_back(office: Office, jump: timedelta) -> None:
    portal, clock = office.portal, office.portal.clock
    worker = Worker(open_house(portal.settings, "worker", clock))
    clock.moment += jump
    worker.step()
    clock.moment -= jump
    signed_in(office)
    worker.step()
    clock.moment += timedelta(hours=1) + TIDY_EVERY
    worker.step()
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        assert work.session.scalars(select(FamilySignIn).where(FamilySignIn.seen_at <= clock())).all() == []
    worker.house.engine.dispose()


def test_nobody_is_kept_waiting_by_tries_counted_while_the_clock_was_ahead(
    office: Office, jump: timedelta
) -> None:
    stranger = Visitor(office.portal.client("family"))
    answers = [stranger.sign_in(office.dawn.log_in_name, "wrong").status_code for _try in range(11)]
    assert answers[-1] == 429
    with unit_of_work(office.portal.worker, SYSTEM) as work:
        for row in work.session.scalars(select(RateCount)):
            row.expires_at += jump
    assert stranger.sign_in(office.dawn.log_in_name).status_code == 303


def test_a_code_asked_for_while_the_clock_was_ahead_is_replaced_by_the_next(
    office: Office, jump: timedelta
) -> None:
    portal = office.portal
    nan = add_account(portal, "Nan", "nan@example.org", office.birth)
    portal.clock.moment += jump
    with unit_of_work(portal.staff, SYSTEM) as work:
        ask_for_unlock_code(work, work.session.get_one(Account, nan.id), "post")
    portal.clock.moment -= jump
    code = unlock_code(portal, nan)
    form = {"log_in_name": "nan@example.org", "password": PASSWORD}
    assert Visitor(portal.client("family")).post("/unlock", code=code, **form).status_code == 303
