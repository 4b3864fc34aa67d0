"""The staff door's pages."""

from __future__ import annotations

from flask_wtf.csrf import CSRFError

from portal.staff import (
    accounts,
    audit,
    cases,
    deciding,
    desk,
    hint_lists,
    own,
    page_places,
    post_room,
    scanning_in,
    signing_in,
    team,
    totals,
    watching,
)

BLUEPRINTS = (
    signing_in.pages,
    own.pages,
    desk.pages,
    page_places.pages,
    deciding.pages,
    cases.pages,
    accounts.pages,
    post_room.pages,
    scanning_in.pages,
    team.pages,
    hint_lists.pages,
    watching.pages,
    audit.pages,
    totals.pages,
)

for blueprint in BLUEPRINTS:
    blueprint.register_error_handler(CSRFError, signing_in.send_once_more)
