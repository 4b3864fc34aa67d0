"""Notices leave here, and only here: out of the outbox, with a time limit, once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from flask import Flask
from flask_mail import Message
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import and_, or_, select

from portal.clock import ASTRAY
from portal.contact import Contact
from portal.faults import note_fault
from portal.models.account import Account, UnlockCode
from portal.models.agency import Agency
from portal.models.background import Message as OutgoingMessage
from portal.models.background import OfficeMessage, OutboxMessage
from portal.models.staff import StaffAccount
from portal.pages.templates import TEMPLATES
from portal.services.accounts import person_of
from portal.services.agencies import check_agency
from portal.services.jobs import back_off, is_due
from portal.services.notices import Notice
from portal.services.staff_accounts import staff_mail
from portal.services.staff_marks import check_staff
from portal.services.unlocking import code_in_letter, forget_code_letter
from portal.work import SYSTEM, House, Work, unit_of_work
from portal.worker.checked_mail import CheckedMail

SENDING_LIMIT = timedelta(minutes=5)


TABLES: tuple[type[OutgoingMessage], ...] = (OfficeMessage, OutboxMessage)
"""What is to leave: notices for the office, and mails to people."""


class Postman:
    """Sends what is in the outbox. Made once a worker process."""

    def __init__(self, house: House) -> None:
        self.house = house
        mail = house.settings.mail
        self.app = Flask("letterbox-mail")
        self.app.config.update(
            MAIL_SERVER=mail.host,
            MAIL_PORT=mail.port,
            MAIL_USERNAME=mail.user or None,
            MAIL_PASSWORD=mail.password or None,
            MAIL_USE_TLS=mail.tls == "starttls",
            MAIL_USE_SSL=mail.tls == "tls",
            MAIL_DEFAULT_SENDER=mail.sender,
        )
        self.mail = CheckedMail(self.app)
        self.words = Environment(  # noqa: S701 - plain-text mails; nothing a person wrote enters them
            loader=FileSystemLoader(TEMPLATES / "mail"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def send_next(self) -> bool:
        """Send the mail that has waited longest; False when nothing is due (or no mail server is set)."""
        if not self.house.settings.mail.host:
            return False
        return any(self._send_next_of(table) for table in TABLES)

    def _send_next_of(self, table: type[OutgoingMessage]) -> bool:
        claimed = self._claim(table)
        if claimed is None:
            return False
        try:
            message = self._write(table, claimed)
            if message is None:
                self._drop(table, claimed)
                return True
            with self.app.app_context(), _time_limit(self.house.settings.mail.timeout_seconds):
                self.mail.send(message)
        except Exception as fault:  # a mail that fails is tried again, the others go on
            note_fault(fault, "mail")
            self._put_back(table, claimed, type(fault).__name__)
            return True
        self._mark_sent(table, claimed)
        return True

    def _claim(self, table: type[OutgoingMessage]) -> str | None:
        with unit_of_work(self.house, SYSTEM) as work:
            due = or_(
                and_(table.state == "ready", is_due(table.run_at, work.now)),
                # A worker that was killed while sending: sent again under the same Message-ID.
                and_(table.state == "sending", table.run_at <= work.now - SENDING_LIMIT),
                and_(table.state == "sending", table.run_at > work.now + ASTRAY),
            )
            row = work.session.scalars(
                select(table)
                .where(due)
                .order_by(table.run_at, table.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).one_or_none()
            if row is None:
                return None
            row.state, row.attempts, row.run_at = "sending", row.attempts + 1, work.now
            return row.id

    def _write(self, table: type[OutgoingMessage], message_id: str) -> Message | None:
        with unit_of_work(self.house, SYSTEM, writes=False) as work:
            row = work.session.get_one(table, message_id)
            told = self._to(work, row)
            if told is None:
                return None  # nobody to tell any more
            address, values = told
            text = self.words.get_template(f"{row.template}.txt").render(values)
            subject, _, body = text.partition("\n")
            message = Message(
                subject=subject.removeprefix("Subject: ").strip(),
                recipients=[address],
                body=body.lstrip("\n"),
                sender=(values["service"], parseaddr(self.house.settings.mail.sender)[1]),
                extra_headers={"Auto-Submitted": "auto-generated"},
                date=row.created_at.timestamp(),
            )
            message.msgId = self._message_id(row.id)  # as a header it would stand beside the library's own
            return message

    def _to(self, work: Work, row: OutgoingMessage) -> tuple[str, dict[str, str]] | None:
        if isinstance(row, OfficeMessage):
            return self._to_staff(work, row)
        assert isinstance(row, OutboxMessage)
        account = work.session.get_one(Account, row.account_id)
        address, values = person_of(work, account).mail, self._values(work, row, account)
        return None if not address or values is None or account.state == "closed" else (address, values)

    def _to_staff(self, work: Work, row: OfficeMessage) -> tuple[str, dict[str, str]] | None:
        account = work.session.get_one(StaffAccount, row.staff_id)
        check_staff(work, account)
        address = staff_mail(work, account)
        values = self._agency_values(work, row) | {"address": self.house.settings.staff_url}
        return (address, values) if address and account.active else None

    def _message_id(self, row_id: str) -> str:
        # Stable: a mail sent twice after a crash is one mail to servers that drop doubles. The row's
        # id means nothing outside and is not the id of any letter.
        host = urlsplit(self.house.settings.family_url).hostname or "localhost"
        return f"<{row_id}@{host}>"

    def _values(self, work: Work, row: OutboxMessage, account: Account) -> dict[str, str] | None:
        values = self._agency_values(work, row)
        if row.template != Notice.UNLOCK:
            return values
        code = work.session.get_one(UnlockCode, row.occasion)
        if code.state != "open" or code.letter_copy_id is None or code.channel != "mail":
            return None
        told = code_in_letter(work, code, account)
        until = f"{code.expires_at:%-d %B %Y}"
        log_in_name = person_of(work, account).log_in_name
        return values | {"code": told, "until": until, "log_in_name": log_in_name}

    def _agency_values(self, work: Work, row: OutgoingMessage) -> dict[str, str]:
        agency = work.session.get_one(Agency, row.agency_id)
        check_agency(work, agency)
        return {
            "service": agency.service_name,
            "contact": Contact(**agency.contact).line(),
            "address": self.house.settings.family_url,
        }

    def _drop(self, table: type[OutgoingMessage], message_id: str) -> None:
        # Not "sent": the audit log must not say that a mail left when none did.
        with unit_of_work(self.house, SYSTEM) as work:
            row = work.session.get_one(table, message_id)
            row.state = "dropped"
            work.record("notice_dropped", row.agency_id, row.id, template=row.template)

    def _put_back(self, table: type[OutgoingMessage], message_id: str, fault: str) -> None:
        with unit_of_work(self.house, SYSTEM) as work:
            row = work.session.get_one(table, message_id)
            row.state, row.fault = "ready", fault[:80]
            row.run_at = work.now + back_off(row.attempts)

    def _mark_sent(self, table: type[OutgoingMessage], message_id: str) -> None:
        with unit_of_work(self.house, SYSTEM) as work:
            row = work.session.get_one(table, message_id)
            row.state, row.sent_at, row.fault = "sent", work.now, None
            if row.template == Notice.UNLOCK:
                forget_code_letter(work, work.session.get_one(UnlockCode, row.occasion))
            work.record("notice_sent", row.agency_id, row.id, template=row.template)


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    # The mail library has no setting for it; without a limit a dead relay would hang the worker.
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
