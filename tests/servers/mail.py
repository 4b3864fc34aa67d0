"""A real mail server on a free port that keeps what it is given."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class _Keep:
    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append((list(envelope.rcpt_tos), message))
        return "250 kept"


class _OnAnyPort(Controller):
    """A controller knocks at its own door when it starts; with port 0 it must first learn which that is."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """`mails` holds (recipients, message) in the order they came."""

    def __init__(self) -> None:
        self._keep = _Keep()
        self._controller = _OnAnyPort(self._keep, hostname="127.0.0.1", port=0)

    def start(self) -> None:
        """Listen on a port the system chooses."""
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        self._controller.stop()

    @property
    def mails(self) -> list[tuple[list[str], EmailMessage]]:
        """Everything received so far."""
        return self._keep.mails

    def settings(self) -> dict[str, str]:
        """Settings that send here."""
        return {
            "LETTERBOX_MAIL_HOST": "127.0.0.1",
            "LETTERBOX_MAIL_PORT": str(self._controller.port),
            "LETTERBOX_MAIL_FROM": "letterbox@council.example",
        }
