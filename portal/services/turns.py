"""Two presses of one button at the same moment: the second waits until the first is done, and finds it."""

from __future__ import annotations

import hashlib

from sqlalchemy import func, select

from portal.work import Work


def wait_for_turn(work: Work, kind: str, what: bytes) -> None:
    """Nobody else makes this very thing until the unit of work ends. Ask what there is only behind it.

    There is no row yet that could be locked. SQLite lets one unit of work write at a time anyway. Whoever
    locks people or arrangements as well waits here first, so that no two wait for each other.
    """
    if work.session.get_bind().dialect.name == "postgresql":
        number = hashlib.sha256(kind.encode() + b"\0" + what).digest()[:8]
        turn = func.pg_advisory_xact_lock(int.from_bytes(number, signed=True))
        work.session.execute(select(turn))
