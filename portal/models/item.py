"""Drafts, items and the files that belong to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id


class Draft(Base):
    """A letter somebody is writing, sealed to the writer alone.

    Its id is the form's token: a double click, a retry or a second tab makes one letter.
    `version` counts savings, so that two tabs don't silently overwrite each other.
    """

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"), index=True)
    copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    version: Mapped[int]
    again_of: Mapped[str | None] = mapped_column(Id)
    updated_at: Mapped[datetime]


class Item(Base):
    """A letter that was sent in. Its id is known to its writer and to staff.

    `copy_id` is the original as sent; `safe_copy_id` its text made safe, which is what staff read
    and redact; `note_copy_id` the note to staff, which no recipient can
    ever be granted: releases are made from the original's text and safe pictures only.
    """

    __tablename__ = "item"
    __table_args__ = (Index("ix_item_account_id_submitted_at", "account_id", "submitted_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"))
    draft_id: Mapped[str] = mapped_column(Id, unique=True)
    copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    safe_copy_id: Mapped[str | None] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    note_copy_id: Mapped[str | None] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    again_of: Mapped[str | None] = mapped_column(Id)
    submitted_at: Mapped[datetime]


class Attachment(Base):
    """A photograph, drawing or document of a draft (draft_id) or, once sent in, of an item (item_id).

    `original_copy_id` is the file as uploaded; `label_copy_id` its name and description; `notes_copy_id` what
    the worker has to say of it to staff. What it rebuilt of the file are its pages (portal/models/page.py).
    """

    __tablename__ = "attachment"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"))
    draft_id: Mapped[str | None] = mapped_column(Id, index=True)
    item_id: Mapped[str | None] = mapped_column(Id, ForeignKey("item.id"), index=True)
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    refusal: Mapped[str | None] = mapped_column(String(32))
    original_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    label_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    notes_copy_id: Mapped[str | None] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    created_at: Mapped[datetime]
