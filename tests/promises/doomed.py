"""A process of the portal that a test will kill: `python -m tests.promises.doomed ACT`, settings in its
environment. It says "there" when it has come to the point where it is to be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from portal.db import new_id
from portal.sealing import CopyKind, agency_recipient, seal_blob
from portal.settings import read_settings
from portal.work import SYSTEM, House, open_house, unit_of_work
from portal.worker.running import Worker
from tests.builders import Clock, Portal
from tests.servers.postgres import in_role

WORDS = b"the words of a letter"


def work(house: House) -> None:
    """Do whatever there is to do; the test watches the tables."""
    Worker(house).drain()
    wait()


def wait() -> None:
    """Here is the place to be killed at."""
    print("there", flush=True)
    threading.Event().wait(120)


def write_half(house: House) -> None:
    """A sealed file that is written and not yet renamed to its place."""
    writer = house.blobs.create()
    writer.write(bytes(9 * 1024 * 1024))
    wait()


def write_whole(house: House) -> None:
    """A sealed file in its place, whose transaction doesn't commit any more."""
    with unit_of_work(house, SYSTEM) as unit:
        agency_id = os.environ["AGENCY"]
        seal_blob(
            unit, agency_id, CopyKind.SAFE_PICTURE, new_id(), [WORDS], [agency_recipient(unit, agency_id)]
        )
        wait()


ACTS: dict[str, Callable[[House], None]] = {
    "work": work,
    "write_half": write_half,
    "write_whole": write_whole,
}


@contextmanager
def doomed(portal: Portal, act: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A process with the worker's keys at this act, and killed at the end, if not before."""
    settings = portal.settings
    given = {
        "LETTERBOX_DATA": str(settings.data),
        "DATABASE_URL": in_role(settings.database_url, "worker"),
        "LETTERBOX_BLOBS": settings.blobs,
        "LETTERBOX_S3_ENDPOINT": settings.s3_endpoint,
        "MOMENT": portal.clock().isoformat(),
        "AGENCY": portal.agency_id,
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.promises.doomed", act],
        env=os.environ | given | environment,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        yield child
    finally:
        kill(child)
        assert child.stdout is not None
        child.stdout.close()


def kill(child: subprocess.Popen[str]) -> None:
    """As a power cut would: nothing is tidied."""
    child.send_signal(signal.SIGKILL)
    child.wait(30)


def until_there(child: subprocess.Popen[str]) -> None:
    """Wait until the process has come to its place."""
    assert child.stdout is not None
    assert child.stdout.readline() == "there\n"


if __name__ == "__main__":
    clock = Clock(datetime.fromisoformat(os.environ["MOMENT"]))
    ACTS[sys.argv[1]](open_house(read_settings(os.environ), "worker", clock))
