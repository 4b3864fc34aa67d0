"""The web server does not wait for ever."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.web_server import LIMITS

SERVER = """
import sys
from portal.web_server import WebServer

def echo(environ, start_response):
    try:
        environ["wsgi.input"].read()
    except OSError:
        pass
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]

WebServer(lambda: echo, "unix:" + sys.argv[1], 1, "test", patience_seconds=0.5).run()
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Where a server listens."""
    found = tmp_path / "socket"
    with subprocess.Popen([sys.executable, "-c", SERVER, str(found)], stderr=subprocess.DEVNULL) as server:
        try:
            yield found
        finally:
            server.terminate()


def test_silent_connections_do_not_hold_the_door_shut(place: Path) -> None:
    begun = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na"
    silent = [_begin(place, begun) for _ in range(2 * int(str(LIMITS["threads"])) + 1)]
    asking = _begin(place, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert asking.recv(100).startswith(b"HTTP/1.1 200")
    for one in (*silent, asking):
        one.close()


def _begin(place: Path, first: bytes) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(10)
    for _ in range(200):
        try:
            connection.connect(str(place))
            break
        except OSError:  # it is starting
            time.sleep(0.05)
    connection.sendall(first)
    return connection
