"""A mail address that no server takes holds up nobody else's mail, and is seen."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from portal.models.background import OutboxMessage
from portal.services.accounts import Person, ask_for_unlock_code, make_account
from portal.work import SYSTEM, unit_of_work
from portal.worker.running import Worker
from tests.builders import close, make_portal
from tests.servers.mail import MailServer


def test_an_address_with_signs_no_server_takes_is_put_back_and_named(
    tmp_path: Path, mail_server: MailServer
) -> None:
    portal = make_portal(tmp_path / "portal", **mail_server.settings())
    with unit_of_work(portal.staff, SYSTEM) as work:
        for mail in ("zoë@example.org", "dawn@example.org"):
            account = make_account(work, portal.agency_id, Person("Somebody", mail, mail))
            ask_for_unlock_code(work, account, "mail")
    Worker(portal.worker).drain()
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        rows = work.session.scalars(select(OutboxMessage).order_by(OutboxMessage.state)).all()
        assert [(row.state, row.fault) for row in rows] == [("ready", "UnicodeEncodeError"), ("sent", None)]
    assert [to for to, _ in mail_server.mails] == [["dawn@example.org"]]
    close(portal)
