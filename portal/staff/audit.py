"""The audit log, for managers and inspectors."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from portal.access import Permission, needs
from portal.pages.door import this_work
from portal.services.audit_log import LogPlace, read_log
from portal.staff.asked import asked_day, asked_text
from portal.staff.events import EVENTS
from portal.staff.person import me

pages = Blueprint("audit", __name__)


@pages.get("/audit")
@needs(Permission.SEE_AUDIT)
def audit_page() -> ResponseReturnValue:
    """What happened, newest first: ids and codes only."""
    day, event = asked_day(asked_text("day")), asked_text("event")
    rows, older = read_log(this_work(), me().agency_id, day, event, LogPlace.read(asked_text("older")))
    return render_template(
        "staff/audit.html",
        rows=rows,
        older=older,
        day_asked=day.isoformat() if day else "",
        event=event,
        events=[("", "Every event"), *EVENTS.items()],
        event_words=EVENTS,
    )
