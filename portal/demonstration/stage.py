"""The houses in which the demonstration is built, and the clock they share.

Each house holds only its own door's keys, as in real life: what the family door can't open isn't opened
here either.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from portal.models.staff import StaffAccount
from portal.services.sign_in import SignedIn
from portal.settings import ArgonSettings, Settings
from portal.work import Actor, House, open_house
from portal.worker.running import Worker

# The crowd's passwords are known to everybody, and nobody is meant to sign in as them. Those who do get the
# full cost then: a key sealed at another cost is sealed again at sign-in.
_CROWD_COST = ArgonSettings(memory_kib=64, iterations=1, lanes=1)
_FIRST_HOUR, _HOURS = 8, 12


@dataclass
class MovingClock:
    """A clock that the story moves, from a year ago to now."""

    now: datetime
    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def moment_of(self, days_ago: float) -> datetime:
        """The moment so many days ago. Whole days ago it was some time of the day at which people are up."""
        exact = self.now - timedelta(days=days_ago)
        if days_ago < 1:
            return exact
        minutes = int(days_ago * 397) % (_HOURS * 60)
        return exact.replace(hour=_FIRST_HOUR, minute=0, second=0, microsecond=0) + timedelta(minutes=minutes)


@dataclass
class Stage:
    """Where the story is played: the doors' houses, and whoever and whatever has come on so far.

    `parties` are by arrangement and side, `items` by the name of the letter's words.
    """

    clock: MovingClock
    family: House
    staff: House
    worker: House
    crowd_family: House
    at_work: Worker
    crowd_at_work: Worker
    agency_id: str = ""
    team: dict[str, StaffAccount] = field(default_factory=dict)
    people: dict[str, SignedIn] = field(default_factory=dict)
    arrangements: dict[str, str] = field(default_factory=dict)
    parties: dict[tuple[str, str], str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)

    def as_staff(self, key: str) -> Actor:
        """A member of the team, for the audit log."""
        return Actor("staff", self.team[key].id)

    def as_person(self, key: str) -> Actor:
        """A correspondent, for the audit log."""
        return Actor("account", self.people[key].account.id)


@contextmanager
def open_stage(house: House) -> Iterator[Stage]:
    """The houses beside `house`, on the same settings, under a clock of their own that begins at its now."""
    now = house.clock()
    clock = MovingClock(now, now)
    # Nothing is sent while the story of a year is told in seconds; the running worker sends what is left.
    settings = replace(house.settings, mail=replace(house.settings.mail, host=""))
    crowd: Settings = replace(settings, argon=_CROWD_COST)
    houses = [
        *(open_house(settings, door, clock) for door in ("family", "staff", "worker")),
        *(open_house(crowd, door, clock) for door in ("family", "worker")),
    ]
    try:
        family, staff, worker, crowd_family, crowd_worker = houses
        yield Stage(clock, family, staff, worker, crowd_family, Worker(worker), Worker(crowd_worker))
    finally:
        for one in houses:
            one.engine.dispose()
