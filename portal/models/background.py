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


class Message(Base):
    """A mail that is to leave once. The worker opens the address at the moment of sending."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    template: Mapped[str] = mapped_column(String(32))
    occasion: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int]
    run_at: Mapped[datetime]
    fault: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class OutboxMessage(Message):
    """A mail to a person."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index("ix_outbox_message_next", "state", "run_at"),
        UniqueConstraint("template", "account_id", "occasion"),
    )

    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"))


class OfficeMessage(Message):
    """A mail to a member of staff. It says only that something at the desk needs them.

    A table of its own: the family door puts in mails to people and can see those, and nothing of this one.
    """

    __tablename__ = "office_message"
    __table_args__ = (
        Index("ix_office_message_next", "state", "run_at"),
        UniqueConstraint("template", "staff_id", "occasion"),
    )

    staff_id: Mapped[str] = mapped_column(Id, ForeignKey("staff_account.id"))


class RateCount(Base):
    """How often something was tried within one window. The key is a keyed hash."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)
