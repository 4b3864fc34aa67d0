"""Counts what a child and all it started hold, from outside, by what the kernel says (proc(5))."""

from __future__ import annotations

import os
import signal
import stat
from contextlib import suppress
from pathlib import Path

_ROUNDS = 10
"""One that is found may have started another since."""

_PAGE = os.sysconf("SC_PAGE_SIZE")


def family_of(pid: int) -> list[int]:
    """This process and everything below it that still lives."""
    found = [pid]
    for one in found:
        with suppress(OSError):  # gone meanwhile, with its folder
            for task in os.listdir(f"/proc/{one}/task"):
                with suppress(OSError):
                    children = Path(f"/proc/{one}/task/{task}/children").read_text()
                    found += [int(child) for child in children.split()]
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


def kill_strays(folder: Path, pipe: int) -> None:
    """Processes that left the family: they still have `folder` for their home, or hold the writing end of
    `pipe` (its number). One that let go of both isn't found."""
    for _ in range(_ROUNDS):
        strays = _strays(folder, pipe)
        if not strays:
            return
        for one in strays:
            with suppress(OSError):
                os.kill(one, signal.SIGKILL)


def _strays(folder: Path, pipe: int) -> list[int]:
    home, found = f"HOME={folder}\0".encode(), list[int]()
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # another user's, or gone meanwhile
            if home in (place / "environ").read_bytes() or _writes_to(pipe, place):
                found.append(int(place.name))
    return found


def _writes_to(pipe: int, place: Path) -> bool:
    # The reading end is ours, and for a moment that of every process that another thread starts.
    return any(
        link.lstat().st_mode & stat.S_IWUSR and str(link.readlink()) == f"pipe:[{pipe}]"
        for link in (place / "fd").iterdir()
    )
