"""Correspondents: their accounts, unlock codes and signed-in browsers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id, Sealed


class Account(Base):
    """A person who writes or reads. Name, e-mail and telephone are in the sealed details.

    `log_in` is the blind index of the log-in name. The key pair is made by the worker with the
    first unlock code; `sealed_private` is its private half under the person's password, `escrow`
    the same half under the agency's escrow key. Both are read only where they are used: the database
    refuses them to the doors that have no use for them.
    """

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"), index=True)
    log_in: Mapped[bytes] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(String(16))
    details_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    public: Mapped[bytes | None]
    certificate: Mapped[bytes | None]
    escrow: Mapped[bytes | None] = mapped_column(Sealed, deferred=True)
    sealed_private: Mapped[bytes | None] = mapped_column(Sealed, deferred=True)
    has_mail: Mapped[bool]
    created_at: Mapped[datetime]
    password_set_at: Mapped[datetime | None]


class UnlockCode(Base):
    """The private half of an account's key under a random code, for one use and a limited time.

    The office's `mark` says that a code was asked for. `letter_copy_id` is the code itself, sealed to the
    agency, until its mail has left or, by post, until it is used, replaced or too old.
    """

    __tablename__ = "unlock_code"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"), index=True)
    channel: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(16))
    asked_by: Mapped[str] = mapped_column(Id)
    mark: Mapped[bytes]
    lookup: Mapped[bytes | None] = mapped_column(unique=True, deferred=True)
    sealed_private: Mapped[bytes | None] = mapped_column(Sealed, deferred=True)
    letter_copy_id: Mapped[str | None] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class FamilySignIn(Base):
    """A browser somebody is signed in with. The private half is sealed under the cookie's secret."""

    __tablename__ = "family_sign_in"
    __table_args__ = (Index("ix_family_sign_in_account_id", "account_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"))
    lookup: Mapped[bytes] = mapped_column(unique=True)
    sealed_private: Mapped[bytes] = mapped_column(Sealed)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
