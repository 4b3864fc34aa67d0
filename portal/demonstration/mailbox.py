"""A mail server for the demonstration: keeps each mail as a file and sends nothing anywhere.

Run as a process of its own: python -m portal.demonstration.mailbox SOCKET FOLDER, where SOCKET is the number
of a listening socket that was handed down.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

_LARGEST = 5 * 1024 * 1024


class KeepInFolder:
    """Writes mails as 0001.eml, 0002.eml ..., readable by their owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep one mail. The name is the mail server library's."""
        content = envelope.content
        assert isinstance(content, bytes)
        number = len(list(self.folder.glob("*.eml"))) + 1
        beside = self.folder / f"{number:04}.part"
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        beside.rename(beside.with_suffix(".eml"))  # whoever watches the folder never sees half a mail
        return "250 Kept"


async def receive(listening: socket.socket, folder: Path) -> None:
    """Take mails until told to stop (SIGTERM or SIGINT)."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    keeper = KeepInFolder(folder)
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="localhost", data_size_limit=_LARGEST), sock=listening
    )
    async with server:
        await stopping.wait()


def main() -> None:
    """The process."""
    listening = socket.socket(fileno=int(sys.argv[1]))
    asyncio.run(receive(listening, Path(sys.argv[2])))


if __name__ == "__main__":
    main()
