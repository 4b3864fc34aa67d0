"""Serves a bare application exactly as the portal serves its doors: `module:callable` and where to listen."""

from __future__ import annotations

import sys
from importlib import import_module

from portal.web_server import WebServer


def serve(application: str, bind: str) -> None:
    """Serve with one process until stopped."""
    module, _, name = application.partition(":")
    WebServer(getattr(import_module(module), name), bind, 1, "bare").run()


if __name__ == "__main__":
    serve(*sys.argv[1:])
