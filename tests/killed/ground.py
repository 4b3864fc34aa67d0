"""One act made ready, and as many copies of its portal as there are ways to disturb it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import Any, TypeVar

import psycopg

from tests.builders import Clock, close, make_portal
from tests.killed.acts import WORDS, Act, set_stage
from tests.killed.pressing import Step
from tests.killed.zygote import Zygote
from tests.servers.mail import MailServer
from tests.servers.postgres import PostgresServer

First = TypeVar("First")


@dataclass
class Ground:
    """One act, ready to be done on as many copies of its portal as there are points."""

    act: Act
    folder: Path
    environment: dict[str, str]
    moment: datetime
    mother: Zygote
    mail: MailServer
    server: PostgresServer | None
    database: str = ""
    steps: list[Step] = field(default_factory=list)
    then: list[Step] = field(default_factory=list)
    copies: int = 0
    mails_before: int = 0

    def copy(self) -> dict[str, str]:
        """The settings of a fresh copy."""
        self.copies += 1
        folder = self.folder.with_name(f"copy-{self.copies}")
        shutil.copytree(self.folder, folder)
        settings = self.environment | {"LETTERBOX_DATA": str(folder)}
        if self.server is not None:
            settings["DATABASE"] = self.server.new_database(self.database)
            settings["DATABASE_URL"] = self.server.url(settings["DATABASE"])
        return settings

    def remove(self, copy: dict[str, str]) -> None:
        """It was looked at."""
        shutil.rmtree(copy["LETTERBOX_DATA"])
        if self.server is not None:
            with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {copy['DATABASE']} WITH (FORCE)".encode())

    def life(self, at: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """Do it, killed at this point; then again. What came of the first and of the second."""
        return self._twice(lambda copy: self.mother.live(copy, self.moment, self.steps, at))

    def pinched(self, most: int) -> tuple[list[int], dict[str, Any]]:
        """Do it on a disk that takes no larger files; then again with room."""
        return self._twice(lambda copy: self.mother.pinch(copy, self.moment, self.steps, most))

    def _twice(self, live: Callable[[dict[str, str]], First]) -> tuple[First, dict[str, Any]]:
        copy, before = self.copy(), len(self.mail.mails)
        first = live(copy)
        in_clear = _found_in_clear(Path(copy["LETTERBOX_DATA"]))
        second = self.mother.recover(copy, self.moment, self.steps, self.then)
        second["broken"] += in_clear + _found_in_clear(Path(copy["LETTERBOX_DATA"]))
        mails = self.mail.mails[: self.mails_before] + self.mail.mails[before:]
        second["broken"] += mails_broken([message for _to, message in mails], second["outbox"])
        self.remove(copy)
        return first, second


def _found_in_clear(folder: Path) -> list[str]:
    words = [word.encode() for word in WORDS]
    files = [one for one in folder.rglob("*") if one.is_file()]
    return [f"{word!r} in {one.name}" for one in files for word in words if word in one.read_bytes()]


def mails_broken(mails: Sequence[Message], outbox: dict[str, str]) -> list[str]:
    """One mail an event: a mail that came twice is the same to the letter, and has the same Message-ID."""
    came: dict[str, set[bytes]] = {}
    for message in mails:
        came.setdefault(message["Message-ID"].strip("<>").split("@")[0], set()).add(bytes(message))
    sent = {row for row, state in outbox.items() if state == "sent"}
    faults = [f"the notice {row} never came" for row in sent - came.keys()]
    faults += [f"a mail came that no notice is about: {row}" for row in came.keys() - sent]
    return faults + [
        f"two different mails of the notice {row}" for row, ones in came.items() if len(ones) > 1
    ]


@contextmanager
def made_ready(
    act: Act, tmp_path: Path, mother: Zygote, mail: MailServer, server: PostgresServer | None = None
) -> Iterator[Ground]:
    """The act's portal, made ready once, on SQLite or on a server. Mails of before have left already."""
    database, more = "", dict(mail.settings())
    if server is not None:
        database = server.new_database()
        more["DATABASE_URL"] = server.url(database)
    portal = make_portal(tmp_path / "portal", Clock(datetime.now(UTC).replace(microsecond=0)), **more)
    stage = set_stage(portal)
    steps, then = act.prepare(stage), act.then(stage)
    close(portal)
    cheap = {"LETTERBOX_ARGON_KIB": "64", "LETTERBOX_ARGON_PASSES": "1", "LETTERBOX_LEARNED_HINTS": "off"}
    cheap |= {"LETTERBOX_READ_PAGES": "off"}
    environment = more | cheap
    moment = portal.clock.moment
    made = Ground(act, portal.settings.data, environment, moment, mother, mail, server, database, steps, then)
    made.mails_before = len(mail.mails)
    yield made
    for copy in tmp_path.glob("copy-*"):
        shutil.rmtree(copy)


def differences(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    """What there is more or less of."""
    more, less = Counter(one), Counter(other)
    return {name: more[name] - less[name] for name in more | less if more[name] != less[name]}
