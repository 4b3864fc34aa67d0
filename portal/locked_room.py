"""Where strangers' files are opened in this installation, and who looks at them for viruses first."""

from __future__ import annotations

from functools import cache

from moderation.sanitise.room.room import Room
from moderation.sanitise.scanner import Scanner
from portal.settings import Settings


@cache
def _room() -> Room:
    # Which walls this machine can build is found out once.
    return Room()


def room_of(_settings: Settings) -> Room:
    """The room in which a file is opened: a child without network, keys or disk."""
    return _room()


def scanner_of(settings: Settings) -> Scanner | None:
    """The virus scanner, where one is set; then nothing passes without its word."""
    return Scanner(settings.clamd) if settings.clamd else None
