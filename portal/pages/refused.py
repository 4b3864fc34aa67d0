"""Refusals that the people who look after the portal may want to see, as lines of the log without content.

A line holds what was refused, where in the code, and by whom (an id); of a log-in name a mark under a key, so
that many tries at one name are seen to be at one name. Never a name, an address, or what was typed.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from flask import current_app, g, request

from portal.work import NOBODY

if TYPE_CHECKING:
    from portal.pages.door import Door

log = logging.getLogger("letterbox")


def note_refused(what: str, log_in_name: str | None = None) -> None:
    """Log one refusal of this request."""
    actor = g.work.actor if "work" in g else NOBODY
    door = cast("Door", current_app)
    mark = "" if log_in_name is None else f" name {door.throttle.mark(log_in_name)}"
    place, who = request.endpoint or "nowhere", actor.id or "-"
    log.warning("refused %s at %s in %s by %s %s%s", what, door.house.door, place, actor.kind, who, mark)
