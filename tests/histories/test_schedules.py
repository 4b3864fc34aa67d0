"""Thousands of histories by chance, one step after another; each is checked in the end.

What one of them did can be had again: its seed is printed with what was found.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.builders import close
from tests.histories.prologue import play_prologue
from tests.histories.schedules import play
from tests.histories.stage import Copier, sqlite_copies
from tests.proving import PROVE, SEED

SCHEDULES, SHARES = (10_000, 4) if PROVE else (100, 1)  # so that several processes can play at once


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copier:
    """The stage, as often as it is wanted."""
    return sqlite_copies(tmp_path_factory.mktemp("schedules"), play_prologue)


@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_the_order_no_step_is_lost_doubled_or_unauthorised(copies: Copier, share: int) -> None:
    happened: Counter[tuple[str, str]] = Counter()
    for number in range(share, SCHEDULES, SHARES):
        stage, own = copies(), SEED + number
        history, broken = play(stage, own)
        close(stage.portal)
        happened.update((one.operation, one.outcome) for one in history.steps[len(stage.before) :])
        assert not broken, (f"LETTERBOX_SEED={own}", broken, history.steps)
    print(f"{sum(happened.values())} steps", dict(sorted(happened.items())))
    # A history in which nothing much happens would prove nothing.
    for operation in ("save", "send", "make safe", "claim", "release", "leave", "change terms", "read"):
        assert happened[operation, "done"], operation
