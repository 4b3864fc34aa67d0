"""One place, prepared once and copied for each history: people, staff, and letters that wait on the desk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, select

from moderation.lifecycle import Role
from portal.db import make_engine
from portal.models.arrangement import Arrangement
from portal.models.delivery import Delivery
from portal.services.making_safe import make_item_safe
from portal.work import SYSTEM, unit_of_work
from tests.builders import (
    Clock,
    Correspondent,
    Portal,
    Staff,
    add_arrangement,
    add_correspondent,
    add_staff,
    close,
    make_portal,
    party_id,
    send_letter,
)
from tests.histories.history import Step
from tests.servers.postgres import PostgresServer


@dataclass(frozen=True)
class Place:
    """An arrangement and its two parties."""

    arrangement: str
    adoptive: str
    birth: str


@dataclass
class Stage:
    """Priya and Tom write to Dawn and, apart from her, to Bev. Gail is in no party, or comes and goes."""

    portal: Portal
    dawns: Place
    bevs: Place
    priya: Correspondent
    tom: Correspondent
    dawn: Correspondent
    bev: Correspondent
    gail: Correspondent
    workers: list[Staff]
    manager: Staff
    given: frozenset[str] = frozenset()
    begun: str = ""
    came: tuple[str, ...] = ()
    few: tuple[str, ...] = ()
    before: tuple[Step, ...] = ()

    def deliveries(self) -> list[str]:
        """Every letter's deliveries (or those `few` that a race is about), always in the same order."""
        if self.few:
            return list(self.few)
        with unit_of_work(self.portal.staff, SYSTEM, writes=False) as work:
            return list(
                work.session.scalars(
                    select(Delivery.id)
                    .join(Arrangement, Arrangement.id == Delivery.arrangement_id)
                    .order_by(Delivery.received_at, Arrangement.created_at)
                )
            )


def make_stage(portal: Portal, letters: int = 3, workers: int = 3) -> Stage:
    """The place, with letters by turns from Dawn, Priya and Tom, made safe."""
    places = []
    for _ in range(2):
        portal.clock.forward(minutes=1)
        arrangement = add_arrangement(portal)
        sides = (party_id(portal, arrangement, side) for side in ("adoptive", "birth"))
        places.append(Place(arrangement, *sides))
    dawns, bevs = places
    stage = Stage(
        portal,
        dawns,
        bevs,
        add_correspondent(portal, "Priya Ashdown", "priya@example.org", dawns.adoptive, bevs.adoptive),
        add_correspondent(portal, "Tom Ashdown", "tom@example.org", dawns.adoptive),
        add_correspondent(portal, "Dawn Thornbury", "dawn@example.org", dawns.birth),
        add_correspondent(portal, "Bev Thornbury", "bev@example.org", bevs.birth),
        add_correspondent(portal, "Gail Thornbury", "gail@example.org"),
        [add_staff(portal, (Role.SUPPORT_WORKER, Role.SOCIAL_WORKER)[n % 2]) for n in range(workers)],
        add_staff(portal, Role.MANAGER),
    )
    given = set()
    for number in range(letters):
        portal.clock.forward(minutes=1)
        who, to = (
            (stage.dawn, [dawns.birth]),
            (stage.priya, [dawns.adoptive, bevs.adoptive]),
            (stage.tom, [dawns.adoptive]),
        )[number % 3]
        item = send_letter(portal, who, f"A letter about the garden, number {number}", to, work_off=False)
        make_item_safe(portal.worker, item)
        given.add(item)
    stage.given = frozenset(given)
    return stage


DOORS = ("family", "staff", "worker")
Copier = Callable[[], Stage]


def sqlite_copies(folder: Path, prepare: Callable[[Stage], Stage], **counts: int) -> Copier:
    """A stage on SQLite, prepared; each call gives a copy of its own, as it was then."""
    portal = make_portal(folder / "portal")
    stage = prepare(make_stage(portal, **counts))
    close(portal)
    source, target = Path(portal.worker.engine.url.database or ""), folder / "copy.db"

    # The engines are the same for every copy: they know by then how each statement is put together.
    engines = {door: _quick(make_engine(f"sqlite:///{target}")) for door in DOORS}

    def copy() -> Stage:
        for engine in engines.values():
            engine.dispose()
        for one in folder.glob("copy.db*"):
            one.unlink()
        shutil.copyfile(source, target)
        return _with_engines(stage, engines)

    return copy


def postgres_copies(
    server: PostgresServer, folder: Path, prepare: Callable[[Stage], Stage], **counts: int
) -> Copier:
    """The same on PostgreSQL."""
    template = server.new_database()
    portal = make_portal(folder / "portal", DATABASE_URL=server.url(template))
    stage = prepare(make_stage(portal, **counts))
    close(portal)

    def copy() -> Stage:
        url = server.url(server.new_database(template)).replace("postgresql://", "postgresql+psycopg://")
        return _with_engines(stage, {door: make_engine(url) for door in DOORS})

    return copy


def _quick(engine: Engine) -> Engine:
    # Whether a commit survives a power cut plays no part here, and a history has many.
    event.listen(engine, "connect", _not_synced)
    return engine


def _not_synced(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _with_engines(stage: Stage, engines: Mapping[str, Engine]) -> Stage:
    old, clock = stage.portal, Clock(stage.portal.clock())
    houses = {door: replace(getattr(old, door), engine=engines[door], clock=clock) for door in DOORS}
    return replace(stage, portal=replace(old, clock=clock, apps={}, **houses))
