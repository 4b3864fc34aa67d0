"""A disk that is full, at each step: a clear answer, nothing half done, and all well when there is room.

The system itself refuses to let a file grow beyond so many bytes, from none up to where everything fits: the
database's log of writes and the sealed files fail one after the other, at each place where they can.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.killed.acts import ACTS
from tests.killed.ground import differences, made_ready
from tests.killed.zygote import Zygote, zygote
from tests.proving import PROVE
from tests.servers.mail import MailServer

PAGE = 4096
MOST = 160 * PAGE
STEPS = [*range(0, MOST, 2 * PAGE), MOST] if PROVE else [0, 1000, 12 * PAGE, 40 * PAGE, MOST]
NAMES = ["save", "attach", "submit", "make_safe", "release"] if PROVE else ["attach", "make_safe", "release"]
CLEAR = frozenset({303, 500, 503, -1, 0})


@pytest.fixture(scope="module")
def mother() -> Iterator[Zygote]:
    """Where the processes come from."""
    with zygote() as made:
        yield made


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_leaves_nothing_half(
    name: str, tmp_path: Path, mother: Zygote, mail_server: MailServer
) -> None:
    act = ACTS[name]
    with made_ready(act, tmp_path, mother, mail_server) as ground:
        _first, whole = ground.life(at=0)
        answers = []
        for most in STEPS:
            first, after = ground.pinched(most)
            place = f"no more than {most} bytes: {first}"
            answers.append(first)
            assert set(first) <= CLEAR, place
            assert after["broken"] == [], place
            assert set(after["again"]) <= act.answers, (place, after["again"])
            assert differences(after["shape"], whole["shape"]) == {}, place
        assert set(answers[0]) & {500, 503, -1}
        assert set(answers[-1]) <= {303, 0}
