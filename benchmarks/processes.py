"""Memory and start-up time of each door and the worker, against an empty Python and a bare Flask application.

On PostgreSQL, one process a door. Start-up ends with the first page answered (doors, bare Flask), the first
job done (worker), or the first statement run (empty Python). Memory is taken then, of all processes of a
program together: all of the first one's, and of those it started what they share with nobody.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

from benchmarks.database import running_postgres
from benchmarks.invented import portal_now, settings_of
from benchmarks.measuring import Line, quartiles
from benchmarks.served import LETTERBOX, Program, Served, bare_command, children, door_command
from portal.models.account import Account
from portal.services.accounts import ask_for_unlock_code
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, add_account, close

ROUNDS = 4
EMPTY, FLASK = "an empty Python process", "a bare Flask application"
OURS = ("the family door", "the staff door", "the worker")


@dataclass(frozen=True)
class Start:
    """One start of a program: seconds until it was ready, and its memory (MB) then."""

    seconds: float
    memory: float


def measure() -> list[Line]:
    """Memory and start-up of five programs, started in turns."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(running_postgres())
        portal = portal_now(folder / "portal", server.url(server.new_database()))
        account = add_account(portal, "Priya", "priya@example.org")
        programs: dict[str, Callable[[], Start]] = {
            EMPTY: partial(_start_empty, folder),
            FLASK: partial(_start_served, bare_command("benchmarks.bare_flask:make_empty"), {}, folder, "/"),
            OURS[0]: partial(_start_door, "family", portal, folder),
            OURS[1]: partial(_start_door, "staff", portal, folder),
            OURS[2]: partial(_start_worker, portal, account, folder),
        }
        starts: dict[str, list[Start]] = {name: [] for name in programs}
        for _ in range(ROUNDS):
            for name, start in programs.items():
                starts[name].append(start())
        close(portal)
    return _lines(starts)


def _start_door(door: str, portal: Portal, folder: Path) -> Start:
    return _start_served(door_command(door), settings_of(portal), folder, "/sign-in")


def _start_served(command: list[str], settings: dict[str, str], folder: Path, address: str) -> Start:
    began = time.perf_counter()
    with Served(command, settings, folder / "socket") as served:
        served.wait_for(address)
        start = Start(time.perf_counter() - began, memory_of(served.pid))
    served.socket.unlink(missing_ok=True)
    return start


def _start_empty(folder: Path) -> Start:
    ready = folder / "ready"
    command = ["-c", "import sys, time; open(sys.argv[1], 'x').close(); time.sleep(600)", str(ready)]
    began = time.perf_counter()
    with Program(command, {}, folder / "empty.log") as empty:
        empty.wait_until(ready.exists)
        start = Start(time.perf_counter() - began, memory_of(empty.pid))
    ready.unlink()
    return start


def _start_worker(portal: Portal, account: Account, folder: Path) -> Start:
    with unit_of_work(portal.staff, SYSTEM) as work:
        ask_for_unlock_code(work, account, "post")
    settings = settings_of(portal)
    with psycopg.connect(settings["DATABASE_URL"], autocommit=True) as connection:
        began = time.perf_counter()
        with Program([*LETTERBOX, "worker"], settings, folder / "worker.log") as worker:
            worker.wait_until(partial(_no_jobs, connection))
            return Start(time.perf_counter() - began, memory_of(worker.pid))


def _no_jobs(connection: psycopg.Connection) -> bool:
    return connection.execute("SELECT 1 FROM job LIMIT 1").fetchone() is None


def memory_of(pid: int) -> float:
    """MB of a process and those it started."""
    return _memory(pid, "Rss:") + sum(
        _memory(child, "Private_Clean:", "Private_Dirty:") for child in children(pid)
    )


def _memory(pid: int, *kinds: str) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in rollup if line.startswith(kinds)) / 1024


def _lines(starts: dict[str, list[Start]]) -> list[Line]:
    pairs = [(FLASK, EMPTY), *((ours, baseline) for ours in OURS for baseline in (FLASK, EMPTY))]
    return [line for name, base in pairs for line in _both_lines(name, base, starts[name], starts[base])]


def _both_lines(name: str, baseline: str, ours: list[Start], theirs: list[Start]) -> list[Line]:
    return [
        _line(
            f"{name}: memory",
            baseline,
            [one.memory for one in ours],
            [one.memory for one in theirs],
            "{:.1f} MB",
        ),
        _line(
            f"{name}: start-up",
            baseline,
            [one.seconds for one in ours],
            [one.seconds for one in theirs],
            "{:.2f} s",
        ),
    ]


def _line(name: str, baseline: str, ours: list[float], theirs: list[float], unit: str) -> Line:
    low, middle, high = quartiles([mine / base for mine, base in zip(ours, theirs, strict=True)])
    plain = " against ".join(unit.format(statistics.median(values)) for values in (ours, theirs))
    return Line(name, baseline, middle, low, high, plain)
