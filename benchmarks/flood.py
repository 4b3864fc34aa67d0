"""Readers while a flood of sign-ins comes in, against the same readers in peace; and how fast one signs in.

The family door as `letterbox serve` runs it, with passwords at the chosen cost. Each try is a wrong password,
from a network of its own, so that no limit stops it before the password is looked at.
"""

from __future__ import annotations

import secrets
import socket
import statistics
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.database import running_postgres
from benchmarks.invented import cookie, opened_letter, portal_now, settings_of
from benchmarks.measuring import Aim, Bound, Line, time_line
from benchmarks.served import Served, door_command
from benchmarks.visitor import Page
from tests.builders import close

READERS, SIGN_INS = "a reader's page during a flood of sign-ins", "the same page in peace"
PAGES, ROUNDS, AT_ONCE = 30, 5, 8
BEARABLE = Aim(Bound.AT_MOST, 2.0)


class Flood:
    """Somebody who tries passwords, over a few connections, from ever new networks."""

    def __init__(self, path: Path) -> None:
        self._path, self._stopping, self.tries = path, threading.Event(), 0
        self._threads = [threading.Thread(target=self._try_on, daemon=True) for _ in range(AT_ONCE)]

    def __enter__(self) -> Flood:
        for one in self._threads:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for one in self._threads:
            one.join()

    def _try_on(self) -> None:
        page, cookies = _ask(self._path, b"GET /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        while not self._stopping.is_set():
            name = f"{secrets.token_hex(6)}@example.org"
            form = {"csrf_token": token, "log_in_name": name, "password": "not-this-one-at-all"}
            body = urlencode(form).encode()
            network = ".".join(str(secrets.randbelow(250) + 1) for _ in range(4))
            head = (
                "POST /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                f"X-Forwarded-For: {network}\r\nX-Forwarded-Proto: http\r\nCookie: {cookies}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            answer, _ = _ask(self._path, head.encode() + body)
            # 503: more than the door takes on at a time, and asked to come back.
            assert answer.startswith(("HTTP/1.1 400", "HTTP/1.1 503")), answer[:200]
            self.tries += answer.startswith("HTTP/1.1 400")


def _ask(path: Path, request: bytes) -> tuple[str, str]:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(path))
        connection.sendall(request)
        answer = b""
        while part := connection.recv(1 << 16):
            answer += part
    head = answer.partition(b"\r\n\r\n")[0].decode()
    kept = [
        line[11:].partition(";")[0].strip() for line in head.split("\r\n") if line.startswith("Set-Cookie:")
    ]
    return answer.decode(errors="replace"), "; ".join(kept)


def measure() -> list[Line]:
    """Seconds a page with and without the flood, in turns; and tries a second."""
    taken: dict[str, list[float]] = {READERS: [], SIGN_INS: []}
    rates = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(running_postgres())
        portal = portal_now(folder / "portal", server.url(server.new_database()))
        letter = opened_letter(portal, 350)
        close(portal)
        settings = settings_of(portal) | {"LETTERBOX_TRUSTED_PROXIES": "1"}
        door = stack.enter_context(Served(door_command("family"), settings, folder / "family"))
        door.wait_for("/sign-in")
        address = f"/letters-for-you/{letter.release_id}"
        page = Page(folder / "family", address, cookie("family", letter.reader.secret))
        for _ in range(ROUNDS):
            taken[SIGN_INS].append(_seconds(page))
            began = time.perf_counter()
            with Flood(folder / "family") as flood:
                taken[READERS].append(_seconds(page))
            rates.append(flood.tries / (time.perf_counter() - began))
    line = time_line(taken, READERS, SIGN_INS, lambda took: f"{took / PAGES * 1000:.1f} ms a page", BEARABLE)
    tried = f"{line.detail}; {statistics.median(rates):.1f} sign-ins a second at the chosen cost"
    return [Line(line.measured, line.baseline, line.value, line.low, line.high, tried, line.aim)]


def _seconds(page: Page) -> float:
    began = time.perf_counter()
    page.visit(PAGES)
    return time.perf_counter() - began
