"""How everything is measured: in turns with its baseline, many rounds, medians of ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Task = Callable[[], object]
Seconds = Mapping[str, list[float]]


class Bound(StrEnum):
    """Which side of an aim is the good one."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    BELOW = "below"


@dataclass(frozen=True)
class Aim:
    """What the number should be."""

    bound: Bound
    number: float

    def met_by(self, value: float) -> bool:
        """Is this value good enough?"""
        if self.bound is Bound.AT_LEAST:
            return value >= self.number
        return value < self.number if self.bound is Bound.BELOW else value <= self.number


@dataclass(frozen=True)
class Line:
    """One line of the table.

    `value` is a ratio against `baseline` (unit "x"), or what is added to it (unit "MB more"); `low` and
    `high` are the quartiles of the rounds. `detail` holds the plain numbers, which depend on the machine.
    """

    measured: str
    baseline: str
    value: float
    low: float
    high: float
    detail: str
    aim: Aim | None = None
    unit: str = "x"


def take_turns(tasks: Mapping[str, Task], rounds: int) -> Seconds:
    """Run each task once a round and give its seconds, round by round.

    Every second round goes backwards: a machine that slows down slows both neighbours of a pair alike.
    One round before the first warms everything and is not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    names = list(tasks)
    for number in range(rounds + 1):
        for name in names if number % 2 == 0 else reversed(names):
            seconds = _seconds(tasks[name])
            if number:
                taken[name].append(seconds)
    return taken


def _seconds(task: Task) -> float:
    gc.collect()
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


def quartiles(values: list[float]) -> tuple[float, float, float]:
    """The first quartile, the median and the third quartile."""
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def speed_line(
    taken: Seconds, task: str, baseline: str, detail: Callable[[float], str], aim: Aim | None = None
) -> Line:
    """How fast `task` is as a part of its baseline's speed (0.8: it does 0.8 of it in the same time).

    `detail` puts one median (seconds a round) into words.
    """
    return _line(taken, task, baseline, detail, aim, [b / t for t, b in _pairs(taken, task, baseline)])


def time_line(
    taken: Seconds, task: str, baseline: str, detail: Callable[[float], str], aim: Aim | None = None
) -> Line:
    """How often the baseline's time `task` takes (1.5: half as long again)."""
    return _line(taken, task, baseline, detail, aim, [t / b for t, b in _pairs(taken, task, baseline)])


def _pairs(taken: Seconds, task: str, baseline: str) -> list[tuple[float, float]]:
    return list(zip(taken[task], taken[baseline], strict=True))


def _line(
    taken: Seconds,
    task: str,
    baseline: str,
    detail: Callable[[float], str],
    aim: Aim | None,
    ratios: list[float],
) -> Line:
    low, middle, high = quartiles(ratios)
    plain = [detail(statistics.median(taken[name])) for name in (task, baseline)]
    return Line(task, baseline, middle, low, high, " against ".join(plain), aim)
