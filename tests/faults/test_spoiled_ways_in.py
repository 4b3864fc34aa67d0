"""What lets somebody in was damaged: a person's key under their password, their session or a code, the half
in escrow, what the team signs in by. Nobody comes in by it, the page says so plainly and shows nothing, the
row is left as it is, and all is well when it is back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pyotp
import pytest
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from portal.models.account import Account, FamilySignIn, UnlockCode
from portal.models.background import Job
from portal.models.staff import StaffSignIn
from portal.services.accounts import ask_for_unlock_code
from portal.work import SYSTEM, unit_of_work
from tests.builders import PASSWORD, Staff, add_account, add_staff, close, make_portal, unlock_code
from tests.family.visits import Visitor, saved_letter, words_of
from tests.faults.spoiling import (
    PASSWORD_CHECK,
    SENTENCE,
    SPOILING,
    TO_A_PUBLIC_KEY,
    UNDER_A_PASSWORD,
    flipped,
)
from tests.staff.office import LETTER, Office, make_office

NEW_PASSWORD = "purple-kettle-otter"
NAME = "dawn@example.org"
SECRETS = ("Oakham", "Thornbury", PASSWORD, NEW_PASSWORD, "Traceback", 'File "')
REFUSED = frozenset({400, 500})
FAULTS = {"Altered", "WrongKey", "WrongRecord", "Truncated", "UnknownFormat", "MissingGeneration"}


@dataclass
class Ground:
    """An office, Dawn with a letter of hers, and Sam of the team; each test puts back what it spoiled."""

    office: Office
    staff: Staff
    dawn: Visitor

    @contextmanager
    def changed(self, column: str, row: str, value: bytes | None) -> Iterator[None]:
        """A column (table.column) of a row holds something else for a while, and is not written meanwhile."""
        table, name = column.split(".")
        before = self.read(column, row)
        self._write(table, name, row, value)
        try:
            yield
            assert self.read(column, row) == value
        finally:  # what one test finds is no fault of the next one's
            self._write(table, name, row, before)

    def read(self, column: str, row: str) -> bytes | None:
        """What it holds."""
        table, name = column.split(".")
        with self.office.portal.worker.engine.connect() as connection:
            ask = text(f"SELECT {name} FROM {table} WHERE id = :id")
            return connection.execute(ask, {"id": row}).scalar_one()  # type: ignore[no-any-return]

    def _write(self, table: str, name: str, row: str, value: bytes | None) -> None:
        with self.office.portal.worker.engine.begin() as connection:
            put = text(f"UPDATE {table} SET {name} = :value WHERE id = :id")
            connection.execute(put, {"id": row, "value": value})

    def sessions(self) -> int:
        """How many browsers are signed in at both doors; tries so far are forgotten."""
        with unit_of_work(self.office.portal.worker, SYSTEM) as work:
            work.session.execute(text("DELETE FROM rate_count"))
            tables = (FamilySignIn, StaffSignIn)
            return sum(work.session.scalar(select(func.count()).select_from(one)) or 0 for one in tables)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Made once."""
    portal = make_portal(tmp_path_factory.mktemp("ways-in") / "portal")
    office = make_office(portal)
    dawn = Visitor(portal.client("family"))
    assert dawn.sign_in(NAME).status_code == 303
    saved_letter(dawn, [office.birth], LETTER)
    yield Ground(office, add_staff(portal, name="Sam Thornbury"), dawn)
    close(portal)


def check_refused(
    answer: TestResponse, caplog: pytest.LogCaptureFixture, statuses: frozenset[int] = REFUSED
) -> None:
    """A page that lets nobody in, says what is the matter, and tells nothing; nor does the log."""
    shown = words_of(answer)
    assert answer.status_code in statuses, shown[:300]
    if answer.status_code == 500:
        assert SENTENCE in shown
        number = re.search(r"\b[0-9a-f]{8}\b", shown)
        assert number is not None
        assert number[0] in caplog.text
    for secret in SECRETS:
        assert secret not in answer.text
        assert secret not in caplog.text


@pytest.mark.parametrize("spoil", UNDER_A_PASSWORD)
def test_a_key_under_a_password(ground: Ground, spoil: str, caplog: pytest.LogCaptureFixture) -> None:
    row, column = ground.office.dawn.account.id, "account.sealed_private"
    sealed = ground.read(column, row)
    assert sealed is not None
    before, visitor = ground.sessions(), Visitor(ground.office.portal.client("family"))
    with ground.changed(column, row, UNDER_A_PASSWORD[spoil](sealed)):
        check_refused(visitor.sign_in(NAME), caplog)
        fields = {"old": PASSWORD, "new": NEW_PASSWORD}
        check_refused(ground.dawn.post("/account/password", **fields), caplog)
        assert visitor.client.get("/").status_code == 302
        assert ground.sessions() == before
    assert visitor.sign_in(NAME).status_code == 303
    assert ground.dawn.client.get("/").status_code == 200


