"""Serving one door."""

from __future__ import annotations

from portal.app import create_app
from portal.clock import now
from portal.migrating import check_current
from portal.settings import Settings
from portal.web_server import WebServer
from portal.work import open_house


def serve(settings: Settings, door: str, bind: str, processes: int) -> None:
    """Serve a door until stopped. Raises KeysMissing, DatabaseBehind, UndeclaredPermission at start."""
    house = open_house(settings, door, now)
    check_current(house.engine)
    create_app(house)  # every fault at start is a fault here, in sight of whoever starts it
    house.engine.dispose()
    WebServer(lambda: create_app(open_house(settings, door, now)), bind, processes, f"letterbox-{door}").run()
