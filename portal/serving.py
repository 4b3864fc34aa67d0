"""Serving one door with gunicorn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from portal.app import create_app
from portal.clock import now
from portal.migrating import check_current
from portal.settings import Settings
from portal.work import open_house

# Small on purpose: the doors sit behind the council's proxy, and what a proxy and this server could
# read differently is refused by gunicorn itself.
LIMITS = {
    "limit_request_line": 2048,
    "limit_request_fields": 60,
    "limit_request_field_size": 8190,
    "timeout": 60,
    "graceful_timeout": 20,
    "keepalive": 5,
    "worker_class": "gthread",
    "threads": 4,
    "max_requests": 5000,
    "max_requests_jitter": 500,
    "accesslog": None,
    "server_software": "",
}


class _Server(BaseApplication):
    def __init__(self, make: Callable[[], Any], options: dict[str, Any]) -> None:
        self.make = make
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        return self.make()


def serve(settings: Settings, door: str, bind: str, processes: int) -> None:
    """Serve a door until stopped. Raises KeysMissing, DatabaseBehind, UndeclaredPermission at start."""
    house = open_house(settings, door, now)
    check_current(house.engine)
    create_app(house)  # every fault at start is a fault here, in sight of whoever starts it
    house.engine.dispose()
    options = LIMITS | {"bind": bind, "workers": processes, "proc_name": f"letterbox-{door}"}
    _Server(lambda: create_app(open_house(settings, door, now)), options).run()
