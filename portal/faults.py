"""Faults inside are written down without content: what kind, and where in the code, never the message."""

from __future__ import annotations

import logging
import secrets
import traceback

log = logging.getLogger("letterbox")


def note_fault(fault: BaseException, where: str) -> str:
    """Log a fault without its message (messages can quote letters); returns a number a person can tell us."""
    number = secrets.token_hex(4)
    frames = traceback.extract_tb(fault.__traceback__)[-12:]
    places = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))
    log.error("fault %s %s in %s at %s", number, chain_of(fault), where, places)
    return number


def chain_of(fault: BaseException) -> str:
    """The fault's kind and the kinds of what caused it."""
    kinds: list[str] = []
    cause: BaseException | None = fault
    while cause is not None and len(kinds) < 5:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__
    return "<-".join(kinds)
