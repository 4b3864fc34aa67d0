"""What the worker tidies away, and what it must leave alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select

from portal.blobs import put
from portal.models.account import Account
from portal.models.audit import AuditEvent
from portal.models.background import OutboxMessage
from portal.models.copy import Copy
from portal.services.accounts import close_account
from portal.services.notices import Notice, tell_account
from portal.work import SYSTEM, unit_of_work
from portal.worker.tidying import FEW, TooManyOrphans, sweep_orphans
from tests.builders import (
    Portal,
    add_account,
    add_arrangement,
    add_correspondent,
    make_portal,
    party_id,
    picture_bytes,
    send_letter,
)
from tests.servers.mail import MailServer


def test_litter_is_swept_by_a_few_questions(small_portal: Portal) -> None:
    portal, questions = small_portal, []
    party = party_id(portal, add_arrangement(portal), "birth")
    dawn = add_correspondent(portal, "Dawn", "dawn@example.org", party)
    send_letter(portal, dawn, "Dear all", [party], pictures=[picture_bytes()])
    kept = [put(portal.worker.blobs, [b"sealed"]) for _ in range(20)]
    portal.clock.moment += timedelta(days=400)  # files bear the machine's own time
    event.listen(portal.worker.engine, "before_cursor_execute", lambda *more: questions.append(more[2]))
    assert sweep_orphans(portal.worker) == len(kept)
    assert len([one for one in questions if one.startswith("SELECT")]) == 1
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        for name in work.session.scalars(select(Copy.blob).where(Copy.blob.is_not(None))):
            assert b"".join(portal.staff.blobs.read(str(name)))


def test_a_store_that_belongs_to_another_database_is_left_alone(small_portal: Portal) -> None:
    names = [put(small_portal.worker.blobs, [b"sealed"]) for _ in range(FEW + 1)]
    small_portal.clock.moment += timedelta(days=400)
    with pytest.raises(TooManyOrphans):
        sweep_orphans(small_portal.worker)
    assert all(b"".join(small_portal.worker.blobs.read(name)) for name in names)


def test_a_mail_to_nobody_is_not_written_down_as_sent(tmp_path: Path, mail_server: MailServer) -> None:
    portal = make_portal(tmp_path / "portal", **mail_server.settings())
    account = add_account(portal, "Dawn", "dawn@example.org")
    with unit_of_work(portal.staff, SYSTEM) as work:
        row = work.session.get_one(Account, account.id)
        tell_account(work, row, Notice.WAITING, "0" * 32)
        close_account(work, row)
    portal.work_off()
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        assert [one.state for one in work.session.scalars(select(OutboxMessage))] == ["dropped"]
        events = set(work.session.scalars(select(AuditEvent.event)))
        assert ("notice_dropped" in events, "notice_sent" in events) == (True, False)
