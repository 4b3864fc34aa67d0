"""Programs in processes of their own: web servers on a socket of their own, and the worker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.visitor import Visitor

PATIENCE = 60.0  # seconds
LETTERBOX = ["-c", "from portal.cli.main import main; main()"]


class NotReady(Exception):
    """A program ended, or was not ready in time. Holds the end of what it wrote."""


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def processor_seconds(pid: int) -> float:
    """Processor time that a process and those it started have used so far, in steps of 10 ms."""
    spent = 0.0
    for one in (pid, *children(pid)):
        # After the name, which may hold anything but ends with the last bracket: user and system time.
        fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return spent


class Program:
    """A Python program, running from the beginning of a `with` block to its end."""

    def __init__(self, command: Sequence[str], settings: Mapping[str, str], log: Path) -> None:
        self._command = [sys.executable, *command]
        self._settings = {**os.environ, **settings}
        self._log = log

    def __enter__(self) -> Self:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, env=self._settings, stdout=subprocess.DEVNULL, stderr=log
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)

    @property
    def pid(self) -> int:
        """The process that was started; it may have started others."""
        return self._process.pid

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Ask every 2 ms. Raises NotReady."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            if ready():
                return
            time.sleep(0.002)
        raise NotReady(self._log.read_text(encoding="utf-8")[-2000:])


class Served(Program):
    """A web server with one process that answers. It listens on `socket`."""

    def __init__(self, command: Sequence[str], settings: Mapping[str, str], socket: Path) -> None:
        super().__init__([*command, f"unix:{socket}"], settings, socket.with_suffix(".log"))
        self.socket = socket

    def wait_for(self, address: str) -> None:
        """Until this page is there. Raises NotReady."""
        self.wait_until(lambda: self._answers(address))

    def _answers(self, address: str) -> bool:
        try:
            return Visitor(self.socket).get(address).status == 200
        except OSError:
            return False


def door_command(door: str) -> list[str]:
    """One door with one process, as it is run in production."""
    return [*LETTERBOX, "serve", "--door", door, "--processes", "1", "--bind"]


def bare_command(application: str) -> list[str]:
    """A bare application ("module:callable") under the same server with the same options."""
    return ["-m", "benchmarks.bare_server", application]
