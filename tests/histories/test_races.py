"""Everybody at the same moment, in threads, on both databases: races of all kinds, checked in the end.

On PostgreSQL each statement waits for a moment of chance, so that others come in between.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from sqlalchemy import event

from portal.db import new_id
from tests.builders import close
from tests.histories.actors import Person
from tests.histories.casework import Caseworker, Machine
from tests.histories.checker import check
from tests.histories.final import read_final
from tests.histories.history import History
from tests.histories.office import AtDesk
from tests.histories.prologue import play_prologue
from tests.histories.schedules import people
from tests.histories.stage import Copier, Stage, postgres_copies, sqlite_copies
from tests.histories.writers import Device
from tests.proving import PROVE, SEED

TURNS = 60 if PROVE else 9
LONGEST_WAIT = 0.012


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copier:
    """A desk with fifty letters on it and eight people at it, as often as it is wanted."""
    folder, counts = tmp_path_factory.mktemp("races"), {"letters": 38, "workers": 8}
    if request.param == "sqlite":
        return sqlite_copies(folder, play_prologue, **counts)
    copy = postgres_copies(request.getfixturevalue("postgres"), folder, play_prologue, **counts)

    def with_waits() -> Stage:
        stage, chance = copy(), Random(SEED)
        for house in (stage.portal.family, stage.portal.staff, stage.portal.worker):
            event.listen(
                house.engine,
                "before_cursor_execute",
                lambda *_: time.sleep(chance.random() ** 3 * LONGEST_WAIT),
            )
        return stage

    return with_waits


def race(stage: Stage, history: History, everybody: Sequence[Person], turns: int = TURNS) -> None:
    """All at once, each in a thread; then the worker does what is left, and the history is checked."""

    def act(person: Person) -> None:
        for _ in range(turns):
            person.turn()

    with ThreadPoolExecutor(len(everybody)) as pool:
        list(pool.map(act, everybody))
    found = check(history, read_final(stage.portal.worker, stage.given))
    close(stage.portal)
    assert not found, (f"LETTERBOX_SEED={SEED}", found)


def test_eight_devices_write_on_one_account(copies: Copier) -> None:
    """The same letters and different ones; while they are made safe."""
    stage = copies()
    history, tokens = History(list(stage.before)), [new_id() for _ in range(4)]
    both = (stage.dawns.adoptive, stage.bevs.adoptive)
    devices = [
        Device(f"device {n}", stage, history, Random(SEED + n), who=stage.priya, parties=both, tokens=tokens)
        for n in range(8)
    ]
    race(stage, history, [*devices, Machine("machine", stage, history, Random(SEED), moves_time=False)])
    assert history.done("send"), history.steps


def test_eight_colleagues_at_fifty_letters(copies: Copier) -> None:
    """Claims, choices and decisions, while terms change and people join and leave, and readers read."""
    stage = copies()
    assert len(stage.deliveries()) >= 50
    history = History(list(stage.before))
    team = [
        AtDesk(f"worker {n}", stage, history, Random(SEED + n), staff=one)
        for n, one in enumerate(stage.workers)
    ]
    case = Caseworker("caseworker", stage, history, Random(SEED), staff=stage.manager)
    dawn = Device(
        "Dawn", stage, history, Random(SEED), who=stage.dawn, parties=(stage.dawns.birth,), tokens=[new_id()]
    )
    race(stage, history, [*team, case, dawn])
    assert history.done("release"), history.steps


def test_eight_colleagues_at_two_letters(copies: Copier) -> None:
    """As before, where everybody is in everybody's way."""
    stage = copies()
    history, few = History(list(stage.before)), stage.deliveries()[3:5]
    stage.few = tuple(few)
    team = [
        AtDesk(f"worker {n}", stage, history, Random(SEED + n), staff=one)
        for n, one in enumerate(stage.workers)
    ]
    cases = [Caseworker(f"case {n}", stage, history, Random(n), staff=stage.manager) for n in range(2)]
    race(stage, history, [*team, *cases])


def test_everybody_at_once(copies: Copier) -> None:
    """All of them, each doing what they do."""
    stage = copies()
    history = History(list(stage.before))
    everybody = [one for one in people(stage, history, Random(SEED)) if not isinstance(one, Machine)]
    machines = [Machine(f"machine {n}", stage, history, Random(n), moves_time=False) for n in range(2)]
    race(stage, history, [*everybody, *machines])


def test_pages_are_whole_while_what_they_show_changes(copies: Copier) -> None:
    """Who reads sees all of it as it was before a change, or as it is after: never "not there"."""
    stage = copies()
    history, third = History(list(stage.before)), stage.deliveries()[2]
    stage.few = (third,)
    other = AtDesk("another window", stage, history, Random(2), staff=stage.workers[0], now_at=third)
    reader = AtDesk("worker 2", stage, history, Random(SEED), staff=stage.workers[1], now_at=third)
    chooser = AtDesk("worker 1", stage, history, Random(SEED), staff=stage.workers[0], now_at=third)
    case = Caseworker("caseworker", stage, history, Random(SEED), staff=stage.manager)
    dawn = next(one for one in people(stage, history, Random(SEED)) if one.name == "Dawn")
    assert isinstance(dawn, Device)
    acts = [
        [reader.look_at],
        [dawn.post_box, dawn.look_at, dawn.read, dawn.sent],
        [chooser.choose, chooser.look_again],
        [other.look_at, other.choose],
        [dawn.write],
        [case.change, case.look_at],
    ]

    def again_and_again(act: list[Callable[[], object]]) -> None:
        for number in range(3 * TURNS):
            act[number % len(act)]()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(again_and_again, acts))
    found = check(history, read_final(stage.portal.worker, stage.given))
    close(stage.portal)
    assert not found, (f"LETTERBOX_SEED={SEED}", found)
