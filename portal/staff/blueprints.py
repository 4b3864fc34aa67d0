"""The staff door's pages."""

from __future__ import annotations

from flask_wtf.csrf import CSRFError

from portal.staff import (
    accounts,
    audit,
    cases,
    deciding,
    desk,
    own,
    post_room,
    signing_in,
    team,
    totals,
)

BLUEPRINTS = (
    signing_in.pages,
    own.pages,
    desk.pages,
    deciding.pages,
    cases.pages,
    accounts.pages,
    post_room.pages,
    team.pages,
    audit.pages,
    totals.pages,
)

for blueprint in BLUEPRINTS:
    blueprint.register_error_handler(CSRFError, signing_in.send_once_more)
