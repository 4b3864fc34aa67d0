"""The clock of a running portal; tests bring their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

ASTRAY = timedelta(minutes=5)
"""The clocks of our machines differ by less. A moment in the tables that lies further ahead than anything of
its kind could was written by a clock that was wrong, and nobody waits until it has come."""


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
