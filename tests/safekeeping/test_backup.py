"""A backup taken while letters are written, brought back to a fresh machine: all opens, nothing dangles."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, func, inspect, select

from portal.blobs import make_store
from portal.db import make_engine
from portal.keys import load_keys
from portal.models.account import FamilySignIn
from portal.models.item import Attachment
from portal.models.tables import METADATA
from portal.safekeeping.backup import COMPLETE, NotEmpty, Summary, take_backup
from portal.safekeeping.checking import check_everything
from portal.safekeeping.restore import NoBackup, PortalNotEmpty, restore
from portal.services.audit import CHAINS, check_chain
from portal.services.draft_pictures import remove_picture
from portal.services.sign_in import sign_in
from portal.settings import DOORS, Settings
from portal.work import SYSTEM, unit_of_work
from tests.builders import (
    PASSWORD,
    Correspondent,
    Portal,
    close,
    open_door,
    picture_bytes,
    send_letter,
    settings_in,
)
from tests.promises.scene import Scene, make_scene
from tests.promises.searching import found_in
from tests.servers.postgres import PostgresServer

WORDS = ("Thornbury", "Oakham", "Ashdown", "Kaylee", "swim", "dawn@example.org", "0116 496 0777", "IMG_1.jpg")


def taken(portal: Portal, folder: Path) -> Summary:
    """A backup, as its command takes it."""
    owner = portal.owner()
    return take_backup(owner.engine, owner.blobs, folder, portal.clock())


@contextmanager
def brought_back(portal: Portal, backup: Path, settings: Settings) -> Iterator[Portal]:
    """The backup on a machine with the key files and nothing else."""
    settings = replace(settings, keys=portal.settings.keys)
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database_url)
    restore(engine, make_store(settings), backup)
    engine.dispose()
    houses = [open_door(settings, door, portal.clock) for door in DOORS]
    fresh = Portal(settings, portal.clock, *houses, portal.agency_id)
    yield fresh
    close(fresh)


def is_whole(portal: Portal) -> None:
    """Everything opens, every chain is whole, and every row that names another finds it."""
    found = check_everything(portal.worker)
    assert found.faults == {}
    assert found.opened > 20
    with unit_of_work(portal.owner(), SYSTEM, writes=False) as work:
        for chain in CHAINS:
            key = load_keys(portal.settings, chain)[f"chain_{chain}"]
            assert check_chain(work, chain, key).broken_at is None
        for table in METADATA.sorted_tables:
            for key in table.foreign_keys:
                there = select(key.column)
                lost = select(func.count()).where(key.parent.is_not(None), key.parent.not_in(there))
                assert work.session.scalar(lost) == 0, f"{key.parent} names what is not there"


def test_a_backup_taken_while_letters_are_written_is_whole(portal: Portal, tmp_path: Path) -> None:
    scene, stop, backup = make_scene(portal), threading.Event(), tmp_path / "backup"

    def write() -> int:
        sent = 0
        while not stop.is_set():
            send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive], pictures=[picture_bytes()])
            sent += 1
        return sent

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        time.sleep(0.5)
        summary = taken(portal, backup)
        stop.set()
        assert writing.result() > 0
    with brought_back(portal, backup, settings_in(tmp_path / "fresh")) as fresh:
        is_whole(fresh)
        with unit_of_work(fresh.owner(), SYSTEM, writes=False) as work:
            for name, count in summary.rows.items():
                table = METADATA.tables[name]
                assert work.session.scalar(select(func.count()).select_from(table)) == count
            assert work.session.scalar(select(func.count()).select_from(FamilySignIn)) == 0
        with unit_of_work(fresh.family, SYSTEM) as work:
            sign_in(work, scene.dawn.log_in_name, PASSWORD)
        send_letter(fresh, as_now(fresh, scene), "It goes on.", [scene.adoptive])
        is_whole(fresh)


def as_now(portal: Portal, scene: Scene) -> Correspondent:
    """Priya, signed in again."""
    with unit_of_work(portal.family, SYSTEM) as work:
        me, secret = sign_in(work, scene.priya.log_in_name, PASSWORD)
    return replace(scene.priya, me=me, secret=secret)


def test_from_one_kind_of_storage_to_the_other(
    portal: Portal, postgres: PostgresServer, tmp_path: Path
) -> None:
    make_scene(portal)
    taken(portal, tmp_path / "backup")
    more = {"DATABASE_URL": postgres.url(postgres.new_database())}
    more = more if portal.settings.database_url.startswith("sqlite") else {}
    with brought_back(portal, tmp_path / "backup", settings_in(tmp_path / "fresh", **more)) as fresh:
        is_whole(fresh)


def test_a_backup_without_keys_shows_nothing(small_portal: Portal, tmp_path: Path) -> None:
    make_scene(small_portal)
    taken(small_portal, tmp_path / "backup")
    files = [one for one in (tmp_path / "backup").rglob("*") if one.is_file()]
    assert len(files) > 5
    for one in files:
        assert found_in(one.read_bytes(), WORDS) == set(), one.name
        assert one.stat().st_mode & 0o077 == 0 or one.name == COMPLETE
        for door in DOORS:
            for name, key in load_keys(small_portal.settings, door).file.keys.items():
                for shape in (key, b64encode(key), key.hex().encode()):
                    assert shape not in one.read_bytes(), (one.name, name)


def test_what_is_thrown_away_during_a_backup_does_not_stop_it(small_portal: Portal, tmp_path: Path) -> None:
    scene = make_scene(small_portal)
    gone, owner = scene.copy_of("Priya's draft", "picture"), small_portal.owner()

    def throw_away(_: Connection) -> None:
        if not owner.blobs.has(str(gone.blob)):
            return
        with unit_of_work(small_portal.family, SYSTEM) as work:
            picture = work.session.scalars(
                select(Attachment).where(Attachment.original_copy_id == gone.id)
            ).one()
            remove_picture(work, scene.priya.me, str(picture.draft_id), picture.id)
        owner.blobs.delete(str(gone.blob))

    event.listen(owner.engine, "commit", throw_away)  # the first look at the records is over
    taken(small_portal, tmp_path / "backup")
    assert not owner.blobs.has(str(gone.blob))
    with brought_back(small_portal, tmp_path / "backup", settings_in(tmp_path / "fresh")) as fresh:
        is_whole(fresh)


# The command, killed while its third file is written: before it has its name.
KILLED = """
import os, sys
from portal.cli.main import main
renamed = []
def kill(event, what):
    renamed.extend([what] if event == "os.rename" else [])
    if len(renamed) == 3:
        os._exit(9)
