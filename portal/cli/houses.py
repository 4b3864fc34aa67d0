"""How commands come to their settings and keys; what is missing is said plainly."""

from __future__ import annotations

import os

import click
from sqlalchemy import select

from portal.clock import now
from portal.keyring import WrongRootKey
from portal.keys import KeyFileBroken, KeysMissing
from portal.migrating import DatabaseBehind
from portal.models.agency import Agency
from portal.serving import check_house
from portal.settings import BadSettings, Settings, read_settings
from portal.work import House, Work, open_house


def settings_here() -> Settings:
    """Settings from the environment."""
    try:
        return read_settings(os.environ)
    except BadSettings as fault:
        raise click.ClickException(str(fault)) from None


def worker_house() -> House:
    """The worker's house, on a database of this version."""
    try:
        house = open_house(settings_here(), "worker", now)
        check_house(house)
    except (KeysMissing, KeyFileBroken, DatabaseBehind, WrongRootKey) as fault:
        raise click.ClickException(str(fault)) from None
    return house


def agency_named(work: Work, named: str | None) -> str:
    """The id of the agency that was named, or of the only one."""
    ids = list(work.session.scalars(select(Agency.id)))
    if named is None and len(ids) != 1:
        raise click.ClickException("Please name the agency with --agency.")
    if named is not None and named not in ids:
        raise click.ClickException("There is no agency with this id.")
    return named or ids[0]
