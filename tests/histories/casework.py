"""A caseworker, who changes what was agreed and who belongs to whom; and the worker process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from portal.models.account import Account
from portal.models.arrangement import Arrangement
from portal.services.arrangements import (
    add_member,
    change_terms,
    find_arrangement,
    remove_member,
    set_state,
)
from portal.services.jobs import claim_next, finish
from portal.services.making_safe import make_item_safe
from portal.work import SYSTEM, Actor, House, Work, unit_of_work
from tests.builders import Staff, terms
from tests.histories.actors import Person
from tests.histories.history import Step


@dataclass
class Caseworker(Person):
    """Changes what was agreed, opens and closes the channel, and puts people into parties."""

    staff: Staff = field(kw_only=True)
    versions: dict[str, int] = field(default_factory=dict)
    changes: int = 0

    def house(self) -> House:
        """The staff door."""
        return self.stage.portal.staff

    def actor(self) -> Actor:
        """Their account."""
        return Actor("staff", self.staff.account.id)

    def menu(self) -> list[tuple[int, Callable[[], Step | None]]]:
        """Terms and people most."""
        return [(2, self.look_at), (3, self.change), (2, self.set_state), (3, self.join), (3, self.leave)]

    def _arrangement(self) -> str:
        return self.rng.choice([self.stage.dawns.arrangement, self.stage.bevs.arrangement])

    def look_at(self) -> Step:
        """Open an arrangement's page."""
        about = self._arrangement()

        def look(work: Work) -> Mapping[str, Any]:
            known = find_arrangement(work, self.staff.account.agency_id, about)
            return {"after": known.arrangement.version}

        step = self.look("open case", about, look)
        self.versions[about] = step.after or self.versions.get(about, 1)
        return step

    def change(self) -> Step:
        """Agree on something else, from the version seen last."""
        about = self._arrangement()
        seen, self.changes = self.versions.get(about, 1), self.changes + 1
        wanted = terms(risk_notes=f"{self.name} {self.changes}")

        def change(work: Work) -> Mapping[str, Any]:
            return {"after": change_terms(work, about, seen, wanted).version}

        step = self.press("change terms", about, change, seen)
        self.versions[about] = step.after or self.versions.get(about, 1)
        return step

    def set_state(self) -> Step:
        """Pause or open; open is more frequent, so that letters go on."""
        about, state = self._arrangement(), self.rng.choice(["paused", "active", "active"])

        def switch(work: Work) -> Mapping[str, Any]:
            set_state(work, about, state)
            return {"state": work.session.get_one(Arrangement, about).state}

        return self.press("set state", about, switch)

    def join(self) -> Step:
        """Put Gail on Dawn's side."""
        return self._member("join")

    def leave(self) -> Step:
        """Take her off it."""
        return self._member("leave")

    def _member(self, operation: str) -> Step:
        party, gail = self.stage.dawns.birth, self.stage.gail.account.id
        act = add_member if operation == "join" else remove_member

        def whole(work: Work) -> Mapping[str, Any]:
            act(work, party, work.session.get_one(Account, gail))
            return {}

        return self.press(operation, f"{party} {gail}", whole)


@dataclass
class Machine(Person):
    """The worker process, and time."""

    moves_time: bool = True

    def house(self) -> House:
        """The worker's."""
        return self.stage.portal.worker

    def actor(self) -> Actor:
        """Nobody in particular."""
        return SYSTEM

    def menu(self) -> list[tuple[int, Callable[[], Step | None]]]:
        """Letters made safe as jobs say; now and then an hour passes, or two days."""
        return [(8, self.work), *([(1, self.later)] if self.moves_time else [])]

    def later(self) -> None:
        """Time passes."""
        self.stage.portal.clock.forward(**self.rng.choice(({"minutes": 25}, {"minutes": 70}, {"days": 2})))

    def work(self) -> Step:
        """One job, if there is one."""
        return self.history.run(self.name, "make safe", "", self._job)

    def _job(self) -> Mapping[str, Any]:
        house = self.house()
        with unit_of_work(house, SYSTEM) as work:
            job = claim_next(work.session, work.now + timedelta(days=1))
            if job is None:
                return {}
            job_id, item = job.id, job.subject_id
        make_item_safe(house, item)
        with unit_of_work(house, SYSTEM) as work:
            finish(work.session, job_id)
        return {"subject": item}
