"""What a second opinion is asked, and what it answers; the rest of the hints know no more of it than this."""

from dataclasses import dataclass
from typing import Protocol

from moderation.hints.hint import Kind


@dataclass(frozen=True)
class Found:
    """`text[start:end]` looks like a `kind`, with `sureness` from 0 to 1."""

    start: int
    end: int
    kind: Kind
    sureness: float


class Recogniser(Protocol):
    """Reads one text at a time, whole, and keeps nothing of it."""

    def find(self, text: str) -> list[Found]:
        """What identifies, in order, whole words, without overlaps. Raises ModelFault."""
        ...


class ModelFault(Exception):
    """The model can't be used: it isn't there, it isn't the one that is pinned, or it broke.

    The message names files and faults, never words of a letter.
    """
