"""Deliveries: one item on its way to one recipient party; decisions and releases."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id

FIRST, ORDINARY = 0, 1
"""Ranks in the desk's queue: what needs a manager stands first."""


class Delivery(Base):
    """The unit of review, redaction, decision and release. Its id is known to staff alone.

    `state` is one of moderation.lifecycle.State; `version` counts changes, so that two people
    can't decide one delivery. `review_copy_id` holds the redactions and choices made so far,
    `hints_copy_id` what the worker pointed at; both are sealed to the agency. `rank` orders the desk's queue:
    FIRST for what needs a manager. The family door has no right to it in the database, neither to read nor to
    write, so it comes only when it is asked for.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_queue", "agency_id", "state", "rank", "received_at", "id"),
        Index("ix_delivery_claimed_by", "claimed_by"),
        Index("ix_delivery_from_party_id_received_at", "from_party_id", "received_at"),
        UniqueConstraint("item_id", "to_party_id"),
    )
    # Left to itself, an insert would ask for the rank that the database gave it.
    __mapper_args__ = {"eager_defaults": False}  # noqa: RUF012

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    item_id: Mapped[str] = mapped_column(Id, ForeignKey("item.id"))
    arrangement_id: Mapped[str] = mapped_column(Id, ForeignKey("arrangement.id"), index=True)
    from_party_id: Mapped[str] = mapped_column(Id, ForeignKey("party.id"))
    to_party_id: Mapped[str] = mapped_column(Id, ForeignKey("party.id"), index=True)
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    received_at: Mapped[datetime]
    due_on: Mapped[date]
    review_on: Mapped[date | None]
    claimed_by: Mapped[str | None] = mapped_column(Id)
    claimed_until: Mapped[datetime | None]
    review_copy_id: Mapped[str | None] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    hints_copy_id: Mapped[str | None] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    rank: Mapped[int] = mapped_column(SmallInteger, server_default=str(ORDINARY), deferred=True)


class Decision(Base):
    """What somebody decided about one exact content, for one recipient, under one version of the terms.

    Reasons (codes and the words for the record) are sealed to the agency in `reasons_copy_id`;
    what the writer is told is sealed to the writer's account and the agency in `told_copy_id`.
    """

    __tablename__ = "decision"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    delivery_id: Mapped[str] = mapped_column(Id, ForeignKey("delivery.id"), index=True)
    action: Mapped[str] = mapped_column(String(24))
    staff_id: Mapped[str] = mapped_column(Id, ForeignKey("staff_account.id"))
    to_party_id: Mapped[str] = mapped_column(Id, ForeignKey("party.id"))
    terms_version: Mapped[int]
    reasons_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    told_copy_id: Mapped[str | None] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    decided_at: Mapped[datetime]


class Release(Base):
    """What one recipient party may read. Its id is known to that party and to staff, never to the writer."""

    __tablename__ = "release"
    __table_args__ = (Index("ix_release_agency_id_released_at", "agency_id", "released_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    delivery_id: Mapped[str] = mapped_column(Id, ForeignKey("delivery.id"), index=True)
    to_party_id: Mapped[str] = mapped_column(Id, ForeignKey("party.id"), index=True)
    copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    released_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class ToldPlaces(Base):
    """What one release told of where its writer's side is: a line of the ledger of one side's arrangement.

    Sealed to the agency; neither side ever sees it.
    """

    __tablename__ = "told_places"

    release_id: Mapped[str] = mapped_column(Id, ForeignKey("release.id"), primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    from_party_id: Mapped[str] = mapped_column(Id, ForeignKey("party.id"), index=True)
    copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)


class ReleasedPicture(Base):
    """A picture of a release: new copies under new keys, with neutral names."""

    __tablename__ = "released_picture"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    release_id: Mapped[str] = mapped_column(Id, ForeignKey("release.id"), index=True)
    position: Mapped[int]
    copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    small_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)


class Reading(Base):
    """Somebody opened a release. Shown to nobody on the other side."""

    __tablename__ = "reading"

    release_id: Mapped[str] = mapped_column(Id, ForeignKey("release.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"), primary_key=True)
    opened_at: Mapped[datetime]
