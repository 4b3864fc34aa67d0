"""V12.3.2: a mail with an unlock code goes to no server whose certificate isn't the right one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.models.background import OutboxMessage
from portal.services.accounts import ask_for_unlock_code
from portal.work import SYSTEM, unit_of_work
from portal.worker.running import Worker
from tests.asvs.tls_mail import TlsMailServer, make_certificate
from tests.builders import Portal, add_account


def invite(portal: Portal) -> None:
    """Somebody is to get a code by mail."""
    account = add_account(portal, "Dawn Thornbury", "dawn@example.org")
    with unit_of_work(portal.staff, SYSTEM) as work:
        ask_for_unlock_code(work, work.session.merge(account), "mail")


def states(portal: Portal) -> list[str]:
    """What became of each mail."""
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        return list(work.session.scalars(select(OutboxMessage.state)))


@pytest.fixture
def serve(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TlsMailServer]:
    """A server of the name and the kind that the test asks for."""
    name, tls = request.param
    server = TlsMailServer(make_certificate(tmp_path, name), tls)
    yield server
    server.stop()


@pytest.mark.parametrize(
    ("serve", "tls"),
    [(("localhost", "tls"), "tls"), (("localhost", "starttls"), "starttls")],
    indirect=["serve"],
)
def test_a_server_with_a_trusted_certificate_gets_the_mail(
    small_portal: Portal, serve: TlsMailServer, tls: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "localhost.pem"))
    invite(small_portal)
    Worker(serve.sends_here(small_portal.worker, tls)).drain()
    assert any(b"Your code:" in line for line in serve.lines)
    assert states(small_portal) == ["sent"]


@pytest.mark.parametrize(
    ("serve", "tls", "trusted"),
    [
        (("localhost", "tls"), "tls", False),
        (("localhost", "starttls"), "starttls", False),
        (("elsewhere.example", "tls"), "tls", True),
        (("elsewhere.example", "starttls"), "starttls", True),
        (("localhost", "none"), "starttls", True),
    ],
    indirect=["serve"],
)
def test_any_other_server_gets_nothing_and_the_mail_waits(
    small_portal: Portal,
    serve: TlsMailServer,
    tls: str,
    trusted: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(next(tmp_path.glob("*.pem"))))
    invite(small_portal)
    Worker(serve.sends_here(small_portal.worker, tls)).drain()
    assert serve.lines == []
    assert states(small_portal) == ["ready"]
