"""Requests that a proxy and this server could read differently are refused, and their end with them."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_web_server import SERVER, _begin

HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\n"
CHUNKED = b"0\r\n\r\n"
REFUSED = {
    "a length and chunks": POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED,
    "chunks and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + CHUNKED,
    "chunks that are none": POST + b"Transfer-Encoding: xchunked\r\n\r\n" + CHUNKED,
    "chunks twice": POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n" + CHUNKED,
    "chunks of another kind": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n" + CHUNKED,
    "a space before the colon": POST + b"Transfer-Encoding : chunked\r\n\r\n" + CHUNKED,
    "a line that goes on": POST + b"X: a\r\n Transfer-Encoding: chunked\r\n\r\n",
    "two lengths": POST + b"Content-Length: 0\r\nContent-Length: 38\r\n\r\n",
    "two lengths in one": POST + b"Content-Length: 0, 38\r\n\r\n",
    "a length with a sign": POST + b"Content-Length: +0\r\n\r\n",
    "a length below nothing": POST + b"Content-Length: -1\r\n\r\n",
    "lines ended otherwise": b"POST / HTTP/1.1\nHost: x\nContent-Length: 0\n\n",
    "a zero in a name": POST + b"Conte\x00nt-Length: 0\r\n\r\n",
    "a chunk's size with a sign": POST + b"Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n",
    "a chunk's size by another name": POST + b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the web server listens, set as both doors set it."""
    found = tmp_path_factory.mktemp("smuggling") / "socket"
    with subprocess.Popen([sys.executable, "-c", SERVER, str(found)], stderr=subprocess.DEVNULL) as server:
        yield found
        server.terminate()


def answers(place: Path, sent: bytes) -> bytes:
    """All that comes back until the server closes, or says nothing for two seconds."""
    connection, got = _begin(place, sent), b""
    connection.settimeout(2)
    try:
        while part := connection.recv(65536):
            got += part
    except (TimeoutError, ConnectionResetError):
        pass
    connection.close()
    return got


def test_two_plain_requests_are_answered_twice(place: Path) -> None:
    sent = POST + b"Content-Length: 0\r\n\r\n" + HIDDEN
    assert answers(place, sent).count(b"HTTP/1.1 200") == 2


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_be_read_in_two_ways_hides_no_second_request(place: Path, name: str) -> None:
    got = answers(place, REFUSED[name] + HIDDEN)
    assert got.count(b"HTTP/1.1 200") == 0, got
    assert isinstance(socket.AF_UNIX, int)
