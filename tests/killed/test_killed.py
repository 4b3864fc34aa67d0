"""A process killed at any point of any act leaves nothing lost, doubled, half done or in clear.

After each kill a fresh process does the same again, as a person who presses again would, and the worker works
everything off. Then the portal must be whole (tests/killed/invariants.py), and must look exactly like one in
which nobody was killed. `make prove` takes every point of every act on both databases; an ordinary run takes
every point of two small acts, and of the others points that lie evenly spread, on PostgreSQL fewer.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.builders import Clock, close, make_portal
from tests.killed.acts import ACTS, WORDS, Act, set_stage
from tests.killed.pressing import Step
from tests.killed.zygote import Zygote, zygote
from tests.proving import PROVE
from tests.servers.mail import MailServer
from tests.servers.postgres import PostgresServer

EVERY_POINT = frozenset({"save", "claim"})
ON_POSTGRES = frozenset({"submit", "make_safe", "release", "withdraw", "invite"})
SPREAD = {"sqlite": 6, "postgres": 3}


@pytest.fixture(scope="module")
def mother() -> Iterator[Zygote]:
    """Where the processes come from."""
    with zygote() as made:
        yield made


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
        copy, before = self.copy(), len(self.mail.mails)
        first = self.mother.live(copy, self.moment, self.steps, at)
        in_clear = _found_in_clear(Path(copy["LETTERBOX_DATA"]))
        second = self.mother.recover(copy, self.moment, self.steps, self.then)
        second["broken"] += in_clear + _found_in_clear(Path(copy["LETTERBOX_DATA"]))
        mails = self.mail.mails[: self.mails_before] + self.mail.mails[before:]
        second["broken"] += _mails_broken([message for _to, message in mails], second["outbox"])
        self.remove(copy)
        return first, second


def _found_in_clear(folder: Path) -> list[str]:
    words = [word.encode() for word in WORDS]
    files = [one for one in folder.rglob("*") if one.is_file()]
    return [f"{word!r} in {one.name}" for one in files for word in words if word in one.read_bytes()]


def _mails_broken(mails: Sequence[EmailMessage], outbox: dict[str, str]) -> list[str]:
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


@pytest.fixture(params=["sqlite", "postgres"])
def ground(
    request: pytest.FixtureRequest, tmp_path: Path, mother: Zygote, mail_server: MailServer
) -> Iterator[Ground]:
    """The act's portal, made ready once. Mails that belong to making it ready leave before it begins."""
    act: Act = request.getfixturevalue("act")
    if request.param == "postgres" and act.name not in ON_POSTGRES and not PROVE:
        pytest.skip("on PostgreSQL by `make prove`")
    server: PostgresServer | None = None
    database, more = "", dict(mail_server.settings())
    if request.param == "postgres":
        server = request.getfixturevalue("postgres")
        database = server.new_database()
        more["DATABASE_URL"] = server.url(database)
    folder = tmp_path / "portal"
    portal = make_portal(folder, Clock(datetime.now(UTC).replace(microsecond=0)), **more)
    stage = set_stage(portal)
    steps, then = act.prepare(stage), act.then(stage)
    close(portal)
    environment = more | {"LETTERBOX_ARGON_KIB": "64", "LETTERBOX_ARGON_PASSES": "1"}
    moment = portal.clock.moment
    made = Ground(act, folder, environment, moment, mother, mail_server, server, database, steps, then)
    made.mails_before = len(mail_server.mails)
    yield made
    for copy in tmp_path.glob("copy-*"):
        shutil.rmtree(copy)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_process_killed_anywhere_leaves_nothing_broken(
    act: Act, ground: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    first, whole = ground.life(at=0)
    assert first["answers"] == [0 if step.door == "worker" else 303 for step in ground.steps]
    assert whole["broken"] == []
    points = first["found"]
    database = "sqlite" if ground.server is None else "postgres"
    taken = _points_to_take(act, database, len(points))
    for at in taken:
        died, after = ground.life(at)
        place = f"killed at point {at} of {len(points)}: {died}"
        assert died.keys() == {"died"}, place
        assert after["broken"] == [], place
        assert set(after["again"]) <= act.answers, (place, after["again"])
        assert set(after["then"]) <= {303}, (place, after["then"])
        assert _differences(after["shape"], whole["shape"]) == {}, place
    with capsys.disabled():
        print(f"\n{act.name} on {database}: {len(points)} points, {len(taken)} taken ", end="")


def _points_to_take(act: Act, database: str, count: int) -> list[int]:
    if PROVE or (act.name in EVERY_POINT and database == "sqlite"):
        return list(range(1, count + 1))
    some = SPREAD[database]
    return sorted({1 + round(one * (count - 1) / (some - 1)) for one in range(some)})


def _differences(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    """What there is more or less of."""
    more, less = Counter(one), Counter(other)
    return {name: more[name] - less[name] for name in more | less if more[name] != less[name]}
