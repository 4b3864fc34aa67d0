"""A whole portal run in earnest: both doors and the worker as processes, each with its own keys alone."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

import pyotp

from portal.clock import now
from portal.models.account import UnlockCode
from portal.services.accounts import ask_for_unlock_code
from portal.services.sign_in import use_code
from portal.services.unlocking import code_to_print
from portal.settings import DOORS
from portal.terms import Terms
from portal.work import SYSTEM, unit_of_work
from tests.builders import (
    PASSWORD,
    Clock,
    Correspondent,
    Portal,
    Staff,
    add_account,
    add_arrangement,
    close,
    make_portal,
    party_id,
    terms,
)
from tests.servers.mail import MailServer
from tests.servers.postgres import in_role

Found = TypeVar("Found")
PATIENCE = 120.0  # seconds; only a machine busy with much else needs them
TOTP_STEP = 30  # seconds
CODE_IN_MAIL = re.compile(r"https?://\S+/unlock#\S+")


class TrueClock(Clock):
    """The time of day: the processes live in it too."""

    def __call__(self) -> datetime:
        return now()


def wait_for(what: str, look: Callable[[], Found | None]) -> Found:
    """Look until there is something. `what` names it in the complaint."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = look()
        if found is not None:
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {PATIENCE:.0f} seconds for {what}")


@dataclass
class Codes:
    """The app with the six-digit codes. A code works once, so each time step is used once."""

    secret: str
    step: int = 0

    def next(self) -> str:
        """A code that works now."""
        self.step = max(int(time.time()) // TOTP_STEP, self.step + 1)
        # The door also takes the code of the coming half minute, and no later one.
        while int(time.time()) // TOTP_STEP < self.step - 1:
            time.sleep(0.2)
        return pyotp.TOTP(self.secret).at(self.step * TOTP_STEP)


@dataclass(frozen=True)
class Household:
    """Two people who may write to each other, both with PASSWORD, and the id of each one's party."""

    arrangement_id: str
    child: str
    adopter: Correspondent
    adoptive: str
    mother: Correspondent
    birth: str


class ServedPortal:
    """`start` brings up everything on ports the system chooses; `stop` ends just these processes."""

    def __init__(self, folder: Path, database_url: str, mail: MailServer) -> None:
        self.folder = folder
        self.database_url = database_url
        self.mail = mail
        self.urls: dict[str, str] = {}
        self.portal: Portal
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        """Make keys, tables and an agency; start both doors and the worker; wait until the doors answer."""
        sockets = {door: socket.create_server(("127.0.0.1", 0)) for door in ("family", "staff")}
        self.urls = {door: f"http://127.0.0.1:{one.getsockname()[1]}" for door, one in sockets.items()}
        settings = {
            "DATABASE_URL": self.database_url,
            "LETTERBOX_FAMILY_URL": self.urls["family"],
            "LETTERBOX_STAFF_URL": self.urls["staff"],
            "LETTERBOX_ARGON_KIB": "64",
            "LETTERBOX_ARGON_PASSES": "1",
            **self.mail.settings(),
        }
        self.portal = make_portal(self.folder / "data", TrueClock(), **settings)
        for door in DOORS:
            self._start_child(door, sockets.get(door), settings)
        for one in sockets.values():
            one.close()
        try:
            for url in self.urls.values():
                # The door's socket listens already: the first answer comes when the door is ready.
                urllib.request.urlopen(f"{url}/sign-in", timeout=PATIENCE).read()
        except OSError as fault:
            self._end()
            raise AssertionError(f"A door did not open.\n{self.logs()}") from fault

    def _start_child(self, door: str, listening: socket.socket | None, settings: dict[str, str]) -> None:
        own_keys = self.folder / "keys-of" / door
        own_keys.mkdir(parents=True)
        shutil.copy(self.portal.settings.keys / f"{door}.json", own_keys)
        environment = {
            "PATH": os.environ["PATH"],
            "LETTERBOX_DATA": str(self.portal.settings.data),
            "LETTERBOX_KEYS": str(own_keys),
            **settings,
            "DATABASE_URL": in_role(self.database_url, door),
        }
        command, handed = ["worker"], ()
        if listening is not None:
            bind = f"fd://{listening.fileno()}"
            command, handed = ["serve", "--door", door, "--bind", bind], (listening.fileno(),)
        with (self.folder / f"{door}.log").open("wb") as log:
            self._children[door] = subprocess.Popen(
                [sys.executable, "-m", "portal", *command],
                env=environment,
                cwd=Path(__file__).parents[2],
                pass_fds=handed,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def stop(self) -> None:
        """End the processes; each must have lived until now."""
        ended = {door: child.poll() for door, child in self._children.items()}
        self._end()
        assert set(ended.values()) == {None}, f"{ended}\n{self.logs()}"

    def _end(self) -> None:
        for child in self._children.values():
            child.send_signal(signal.SIGINT)  # at once: nobody waits for an answer any more
        for child in self._children.values():
            child.wait(PATIENCE)
        close(self.portal)

    def logs(self) -> str:
        """What the processes said."""
        return "\n".join((self.folder / f"{door}.log").read_text(encoding="utf-8") for door in DOORS)

    def mails_to(self, address: str, subject: str) -> list[EmailMessage]:
        """The mails one person got with this subject."""
        return [mail for to, mail in list(self.mail.mails) if to == [address] and mail["Subject"] == subject]

    def mail_to(self, address: str, subject: str, number: int = 1) -> EmailMessage:
        """The first (second ...) mail with this subject, as soon as it is there."""

        def look() -> EmailMessage | None:
            found = self.mails_to(address, subject)
            return found[number - 1] if len(found) >= number else None

        return wait_for(f"the mail {subject!r} to {address}", look)

    def make_household(self, word: str, what: Terms | None = None) -> Household:
        """An arrangement with an adopter and a birth mother of its own; `word` makes their addresses.

        It is the child's first name too, by which staff find this case among those of other tests.
        """
        child = word.title()
        names = {"child_birth_name": f"{child} Thornbury", "child_adoptive_name": f"{child} Ashdown"}
        arrangement_id = add_arrangement(self.portal, replace(what or terms(), **names))
        adoptive, birth = (party_id(self.portal, arrangement_id, side) for side in ("adoptive", "birth"))
        return Household(
            arrangement_id,
            child,
            self._make_correspondent("Priya Ashdown", f"{word}.adopter@example.org", adoptive),
            adoptive,
            self._make_correspondent("Dawn Thornbury", f"{word}.mother@example.org", birth),
            birth,
        )

    def _make_correspondent(self, name: str, mail: str, party: str) -> Correspondent:
        account = add_account(self.portal, name, mail, party)
        with unit_of_work(self.portal.staff, SYSTEM) as work:
            row_id = ask_for_unlock_code(work, account, "post").id

        def read_code() -> str | None:
            with unit_of_work(self.portal.staff, SYSTEM) as work:
                row = work.session.get_one(UnlockCode, row_id)
                return code_to_print(work, row) if row.letter_copy_id else None

        code = wait_for("an unlock code", read_code)
        with unit_of_work(self.portal.family, SYSTEM) as work:
            me, secret = use_code(work, code, PASSWORD, mail)
        return Correspondent(me.account, mail, me, secret)


def link_in(mail: EmailMessage) -> str:
    """The link with the unlock code in an invitation."""
    found = CODE_IN_MAIL.search(mail.get_content())
    assert found is not None, mail.get_content()
    return found.group()


def codes_of(staff: Staff) -> Codes:
    """The code app of a member of staff."""
    return Codes(staff.totp_secret)