@pytest.mark.parametrize("spoil", SPOILING)
def test_a_key_under_a_session(ground: Ground, spoil: str, caplog: pytest.LogCaptureFixture) -> None:
    with unit_of_work(ground.office.portal.worker, SYSTEM, writes=False) as work:
        rows = work.session.scalars(select(FamilySignIn.id)).all()
    visitor = Visitor(ground.office.portal.client("family"))
    assert visitor.sign_in(NAME).status_code == 303
    with unit_of_work(ground.office.portal.worker, SYSTEM, writes=False) as work:
        mine = work.session.scalars(select(FamilySignIn).where(FamilySignIn.id.not_in(rows))).one()
    spoiled = SPOILING[spoil](mine.sealed_private)
    with ground.changed("family_sign_in.sealed_private", mine.id, spoiled):
        answer = visitor.client.get("/")
        assert answer.status_code == 302
        assert "/sign-in" in answer.headers["Location"]
        check_refused(visitor.post("/letters/" + "0" * 32, text="Hello"), caplog, frozenset({401}))
    assert visitor.client.get("/").status_code == 200


@pytest.mark.parametrize("spoil", [*SPOILING, "gone"])
def test_a_key_under_a_code(ground: Ground, spoil: str, caplog: pytest.LogCaptureFixture) -> None:
    office = ground.office
    account = add_account(office.portal, "Nan Thornbury", f"nan-{spoil}@example.org", office.birth)
    fields = {"code": unlock_code(office.portal, account), "password": NEW_PASSWORD}
    fields["log_in_name"] = f"nan-{spoil}@example.org"
    with unit_of_work(office.portal.worker, SYSTEM, writes=False) as work:
        row = work.session.scalars(select(UnlockCode.id).where(UnlockCode.account_id == account.id)).one()
    sealed = ground.read("unlock_code.sealed_private", row)
    assert sealed is not None
    spoiled = None if spoil == "gone" else SPOILING[spoil](sealed)
    before, visitor = ground.sessions(), Visitor(office.portal.client("family"))
    with ground.changed("unlock_code.sealed_private", row, spoiled):
        answer = visitor.post("/unlock", **fields)
        check_refused(answer, caplog, frozenset({400 if spoil == "gone" else 500}))
        assert visitor.client.get("/").status_code == 302
        assert ground.sessions() == before
        assert ground.read("account.sealed_private", account.id) is None
    assert visitor.post("/unlock", **fields).status_code == 303
    assert visitor.client.get("/").status_code == 200


STAFF_COLUMNS: dict[str, dict[str, Callable[[bytes], bytes]]] = {
    "totp": TO_A_PUBLIC_KEY,
    "password": PASSWORD_CHECK,
    "mark": {"first": flipped(0), "last": flipped(-1), "cut": lambda it: it[:-1], "empty": lambda _it: b""},
}


@pytest.mark.parametrize(
    ("column", "spoil"), [(column, spoil) for column, ways in STAFF_COLUMNS.items() for spoil in ways]
)
def test_what_the_team_signs_in_by(
    ground: Ground, column: str, spoil: str, caplog: pytest.LogCaptureFixture
) -> None:
    office, row = ground.office, ground.staff.account.id
    sealed = ground.read(f"staff_account.{column}", row)
    assert sealed is not None
    known, stranger = office.sign_in(ground.staff), office.stranger()
    office.portal.clock.forward(seconds=30)
    code = pyotp.TOTP(ground.staff.totp_secret).at(office.portal.clock())
    fields = {"log_in_name": ground.staff.log_in_name, "password": PASSWORD, "code": code}
    before = ground.sessions()
    with ground.changed(f"staff_account.{column}", row, STAFF_COLUMNS[column][spoil](sealed)):
        check_refused(stranger.post("/sign-in", **fields), caplog, frozenset({500}))
        check_refused(known.get("/desk"), caplog, frozenset({500}))
        assert ground.sessions() == before
    assert stranger.post("/sign-in", **fields).status_code == 303
    assert known.get("/desk").status_code == 200


@pytest.mark.parametrize("spoil", TO_A_PUBLIC_KEY)
def test_the_half_in_escrow(ground: Ground, spoil: str, caplog: pytest.LogCaptureFixture) -> None:
    office, worker = ground.office, ground.office.portal.worker
    sealed = ground.read("account.escrow", office.priya.account.id)
    assert sealed is not None
    with ground.changed("account.escrow", office.priya.account.id, TO_A_PUBLIC_KEY[spoil](sealed)):
        with unit_of_work(office.portal.staff, SYSTEM) as work:
            account = work.session.get_one(Account, office.priya.account.id)
            asked = ask_for_unlock_code(work, account, "post").id
        nan = add_account(office.portal, "Nan Thornbury", f"nan-escrow-{spoil}@example.org", office.birth)
        assert unlock_code(office.portal, nan)  # nobody else waits for it
        with unit_of_work(worker, SYSTEM, writes=False) as work:
            code = work.session.get_one(UnlockCode, asked)
            assert (code.state, code.letter_copy_id) == ("asked", None)
            job = work.session.scalars(select(Job)).one()
            assert (job.subject_id, job.state) == (asked, "ready")
            assert job.fault in FAULTS
    assert "fault" in caplog.text
    assert not [secret for secret in SECRETS if secret in caplog.text]
    office.portal.clock.forward(minutes=1)
    office.portal.work_off()
    with unit_of_work(worker, SYSTEM, writes=False) as work:
        assert work.session.get_one(UnlockCode, asked).state == "open"
