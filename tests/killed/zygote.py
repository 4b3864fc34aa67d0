"""A process that has read all the code and opened nothing: others are forked from it, to be killed.

`python -m tests.killed.zygote`; an order is one line of json, and so is the answer.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.settings import Settings, read_settings
from tests.builders import Clock
from tests.killed.invariants import look
from tests.killed.points import Doom, watch
from tests.killed.pressing import Step, do, settle


class Broken(Exception):
    """A forked process failed by itself."""


class Zygote:
    """The test's end of it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.killed.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def _ask(self, **order: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        if "fault" in answer:
            raise Broken(answer["fault"])
        return answer

    def live(
        self, environment: Mapping[str, str], moment: datetime, steps: Sequence[Step], at: int
    ) -> dict[str, Any]:
        """A process that takes these steps, killed at its N-th point (0: never).

        Answers {"died": the point}, or {"found": all points, "answers": the statuses}.
        """
        return self._ask(
            life="doomed",
            environment=dict(environment),
            moment=moment.isoformat(),
            steps=[one.to_json() for one in steps],
            at=at,
        )

    def pinch(
        self, environment: Mapping[str, str], moment: datetime, steps: Sequence[Step], most: int
    ) -> list[int]:
        """A process that takes these steps on a disk without room for files of more than `most` bytes.

        The answers' statuses; -1 for a worker that met a fault.
        """
        found: list[int] = self._ask(
            life="pinched",
            environment=dict(environment),
            moment=moment.isoformat(),
            steps=[one.to_json() for one in steps],
            most=most,
        )["answers"]
        return found

    def recover(
        self, environment: Mapping[str, str], moment: datetime, steps: Sequence[Step], then: Sequence[Step]
    ) -> dict[str, Any]:
        """A fresh process in which the person does it again, the worker works off, and we look around."""
        return self._ask(
            life="afterwards",
            environment=dict(environment),
            moment=moment.isoformat(),
            steps=[one.to_json() for one in steps],
            then=[one.to_json() for one in then],
        )

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@contextmanager
def zygote() -> Iterator[Zygote]:
    """One for a module's tests."""
    made = Zygote()
    try:
        yield made
    finally:
        made.close()


def doomed(order: Mapping[str, Any], tell: Any) -> dict[str, Any]:
    """Take the steps, perhaps not to the end."""
    settings = read_settings(order["environment"])
    doom = Doom(order["at"], lambda what: tell({"died": what}))
    watch(doom, str(settings.data))
    clock = Clock(datetime.fromisoformat(order["moment"]))
    answers = [do(Step.from_json(one), settings, clock) for one in order["steps"]]
    doom.point("answered")
    return {"found": doom.found, "answers": answers}


def afterwards(order: Mapping[str, Any], _tell: Any) -> dict[str, Any]:
    """Take the steps again, work everything off, and look around."""
    settings = read_settings(order["environment"])
    clock = Clock(datetime.fromisoformat(order["moment"]))
    again = [do(Step.from_json(one), settings, clock) for one in order["steps"]]
    then = [do(Step.from_json(one), settings, clock) for one in order["then"]]
    settle(settings, clock)
    return {"again": again, "then": then} | look(settings, clock)


def pinched(order: Mapping[str, Any], _tell: Any) -> dict[str, Any]:
    """Take the steps while the disk takes no file longer than so many bytes."""
    settings = read_settings(order["environment"])
    clock = Clock(datetime.fromisoformat(order["moment"]))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails, as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (order["most"], resource.RLIM_INFINITY))
    return {"answers": [_try(Step.from_json(one), settings, clock) for one in order["steps"]]}


def _try(step: Step, settings: Settings, clock: Clock) -> int:
    """As `do`; a worker that meets a fault waits and goes on, which is -1 here."""
    try:
        return do(step, settings, clock)
    except Exception:
        if step.door != "worker":
            raise
        return -1


LIVES = {"doomed": doomed, "afterwards": afterwards, "pinched": pinched}


def _child(order: Mapping[str, Any], write_end: int) -> None:
    def tell(what: dict[str, Any]) -> None:
        left = json.dumps(what).encode()
        while left:
            left = left[os.write(write_end, left) :]

    try:
        logging.disable(logging.ERROR)
        tell(LIVES[order["life"]](order, tell))
    except BaseException:
        tell({"fault": traceback.format_exc()})
    os._exit(0)


def _fork(order: Mapping[str, Any]) -> str:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _child(order, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as told:
        answer = told.read().decode()
    os.waitpid(child, 0)
    return answer


def main() -> None:
    """One order after the other, until there are no more."""
    for line in sys.stdin:
        print(_fork(json.loads(line)), flush=True)


if __name__ == "__main__":
    main()
