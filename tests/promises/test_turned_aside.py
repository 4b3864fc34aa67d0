"""An intruder bends rows, without any key, so that the office itself hands somebody's code, picture or letter
to somebody else. What is handed over is looked at in what is sealed, not in the rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from crypto.errors import NotCertified
from portal.db import new_id
from portal.models.account import Account, UnlockCode
from portal.models.background import Job, OutboxMessage
from portal.services.accounts import ask_for_unlock_code
from portal.services.post_room import paper_letters, print_code_letter
from portal.throttle import SIGN_IN_HERE
from portal.work import SYSTEM, unit_of_work
from portal.worker.running import Worker
from tests.builders import (
    Correspondent,
    Portal,
    add_staff,
    close,
    delivery_of,
    make_portal,
    picture_bytes,
    send_letter,
)
from tests.family.visits import make_town
from tests.promises.intruder import Intruder, intrusion
from tests.promises.scene import Scene, make_people, release_item
from tests.servers.mail import MailServer


@pytest.fixture
def mailing(tmp_path: Path, mail_server: MailServer) -> Iterator[Scene]:
    """Priya, Dawn and Rita, and a mail server."""
    portal = make_portal(tmp_path / "portal", **mail_server.settings())
    yield make_people(portal)
    close(portal)


def asked(scene: Scene, who: Correspondent, channel: str) -> str:
    """A code that the worker made."""
    portal = scene.portal
    with unit_of_work(portal.staff, SYSTEM) as work:
        account = work.session.get_one(Account, who.account.id)
        return ask_for_unlock_code(work, account, channel).id


def mail_it(he: Intruder, code_id: str, to: Correspondent) -> None:
    """A mail with that code to somebody, in the outbox."""
    he.write(
        "INSERT INTO outbox_message (id, agency_id, account_id, template, occasion, state, attempts,"
        " run_at, created_at) SELECT :i, agency_id, id, 'unlock', :c, 'ready', 0, created_at, created_at"
        " FROM account WHERE id = :a",
        i=new_id(),
        c=code_id,
        a=to.account.id,
    )


@pytest.mark.parametrize("channel", ["mail", "post"])
def test_a_code_is_mailed_to_nobody_else(mailing: Scene, mail_server: MailServer, channel: str) -> None:
    portal, code_id = mailing.portal, asked(mailing, mailing.priya, channel)
    while Worker(portal.worker).work_next():  # the code is made, and its mail waits
        pass
    if channel == "mail":
        with intrusion(portal) as he:  # who keeps the true mail back, so that the code lives on
            he.write("UPDATE outbox_message SET state = 'sent' WHERE state = 'ready'")
    before = len(mail_server.mails)
    with intrusion(portal) as he:
        mail_it(he, code_id, mailing.dawn)
    portal.work_off()
    to_dawn = [mail for to, mail in mail_server.mails[before:] if to == [mailing.dawn.log_in_name]]
    assert not any("/unlock#" in mail.get_content() for mail in to_dawn)


@pytest.mark.parametrize("bent", ["", "channel"])
def test_a_code_that_goes_by_post_is_mailed_to_nobody_at_all(
    mailing: Scene, mail_server: MailServer, bent: str
) -> None:
    """It goes by post because somebody else may read that person's mail."""
    portal, code_id = mailing.portal, asked(mailing, mailing.priya, "post")
    portal.work_off()
    with intrusion(portal) as he:
        if bent:
            he.write("UPDATE unlock_code SET channel = 'mail' WHERE id = :c", c=code_id)
        mail_it(he, code_id, mailing.priya)
    portal.work_off()
    assert not any("/unlock#" in mail.get_content() for _, mail in mail_server.mails)


