"""Jobs and notices: each done once, by however many workers; lost by no kill, no failing, no sulking mail
server; and never done if what they belong to was rolled back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from portal.models.account import Account, UnlockCode
from portal.models.audit import AuditEvent
from portal.models.background import Job, OutboxMessage
from portal.models.copy import Copy
from portal.models.item import Attachment
from portal.services.accounts import Person, ask_for_unlock_code, make_account
from portal.services.jobs import CLAIM
from portal.work import SYSTEM, House, Work, open_house, unit_of_work
from portal.worker.mail import SENDING_LIMIT
from portal.worker.running import Worker
from tests.builders import Portal, delivery_of, picture_bytes, send_letter
from tests.promises.doomed import doomed, kill
from tests.promises.moody_mail import MoodyMailServer
from tests.promises.scene import make_people

MANY, MAILS = 100, 20


@pytest.fixture
def moody() -> Iterator[MoodyMailServer]:
    """A mail server that is away until it is told to be something else."""
    server = MoodyMailServer()
    yield server
    server.be("away")


def count(portal: Portal, query: object) -> int:
    """How many rows there are."""
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        return int(work.session.scalar(query) or 0)  # type: ignore[call-overload]


def invite(work: Work, agency_id: str, channels: Sequence[str]) -> None:
    """So many people are asked for, each by one channel."""
    for number, channel in enumerate(channels):
        person = Person(f"Person {number}", f"person-{number}", f"person-{number}@example.org")
        ask_for_unlock_code(work, make_account(work, agency_id, person), channel)


def in_two_workers(
    portal: Portal, act: Callable[[Worker], bool], server: MoodyMailServer | None = None
) -> list[int]:
    """Let two workers do this until there is nothing left; how often each did it."""
    start = threading.Barrier(2)

    def one(_number: int) -> int:
        house = open_house(portal.settings, "worker", portal.clock)
        worker, done = Worker(server.sends_here(house) if server else house), 0
        start.wait(30)
        while act(worker):
            done += 1
        house.engine.dispose()
        return done

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(2)))


def test_two_workers_do_each_job_and_send_each_mail_once(portal: Portal, moody: MoodyMailServer) -> None:
    with unit_of_work(portal.staff, SYSTEM) as work:
        invite(work, portal.agency_id, ["mail"] * MAILS + ["post"] * (MANY - MAILS))
    assert count(portal, select(func.count()).select_from(Job)) == MANY
    done = in_two_workers(portal, Worker.work_next)
    assert sum(done) == MANY
    assert min(done) > 0
    assert count(portal, select(func.count()).select_from(Job)) == 0
    assert count(portal, select(func.count()).where(UnlockCode.state == "open")) == MANY
    assert count(portal, select(func.count()).where(AuditEvent.event == "unlock_code_issued")) == MANY
    moody.be("well")
    sent = in_two_workers(portal, lambda worker: worker.postman.send_next(), moody)
    assert sum(sent) == MAILS
    assert min(sent) > 0
    assert {one["To"] for one in moody.mails} == {f"person-{number}@example.org" for number in range(MAILS)}
    assert len(moody.mails) == len({one["Message-ID"] for one in moody.mails}) == MAILS


class Cut(Exception):
    """Something fails after the jobs were put in."""


def test_what_was_rolled_back_is_never_done(portal: Portal, moody: MoodyMailServer) -> None:
    def fail_after(house: House) -> None:
        with unit_of_work(house, SYSTEM) as work:
            invite(work, portal.agency_id, ["mail", "post", "mail"])
            work.session.flush()
            assert work.session.scalar(select(func.count()).select_from(Job)) == 3
            raise Cut

    moody.be("well")
    with pytest.raises(Cut):
        fail_after(portal.staff)
    Worker(moody.sends_here(portal.worker)).drain()
    for table in (Job, OutboxMessage, UnlockCode, Account):
        assert count(portal, select(func.count()).select_from(table)) == 0
    assert moody.mails == []


def test_a_killed_worker_s_job_is_done_by_another(portal: Portal) -> None:
    scene = make_people(portal)
    large = picture_bytes(size=(3600, 2700))
    item = send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive], "", [large] * 2, work_off=False)
    running = select(func.count()).where(Job.subject_id == item, Job.state == "running")
    with doomed(portal, "work") as child:
        wait_until(lambda: count(portal, running) == 1)
        kill(child)
    assert delivery_of(portal, item).state == "received"
    portal.clock.forward(seconds=CLAIM.total_seconds() - 1)
    portal.work_off()
    assert delivery_of(portal, item).state == "received"
    portal.clock.forward(seconds=2)
    portal.work_off()
    assert delivery_of(portal, item).state == "waiting"
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        pictures = work.session.scalars(select(Attachment).where(Attachment.item_id == item)).all()
        assert [one.state for one in pictures] == ["safe"] * 2
        for kind in ("safe-picture", "small-picture"):
            made = select(Copy.id).where(Copy.kind == kind)
            assert len(work.session.scalars(made).all()) == 2
        assert work.session.scalars(select(Job)).all() == []


def wait_until(there: Callable[[], bool], seconds: float = 60) -> None:
    """Look again and again, in short steps."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def mails_of(portal: Portal, template: str) -> list[OutboxMessage]:
    """The outbox's rows of one kind."""
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        return list(work.session.scalars(select(OutboxMessage).where(OutboxMessage.template == template)))


