"""Agencies, and the generations of their keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id, Sealed


class Agency(Base):
    """A council or trust that runs a scheme. What stands here is public, and bears the office's mark: nobody
    else may say whom families should ring."""

    __tablename__ = "agency"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    service_name: Mapped[str] = mapped_column(String(120))
    contact: Mapped[dict[str, str]] = mapped_column(JSON)
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    mark: Mapped[bytes | None]
    created_at: Mapped[datetime]


class AgencyKey(Base):
    """One generation of an agency's key pair.

    `purpose` is "content" (staff door and worker open letters with it) or "escrow" (the worker
    alone opens it, to give somebody a new unlock code). `certificate` shows that the public half
    is ours: who can write to this table still can't have letters sealed to himself.
    """

    __tablename__ = "agency_key"

    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    public: Mapped[bytes]
    sealed_private: Mapped[bytes] = mapped_column(Sealed, deferred=True)
    certificate: Mapped[bytes]
    created_at: Mapped[datetime]
