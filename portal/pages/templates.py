"""Where templates come from, and how strictly they are read."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from flask.templating import Environment
from jinja2 import StrictUndefined, Template, Undefined

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
LENIENT = "govuk_frontend_jinja/"


class DoorEnvironment(Environment):
    """Our own templates stop at a name nobody gave; the component library's take it for empty."""

    _lenient: Environment | None = None

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        if name.startswith(LENIENT) and self.undefined is StrictUndefined:
            if self._lenient is None:
                self._lenient = self.overlay(undefined=Undefined)
            return self._lenient._load_template(name, globals)
        return super()._load_template(name, globals)
