"""One command: everything runs, each process with its own keys, and nothing is left when it ends."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

import pytest

from portal.demonstration.log_ins import FILE_NAME
from tests.demonstration.places import found_in, private_words, processes_of

PATIENCE_SECONDS = 120
READY = "Everything is running."


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Run:
    """`letterbox run` as somebody starts it in a terminal."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.folder = folder
        self.output = folder.with_name("output.txt")
        self.family_port, self.staff_port = _free_port(), _free_port()
        environment = os.environ | {
            "FAMILY_PORT": str(self.family_port),
            "STAFF_PORT": str(self.staff_port),
            "LETTERBOX_ARGON_KIB": "64",
            "LETTERBOX_ARGON_PASSES": "1",
            # What a careless terminal may hold: the demonstration must not go there.
            "DATABASE_URL": "postgresql://real.example/real",
            "LETTERBOX_KEYS": "/nowhere/real-keys",
            **more,
        }
        with self.output.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "portal", "run", "--folder", str(folder)],
                env=environment,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        """Everything it wrote to the terminal so far."""
        return self.output.read_text(encoding="utf-8")

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so; fails when the run ends or nothing happens."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.1)

    def end(self, number: signal.Signals) -> int:
        """Send a signal to the one process that was started, and wait for it."""
        self.process.send_signal(number)
        return self.process.wait(60)


@contextmanager
def running(folder: Path, **more: str) -> Iterator[Run]:
    """A run that is ended in any case."""
    run = Run(folder, **more)
    try:
        yield run
    finally:
        if run.process.poll() is None:
            run.end(signal.SIGTERM)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the first test of this file builds in, and another finds built."""
    return tmp_path_factory.mktemp("running") / "demonstration"


def _build_if_missing(folder: Path) -> None:
    """For a test that is run alone, or on another process than the first one."""
    if not (folder / FILE_NAME).exists():
        with running(folder) as run:
            run.wait_for(lambda: READY in run.said())
            assert run.end(signal.SIGTERM) == 0


def _sign_in_page(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/sign-in", headers={"Host": f"localhost:{port}"})
    answer = connection.getresponse()
    assert answer.status == 200
    page = answer.read().decode()
    connection.close()
    return page


@pytest.mark.xdist_group("demonstration-run")
def test_it_builds_runs_and_ends_without_a_trace(folder: Path) -> None:
    with running(folder) as run:
        run.wait_for(lambda: READY in run.said())
        for port in (run.family_port, run.staff_port):
            assert "Sign in" in _sign_in_page(port)
            assert f"http://localhost:{port}" in run.said()
        _check_keys(folder)
        mails = folder / "mails"
        run.wait_for(lambda: len(list(mails.glob("*.eml"))) >= 20)
        assert run.end(signal.SIGTERM) == 0
    assert processes_of(folder) == []
    assert not folder.with_name(f"{folder.name}.being-built").exists()
    _check_mails(mails)
    # The list of log-ins is on the screen on purpose; nothing else of anybody's may be.
    said = run.said().replace((folder / FILE_NAME).read_text(encoding="utf-8"), "")
    assert found_in(said.encode(), private_words()) == set()
    assert "Control socket" not in said  # the web server's own, which both doors would share


def _check_keys(folder: Path) -> None:
    seen = set()
    for one in processes_of(folder):
        assert "DATABASE_URL" not in one.environment or "run" in one.command
        keys = one.environment.get("LETTERBOX_KEYS", "")
        if keys.startswith(str(folder)):
            (own,) = Path(keys).iterdir()
            assert own.name == f"{Path(keys).name}.json"
            seen.add(own.name)
    assert seen == {"family.json", "staff.json", "worker.json"}


def _check_mails(mails: Path) -> None:
    words = private_words()
    for path in mails.glob("*.eml"):
        content = path.read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600
        assert found_in(content, words) == set(), path
        assert len(message_from_bytes(content).get_all("Message-ID", [])) == 1


@pytest.mark.xdist_group("demonstration-run")
def test_when_one_process_ends_it_says_which_and_ends_the_others(folder: Path) -> None:
    _build_if_missing(folder)
    before = (folder / FILE_NAME).read_bytes()
    with running(folder) as run:
        run.wait_for(lambda: READY in run.said())
        (worker,) = [one for one in processes_of(folder) if one.command.endswith("portal worker")]
        os.kill(worker.pid, signal.SIGKILL)
        assert run.process.wait(60) == 1
    assert "The worker ended by itself" in run.said()
    assert processes_of(folder) == []
    assert (folder / FILE_NAME).read_bytes() == before  # found built, and left as it was


@pytest.mark.xdist_group("demonstration-run")
def test_ctrl_c_while_it_is_being_built_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "demonstration"
    beside = folder.with_name("demonstration.being-built")
    with running(folder) as run:
        run.wait_for(lambda: (beside / "letterbox.sqlite").exists())
        assert run.end(signal.SIGINT) == 0
    assert processes_of(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == ["output.txt"]


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "real.txt").write_text("real", encoding="utf-8")
    with running(folder) as run:
        assert run.process.wait(60) == 1
    assert "not a demonstration" in run.said()
    assert [path.name for path in folder.iterdir()] == ["real.txt"]


@pytest.mark.parametrize("port", ["taken", "80x", "70000"])
def test_a_port_that_cannot_be_used_is_named(tmp_path: Path, port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = str(other.getsockname()[1]) if port == "taken" else port
        with running(tmp_path / "demonstration", FAMILY_PORT=number) as run:
            assert run.process.wait(60) == 1
    assert f"Port {number} can't be used" in run.said()
    assert "FAMILY_PORT" in run.said()
    assert not (tmp_path / "demonstration").exists()
