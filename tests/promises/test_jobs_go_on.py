"""However long something is away, no letter, code or mail is given up; and staff are told meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from moderation.lifecycle import Role
from portal.db import new_id
from portal.models.account import Account
from portal.models.background import Job
from portal.services.accounts import ask_for_unlock_code
from portal.services.items import MAKE_SAFE
from portal.services.jobs import LONGEST_PAUSE, enqueue
from portal.services.troubles import LONG, OFTEN, Stuck, Trouble, troubles
from portal.work import SYSTEM, House, unit_of_work
from portal.worker.running import Worker
from tests.builders import Portal, add_account, close, delivery_of, make_portal, picture_bytes, send_letter
from tests.promises.moody_mail import MoodyMailServer
from tests.promises.scene import make_people
from tests.servers.scanner import QuietScanner
from tests.staff.office import make_office, words_of

DAY = timedelta(days=1)


@pytest.fixture
def line(tmp_path: Path) -> Path:
    """Where the virus scanner will be once it is back."""
    return tmp_path / "clamd"


@pytest.fixture
def scanned(tmp_path: Path, line: Path) -> Iterator[Portal]:
    """A portal whose virus scanner is away."""
    made = make_portal(tmp_path / "portal", LETTERBOX_CLAMD=str(line))
    yield made
    close(made)


@pytest.fixture
def moody() -> Iterator[MoodyMailServer]:
    """A mail server that is away."""
    server = MoodyMailServer()
    yield server
    server.be("away")


def live(portal: Portal, worker: Worker, span: timedelta) -> None:
    """So much time passes, and the worker does what is due."""
    end = portal.clock() + span
    while portal.clock() < end:
        worker.drain()
        portal.clock.forward(minutes=10)


def told(house: House, agency_id: str) -> list[Trouble]:
    with unit_of_work(house, SYSTEM, writes=False) as work:
        return troubles(work, agency_id)


def test_a_scanner_that_is_away_for_a_day_keeps_no_letter_from_the_desk(scanned: Portal, line: Path) -> None:
    scene = make_people(scanned)
    item = send_letter(
        scanned, scene.priya, "Dear Dawn", [scene.adoptive], "", [picture_bytes()], work_off=False
    )
    live(scanned, Worker(scanned.worker), DAY)
    assert delivery_of(scanned, item).state == "received"
    with QuietScanner(line):
        # Another worker, as after a restart; none waits longer than the longest pause.
        live(scanned, Worker(scanned.worker), LONGEST_PAUSE + timedelta(minutes=10))
    assert delivery_of(scanned, item).state == "waiting"
    assert told(scanned.staff, scanned.agency_id) == []


def test_a_mail_server_that_is_away_for_a_day_gets_each_mail_once(
    small_portal: Portal, moody: MoodyMailServer
) -> None:
    portal, scene = small_portal, make_people(small_portal)
    send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive])
    worker = Worker(moody.sends_here(portal.worker))
    live(portal, worker, DAY)
    (trouble,) = told(portal.staff, portal.agency_id)
    assert (trouble.what, trouble.faults) == (Stuck.MAILS, ("ConnectionRefusedError",))
    waiting = trouble.count
    moody.be("well")
    live(portal, worker, DAY)
    assert len(moody.mails) == len({one["Message-ID"] for one in moody.mails}) == waiting
    assert "priya@example.org" in {one["To"] for one in moody.mails}
    assert told(portal.staff, portal.agency_id) == []


def test_what_an_earlier_version_gave_up_comes_back_to_life(small_portal: Portal) -> None:
    portal, scene = small_portal, make_people(small_portal)
    item = send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive], work_off=False)
    with unit_of_work(portal.worker, SYSTEM) as work:
        long_ahead = work.now + LONGEST_PAUSE
        given_up = update(Job).where(Job.subject_id == item)
        work.session.execute(given_up.values(state="failed", attempts=12, run_at=long_ahead))
    portal.work_off()
    assert delivery_of(portal, item).state == "waiting"


def test_a_job_that_belongs_to_nothing_is_struck_off(small_portal: Portal) -> None:
    """Somebody who broke into the family door may put in as many as they like."""
    with unit_of_work(small_portal.family, SYSTEM) as work:
        enqueue(work, MAKE_SAFE, new_id())
    small_portal.work_off()
    with unit_of_work(small_portal.worker, SYSTEM, writes=False) as work:
        assert work.session.scalar(select(func.count()).select_from(Job)) == 0


def test_staff_are_told_in_plain_words_and_of_their_own_agency_alone(portal: Portal, line: Path) -> None:
    office = make_office(portal)
    away = replace(portal.worker, settings=replace(portal.settings, clamd=str(line)))
    item = send_letter(
        portal, office.priya, "Dear Dawn", [office.adoptive], "", [picture_bytes()], work_off=False
    )
    sam, mo = office.worker(), office.worker(Role.MANAGER, "Mo Manager")
    calm = words_of(sam.get("/desk"))
    live(portal, Worker(away), LONG)
    sentence = (
        "1 letter could not be made safe so far. We go on trying. "
        "Please tell whoever looks after the computers: ScannerAway."
    )
    sam, mo = office.worker(), office.worker(Role.MANAGER, "Mo Manager")
    assert sentence in words_of(sam.get("/desk"))
    assert sentence in words_of(mo.get("/totals"))
    assert "so far" not in calm
    assert told(portal.staff, "another") == []
    portal.work_off()
    assert delivery_of(portal, item).state == "waiting"
    assert "so far" not in words_of(office.worker().get("/desk"))


def test_codes_count_and_so_does_what_no_worker_ever_took(small_portal: Portal) -> None:
    portal, account = small_portal, add_account(small_portal, "Ann", "ann@example.org")
    with unit_of_work(portal.staff, SYSTEM) as work:
        ask_for_unlock_code(work, work.session.get_one(Account, account.id), "post")
    portal.clock.forward(minutes=59)
    assert told(portal.staff, portal.agency_id) == []
    portal.clock.forward(minutes=1)
    (trouble,) = told(portal.staff, portal.agency_id)
    assert trouble == Trouble(Stuck.CODES, 1, ())
    assert "1 unlock code could not be made so far" in trouble.sentences
    assert "the worker may not be running" in trouble.sentences


def test_what_fails_often_is_told_before_an_hour_has_passed(scanned: Portal) -> None:
    scene = make_people(scanned)
    for _ in range(2):
        send_letter(
            scanned, scene.priya, "Dear Dawn", [scene.adoptive], "", [picture_bytes()], work_off=False
        )
    worker = Worker(scanned.worker)
    for number in range(OFTEN):
        assert told(scanned.staff, scanned.agency_id) == [], number
        worker.drain()
        scanned.clock.forward(minutes=2)
    (trouble,) = told(scanned.staff, scanned.agency_id)
    assert trouble.sentences.startswith("2 letters could not be made safe so far.")
