"""Sealed copies and the grants that open them. There is no other way to read anything."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id, Sealed


class Copy(Base):
    """One sealed thing: a letter's text, a picture, a card, a note, a record's details.

    Small ones hold their sealed bytes in `body`; large ones name a sealed file in `blob`.
    `kind` and `subject_id` (the record it belongs to) are bound into the seal. What the office
    makes carries the office's `mark` on its content key.

    Every column that names a copy is indexed: whenever one is forgotten (at each saving of a draft), the
    database looks whether any row still names it.
    """

    __tablename__ = "copy"
    __table_args__ = (Index("ix_copy_subject_id", "subject_id"), Index("ix_copy_blob", "blob"))

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(Id)
    body: Mapped[bytes | None] = mapped_column(Sealed)
    blob: Mapped[str | None] = mapped_column(String(64))
    mark: Mapped[bytes | None]
    created_at: Mapped[datetime]


class Grant(Base):
    """A copy's content key, sealed to one holder."""

    __tablename__ = "copy_grant"
    __table_args__ = (
        UniqueConstraint("copy_id", "holder_kind", "holder_id"),
        Index("ix_copy_grant_holder", "holder_id", "generation"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id", ondelete="CASCADE"))
    holder_kind: Mapped[str] = mapped_column(String(16))
    holder_id: Mapped[str] = mapped_column(Id)
    generation: Mapped[int]
    sealed_key: Mapped[bytes] = mapped_column(Sealed)
