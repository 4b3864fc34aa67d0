"""People who act by chance, on what they saw last: their pages may be old, and they press buttons again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from portal.work import Actor, House, Work, unit_of_work
from tests.histories.history import DONE, History, Step
from tests.histories.stage import Stage

Press = Callable[[], Step]
Act = Callable[[Work], Mapping[str, Any]]
AGAIN_AT_ONCE, AGAIN_LATER = 0.12, 0.08


@dataclass
class Person:
    """Somebody who acts: who (as logged), by which door, and every button pressed so far."""

    name: str
    stage: Stage
    history: History
    rng: Random
    pressed: list[Press] = field(default_factory=list)

    def menu(self) -> list[tuple[int, Callable[[], Step | None]]]:
        """What this person does, and how often."""
        raise NotImplementedError

    def house(self) -> House:
        """The door they come in by."""
        raise NotImplementedError

    def actor(self) -> Actor:
        """As they are audited."""
        raise NotImplementedError

    def turn(self) -> None:
        """One thing, or a button pressed before once more."""
        if self.pressed and self.rng.random() < AGAIN_LATER:
            self.rng.choice(self.pressed)()
            return
        weights, acts = zip(*self.menu(), strict=True)
        before = len(self.pressed)
        self.rng.choices(acts, weights)[0]()
        if len(self.pressed) > before and self.rng.random() < AGAIN_AT_ONCE:
            self.pressed[-1]()

    def press(self, operation: str, subject: str, act: Act, before: int | None = None) -> Step:
        """One unit of work, which can be pressed again just as it was."""

        def once() -> Step:
            return self.history.run(self.name, operation, subject, self._in_unit(act), before=before)

        self.pressed.append(once)
        return once()

    def look(self, operation: str, subject: str, act: Act) -> Step:
        """A page that is looked at, and changes nothing."""
        return self.history.run(self.name, operation, subject, self._in_unit(act, writes=False))

    def _in_unit(self, act: Act, *, writes: bool = True) -> Callable[[], Mapping[str, Any]]:
        def whole() -> Mapping[str, Any]:
            with unit_of_work(self.house(), self.actor(), writes=writes) as work:
                return act(work)

        return whole


def obeyed(step: Step) -> bool:
    """Was it done?"""
    return step.outcome == DONE
