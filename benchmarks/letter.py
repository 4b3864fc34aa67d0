"""Opening a released letter's page, from request to last byte, against a bare page of the same bytes.

The family door as `letterbox serve` runs it and the bare page under the same server, one process each, on the
same PostgreSQL; each with one visitor whose connection is kept alive.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from benchmarks.bare_page import Base, SealedLetter
from benchmarks.database import running_postgres
from benchmarks.invented import (
    Opened,
    cookie,
    driver_url,
    letter_text,
    opened_letter,
    portal_now,
    settings_of,
)
from benchmarks.measuring import Aim, Bound, Line, speed_line, take_turns
from benchmarks.served import Served, bare_command, door_command, processor_seconds
from benchmarks.visitor import Page
from moderation.sanitise.text import letter_html
from tests.builders import Portal, close
from tests.servers.postgres import PostgresServer

WORDS = 350
REQUESTS = 60
ROUNDS = 15  # fewer than 5,000 requests in all, after which the server would begin a new process
FAST_ENOUGH = Aim(Bound.AT_LEAST, 0.5)
OURS, BARE = "opening a released letter's page", "bare Flask, SQLAlchemy and AES-GCM, the same page"
# Without the database's share, but hardly moved by what else the machine is doing.
SPENT_OURS, SPENT_BARE = f"{OURS}: processor time of the door", f"{BARE}: of its server"


class AnotherPage(Exception):
    """The two servers don't give the same page: their speeds say nothing about each other."""


def measure() -> list[Line]:
    """Requests a second of one visitor."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(running_postgres())
        portal = portal_now(folder / "portal", server.url(server.new_database()))
        letter = opened_letter(portal, WORDS)
        close(portal)
        ours = stack.enter_context(_door(portal, letter, folder / "family"))
        page = ours.page.get().body.decode()
        bare = stack.enter_context(_bare_page(page, server, folder))
        _check_same(page, bare.page.get().body.decode())
        taken = take_turns({OURS: ours.visit, BARE: bare.visit}, ROUNDS)
    return [
        speed_line(taken, OURS, BARE, _rate, FAST_ENOUGH),
        speed_line({SPENT_OURS: ours.spent, SPENT_BARE: bare.spent}, SPENT_OURS, SPENT_BARE, _pace),
    ]


@dataclass(frozen=True)
class Subject:
    """A page that is visited, and the processor time (seconds a round) its server spent on the visits."""

    page: Page
    server: Served
    spent: list[float]

    def visit(self) -> None:
        """REQUESTS times."""
        before = processor_seconds(self.server.pid)
        self.page.visit(REQUESTS)
        self.spent.append(processor_seconds(self.server.pid) - before)


def _pace(seconds: float) -> str:
    return f"{seconds / REQUESTS * 1000:.2f} ms a page"


def _rate(seconds: float) -> str:
    return f"{REQUESTS / seconds:,.0f} a second"


@contextmanager
def _door(portal: Portal, letter: Opened, socket: Path) -> Iterator[Subject]:
    with Served(door_command("family"), settings_of(portal), socket) as door:
        door.wait_for("/sign-in")
        page = Page(socket, f"/letters-for-you/{letter.release_id}", cookie("family", letter.reader.secret))
        yield Subject(page, door, [])


@contextmanager
def _bare_page(page: str, server: PostgresServer, folder: Path) -> Iterator[Subject]:
    words = letter_html(letter_text(WORDS))
    template, key = folder / "page.html", secrets.token_bytes(32)
    template.write_text(page.replace(words, "{{ letter }}"), encoding="utf-8")
    database = driver_url(server.url(server.new_database()))
    _store_sealed(database, key, words)
    settings = {"BARE_DATABASE": database, "BARE_KEY": key.hex(), "BARE_TEMPLATE": str(template)}
    socket = folder / "bare"
    with Served(bare_command("benchmarks.bare_page:make_page"), settings, socket) as bare:
        bare.wait_for("/letter")
        yield Subject(Page(socket, "/letter"), bare, [])


def _store_sealed(database: str, key: bytes, words: str) -> None:
    engine, nonce = create_engine(database), secrets.token_bytes(12)
    Base.metadata.create_all(engine)
    sealed = AESGCM(key).encrypt(nonce, words.encode(), b"letter")
    with Session(engine) as session:
        session.add(SealedLetter(id="letter", nonce=nonce, body=sealed))
        session.commit()
    engine.dispose()


def _check_same(ours: str, bare: str) -> None:
    """Raises AnotherPage. Only the form's token may differ: it is another one on every page."""
    if letter_html(letter_text(WORDS)) not in bare or abs(len(ours) - len(bare)) > 16:
        raise AnotherPage
