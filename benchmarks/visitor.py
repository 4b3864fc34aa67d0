"""An HTTP client that costs next to nothing, so that what is measured is the server."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """A server's answer. `head` is everything above the body."""

    status: int
    head: bytes
    body: bytes


class NoPage(Exception):
    """A page did not come as it should have."""


class Visitor:
    """One connection that is kept alive, as a browser keeps it. `cookie` is sent with every request."""

    def __init__(self, path: Path, cookie: str = "") -> None:
        self._path = str(path)
        self._cookie = cookie
        self._connection: socket.socket | None = None

    def get(self, address: str) -> Answer:
        """Fetch a page. Raises OSError if there is no server."""
        cookie = f"Cookie: {self._cookie}\r\n" if self._cookie else ""
        request = f"GET {address} HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n".encode()
        if self._connection is not None:
            answer = self._ask(self._connection, request)
            if answer is not None:
                return answer
        # None yet, or the server closed it because nothing was asked for some seconds.
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.connect(self._path)
        answer = self._ask(self._connection, request)
        if answer is None:
            raise ConnectionError("the server closed the connection")
        return answer

    def _ask(self, connection: socket.socket, request: bytes) -> Answer | None:
        try:
            connection.sendall(request)
            received = connection.recv(1 << 18)
        except (BrokenPipeError, ConnectionResetError):
            return None
        while b"\r\n\r\n" not in received:
            more = connection.recv(1 << 18)
            if not more:
                return None
            received += more
        head, _, body = received.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        while len(body) < length:
            body += connection.recv(1 << 18)
        return Answer(int(head[9:12]), head, body)


class Page:
    """One page of one server, seen by one visitor."""

    def __init__(self, path: Path, address: str, cookie: str = "") -> None:
        self._visitor, self._address = Visitor(path, cookie), address

    def get(self) -> Answer:
        """Fetch it. Raises NoPage."""
        answer = self._visitor.get(self._address)
        if answer.status != 200:
            raise NoPage(f"{answer.status} for {self._address}")
        return answer

    def visit(self, times: int) -> None:
        """Fetch it so many times, one after the other."""
        for _ in range(times):
            self.get()
