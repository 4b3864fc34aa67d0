"""Where templates come from, and how strictly they are read."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, ClassVar

from flask.templating import Environment
from jinja2 import BytecodeCache, StrictUndefined, Template, Undefined
from jinja2.bccache import Bucket

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
LENIENT = "govuk_frontend_jinja/"


class CompiledOnce(BytecodeCache):
    """Several doors in one process (a laptop's, a test run's) compile each template once, not once a door."""

    _compiled: ClassVar[dict[tuple[str, str], bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is compiled; the checksum is of the template's source."""
        known = self._compiled.get((bucket.key, bucket.checksum))
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._compiled[(bucket.key, bucket.checksum)] = bucket.bytecode_to_string()


class DoorEnvironment(Environment):
    """Our own templates stop at a name nobody gave; the component library's take it for empty."""

    _lenient: Environment | None = None

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        if name.startswith(LENIENT) and self.undefined is StrictUndefined:
            if self._lenient is None:
                self._lenient = self.overlay(undefined=Undefined)
            return self._lenient._load_template(name, globals)
        return super()._load_template(name, globals)
