"""A mail server with moods: well, refusing, hanging, answering letter by letter, hanging up after it took a
mail; and it can be away."""

from __future__ import annotations

import socket
import socketserver
import threading
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from portal.settings import MailSettings
from portal.work import House


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        mood = self.server.mood
        if mood == "hanging":
            self.server.relief.wait(60)
            return
        if mood == "dripping":
            self._drip("220 h" + "e" * 80)
            return
        self._say("220 here")
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA":
                self._say("354 go on")
                self._take()
                if mood == "hanging up":
                    return
            elif line == b"QUIT":
                self._say("221 bye")
                return
            self._say("550 nobody here" if mood == "refusing" and line.startswith(b"RCPT") else "250 yes")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def _drip(self, line: str) -> None:
        with suppress(OSError):
            for letter in line:
                self.wfile.write(letter.encode())
                self.server.relief.wait(0.4)

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.taken.append(b"".join(lines))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    mood = "well"

    def __init__(self, port: int, taken: list[bytes]) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.taken = taken
        self.relief = threading.Event()


class MoodyMailServer:
    """`mood` is "well", "refusing", "hanging", "dripping", "away", or "hanging up": takes the mail and says
    nothing."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as any_port:
            self.port: int = any_port.getsockname()[1]
        self.taken: list[bytes] = []
        self._server: _Server | None = None

    def be(self, mood: str) -> None:
        """Change the mood."""
        if self._server is not None:
            self._server.relief.set()
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        if mood != "away":
            self._server = _Server(self.port, self.taken)
            self._server.mood = mood
            threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def mails(self) -> list[Message]:
        """Every mail it took, in order."""
        return [message_from_bytes(one) for one in self.taken]

    def sends_here(self, house: House, timeout_seconds: int = 20) -> House:
        """The same house, whose mails leave through this server."""
        mail = MailSettings(
            "127.0.0.1", self.port, "", "", "none", "letterbox@council.example", timeout_seconds
        )
        return replace(house, settings=replace(house.settings, mail=mail))
