"""What this process writes to: every file that Python opens to write, as the interpreter itself reports."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class _Watch:
    def __init__(self) -> None:
        self.thread = 0
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or threading.get_ident() != self.thread:
            return
        path, _, flags = arguments
        # A number is a file that was seen before; what goes to nowhere is kept nowhere.
        if not isinstance(path, int) and flags & WRITING and path != os.devnull:
            self.seen.append(os.fsdecode(path))


_WATCH = _Watch()
_HOOKED: list[bool] = []


@contextmanager
def files_written() -> Iterator[list[str]]:
    """The paths of all files that this thread opens to write in here. (An audit hook can't be taken out.)"""
    if not _HOOKED:
        sys.addaudithook(_WATCH)
        _HOOKED.append(True)
    _WATCH.thread, _WATCH.seen = threading.get_ident(), []
    try:
        yield _WATCH.seen
    finally:
        _WATCH.thread = 0
