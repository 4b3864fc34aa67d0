"""The ledger of what each side has told of where it is: kept at release, read when the next letter is.

It is sealed to the agency, and neither side ever sees it. What was taken back no longer counts, but stays in
the list: it may have been read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from crypto.errors import NotCertified
from moderation.hints.hint import Hint, Kind
from moderation.hints.mosaic import Detail, adds_up, details_of
from portal.models.delivery import Delivery, Release, ToldPlaces
from portal.sealing import AgencyOpener, CopyKind, agency_recipient, open_json, read_together, seal_json
from portal.work import Work

MOST = 60
"""Releases looked back on, the newest first: thirty years of two letters."""


@dataclass(frozen=True)
class ToldBefore:
    """What one released letter told, and when; `withdrawn`: it was taken back since."""

    released_at: datetime
    withdrawn: bool
    details: list[Detail]


@dataclass(frozen=True)
class Weighed:
    """What a side told before, newest first; what the letter at hand would add; whether that is too much."""

    before: list[ToldBefore]
    now: list[Detail]
    too_much: bool


def keep_places(work: Work, made: Release, delivery: Delivery, left: Iterable[tuple[Hint, str]]) -> None:
    """Write down what a release tells, in the unit of work of the release itself."""
    details = details_of(left)
    if not details:
        return
    told = {
        "from": delivery.from_party_id,
        "places": [{"kind": one.kind, "words": one.words} for one in details],
    }
    to = [agency_recipient(work, made.agency_id)]
    work.session.add(
        ToldPlaces(
            release_id=made.id,
            agency_id=made.agency_id,
            from_party_id=delivery.from_party_id,
            copy_id=seal_json(work, made.agency_id, CopyKind.TOLD_PLACES, made.id, told, to).id,
        )
    )


def weigh(work: Work, delivery: Delivery, left: Iterable[tuple[Hint, str]]) -> Weighed:
    """A letter beside all that its side told before on this arrangement. Raises NotCertified."""
    now, before = details_of(left), told_before(work, delivery)
    counting = [one for told in before if not told.withdrawn for one in told.details]
    return Weighed(before, now, adds_up(counting, now))


def told_before(work: Work, delivery: Delivery) -> list[ToldBefore]:
    """What the delivery's writing side told in other letters, newest first. Raises NotCertified."""
    rows: Sequence[tuple[ToldPlaces, Release]] = [
        (row, made)
        for row, made in work.session.execute(
            select(ToldPlaces, Release)
            .join(Release, Release.id == ToldPlaces.release_id)
            .where(
                ToldPlaces.from_party_id == delivery.from_party_id,
                ToldPlaces.agency_id == delivery.agency_id,
                Release.delivery_id != delivery.id,
            )
            .order_by(Release.released_at.desc(), Release.id)
            .limit(MOST)
        )
    ]
    opener = AgencyOpener(delivery.agency_id)
    read_together(work, [row.copy_id for row, _ in rows], opener)
    return [_opened(work, row, made, opener) for row, made in rows]


def _opened(work: Work, row: ToldPlaces, made: Release, opener: AgencyOpener) -> ToldBefore:
    told = open_json(work, row.copy_id, CopyKind.TOLD_PLACES, row.release_id, opener)
    if told["from"] != row.from_party_id:
        raise NotCertified  # the row was bent: another side's line
    details = [Detail(Kind(one["kind"]), one["words"]) for one in told["places"]]
    return ToldBefore(made.released_at, made.withdrawn_at is not None, details)
