"""The audit log: what happened, by whom, to what; ids and codes only, chained under a key."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id


class AuditEvent(Base):
    """One event in the past tense. Each door writes its own chain, under its own key."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_subject_id", "subject_id"),
        Index("ix_audit_event_agency_id_at", "agency_id", "at"),
    )

    chain: Mapped[str] = mapped_column(String(8), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    agency_id: Mapped[str] = mapped_column(Id)
    event: Mapped[str] = mapped_column(String(48))
    actor_kind: Mapped[str] = mapped_column(String(8))
    actor_id: Mapped[str] = mapped_column(Id)
    subject_id: Mapped[str] = mapped_column(Id)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    link: Mapped[bytes]

    def encoded(self) -> bytes:
        """What the chain's link is made over: every field but the link, unambiguously."""
        fields = [
            self.chain,
            self.number,
            self.at.astimezone(UTC).isoformat(),
            self.agency_id,
            self.event,
            self.actor_kind,
            self.actor_id,
            self.subject_id,
            self.detail,
        ]
        return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


class ChainHead(Base):
    """The newest link of each chain; without it, cutting off the end would not show."""

    __tablename__ = "chain_head"

    chain: Mapped[str] = mapped_column(String(8), primary_key=True)
    number: Mapped[int]
    link: Mapped[bytes]
