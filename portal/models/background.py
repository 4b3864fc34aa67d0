"""Jobs for the worker, mail that is to leave, and counts of tries. They hold ids, never content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id


class Job(Base):
    """Work for the worker, put here in the transaction of what it belongs to."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_next", "state", "run_at"),
        UniqueConstraint("kind", "subject_id", "occasion"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(Id)
    occasion: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int]
    run_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime]


class OutboxMessage(Base):
    """A mail that is to leave once. The worker opens the address at the moment of sending."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index("ix_outbox_message_next", "state", "run_at"),
        UniqueConstraint("template", "account_id", "occasion"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"))
    template: Mapped[str] = mapped_column(String(32))
    occasion: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int]
    run_at: Mapped[datetime]
    fault: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class RateCount(Base):
    """How often something was tried within one window. The key is a keyed hash."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)
