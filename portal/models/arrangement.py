"""Arrangements, their two parties, and who belongs to a party."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id


class Arrangement(Base):
    """The agreed exchange about one child between one adoptive household and one other party."""

    __tablename__ = "arrangement"
    __table_args__ = (Index("ix_arrangement_agency_id_created_at_id", "agency_id", "created_at", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    created_at: Mapped[datetime]


class ArrangementVersion(Base):
    """One version of what was agreed, sealed to the agency. Old versions stay readable."""

    __tablename__ = "arrangement_version"

    arrangement_id: Mapped[str] = mapped_column(Id, ForeignKey("arrangement.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    made_by: Mapped[str] = mapped_column(Id)
    made_at: Mapped[datetime]


class Party(Base):
    """One side of an arrangement. `reference` is its own and shared with nobody.

    `card_copy_id` is what this side may know of the arrangement, sealed to its own accounts.
    """

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("arrangement_id", "side"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    arrangement_id: Mapped[str] = mapped_column(Id, ForeignKey("arrangement.id"))
    side: Mapped[str] = mapped_column(String(8))
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    card_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)


class Membership(Base):
    """An account belongs to a party; the office's mark says so."""

    __tablename__ = "membership"
    __table_args__ = (Index("ix_membership_account_id", "account_id"),)

    party_id: Mapped[str] = mapped_column(Id, ForeignKey("party.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"), primary_key=True)
    mark: Mapped[bytes]


class NameToken(Base):
    """A blind index of one word of a name, so that staff can search without names in clear."""

    __tablename__ = "name_token"
    __table_args__ = (Index("ix_name_token_token", "token"),)

    subject_id: Mapped[str] = mapped_column(Id, primary_key=True)
    token: Mapped[bytes] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(16))
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
