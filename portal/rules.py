"""Practice that differs from agency to agency: each rule a setting with a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class AgencyRules:
    """One agency's practice. Days are calendar days.

    `most_pictures` is what a new arrangement begins with; a letter sent up to `early_days` before its month
    counts for that month.
    """

    decide_within_days: int = 10
    unlock_code_days_by_mail: int = 7
    unlock_code_days_by_post: int = 28
    hold_review_days: int = 90
    most_pictures: int = 6
    early_days: int = 45

    def to_json(self) -> dict[str, Any]:
        """As stored with the agency."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> AgencyRules:
        """As read from the agency; rules unknown to an older record have their defaults."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})
