"""The web server, gunicorn, and how it is set. Knows nothing of the portal."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import wsgi

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
    "threads": 16,
    "max_requests": 5000,
    "max_requests_jitter": 500,
    "accesslog": None,
    # A way to steer the running server, in the user's home folder and the same for both doors.
    "control_socket_disable": True,
}


# Which program serves is nobody's business; there is no setting for it.
wsgi.SERVER = "door"

# How long a connection may say nothing in the middle of a request, and how long one part of an answer may
# take. Without it a stranger with as many silent connections as there are threads holds the door shut.
PATIENCE_SECONDS = 30.0


class WebServer(BaseApplication):
    """Serves the WSGI application that `make` gives; each process makes its own."""

    def __init__(
        self,
        make: Callable[[], Any],
        bind: str,
        processes: int,
        name: str,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self.make = make
        self.patience_seconds = patience_seconds
        self.options = LIMITS | {"bind": bind, "workers": processes, "proc_name": name}
        super().__init__()

    def load_config(self) -> None:
        """As gunicorn asks for."""
        for name, value in self.options.items():
            self.cfg.set(name, value)  # a name that the server doesn't know stops the start

    def load(self) -> Any:
        """As gunicorn asks for, in each process."""
        application = self.make()
        _spare_what_stands()

        def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            environ["gunicorn.socket"].settimeout(self.patience_seconds)
            return application(environ, start_response)

        return serve

    def run(self) -> None:
        """Serve until stopped."""
        _spare_what_stands()
        super().run()


def _spare_what_stands() -> None:
    # What stands now stays until the end: only what requests make is searched for rubbish. And memory that
    # is not searched stays shared between a process and those it starts.
    gc.collect()
    gc.freeze()
