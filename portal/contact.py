"""Whom to ring at an agency."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Contact:
    """Public words: `name` completes "Call ..." ("the letterbox team"); hours are a sentence."""

    telephone: str
    hours: str = ""
    name: str = "the letterbox team"

    def to_json(self) -> dict[str, str]:
        """As stored with the agency."""
        return asdict(self)

    def line(self) -> str:
        """For mails and printed letters."""
        return f"Call {self.name} on {self.telephone}. {self.hours}".strip()
