"""What happened before a history begins, so that a short one has something of everything to act on."""

from __future__ import annotations

from random import Random

from portal.db import new_id
from tests.histories.history import DONE, History
from tests.histories.office import AtDesk
from tests.histories.stage import Stage
from tests.histories.writers import Device


def play_prologue(stage: Stage) -> Stage:
    """Of the letters on the desk one is released, one has gone back, one is claimed; Dawn has a draft begun.

    Returns the stage with the draft's id and the steps, which belong to every history that follows.
    """
    history, rng = History(), Random(0)
    first, second, third, *_ = stage.deliveries()
    one, other = (AtDesk(f"worker {n}", stage, history, rng, staff=stage.workers[n - 1]) for n in (1, 2))
    for who, delivery in ((one, first), (other, second), (one, third)):
        who.now_at = delivery
        who.look_at()
        who.claim()
        stage.portal.clock.forward(seconds=1)
    one.now_at, other.now_at = first, second
    other.release()
    one.decide("return")
    stage.begun = new_id()
    dawn = Device(
        "Dawn", stage, history, rng, who=stage.dawn, parties=(stage.dawns.birth,), tokens=[stage.begun]
    )
    dawn.write()
    dawn.post_box()
    stage.came = tuple(dawn.came)
    assert all(step.outcome == DONE for step in history.steps), history.steps
    stage.before = tuple(history.steps)
    return stage
