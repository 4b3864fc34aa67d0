"""The points at which a process can be killed, found while it runs and not listed.

Every statement to the database before and after it, every commit, roll-back and begin; every file that is
opened to write, written to, synced, renamed or removed in the data folder; every word to a mail server.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
IN_THE_FOLDER = {"os.rename": "rename", "os.remove": "remove", "os.mkdir": "make a folder"}
MAILING = {"smtplib.connect": "mail: knock", "smtplib.send": "mail: say"}


class Doom:
    """Counts points, and kills this process at the N-th, at once and without any tidying. At 0: never.

    What the points were is kept in `found`; the last one is told through `tell` just before the end.
    """

    def __init__(self, at: int, tell: Callable[[str], None]) -> None:
        self.at = at
        self.tell = tell
        self.found: list[str] = []

    def point(self, what: str) -> None:
        """One place at which the power may go."""
        self.found.append(what)
        if len(self.found) == self.at:
            self.tell(what)
            os.kill(os.getpid(), signal.SIGKILL)


def watch(doom: Doom, folder: str) -> None:
    """Find the points of everything this process does from now on."""
    _watch_database(doom)
    _watch_files(doom, folder)


def _watch_database(doom: Doom) -> None:
    def before(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        doom.point(f"before {_short(statement)}")

    def after(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        doom.point(f"after {_short(statement)}")

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)
    for name in ("begin", "commit", "rollback"):
        event.listen(Engine, name, _pointing(doom, f"before {name}"))
    event.listen(Session, "after_commit", _pointing(doom, "after commit"))


def _pointing(doom: Doom, what: str) -> Callable[[Any], None]:
    return lambda _it: doom.point(what)


def _short(statement: str) -> str:
    """What kind of statement, and of which table where it writes."""
    words = statement.split()
    return " ".join(words[: 1 if words[0] == "SELECT" else 3])


def _watch_files(doom: Doom, folder: str) -> None:
    def hear(heard: str, arguments: tuple[Any, ...]) -> None:
        if heard in MAILING:
            doom.point(MAILING[heard])
        elif heard in IN_THE_FOLDER and _inside(arguments[0], folder):
            doom.point(f"before {IN_THE_FOLDER[heard]}")
        elif heard == "open" and _inside(arguments[0], folder) and arguments[2] & WRITING:
            doom.point("before open")

    sys.addaudithook(hear)
    sync = os.fsync

    def synced(descriptor: int) -> None:
        doom.point("before sync")
        sync(descriptor)
        doom.point("after sync")

    def opened(descriptor: int, mode: str) -> io.BufferedWriter:
        return io.BufferedWriter(_WatchedFile(descriptor, mode, doom))

    os.fsync = synced
    os.fdopen = opened  # type: ignore[assignment]


def _inside(path: object, folder: str) -> bool:
    return isinstance(path, (str, bytes, os.PathLike)) and os.fsdecode(path).startswith(folder)


class _WatchedFile(io.FileIO):
    """A file whose every write to the system is a point, with half of it written as well."""

    def __init__(self, descriptor: int, mode: str, doom: Doom) -> None:
        super().__init__(descriptor, mode)
        self._doom = doom

    def write(self, content: Any) -> int:
        """Write it in two halves, so that a kill can leave one."""
        whole = bytes(content)
        self._doom.point("before write")
        written = super().write(whole[: len(whole) // 2])
        self._doom.point("in the middle of write")
        written += super().write(whole[written:])
        self._doom.point("after write")
        return written
