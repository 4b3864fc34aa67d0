"""Somebody who can write to the database, and what he does there. He has keys of his own, none of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from crypto.context import Context
from crypto.envelope import new_key, seal
from crypto.grants import Holder, KeyPair, make_grant, new_key_pair
from portal.db import new_id, transaction
from portal.models.copy import Copy, Grant
from portal.work import SYSTEM, House, Work, open_house
from tests.builders import Portal, close, copy_of
from tests.promises.scene import Scene


@contextmanager
def copied(scene: Scene, folder: Path) -> Iterator[Scene]:
    """The same scene on a copy of its database and files, to be spoiled; its people stay signed in."""
    close(scene.portal)
    portal = copy_of(scene.portal, folder)
    yield replace(scene, portal=portal, items=dict(scene.items), made_in=dict(scene.made_in))
    close(portal)


def fresh(house: House) -> House:
    """The same door in a process started later: it has nothing in memory."""
    return open_house(house.settings, house.door, house.clock)


@dataclass(frozen=True)
class Intruder:
    """Writes what he wants into the tables. `pair` is his own key pair."""

    session: Session
    pair: KeyPair

    def write(self, statement: str, **values: Any) -> None:
        """One statement; it must hit something."""
        done = self.session.execute(text(statement), values)
        assert done.rowcount > 0, "the attack missed"  # type: ignore[attr-defined]

    def read(self, statement: str, **values: Any) -> Any:
        """One value."""
        return self.session.execute(text(statement), values).scalar_one()

    def rows(self, statement: str, **values: Any) -> list[Any]:
        """All rows."""
        return list(self.session.execute(text(statement), values))

    def exchange(self, table: str, column: str, first: str, second: str) -> None:
        """Exchange one column of two rows."""
        old = {
            one: self.read(f"SELECT {column} FROM {table} WHERE id = :id", id=one) for one in (first, second)
        }
        assert old[first] != old[second]
        for one, other in ((first, second), (second, first)):
            self.write(f"UPDATE {table} SET {column} = :value WHERE id = :id", value=old[other], id=one)

    def forge_copy(self, like: Copy, content: object, *, to: dict[Holder, bytes], mark: bytes | None) -> str:
        """Words of his own, sealed as `like` is, to whomever he likes; returns the copy's id."""
        key, copy_id = new_key(), new_id()
        context = Context(like.kind, like.subject_id, like.agency_id, copy_id)
        row = Copy(
            id=copy_id,
            agency_id=like.agency_id,
            kind=like.kind,
            subject_id=like.subject_id,
            body=seal(key, json.dumps(content).encode(), context),
            mark=mark,
            created_at=like.created_at,
        )
        self.session.add(row)
        self.session.flush()
        for holder, public in to.items():
            sealed = make_grant(key, public, holder, copy_id, like.agency_id)
            self.session.add(
                Grant(
                    id=new_id(),
                    copy_id=copy_id,
                    holder_kind=holder.kind,
                    holder_id=holder.id,
                    generation=holder.generation,
                    sealed_key=sealed,
                )
            )
        self.session.flush()
        return copy_id


@contextmanager
def undone_intrusion(portal: Portal) -> Iterator[tuple[Intruder, Work]]:
    """An intruder at work, and a unit of work that sees what he did; nothing of it stays."""
    with Session(portal.owner().engine) as session:
        yield Intruder(session, new_key_pair()), Work(portal.worker, session, portal.clock(), SYSTEM)
        session.rollback()


@contextmanager
def intrusion(portal: Portal) -> Iterator[Intruder]:
    """An intruder at work in the database; what he did stays."""
    with transaction(portal.owner().engine) as session:
        yield Intruder(session, new_key_pair())
