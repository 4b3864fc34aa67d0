"""V4.2.1: what a proxy and this web server could take for different requests, the real server refuses."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = """
import sys
from portal.web_server import WebServer

def echo(environ, start_response):
    body = environ["wsgi.input"].read()
    said = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {len(body)}".encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]

WebServer(lambda: echo, "unix:" + sys.argv[1], 1, "test", patience_seconds=0.5).run()
"""
HIDDEN = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where a server listens."""
    found = tmp_path_factory.mktemp("server") / "socket"
    with subprocess.Popen([sys.executable, "-c", SERVER, str(found)], stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(found)
            yield found
        finally:
            server.terminate()


def _wait_for(place: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket(socket.AF_UNIX) as knock:
            if place.exists() and knock.connect_ex(str(place)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not come up")


def ask(place: Path, sent: str) -> bytes:
    """Everything that comes back until the server hangs up or says nothing for a while."""
    answered = b""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(3)
        line.connect(str(place))
        line.sendall(sent.encode("latin-1"))
        try:
            while part := line.recv(65536):
                answered += part
        except (TimeoutError, ConnectionResetError):
            pass
    return answered


def test_plain_requests_are_answered(place: Path) -> None:
    begin = "POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
    chunked = f"{begin}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    assert ask(place, chunked).endswith(b"POST /a 3")
    answered = ask(place, f"{begin}Content-Length: 3\r\n\r\nabc")
    assert answered.endswith(b"POST /a 3")
    assert b"gunicorn" not in answered.lower()


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: 5, 6\r\n",
        "Content-Length: 0x5\r\n",
        "Content-Length : 5\r\n",
        "Content-Length: -1\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "X: a\r\n Transfer-Encoding: chunked\r\n",
        "X\0: a\r\n",
        "X: a\nTransfer-Encoding: chunked\r\n",
    ],
)
def test_what_can_be_read_two_ways_is_refused(place: Path, headers: str) -> None:
    answered = ask(place, f"POST /shown HTTP/1.1\r\nHost: a\r\n{headers}\r\n0\r\n\r\n{HIDDEN}")
    assert b"/hidden" not in answered
    assert re.match(rb"HTTP/1.1 (4..|501) ", answered), answered
