"""What a letter of the demonstration is made of. The words themselves lie in words/, a file a letter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from moderation.decision import Reason
from moderation.lifecycle import State

WORDS = Path(__file__).resolve().parent / "words"


def words_of(name: str) -> str:
    """A letter's words, one paragraph a line."""
    return (WORDS / f"{name}.txt").read_text(encoding="utf-8").strip()


@dataclass(frozen=True)
class Ending:
    """How a delivery stands today, and how it came there.

    `after_days` lie between sending and deciding, `opened_after` between release and reading (None: not
    opened). `takes_out` are words of the letter that were redacted; `pictures_out` pictures left out.
    """

    state: State
    after_days: int = 4
    by: str = "sam"
    takes_out: tuple[str, ...] = ()
    pictures_out: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    record: str = ""
    told: str = ""
    opened_after: int | None = None


@dataclass(frozen=True)
class DemoLetter:
    """A letter that was sent in. `again_of` is the returned letter it stands for."""

    words: str
    writer: str
    days_ago: float
    to: tuple[tuple[str, Ending], ...]
    pictures: tuple[str, ...] = ()
    note: str = ""
    again_of: str = ""


@dataclass(frozen=True)
class DemoDraft:
    """A letter somebody has begun."""

    words: str
    writer: str
    days_ago: float
    to: str
    pictures: tuple[str, ...] = ()
