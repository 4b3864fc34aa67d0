"""Counts what a child and all it started hold, from outside, by what the kernel says (proc(5))."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")


def family_of(pid: int) -> list[int]:
    """This process and everything below it that still lives."""
    found = [pid]
    for one in found:
        for tasks in Path(f"/proc/{one}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in tasks.read_text().split()]
    return found


def held_by(pids: list[int]) -> int:
    """Bytes of memory that are theirs alone; shared libraries and files are not counted."""
    held = 0
    for pid in pids:
        with suppress(OSError, IndexError):
            _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
            held += (int(resident) - int(shared)) * _PAGE
    return held


def kill(pid: int) -> None:
    """The process, its group and everything below it."""
    family = family_of(pid)
    with suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
    for one in family:
        with suppress(OSError):
            os.kill(one, signal.SIGKILL)
