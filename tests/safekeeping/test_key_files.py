"""Key files that take the place of others: cut short anywhere, a second run finishes the change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from portal.keys import load_keys
from portal.safekeeping.checking import check_everything
from portal.safekeeping.root_keys import HOLDERS, forget_old_root_keys, make_new_root_keys
from portal.services.rotation import reseal_under_new_root
from portal.work import SYSTEM, House, unit_of_work
from tests.builders import Portal, open_door
from tests.promises.scene import make_scene

# The command, killed as it is about to rename its first file, its second, or (3) never. It tells what it did.
KILLED = """
import os, sys
from portal.cli.main import main
at, folder, renamed = int(sys.argv.pop(1)), sys.argv.pop(1), []
def watch(event, what):
    path = str(what[0]) if event == "open" else ""
    if path.startswith(folder) and (what[2] & os.O_CREAT or path == folder):
        os.write(1, f"open {os.path.basename(what[0])}\\n".encode())
    if event == "os.rename":
        renamed.append(what)
        if len(renamed) == at:
            os._exit(9)
        os.write(1, f"rename {os.path.basename(what[1])}\\n".encode())
sys.addaudithook(watch)
main()
"""
WRITTEN, RENAMED = ["open staff.new", "open worker.new"], ["rename staff.json", "rename worker.json"]


def type_killed(portal: Portal, command: str, at: int) -> list[str]:
    """What a command did to the key files before it was killed."""
    settings = portal.settings
    surroundings = {**os.environ, "LETTERBOX_DATA": str(settings.data), "DATABASE_URL": settings.database_url}
    words = [sys.executable, "-c", KILLED, str(at), str(settings.keys), command]
    done = subprocess.run(words, env=surroundings, check=False, capture_output=True, text=True)
    assert done.returncode == (9 if at < 3 else 0), done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith(("open ", "rename "))]


def worker(portal: Portal) -> House:
    """The worker, started just now."""
    return open_door(portal.settings, "worker", portal.clock)


@pytest.mark.parametrize(
    ("at", "did"),
    [(1, WRITTEN), (2, [*WRITTEN, RENAMED[0]]), (3, [*WRITTEN, *RENAMED, "open keys"])],
)
def test_new_root_keys_killed_at_each_step_are_finished_later(
    small_portal: Portal, at: int, did: list[str]
) -> None:
    portal = small_portal
    make_scene(portal)
    old = {door: load_keys(portal.settings, door).file.keys for door in HOLDERS}
    assert type_killed(portal, "new-root-keys", at) == did
    first = load_keys(portal.settings, "staff")["root_content"]
    if at < 3:
        assert load_keys(portal.settings, "worker").file.keys == old["worker"]
        make_new_root_keys(portal.settings)
    made = {door: load_keys(portal.settings, door) for door in HOLDERS}
    assert made["staff"]["root_content"] == made["worker"]["root_content"] != old["staff"]["root_content"]
    assert at == 1 or first == made["staff"]["root_content"]
    assert all(made[door].former("root_content") == old[door]["root_content"] for door in HOLDERS)
    house = worker(portal)
    with unit_of_work(house, SYSTEM) as work:
        assert reseal_under_new_root(work) == 2
    forget_old_root_keys(house)
    assert not list(portal.settings.keys.glob("*.new"))
    house.engine.dispose()
    later = worker(portal)
    assert check_everything(later).faults == {}
    later.engine.dispose()


def test_a_new_file_has_the_mode_of_the_old_one(small_portal: Portal) -> None:
    staff, work = (small_portal.settings.keys / f"{door}.json" for door in HOLDERS)
    staff.chmod(0o640)
    make_new_root_keys(small_portal.settings)
    assert [one.stat().st_mode & 0o777 for one in (staff, work)] == [0o640, 0o600]


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can give files away")
def test_a_new_file_belongs_to_whom_the_old_one_belonged(small_portal: Portal) -> None:
    staff = small_portal.settings.keys / "staff.json"
    os.chown(staff, 4001, 4002)
    make_new_root_keys(small_portal.settings)
    assert (staff.stat().st_uid, staff.stat().st_gid) == (4001, 4002)


# Another person than the owner, who may read and write in the folder but not give files away.
ANOTHER = """
import os, sys
from portal.keys import load_keys
from portal.safekeeping.key_files import NotYourKeyFiles
from portal.safekeeping.root_keys import make_new_root_keys
from portal.settings import read_settings
settings = read_settings(os.environ)
load_keys(settings, "staff")  # whatever the interpreter itself loads late
os.setgid(4002)
os.setuid(4001)
try:
    make_new_root_keys(settings)
except NotYourKeyFiles:
    sys.exit(7)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can act as another person")
def test_nobody_else_takes_the_files_away_from_their_owner(small_portal: Portal) -> None:
    with TemporaryDirectory() as name:  # where another person comes to
        keys = Path(name)
        keys.chmod(0o777)
        for one in small_portal.settings.keys.iterdir():
            (keys / one.name).write_bytes(one.read_bytes())
        before = {one.name: one.read_bytes() for one in keys.iterdir()}
        surroundings = {**os.environ, "LETTERBOX_DATA": name, "LETTERBOX_KEYS": name}
        done = subprocess.run([sys.executable, "-c", ANOTHER], env=surroundings, check=False)
        assert done.returncode == 7
        assert {one.name: one.read_bytes() for one in keys.iterdir()} == before
