"""Pages: what a file became when it was made safe, and what a page becomes when places are taken out."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id


class Page(Base):
    """One page of pixels of a file that was made safe; a photograph is one page. Known to staff alone.

    `safe_copy_id` is the page, `small_copy_id` a smaller one to look at; `read_copy_id` what can be read on
    it, with the places (none for pages made before pages were read). All are sealed to the agency.
    """

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("attachment_id", "number"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    attachment_id: Mapped[str] = mapped_column(Id, ForeignKey("attachment.id"))
    number: Mapped[int]
    safe_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    small_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    read_copy_id: Mapped[str | None] = mapped_column(Id, ForeignKey("copy.id"), index=True)


class PaintedPage(Base):
    """A page with places taken out for one delivery, made and proved by the worker, waiting to be released.

    `proof_copy_id` holds the places, the page they are of, and what the proof found; sealed like the pixels.
    """

    __tablename__ = "painted_page"
    __table_args__ = (UniqueConstraint("delivery_id", "page_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"))
    delivery_id: Mapped[str] = mapped_column(Id, ForeignKey("delivery.id"))
    page_id: Mapped[str] = mapped_column(Id, ForeignKey("page.id"))
    copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    small_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
    proof_copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)
