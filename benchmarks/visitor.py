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
    """One connection that is kept alive, and cookies that are sent back, as a browser does."""

    def __init__(self, path: Path, cookie: str = "") -> None:
        self._path = str(path)
        self._cookies = dict([cookie.split("=", 1)] if cookie else [])
        self._connection: socket.socket | None = None

    def get(self, address: str) -> Answer:
        """Fetch a page. Raises OSError if there is no server."""
        return self._keep_cookies(self._fetch(f"GET {address} HTTP/1.1\r\n".encode()))

    def post(self, address: str, body: bytes, kind: str) -> Answer:
        """Send a form of this content type. Raises OSError if there is no server."""
        head = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\nSec-Fetch-Site: same-origin\r\n"
        return self._keep_cookies(self._fetch(f"POST {address} HTTP/1.1\r\n{head}".encode(), body))

    def _fetch(self, begin: bytes, body: bytes = b"") -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        request = begin + f"Host: localhost\r\nCookie: {cookies}\r\n\r\n".encode() + body
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

    def _keep_cookies(self, answer: Answer) -> Answer:
        for line in answer.head.split(b"\r\n"):
            if line.lower().startswith(b"set-cookie:"):
                name, _, value = line[11:].partition(b";")[0].strip().decode().partition("=")
                self._cookies[name] = value
        return answer

    def _ask(self, connection: socket.socket, request: bytes) -> Answer | None:
        try:
            connection.sendall(request)
            received = connection.recv(1 << 18)
        except (BrokenPipeError, ConnectionResetError):
            return None
        while not _is_whole(received):
            more = connection.recv(1 << 18)
            if not more:
                return None
            received += more
        head, _, body = received.partition(b"\r\n\r\n")
        return Answer(int(head[9:12]), head, body)


def _is_whole(received: bytes) -> bool:
    head, end, body = received.partition(b"\r\n\r\n")
    return bool(end) and len(body) >= int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])


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