sys.addaudithook(kill)
main()
"""


def test_a_restore_that_was_killed_is_run_again(small_portal: Portal, tmp_path: Path) -> None:
    make_scene(small_portal)
    taken(small_portal, tmp_path / "backup")
    (tmp_path / "fresh").mkdir()
    command = [sys.executable, "-c", KILLED, "restore", str(tmp_path / "backup")]
    surroundings = {**os.environ, "LETTERBOX_DATA": str(tmp_path / "fresh")}
    assert subprocess.run(command, env=surroundings, check=False).returncode == 9
    left = [one for one in (tmp_path / "fresh" / "blobs").rglob("*") if one.is_file()]
    assert len(left) == 3
    with brought_back(small_portal, tmp_path / "backup", settings_in(tmp_path / "fresh")) as fresh:
        is_whole(fresh)


def test_an_unfinished_backup_is_none(small_portal: Portal, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    taken(small_portal, backup)
    with pytest.raises(NotEmpty):
        taken(small_portal, backup)
    (backup / COMPLETE).unlink()
    with pytest.raises(NoBackup), brought_back(small_portal, backup, settings_in(tmp_path / "fresh")):
        pass


def test_a_portal_with_anything_in_it_is_not_overwritten(small_portal: Portal, tmp_path: Path) -> None:
    make_scene(small_portal)
    taken(small_portal, tmp_path / "backup")
    before = check_everything(small_portal.worker).copies
    with (
        pytest.raises(PortalNotEmpty),
        brought_back(small_portal, tmp_path / "backup", small_portal.settings),
    ):
        pass
    assert check_everything(small_portal.worker).copies == before


def test_a_check_finds_what_is_gone_or_bent(small_portal: Portal) -> None:
    scene = make_scene(small_portal)
    small_portal.worker.blobs.delete(str(scene.copy_of("Priya's queued letter", "safe-picture").blob))
    small_portal.worker.blobs.delete(str(scene.copy_of("Priya's draft", "picture").blob))
    bent = scene.copy_of("Priya's queued letter", "letter")
    with small_portal.owner().engine.begin() as connection:
        connection.exec_driver_sql("UPDATE copy SET body = substr(body, 1, 90) WHERE id = ?", (bent.id,))
    assert sorted(check_everything(small_portal.worker).faults.values()) == [
        "BlobMissing",
        "BlobMissing",
        "Truncated",
    ]


def test_every_table_is_kept_or_left_out_on_purpose(small_portal: Portal, tmp_path: Path) -> None:
    summary = taken(small_portal, tmp_path / "backup")
    tables = set(inspect(small_portal.owner().engine).get_table_names()) - {"alembic_version"}
    assert tables - set(summary.rows) == {"family_sign_in", "staff_sign_in", "rate_count"}
