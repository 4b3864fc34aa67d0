"""Who is there, and who acts when: by a seed, so that a history can be had again."""

from __future__ import annotations

from random import Random
from typing import Any

from portal.db import new_id
from tests.builders import Correspondent
from tests.histories.actors import Person
from tests.histories.casework import Caseworker, Machine
from tests.histories.checker import check
from tests.histories.final import read_final
from tests.histories.history import History
from tests.histories.office import AtDesk
from tests.histories.stage import Stage
from tests.histories.writers import Device

TURNS = 12


def people(stage: Stage, history: History, rng: Random) -> list[Person]:
    """Two devices of Priya's, one each of Tom's, Dawn's, Bev's and Gail's; the team; the worker."""
    both = (stage.dawns.adoptive, stage.bevs.adoptive)
    hers, shared = [new_id(), new_id()], {"stage": stage, "history": history}
    seen = {"versions": {stage.begun: 1}, "came": list(stage.came)}

    def device(name: str, who: Correspondent, parties: tuple[str, ...], *tokens: str, **more: Any) -> Device:
        tokens = tokens or (new_id(),)
        more |= {"rng": Random(rng.getrandbits(64)), "who": who, "parties": parties, "tokens": list(tokens)}
        return Device(name, **more, **shared)

    def chance() -> Random:
        return Random(rng.getrandbits(64))

    return [
        device("Priya's telephone", stage.priya, both, *hers),
        device("Priya's tablet", stage.priya, both, *hers),
        device("Tom", stage.tom, both[:1]),
        device("Dawn", stage.dawn, (stage.dawns.birth,), stage.begun, **seen),
        device("Bev", stage.bev, (stage.bevs.birth,)),
        device("Gail", stage.gail, (stage.dawns.birth,)),
        *(
            AtDesk(f"worker {number}", rng=chance(), staff=one, **shared)
            for number, one in enumerate(stage.workers, start=1)
        ),
        AtDesk("manager", rng=chance(), staff=stage.manager, **shared),
        Caseworker("caseworker", rng=chance(), staff=stage.workers[0], **shared),
        Machine("machine", rng=chance(), **shared),
    ]


def play(stage: Stage, seed: int, turns: int = TURNS) -> tuple[History, list[str]]:
    """One schedule: each turn somebody does one thing, a second after the last; returns what was broken."""
    rng, history = Random(seed), History(list(stage.before))
    everybody = people(stage, history, rng)
    for _ in range(turns):
        rng.choice(everybody).turn()
        stage.portal.clock.forward(seconds=1)
    return history, check(history, read_final(stage.portal.worker, stage.given))
