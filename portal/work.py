"""One unit of work: a request or a job. It commits once, as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crypto.chain import next_link
from portal.blobs import BlobStore, make_store
from portal.db import make_engine, transaction
from portal.keyring import Keyring
from portal.keys import DoorKeys, load_keys
from portal.models.audit import AuditEvent, ChainHead
from portal.models.copy import Copy, Grant
from portal.settings import Settings


@dataclass(frozen=True)
class Actor:
    """Who acts: kind "account", "staff", "system" or "nobody" (not signed in), and their id."""

    kind: str
    id: str


NOBODY = Actor("nobody", "")
SYSTEM = Actor("system", "")


@dataclass(frozen=True)
class House:
    """What a process of the portal has: settings, its own door's keys, the database, the store, a clock.

    `good_marks` holds digests of office marks this process has checked (portal/office.py).
    """

    door: str
    settings: Settings
    keys: DoorKeys
    keyring: Keyring
    engine: Engine
    blobs: BlobStore
    clock: Callable[[], datetime]
    good_marks: set[bytes] = field(default_factory=set, compare=False)


def open_house(settings: Settings, door: str, clock: Callable[[], datetime]) -> House:
    """Everything one door (or the worker) needs to do its work. Raises KeysMissing."""
    keys = load_keys(settings, door)
    engine = make_engine(settings.database_url)
    return House(door, settings, keys, Keyring(settings, keys), engine, make_store(settings), clock)


@dataclass
class Work:
    """One unit of work. `now` is one moment for all that happens in it; `writes` says whether it may change
    anything.

    `at_hand` holds copies read so far, with the grant of one holder: by copy, holder's kind and holder's id.
    """

    house: House
    session: Session
    now: datetime
    actor: Actor
    writes: bool = True
    events: list[AuditEvent] = field(default_factory=list)
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    at_hand: dict[tuple[str, str, str], tuple[Copy, Grant]] = field(default_factory=dict)

    def record(self, event: str, agency_id: str, subject_id: str, **detail: Any) -> None:
        """Write an audit event (past tense; ids and codes only) when the work commits."""
        self.events.append(
            AuditEvent(
                chain=self.house.door,
                at=self.now,
                agency_id=agency_id,
                event=event,
                actor_kind=self.actor.kind,
                actor_id=self.actor.id,
                subject_id=subject_id,
                detail=detail,
            )
        )


@contextmanager
def unit_of_work(house: House, actor: Actor, *, writes: bool = True) -> Iterator[Work]:
    """Begin, commit at the end, roll back on any error. The one place that commits."""
    with transaction(house.engine if writes else _of_one_moment(house.engine), writes=writes) as session:
        work = Work(house, session, house.clock(), actor, writes)
        yield work
        _append_events(work)
    for effect in work.after_commit:
        effect()


def _of_one_moment(engine: Engine) -> Engine:
    # A page asks several questions. Were something changed between two of them, the first answer could name
    # a sealed copy that the second no longer finds. SQLite shows a transaction one moment by itself.
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _append_events(work: Work) -> None:
    # Last of all: the head is a lock that everybody who writes events must pass, so nothing else
    # may be waited for behind it.
    if not work.events:
        return
    session, chain = work.session, work.house.door
    session.flush()
    head = session.scalars(select(ChainHead).where(ChainHead.chain == chain).with_for_update()).one()
    key = work.house.keys[f"chain_{chain}"]
    for event in work.events:
        event.number = head.number + 1
        event.link = next_link(key, head.link, event.number, event.encoded())
        head.number, head.link = event.number, event.link
        session.add(event)
    session.flush()
