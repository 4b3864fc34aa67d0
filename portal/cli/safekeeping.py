"""letterbox: backup, restore, check, and keys that take over from older ones."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy import select

from moderation.sanitise.pictures import MAX_BYTES
from moderation.sanitise.scanner import fault_of
from portal.blobs import make_store
from portal.cli.houses import settings_here, worker_house
from portal.clock import now
from portal.db import make_engine
from portal.keys import KeyFileBroken, KeysMissing
from portal.locked_room import scanner_of
from portal.models.agency import Agency
from portal.refusal import Refusal
from portal.safekeeping.backup import take_backup
from portal.safekeeping.checking import check_everything
from portal.safekeeping.restore import restore as bring_back
from portal.safekeeping.root_keys import forget_old_root_keys, make_new_root_keys
from portal.services.rotation import (
    Resealed,
    begin_rotation,
    remove_old_generations,
    reseal_grants,
    reseal_people,
    reseal_staff,
    reseal_under_new_root,
)
from portal.services.troubles import troubles
from portal.work import SYSTEM, House, Work, unit_of_work

FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))


@click.command()
@FOLDER
def backup(folder: Path) -> None:
    """Write a backup to a new folder, while the portal runs. Needs no keys, and holds none."""
    settings = settings_here()
    try:
        made = take_backup(make_engine(settings.database_url), make_store(settings), folder, now())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{sum(made.rows.values())} records and {made.files} sealed files are in {folder}.")
    for chain, head in sorted(made.heads.items()):
        click.echo(f"audit chain {chain} ends at {head}")
    _tell_missing(made.missing)


@click.command()
@FOLDER
def restore(folder: Path) -> None:
    """Bring a backup back to an empty database and store. Then run 'letterbox check'."""
    settings = settings_here()
    try:
        made = bring_back(make_engine(settings.database_url), make_store(settings), folder)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"Brought back what was kept on {made.taken_at}: {sum(made.rows.values())} records.")
    _tell_missing(made.missing)


def _tell_missing(names: list[str]) -> None:
    for name in names:
        click.echo(f"missing: {name}")
    if names:
        raise click.ClickException(f"{len(names)} sealed files are missing. All else is there.")


@click.command()
def check() -> None:
    """Open everything that the office holds, and look for every file. Tells numbers, shows nothing.

    Then says what the worker could not do so far, and how the virus scanner is.
    """
    house = worker_house()
    found = check_everything(house)
    click.echo(f"{found.copies} sealed copies: {found.opened} opened, {found.own} are people's own.")
    for copy_id, fault in found.faults.items():
        click.echo(f"{copy_id}: {fault}")
    with unit_of_work(house, SYSTEM, writes=False) as work:
        for trouble in troubles(work):
            click.echo(trouble.sentences)
    if scanner := scanner_of(house.settings):
        click.echo(fault_of(scanner, MAX_BYTES) or "The virus scanner answers.")
    sys.exit(1 if found.faults else 0)


def _agencies(house: House) -> list[str]:
    with unit_of_work(house, SYSTEM, writes=False) as work:
        return list(work.session.scalars(select(Agency.id).order_by(Agency.id)))


@click.command("rotate-keys")
@click.option("--go-on", is_flag=True, help="Only finish a rotation that was cut short.")
def rotate_keys(go_on: bool) -> None:
    """New generations of every agency's keys, and everything sealed to them, while the portal runs."""
    house, rotten = worker_house(), dict[str, str]()
    for agency_id in _agencies(house):
        if not go_on:
            with unit_of_work(house, SYSTEM) as work:
                begin_rotation(work, agency_id)
        done = reseal_everything(house, agency_id)
        rotten |= done.rotten
        click.echo(f"{done.done} grants are sealed to the newest keys.")
    for row_id, fault in sorted(rotten.items()):
        click.echo(f"{row_id}: {fault}")
    click.echo("After a day: letterbox remove-old-keys")
    if rotten:
        raise click.ClickException(f"{len(rotten)} rows don't open and were passed over: see above.")


def reseal_everything(house: House, agency_id: str) -> Resealed:
    """Seal an agency's grants, escrow and second factors to its newest keys; tells how many grants, and what
    is rotten among them all."""
    everything, more = Resealed(), True
    while more:  # whatever was granted meanwhile has its turn in the next round
        grants = _step_by_step(house, agency_id, reseal_grants)
        everything.done, more = everything.done + grants.done, grants.done > 0
        everything.rotten |= grants.rotten
    everything.rotten |= _step_by_step(house, agency_id, reseal_people).rotten
    with unit_of_work(house, SYSTEM) as work:
        everything.rotten |= reseal_staff(work, agency_id).rotten
    return everything


def _step_by_step(house: House, agency_id: str, reseal: Callable[[Work, str, str], Resealed]) -> Resealed:
    whole = Resealed()
    while True:
        with unit_of_work(house, SYSTEM) as work:
            step = reseal(work, agency_id, whole.last)
        whole.done, whole.last = whole.done + step.done, step.last
        whole.rotten |= step.rotten
        if not step.last:
            return whole


@click.command("remove-old-keys")
@click.option("--despite", multiple=True, metavar="ID", help="A row that doesn't open, and is given up.")
def remove_old_keys(despite: tuple[str, ...]) -> None:
    """Delete older generations that nothing needs any more."""
    house = worker_house()
    try:
        for agency_id in _agencies(house):
            with unit_of_work(house, SYSTEM) as work:
                click.echo(f"{remove_old_generations(work, agency_id, despite)} older keys deleted.")
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None


@click.command("new-root-keys")
def new_root_keys() -> None:
    """Put new root keys beside the old in staff.json and worker.json. Then restart both, one by one."""
    try:
        make_new_root_keys(settings_here())
    except (Refusal, KeysMissing, KeyFileBroken) as fault:
        raise click.ClickException(str(fault)) from None
    click.echo("Restart the staff door and the worker. Then: letterbox rotate-root-keys")


@click.command("rotate-root-keys")
def rotate_root_keys() -> None:
    """Bring every agency's keys under the new root keys (from the key files, or from the settings)."""
    with unit_of_work(worker_house(), SYSTEM) as work:
        click.echo(f"{reseal_under_new_root(work)} keys are under the new root keys now.")
    click.echo(
        "Then: letterbox forget-old-root-keys (or take LETTERBOX_OLD_... out of the settings), and restart."
    )


@click.command("forget-old-root-keys")
def forget_old_root_keys_command() -> None:
    """Take the old root keys out of the key files, if nothing needs them."""
    try:
        forget_old_root_keys(worker_house())
    except (Refusal, KeysMissing, KeyFileBroken) as fault:
        raise click.ClickException(str(fault)) from None
    click.echo("The old root keys are gone.")


COMMANDS = (
    backup,
    restore,
    check,
    rotate_keys,
    remove_old_keys,
    new_root_keys,
    rotate_root_keys,
    forget_old_root_keys_command,
)
