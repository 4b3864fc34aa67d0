"""Backups and stores that are not whole, and restores into what is not empty."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, func, select, text

from portal.blobs import make_store
from portal.db import make_engine
from portal.migrating import _config, revision_of
from portal.models.copy import Copy
from portal.safekeeping.backup import COMPLETE, FILES, RECORDS
from portal.safekeeping.restore import NotWhole, PortalNotEmpty, restore
from portal.settings import Settings
from tests.builders import Portal, settings_in
from tests.promises.scene import make_scene
from tests.safekeeping.test_backup import taken
from tests.safekeeping.test_commands import Shell


def fresh_settings(tmp_path: Path) -> Settings:
    """A machine with nothing on it."""
    settings = settings_in(tmp_path / "fresh")
    settings.data.mkdir(exist_ok=True)
    return settings


def test_a_missing_file_is_named_and_the_rest_is_kept(small_portal: Portal, tmp_path: Path) -> None:
    gone = str(make_scene(small_portal).copy_of("Priya's draft", "picture").blob)
    small_portal.worker.blobs.delete(gone)
    made = Shell(small_portal.settings.data).type("backup", str(tmp_path / "backup"))
    assert (made.exit_code, f"missing: {gone}" in made.output) == (1, True), made.output
    assert "1 sealed files are missing" in made.output
    assert json.loads((tmp_path / "backup" / COMPLETE).read_text())["missing"] == [gone]
    other = Shell(fresh_settings(tmp_path).data)
    back = other.type("restore", str(tmp_path / "backup"))
    assert (back.exit_code, f"missing: {gone}" in back.output) == (1, True), back.output
    kept = [one.name for one in (tmp_path / "fresh" / "blobs").glob("*/*")]
    assert len(kept) > 2
    assert gone not in kept


@pytest.mark.parametrize("bend", ["DELETE FROM name_token", "UPDATE chain_head SET number = number - 1"])
def test_records_that_are_not_those_of_the_backup_are_refused(
    small_portal: Portal, tmp_path: Path, bend: str
) -> None:
    make_scene(small_portal)
    taken(small_portal, tmp_path / "backup")
    records = create_engine(f"sqlite:///{tmp_path / 'backup' / RECORDS}")
    with records.begin() as db:
        assert db.execute(text(bend)).rowcount > 0
    records.dispose()
    settings = fresh_settings(tmp_path)
    engine = make_engine(settings.database_url)
    with pytest.raises(NotWhole):
        restore(engine, make_store(settings), tmp_path / "backup")
    with engine.connect() as db:
        assert db.scalar(select(func.count()).select_from(Copy)) == 0
    engine.dispose()


@pytest.mark.parametrize("of", ["file", "folder"])
def test_no_link_is_followed_out_of_a_backup(small_portal: Portal, tmp_path: Path, of: str) -> None:
    make_scene(small_portal)
    taken(small_portal, tmp_path / "backup")
    linked = next((tmp_path / "backup" / FILES).glob("*/*"))
    elsewhere = tmp_path / "elsewhere" / linked.name
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"a key")
    linked.unlink()
    if of == "file":
        linked.symlink_to(elsewhere)
    else:
        linked.parent.rename(tmp_path / "aside")
        linked.parent.symlink_to(elsewhere.parent)
    settings = fresh_settings(tmp_path)
    engine = make_engine(settings.database_url)
    assert linked.name in restore(engine, make_store(settings), tmp_path / "backup").missing
    assert not make_store(settings).has(linked.name)
    engine.dispose()


def test_a_portal_of_an_older_version_at_work_is_left_alone(small_portal: Portal, tmp_path: Path) -> None:
    taken(small_portal, tmp_path / "backup")
    settings = fresh_settings(tmp_path)
    engine = make_engine(settings.database_url)
    with engine.begin() as db:
        command.upgrade(_config(db), "0002")
        db.execute(text("INSERT INTO agency VALUES ('a', 'a', 'a', '{}', '{}', '2026-01-01')"))
    with pytest.raises(PortalNotEmpty):
        restore(engine, make_store(settings), tmp_path / "backup")
    assert revision_of(engine) == "0002"
    engine.dispose()


@pytest.mark.parametrize("name", ["backup #1", "100%25", "what?"])
def test_a_folder_of_any_name(small_portal: Portal, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(mode=0o755)
    made = taken(small_portal, tmp_path / name)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o700
    assert (tmp_path / name / COMPLETE).stat().st_mode & 0o777 == 0o600
    settings = fresh_settings(tmp_path)
    engine = make_engine(settings.database_url)
    assert restore(engine, make_store(settings), tmp_path / name) == replace(made, missing=[])
    engine.dispose()