@pytest.mark.parametrize("column", ["account", "name"])
def test_a_code_is_printed_for_nobody_else(mailing: Scene, column: str) -> None:
    portal, code_id = mailing.portal, asked(mailing, mailing.priya, "post")
    portal.work_off()
    with intrusion(portal) as he:
        if column == "account":
            he.write(
                "UPDATE unlock_code SET account_id = :d WHERE id = :c", d=mailing.dawn.account.id, c=code_id
            )
        else:
            he.write("UPDATE account SET log_in = x'00' WHERE id = :p", p=mailing.priya.account.id)
    with unit_of_work(portal.staff, SYSTEM) as work:
        assert work.session.get_one(UnlockCode, code_id).state == "open"
        with pytest.raises(NotCertified):
            print_code_letter(work, portal.agency_id, code_id)


def test_a_mail_that_cannot_be_written_holds_up_no_other(mailing: Scene, mail_server: MailServer) -> None:
    portal = mailing.portal
    send_letter(portal, mailing.priya, "Dear Dawn", [mailing.adoptive], work_off=False)
    with intrusion(portal) as he:
        for _ in range(5):
            he.write(
                "INSERT INTO outbox_message (id, agency_id, account_id, template, occasion, state, attempts,"
                " run_at, created_at) SELECT :i, agency_id, id, 'unlock', :i, 'ready', 0, :then, created_at"
                " FROM account WHERE id = :d",
                i=new_id(),
                d=mailing.dawn.account.id,
                then="2020-01-01 00:00:00",
            )
    portal.work_off()
    assert [to for to, _ in mail_server.mails].count([mailing.priya.log_in_name]) >= 1
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        rows = work.session.scalars(select(OutboxMessage).where(OutboxMessage.template == "unlock")).all()
        assert {one.state for one in rows if one.occasion == one.id} == {"ready"}


def test_another_familys_picture_goes_with_no_letter(small_portal: Portal) -> None:
    portal, scene = small_portal, make_people(small_portal)
    ritas = party_of(scene, scene.rita)
    theirs = send_letter(portal, scene.rita, "Look", [ritas], pictures=[picture_bytes()], work_off=False)
    letter = send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive], work_off=False)
    with intrusion(portal) as he:
        he.write("UPDATE attachment SET item_id = :l WHERE item_id = :t", l=letter, t=theirs)
    portal.work_off()
    assert delivery_of(portal, letter).state == "received"
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        faults = set(work.session.scalars(select(Job.fault).where(Job.subject_id == letter)))
        assert faults == {"NotCertified"}


def party_of(scene: Scene, who: Correspondent) -> str:
    """The one party somebody belongs to."""
    with intrusion(scene.portal) as he:
        return str(he.read("SELECT party_id FROM membership WHERE account_id = :a", a=who.account.id))


def test_nobody_who_reads_the_rows_can_try_a_guess_at_what_was_decided(small_portal: Portal) -> None:
    columns = {one["name"] for one in inspect(small_portal.owner().engine).get_columns("decision")}
    assert not any("digest" in name or "hash" in name for name in columns)


def test_a_letter_on_paper_is_printed_when_the_staff_door_says_so(small_portal: Portal) -> None:
    portal = small_portal
    scene, staff = make_people(portal), add_staff(portal)
    with intrusion(portal) as he:
        he.write("UPDATE account SET state = 'invited' WHERE id = :d", d=scene.dawn.account.id)
    released = release_item(portal, staff, send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive]))
    with unit_of_work(portal.family, SYSTEM) as work:
        work.record("released_letter_printed", portal.agency_id, released.id)
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        assert [one.printed_at for one in paper_letters(work, portal.agency_id)] == [None]


def test_whether_a_name_exists_does_not_show_in_how_often_one_may_try(small_portal: Portal) -> None:
    """Two strangers in one network guess at two names; the owner of one of them signs in between."""
    town = make_town(small_portal)

    def tries(name: str, count: int) -> list[int]:
        visitor = town.visitor()
        return [visitor.sign_in(name, "not-this-one-at-all").status_code for _ in range(count)]

    names = ("priya@example.org", "nobody@example.org")
    before = [tries(name, SIGN_IN_HERE.amount - 1) for name in names]
    assert town.visitor().sign_in("priya@example.org").status_code == 303
    after = [tries(name, 2) for name in names]
    assert before[0] == before[1]
    assert after[0] == after[1] == [400, 429]
