"""The commands that keep letters safe, as somebody types them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from portal.cli.main import cli
from portal.models.account import Account
from portal.services.accounts import ask_for_unlock_code
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, add_account
from tests.promises.scene import make_scene
from tests.servers.scanner import QuietScanner


class Shell:
    """Types commands for a portal in a folder."""

    def __init__(self, folder: Path) -> None:
        self.settings = {
            "LETTERBOX_DATA": str(folder),
            "DATABASE_URL": f"sqlite:///{folder / 'letterbox.sqlite'}",
            "LETTERBOX_ARGON_KIB": "64",
            "LETTERBOX_ARGON_PASSES": "1",
        }

    def type(self, *words: str) -> Result:
        """One command."""
        return CliRunner().invoke(cli, list(words), env=self.settings)

    def says(self, *words: str) -> str:
        """What a command that succeeds says."""
        done = self.type(*words)
        assert done.exit_code == 0, done.output
        return done.output


@pytest.fixture
def shell(small_portal: Portal) -> Shell:
    """At a portal in the midst of its work."""
    make_scene(small_portal)
    return Shell(small_portal.settings.data)


def test_backup_and_restore(shell: Shell, tmp_path: Path) -> None:
    assert "sealed files are in" in shell.says("backup", str(tmp_path / "backup"))
    again = shell.type("backup", str(tmp_path / "backup"))
    assert (again.exit_code, "not empty" in again.output) == (1, True)
    other = Shell(tmp_path / "fresh")
    (tmp_path / "fresh").mkdir()
    shutil.copytree(Path(shell.settings["LETTERBOX_DATA"]) / "keys", tmp_path / "fresh" / "keys")
    assert "Brought back" in other.says("restore", str(tmp_path / "backup"))
    assert other.says("check") == shell.says("check")
    assert other.says("verify-audit") == shell.says("verify-audit")
    assert other.type("restore", str(tmp_path / "backup")).exit_code == 1
    assert "no finished backup" in other.type("restore", str(tmp_path / "nowhere")).output


def test_keys_take_over(shell: Shell) -> None:
    assert "sealed to the newest keys" in shell.says("rotate-keys")
    assert shell.says("rotate-keys", "--go-on").startswith("0 grants")
    early = shell.type("remove-old-keys")
    assert (early.exit_code, "wait a day" in early.output) == (1, True)
    assert ": 0 " not in shell.says("check")


def test_root_keys_take_over(shell: Shell) -> None:
    shell.says("new-root-keys")
    assert "under way" in shell.type("new-root-keys").output
    assert "still needed" in shell.type("forget-old-root-keys").output
    assert shell.says("rotate-root-keys").startswith("2 keys")
    shell.says("forget-old-root-keys")
    shell.says("check")


def test_the_check_says_what_is_undone_and_how_the_scanner_is(small_portal: Portal, tmp_path: Path) -> None:
    add_account(small_portal, "Ann", "ann@example.org")
    with unit_of_work(small_portal.staff, SYSTEM) as work:
        ask_for_unlock_code(work, work.session.scalars(select(Account)).one(), "post")
    shell, line = Shell(small_portal.settings.data), tmp_path / "clamd"
    assert "1 unlock code could not be made so far" in shell.says("check")  # asked for in a summer long ago
    shell.settings["LETTERBOX_CLAMD"] = str(line)
    assert "The virus scanner gives no answer." in shell.says("check")
    with QuietScanner(line, longest=1024 * 1024):
        assert "The virus scanner does not take files of 25 MB." in shell.says("check")
    with QuietScanner(line):
        assert "The virus scanner answers." in shell.says("check")


def test_a_root_key_that_does_not_fit_stops_the_start(shell: Shell) -> None:
    wrong = "base64:" + b64encode(bytes(range(32))).decode()
    for name, words in (
        ("LETTERBOX_ROOT_KEY", ["serve", "--door", "staff", "--bind", "127.0.0.1:0"]),
        ("LETTERBOX_ESCROW_ROOT_KEY", ["worker"]),
    ):
        # As a process of its own: one that did start would never end.
        surroundings = {**os.environ, **shell.settings, name: wrong}
        done = subprocess.run(
            [sys.executable, "-m", "portal", *words],
            env=surroundings,
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        said = done.stdout + done.stderr
        assert (done.returncode, "root key" in said) == (1, True), said
        assert "Traceback" not in said


def test_the_telephone_number_changes(shell: Shell, small_portal: Portal) -> None:
    shell.says("contact", "--telephone", "0116 555 0000", "--hours", "Any day.")
    page = small_portal.client("family").get("/sign-in").text
    assert "0116 555 0000" in page
    assert "Any day." in page
