"""Who is there, and who acts when: by a seed, so that a history can be had again."""

from __future__ import annotations

from random import Random

from portal.db import new_id
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

    def chance() -> Random:
        return Random(rng.getrandbits(64))

    return [
        Device("Priya's telephone", rng=chance(), who=stage.priya, parties=both, tokens=hers, **shared),
        Device("Priya's tablet", rng=chance(), who=stage.priya, parties=both, tokens=hers, **shared),
        Device("Tom", rng=chance(), who=stage.tom, parties=both[:1], tokens=[new_id()], **shared),
        Device(
            "Dawn", rng=chance(), who=stage.dawn, parties=(stage.dawns.birth,), tokens=[new_id()], **shared
        ),
        Device("Bev", rng=chance(), who=stage.bev, parties=(stage.bevs.birth,), tokens=[new_id()], **shared),
        Device(
            "Gail", rng=chance(), who=stage.gail, parties=(stage.dawns.birth,), tokens=[new_id()], **shared
        ),
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
