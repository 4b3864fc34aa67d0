"""What an agency learnt about its hints: its own lists of words, and how often each rule was right."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Id


class AgencyWords(Base):
    """The agency's own words, proposed and accepted, as one sealed list.

    `version` counts changes and is sealed with the list, so that an older list is not taken for it.
    """

    __tablename__ = "agency_words"

    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"), primary_key=True)
    version: Mapped[int]
    copy_id: Mapped[str] = mapped_column(Id, ForeignKey("copy.id"), index=True)


class RuleCount(Base):
    """How often one rule of the hints was shown on released letters, obeyed, and said to be wrong.

    Numbers alone: no word, no letter, no person.
    """

    __tablename__ = "rule_count"

    agency_id: Mapped[str] = mapped_column(Id, ForeignKey("agency.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(String(64), primary_key=True)
    shown: Mapped[int]
    taken_out: Mapped[int]
    said_wrong: Mapped[int]
