"""Running the demonstration: a mail server, a worker and both doors, each with its own keys and no others."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from portal.demonstration.children import Children
from portal.demonstration.log_ins import FILE_NAME
from portal.refusal import Refusal
from portal.settings import DOORS

_PORTAL = ("-m", "portal")
_READY_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.3
# Of the settings around us only these reach the demonstration: none of them leads to real data.
_TAKEN_OVER = (
    "LETTERBOX_ARGON_KIB",
    "LETTERBOX_ARGON_PASSES",
    "LETTERBOX_ARGON_LANES",
    "LETTERBOX_LEARNED_HINTS",
    "LETTERBOX_READ_PAGES",
)


class NotADemonstration(Refusal):
    """The folder holds something else."""

    sentence = "This folder holds something that is not a demonstration. Please name another one."


class NotBuilt(Refusal):
    """Setting up failed; what went wrong was said above."""

    sentence = "The demonstration could not be built."


class PortUnusable(Refusal):
    """Something else listens where a door should, or it isn't the number of a port."""

    def __init__(self, port: str, name: str) -> None:
        super().__init__(port)
        self.port, self.name = port, name

    def __str__(self) -> str:
        return f"Port {self.port} can't be used here. Please choose another one with {self.name}=number."


class NotReady(Refusal):
    """A door that doesn't answer."""

    sentence = "One of the doors did not answer within a minute."


class EndedEarly(Refusal):
    """One of the processes is gone, so the others were ended too."""

    def __init__(self, name: str, code: int) -> None:
        super().__init__(name)
        self.name, self.code = name, code

    def __str__(self) -> str:
        return f"The {self.name} ended by itself (code {self.code}), so everything else was ended as well."


@dataclass(frozen=True)
class Places:
    """Where everything of a demonstration is."""

    folder: Path
    family_port: int
    staff_port: int
    mail_port: int = 0

    def environment(self, around: Mapping[str, str], keys: Path) -> dict[str, str]:
        """Settings for a process."""
        own = {
            "LETTERBOX_DATA": str(self.folder),
            "LETTERBOX_KEYS": str(keys),
            "LETTERBOX_FAMILY_URL": f"http://localhost:{self.family_port}",
            "LETTERBOX_STAFF_URL": f"http://localhost:{self.staff_port}",
        }
        mail = {"LETTERBOX_MAIL_HOST": "127.0.0.1", "LETTERBOX_MAIL_PORT": str(self.mail_port)}
        return surroundings(around) | own | (mail if self.mail_port else {})


def surroundings(around: Mapping[str, str]) -> dict[str, str]:
    """An environment without the settings of a real portal that may stand in it."""
    return {
        name: value
        for name, value in around.items()
        if name in _TAKEN_OVER or not (name.startswith("LETTERBOX_") or name == "DATABASE_URL")
    }


def run_everything(folder: Path) -> None:
    """Build the demonstration if `folder` is new, start every process, and wait for Ctrl-C or SIGTERM.

    No process of ours is left in any case. Raises NotADemonstration, NotBuilt, PortUnusable, NotReady and
    EndedEarly.
    """
    places = Places(folder, _free_port("FAMILY_PORT", "8001"), _free_port("STAFF_PORT", "8002"))
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    _build_if_new(places, stopping)
    children = Children()
    try:
        if not stopping.is_set():
            _start(children, places)
            _wait_until_ready(children, places, stopping)
        if not stopping.is_set():
            _tell(places)
        while not stopping.wait(_LOOK_EVERY_SECONDS):
            _check(children)
    finally:
        children.end()


def _free_port(name: str, default: str) -> int:
    raw = os.environ.get(name, "").strip() or default
    try:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", int(raw)))
    except (ValueError, OverflowError, OSError):
        raise PortUnusable(raw, name) from None
    return int(raw)


def _build_if_new(places: Places, stopping: threading.Event) -> None:
    folder = places.folder
    if (folder / FILE_NAME).exists():
        return
    if folder.exists() and any(folder.iterdir()):
        raise NotADemonstration
    # Built beside its place and renamed when it is whole: Ctrl-C half-way leaves nothing to be puzzled by.
    beside = folder.with_name(f"{folder.name}.being-built")
    shutil.rmtree(beside, ignore_errors=True)  # what an earlier try was killed at
    beside.mkdir(mode=0o700, parents=True)
    click.echo("Setting up the demonstration. This takes about half a minute.")
    environment = Places(beside, places.family_port, places.staff_port).environment(
        os.environ, beside / "keys"
    )
    # Reading two dozen photographs would double the time until the doors open.
    environment["LETTERBOX_READ_PAGES"] = "off"
    try:
        for command in ("init", "demo"):
            _run_to_the_end(command, environment, stopping)
        if not stopping.is_set():
            beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _run_to_the_end(command: str, environment: Mapping[str, str], stopping: threading.Event) -> None:
    children = Children()
    try:
        if not stopping.is_set():
            children.start(command, [*_PORTAL, command], environment, silent=True)
        while children.started and children.ended() is None and not stopping.is_set():
            stopping.wait(_LOOK_EVERY_SECONDS)
    finally:
        children.end()
    if any(child.process.returncode for child in children.started) and not stopping.is_set():
        raise NotBuilt


def _start(children: Children, places: Places) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        places = Places(places.folder, places.family_port, places.staff_port, listening.getsockname()[1])
        mailbox = [
            "-m",
            "portal.demonstration.mailbox",
            str(listening.fileno()),
            str(places.folder / "mails"),
        ]
        children.start("mail server", mailbox, surroundings(os.environ), [listening.fileno()])
    commands = {
        "family": ["serve", "--door", "family", "--bind", f"127.0.0.1:{places.family_port}"],
        "staff": ["serve", "--door", "staff", "--bind", f"127.0.0.1:{places.staff_port}"],
        "worker": ["worker"],
    }
    names = {"family": "family door", "staff": "staff door", "worker": "worker"}
    for door in DOORS:
        environment = places.environment(os.environ, _keys_of_one(places.folder, door))
        children.start(names[door], [*_PORTAL, *commands[door]], environment)


def _keys_of_one(folder: Path, door: str) -> Path:
    """A folder in which a process finds its own key file, and no other door's."""
    own = folder / "door-keys" / door
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    link = own / f"{door}.json"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("..") / ".." / "keys" / f"{door}.json")
    return own


def _wait_until_ready(children: Children, places: Places, stopping: threading.Event) -> None:
    until = time.monotonic() + _READY_SECONDS
    for port in (places.family_port, places.staff_port):
        while not _answers(port) and not stopping.is_set():
            _check(children)
            if time.monotonic() > until:
                raise NotReady
            stopping.wait(_LOOK_EVERY_SECONDS)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/sign-in", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _check(children: Children) -> None:
    ended = children.ended()
    if ended is not None:
        raise EndedEarly(ended.name, ended.process.returncode)


def _tell(places: Places) -> None:
    log_ins = (places.folder / FILE_NAME).read_text(encoding="utf-8")
    click.echo(f"\n{log_ins}\nMails are kept in {places.folder / 'mails'}.")
    click.echo(f"Families: http://localhost:{places.family_port}")
    click.echo(f"Staff:    http://localhost:{places.staff_port}")
    click.echo("Everything is running. Press Ctrl-C to end it.")
