"""The desk's queue: what needs a manager, then what waits, oldest first, one page at a time. Nothing here
counts rows, so that the page costs the same however many wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, not_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, undefer

from moderation.lifecycle import State
from portal.db import UtcDateTime
from portal.models.arrangement import Arrangement, Party
from portal.models.delivery import FIRST, ORDINARY, Delivery
from portal.models.staff import StaffAccount
from portal.services.arrangements import KnownArrangement, know_all
from portal.services.claims import claim_runs, state_now
from portal.services.staff_accounts import staff_name
from portal.terms import other_side
from portal.work import Work

PAGE = 25


class Shelf(StrEnum):
    """Parts of the queue a person may look at."""

    OPEN = "open"
    TO_READ = "to-read"
    WITH_SOMEBODY = "with-somebody"
    MINE = "mine"
    BEING_MADE_SAFE = "being-made-safe"
    HELD = "held"
    STOPPED = "stopped"
    RELEASED = "released"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


_STATES = {
    Shelf.OPEN: (State.RECEIVED, State.WAITING, State.CLAIMED, State.HELD, State.STOPPED),
    Shelf.TO_READ: (State.WAITING, State.CLAIMED, State.HELD),
    Shelf.WITH_SOMEBODY: (State.CLAIMED,),
    Shelf.MINE: (State.CLAIMED,),
    Shelf.BEING_MADE_SAFE: (State.RECEIVED,),
    Shelf.HELD: (State.HELD,),
    Shelf.STOPPED: (State.STOPPED,),
    Shelf.RELEASED: (State.RELEASED,),
    Shelf.RETURNED: (State.RETURNED, State.SENT_AGAIN),
    Shelf.WITHDRAWN: (State.WITHDRAWN,),
}
# What is done is looked for by those who just did it: newest first.
_NEWEST_FIRST = frozenset({Shelf.RELEASED, Shelf.RETURNED, Shelf.WITHDRAWN})


_RANKS = {str(rank): rank for rank in (FIRST, ORDINARY)}


@dataclass(frozen=True)
class Place:
    """A place in the queue's order: between pages, only this is kept."""

    rank: int
    received_at: datetime
    delivery_id: str

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{self.rank}_{self.received_at.isoformat()}_{self.delivery_id}"

    @classmethod
    def read(cls, untrusted: str) -> Place | None:
        """Out of an address; None for anything that isn't a place."""
        rank, _, rest = untrusted.partition("_")
        moment, _, delivery_id = rest.partition("_")
        try:
            received_at = datetime.fromisoformat(moment)
            known = received_at.tzinfo is not None and delivery_id.isalnum() and rank in _RANKS
            received_at = received_at.astimezone(UTC)
        except (ValueError, OverflowError):  # the latter on the first and the last day there is
            return None
        return cls(_RANKS[rank], received_at, delivery_id[:32]) if known else None


@dataclass(frozen=True)
class QueueFilter:
    """What the queue shows: a shelf, the person looking, and the arrangements asked for (None: all)."""

    shelf: Shelf = Shelf.OPEN
    staff_id: str = ""
    arrangement_ids: tuple[str, ...] | None = None


