"""What an operator types: keys that take over from older ones, a backup, and what is done with them later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from portal.blobs import make_store
from portal.cli.safekeeping import reseal_everything
from portal.db import make_engine
from portal.keyring import CONTENT
from portal.models.agency import Agency
from portal.safekeeping.backup import take_backup
from portal.safekeeping.restore import NoBackup, restore
from portal.services.rotation import QUARANTINE, begin_rotation, remove_old_generations
from portal.settings import Settings
from portal.work import SYSTEM, House, unit_of_work
from tests.builders import Clock
from tests.killed.invariants import look


class NotBroughtBack(Exception):
    """A backup that says it is whole, and isn't; or none that is."""


def rotate_keys(house: House, _settings: Settings, _clock: Clock) -> None:
    """`letterbox rotate-keys`; and `letterbox rotate-keys --go-on` where new keys stand already."""
    for agency_id in _agencies(house):
        with unit_of_work(house, SYSTEM) as work:
            if work.house.keyring.public(work.session, agency_id, CONTENT)[0] == 1:
                begin_rotation(work, agency_id)
        reseal_everything(house, agency_id)


def remove_old_keys(house: House, _settings: Settings, clock: Clock) -> None:
    """`letterbox remove-old-keys`, a day later. Raises OldKeysInUse if anything was left out."""
    later = replace(house, clock=lambda: clock() + QUARANTINE)
    for agency_id in _agencies(house):
        with unit_of_work(later, SYSTEM) as work:
            remove_old_generations(work, agency_id)


def _agencies(house: House) -> list[str]:
    with unit_of_work(house, SYSTEM, writes=False) as work:
        return list(work.session.scalars(select(Agency.id)))


def back_up(_house: House, settings: Settings, clock: Clock) -> None:
    """`letterbox backup`, to a new folder each time."""
    engine = make_engine(settings.database_url)
    try:
        take_backup(engine, make_store(settings), _next(settings, "backup"), clock())
    finally:
        engine.dispose()


def _next(settings: Settings, name: str) -> Path:
    return settings.data / f"{name}-{len(list(settings.data.glob(f'{name}-*')))}"


def bring_back(_house: House, settings: Settings, clock: Clock) -> None:
    """`letterbox restore` of each backup: unfinished ones are refused, the others are as they must be."""
    whole = 0
    for backup in sorted(settings.data.glob("backup-*")):
        empty = _next(settings, "restored")
        empty.mkdir()
        database = f"sqlite:///{empty / 'portal.sqlite'}"
        fresh = replace(settings, database_url=database, blobs=str(empty / "blobs"))
        engine = make_engine(fresh.database_url)
        try:
            restore(engine, make_store(fresh), backup)
        except NoBackup:
            continue
        finally:
            engine.dispose()
        whole += 1
        if found := look(fresh, clock)["broken"]:
            raise NotBroughtBack(found)
    if not whole:
        raise NotBroughtBack


COMMANDS: dict[str, Callable[[House, Settings, Clock], None]] = {
    "rotate-keys": rotate_keys,
    "remove-old-keys": remove_old_keys,
    "backup": back_up,
    "restore": bring_back,
}
