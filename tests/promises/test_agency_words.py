"""Whom families ring is what the office says, and nobody else: not even who can write to the database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crypto.errors import NotCertified
from portal.app import create_app
from portal.contact import Contact
from portal.models.background import OutboxMessage
from portal.services.agencies import change_contact, rules_of
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, make_portal, send_letter
from tests.promises.intruder import fresh, intrusion
from tests.promises.scene import make_people
from tests.servers.mail import MailServer

HIS = Contact("0900 666 666")


def sign_in_page(portal: Portal) -> str:
    """What a stranger reads at a family door that was started just now."""
    return create_app(fresh(portal.family)).test_client().get("/sign-in").text


def put_his_number(portal: Portal) -> None:
    """The intruder writes his own telephone number into the agency's row."""
    with intrusion(portal) as he:
        he.write("UPDATE agency SET contact = :c", c=json.dumps(HIS.to_json()))


def test_a_number_that_the_office_never_gave_is_not_shown(small_portal: Portal) -> None:
    assert "0116 496 0123" in sign_in_page(small_portal)
    put_his_number(small_portal)
    page = sign_in_page(small_portal)
    assert HIS.telephone not in page
    assert "0116 496 0123" not in page


def test_rules_that_the_office_never_made_are_not_followed(small_portal: Portal) -> None:
    with intrusion(small_portal) as he:
        he.write("UPDATE agency SET rules = :r", r=json.dumps({"unlock_code_days_by_mail": 9999}))
    with unit_of_work(fresh(small_portal.staff), SYSTEM, writes=False) as work, pytest.raises(NotCertified):
        rules_of(work, small_portal.agency_id)


def test_no_mail_carries_his_number_and_the_mail_goes_when_the_office_has_spoken(
    tmp_path: Path, mail_server: MailServer
) -> None:
    portal = make_portal(tmp_path / "portal", **mail_server.settings())
    scene = make_people(portal)
    send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive], work_off=False)
    put_his_number(portal)
    before = len(mail_server.mails)
    portal.work_off()
    assert len(mail_server.mails) == before
    with unit_of_work(portal.worker, SYSTEM) as work:
        waiting = work.session.query(OutboxMessage).filter(OutboxMessage.state == "ready").all()
        assert {one.fault for one in waiting} == {"NotCertified"}
        change_contact(work, portal.agency_id, Contact("0116 555 0000"))
        portal.clock.moment = max(one.run_at for one in waiting)
    portal.work_off()
    assert any("0116 555 0000" in mail.get_content() for _, mail in mail_server.mails[before:])
