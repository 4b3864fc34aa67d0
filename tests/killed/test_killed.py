"""A process killed at any point of any act leaves nothing lost, doubled, half done or in clear.

After each kill a fresh process does the same again, as a person who presses again would, and the worker works
everything off. Then the portal must be whole (tests/killed/invariants.py), and must look exactly like one in
which nobody was killed. `make prove` takes every point of every act on both databases; an ordinary run takes
every point of one small act, and of the others points that lie evenly spread, on PostgreSQL fewer; of
sending in and of releasing also those after each commit.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.killed.acts import ACTS, Act
from tests.killed.ground import Ground, differences, made_ready
from tests.killed.zygote import Zygote, zygote
from tests.proving import PROVE
from tests.servers.mail import MailServer

EVERY_POINT = frozenset({"claim"})
AFTER_COMMITS = frozenset({"submit", "release"})
ON_POSTGRES = frozenset({"submit", "make_safe", "release", "rotate"})
SPREAD = {"sqlite": 3, "postgres": 3}


@pytest.fixture(scope="module")
def mother() -> Iterator[Zygote]:
    """Where the processes come from."""
    with zygote() as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
def ground(
    request: pytest.FixtureRequest, tmp_path: Path, mother: Zygote, mail_server: MailServer
) -> Iterator[Ground]:
    """The act's portal."""
    act: Act = request.getfixturevalue("act")
    server = None
    if request.param == "postgres":
        if act.name not in ON_POSTGRES and not PROVE:
            pytest.skip("on PostgreSQL by `make prove`")
        server = request.getfixturevalue("postgres")
    with made_ready(act, tmp_path, mother, mail_server, server) as made:
        yield made


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_process_killed_anywhere_leaves_nothing_broken(act: Act, ground: Ground) -> None:
    first, whole = ground.life(at=0)
    assert first["answers"] == [0 if step.door == "worker" else 303 for step in ground.steps]
    assert whole["broken"] == []
    points = first["found"]
    database = "sqlite" if ground.server is None else "postgres"
    taken = _points_to_take(act, database, points)
    for at in taken:
        died, after = ground.life(at)
        place = f"killed at point {at} of {len(points)}: {died}"
        assert died.keys() == {"died"}, place
        assert after["broken"] == [], place
        assert set(after["again"]) <= act.answers, (place, after["again"])
        assert set(after["then"]) <= {0, 303}, (place, after["then"])
        assert differences(after["shape"], whole["shape"]) == {}, place
    print(f"{act.name} on {database}: {len(points)} points, {len(taken)} taken")


def _points_to_take(act: Act, database: str, points: list[str]) -> list[int]:
    count = len(points)
    if PROVE or (act.name in EVERY_POINT and database == "sqlite"):
        return list(range(1, count + 1))
    some = SPREAD[database]
    spread = {1 + round(one * (count - 1) / (some - 1)) for one in range(some)}
    mails = [number for number, what in enumerate(points, start=1) if what.startswith("mail")]
    if mails:  # whether one leaves twice, or never, is decided at its two ends
        spread |= {mails[0], mails[-1], mails[-1] + 1}
    commits = [number for number, what in enumerate(points, start=1) if what == "after commit"]
    if act.name in AFTER_COMMITS and database == "sqlite":  # what belongs together, and was not committed so
        spread |= set(commits)
    return sorted(spread)