# What is held or stopped was decided: it waits for its day or its manager, and is not late.
_HURRY = (State.RECEIVED, State.WAITING, State.CLAIMED)


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue. `colleague` is the name of who has the letter, if anybody has; `first`: it
    needs a manager."""

    delivery: Delivery
    from_words: str
    to_words: str
    state: State
    late: bool
    colleague: str
    first: bool


@dataclass(frozen=True)
class QueuePage:
    """A page of the queue; `before` and `after` lead to its neighbours, where there are any."""

    rows: list[QueueRow]
    before: Place | None
    after: Place | None


def queue(
    work: Work,
    agency_id: str,
    wanted: QueueFilter,
    after: Place | None = None,
    before: Place | None = None,
) -> QueuePage:
    """At most PAGE rows behind `after`, or in front of `before`."""
    backwards = before is not None
    found = _fetch(work, agency_id, wanted, before or after, backwards=backwards)
    more, shown = len(found) > PAGE, found[:PAGE]
    if backwards:
        shown.reverse()
    has_before, has_after = (more, True) if backwards else (after is not None, more)
    return QueuePage(
        _rows(work, agency_id, shown),
        _place(shown[0]) if shown and has_before else None,
        _place(shown[-1]) if shown and has_after else None,
    )


def _place(delivery: Delivery) -> Place:
    return Place(delivery.rank, delivery.received_at, delivery.id)


def _fetch(
    work: Work, agency_id: str, wanted: QueueFilter, place: Place | None, *, backwards: bool
) -> list[Delivery]:
    # One small query a state: each walks the index in the queue's own order and stops after a page.
    # One query over several states would sort all that waits. What is done is in the order of its days
    # whatever its rank, so there it is one query for each rank.
    done = wanted.shelf in _NEWEST_FIRST
    ranks: tuple[int | None, ...] = (FIRST, ORDINARY) if done else (None,)
    found: list[Delivery] = []
    for state in _STATES[wanted.shelf]:
        for rank in ranks:
            query = (
                select(Delivery)
                .options(undefer(Delivery.rank))
                .where(Delivery.agency_id == agency_id, Delivery.state == str(state))
                .where(*_narrowing(work, wanted, state))
            )
            ordered = _ordered(query, place, rank, falling=done != backwards)
            found += work.session.scalars(ordered.limit(PAGE + 1))
    return sorted(
        found,
        key=lambda one: (ORDINARY if done else one.rank, one.received_at, one.id),
        reverse=done != backwards,
    )[: PAGE + 1]


def _ordered(
    query: Select[Delivery], place: Place | None, rank: int | None, *, falling: bool
) -> Select[Delivery]:
    order: tuple[InstrumentedAttribute[Any], ...] = (Delivery.received_at, Delivery.id)
    if rank is None:
        order = (Delivery.rank, *order)
    else:
        query = query.where(Delivery.rank == rank)
    if place is not None:
        day = (literal(place.received_at, UtcDateTime()), literal(place.delivery_id))
        here = tuple_(literal(place.rank), *day) if rank is None else tuple_(*day)
        query = query.where(tuple_(*order) < here if falling else tuple_(*order) > here)
    return query.order_by(*(one.desc() for one in order) if falling else order)


def _narrowing(work: Work, wanted: QueueFilter, state: State) -> Iterable[ColumnElement[bool]]:
    if wanted.arrangement_ids is not None:
        yield Delivery.arrangement_id.in_(wanted.arrangement_ids)
    if state is State.HELD and wanted.shelf is Shelf.TO_READ:  # the day to look again has come
        yield Delivery.review_on <= work.now.date()
    if state is not State.CLAIMED:
        return
    claimed = claim_runs(work.now)
    if wanted.shelf is Shelf.TO_READ:  # a claim that ran out is a letter to be read
        yield not_(claimed)
    elif wanted.shelf in (Shelf.WITH_SOMEBODY, Shelf.MINE):
        yield claimed
    if wanted.shelf is Shelf.MINE:
        yield Delivery.claimed_by == wanted.staff_id


def _rows(work: Work, agency_id: str, shown: Sequence[Delivery]) -> list[QueueRow]:
    arrangements = _arrangements(work, agency_id, shown)
    names = _names_of_claimers(work, shown)
    rows = []
    for delivery in shown:
        terms = arrangements[delivery.arrangement_id].terms
        side = work.session.get_one(Party, delivery.from_party_id).side
        sender, recipient = terms.side(side), terms.side(other_side(side))
        state = state_now(delivery, work.now)
        rows.append(
            QueueRow(
                delivery,
                f"{sender.signs} ({sender.relationship})",
                f"{recipient.signs} ({recipient.relationship})",
                state,
                delivery.due_on < work.now.date() and state in _HURRY,
                names.get(delivery.claimed_by or "", "") if state is State.CLAIMED else "",
                delivery.rank == FIRST,
            )
        )
    return rows


def _arrangements(work: Work, agency_id: str, shown: Sequence[Delivery]) -> dict[str, KnownArrangement]:
    ids = {one.arrangement_id for one in shown}
    rows = work.session.scalars(select(Arrangement).where(Arrangement.id.in_(ids))).all()
    return {one.arrangement.id: one for one in know_all(work, agency_id, rows)}


def _names_of_claimers(work: Work, shown: Sequence[Delivery]) -> dict[str, str]:
    ids = {one.claimed_by for one in shown if one.claimed_by is not None}
    found = work.session.scalars(select(StaffAccount).where(StaffAccount.id.in_(ids))) if ids else ()
    return {one.id: staff_name(work, one) for one in found}