def test_one_mail_an_event_however_the_mail_server_sulks(portal: Portal, moody: MoodyMailServer) -> None:
    scene = make_people(portal)
    send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive])
    worker = Worker(moody.sends_here(portal.worker, timeout_seconds=1))
    for mood, fault in (
        ("away", "ConnectionRefusedError"),
        ("refusing", "SMTPRecipientsRefused"),
        ("hanging", "SMTPServerDisconnected"),
        ("dripping", "SMTPServerDisconnected"),
        ("hanging up", "SMTPServerDisconnected"),
    ):
        moody.be(mood)
        began = time.monotonic()
        worker.drain()
        assert time.monotonic() - began < 20  # and not for ever
        (row,) = mails_of(portal, "received")
        assert (row.state, row.fault, row.sent_at) == ("ready", fault, None)
        assert row.run_at > portal.clock()
        portal.clock.moment = row.run_at
    moody.be("well")
    worker.drain()
    portal.clock.forward(days=2)
    worker.drain()
    assert [row.state for row in mails_of(portal, "received")] == ["sent"]
    # Taken twice by the server that hung up, and the same mail to the letter: nobody sees it twice.
    assert len(moody.taken) == 2
    assert moody.taken[0] == moody.taken[1]
    assert {one["Message-ID"] for one in moody.mails} == {f"<{mails_of(portal, 'received')[0].id}@localhost>"}
    assert moody.mails[0].get_all("Message-ID") == [moody.mails[0]["Message-ID"]]


def test_a_worker_killed_while_sending_is_followed_by_another(
    small_portal: Portal, moody: MoodyMailServer
) -> None:
    portal, scene = small_portal, make_people(small_portal)
    send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive])
    moody.be("hanging")
    with doomed(
        portal,
        "work",
        LETTERBOX_MAIL_HOST="127.0.0.1",
        LETTERBOX_MAIL_PORT=str(moody.port),
        LETTERBOX_MAIL_TIMEOUT="90",
    ) as child:
        wait_until(lambda: [row.state for row in mails_of(portal, "received")] == ["sending"])
        kill(child)
    moody.be("well")
    worker = Worker(moody.sends_here(portal.worker))
    worker.drain()
    assert moody.mails == []
    portal.clock.forward(seconds=SENDING_LIMIT.total_seconds())
    worker.drain()
    assert [one["To"] for one in moody.mails] == ["priya@example.org"]
