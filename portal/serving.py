"""Serving one door."""

from __future__ import annotations

from portal.app import create_app
from portal.clock import now
from portal.migrating import check_current
from portal.settings import Settings
from portal.web_server import WebServer
from portal.work import SYSTEM, House, open_house, unit_of_work


def check_house(house: House) -> None:
    """What a process must find before it works: tables of this version, and root keys that fit them.

    Raises DatabaseBehind, WrongRootKey.
    """
    check_current(house.engine)
    with unit_of_work(house, SYSTEM, writes=False) as work:
        house.keyring.check(work.session)


def serve(settings: Settings, door: str, bind: str, processes: int) -> None:
    """Serve a door until stopped. Raises KeysMissing, UndeclaredPermission and as check_house, at start."""
    house = open_house(settings, door, now)
    check_house(house)
    create_app(house)  # every fault at start is a fault here, in sight of whoever starts it
    house.engine.dispose()
    WebServer(lambda: create_app(open_house(settings, door, now)), bind, processes, f"letterbox-{door}").run()
