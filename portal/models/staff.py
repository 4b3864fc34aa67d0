"""Staff accounts and their signed-in browsers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id, Sealed


class StaffAccount(Base):
    """A member of an agency's team. Name and address are in the sealed details.

    The office's `mark` covers everything that signing in and permissions rest on.
    `totp` is the second factor's secret, sealed to the agency; `totp_step` is the last step
    used, so that a code works once.
    """

    __tablename__ = "staff_account"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"), index=True)
    log_in: Mapped[bytes] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(String(24))
    active: Mapped[bool]
    details_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    password: Mapped[bytes]
    totp: Mapped[bytes] = mapped_column(Sealed)
    totp_step: Mapped[int]
    mark: Mapped[bytes]
    created_at: Mapped[datetime]


class StaffSignIn(Base):
    """A browser a member of staff is signed in with, after both factors; marked by the office."""

    __tablename__ = "staff_sign_in"
    __table_args__ = (Index("ix_staff_sign_in_staff_id", "staff_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[str] = mapped_column(Id, ForeignKey("staff_account.id"))
    lookup: Mapped[bytes] = mapped_column(unique=True)
    mark: Mapped[bytes]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
