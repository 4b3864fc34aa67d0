"""The staff door: who is in front of it, and what happens to those who may not pass."""

from __future__ import annotations

from flask import abort, g, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Request

from moderation.lifecycle import Role
from portal.access import Permission
from portal.models.agency import Agency
from portal.pages.agency_words import note_agency, page_values
from portal.pages.cookies import read_secret
from portal.pages.door import Door, this_work
from portal.pages.ids import IdConverter
from portal.pages.refused import note_refused
from portal.services.sign_in import SEEN_STEP
from portal.services.staff_accounts import note_staff_seen, who_is_staff
from portal.staff.blueprints import BLUEPRINTS
from portal.staff.frame import frame_values, note_role
from portal.staff.person import StaffUser
from portal.staff.signing_in import ask_to_sign_in
from portal.staff.words import day, iso_day, kind_words, month_name
from portal.work import Actor, unit_of_work


def open_staff_door(app: Door, login: LoginManager) -> None:
    """Register the staff door's pages on an application."""
    login.request_loader(_load)
    app.permits = _permits
    app.refuse = _refuse
    app.after_work = _note_seen
    app.url_map.converters["id"] = IdConverter
    app.context_processor(page_values)
    app.context_processor(frame_values)
    app.add_template_filter(day, "day")
    app.add_template_filter(iso_day, "iso_day")
    app.add_template_filter(kind_words, "kind_words")
    app.add_template_filter(month_name, "month_name")
    for pages in BLUEPRINTS:
        app.register_blueprint(pages)


def _load(_untrusted: Request) -> StaffUser | None:
    work = this_work()
    secret = read_secret(request, secure=work.house.settings.secure_cookies)
    found = who_is_staff(work, secret) if secret else None
    if found is None:
        return None
    work.actor = Actor("staff", found[0].id)
    return StaffUser(*found)


def _permits(needed: Permission) -> bool:
    user = current_user._get_current_object()
    known = user if isinstance(user, StaffUser) else None
    g.signed_in = known is not None
    note_role(Role(known.staff.role) if known else None)
    session = this_work().session
    note_agency(this_work(), session.get_one(Agency, known.staff.agency_id) if known else None)
    return needed is Permission.ANYONE or (known is not None and known.may(needed))


def _refuse(needed: Permission) -> ResponseReturnValue:
    if g.signed_in:
        note_refused(f"permission {needed}")
        abort(404)  # not allowed and not there are the same
    return ask_to_sign_in()


def _note_seen() -> None:
    user = current_user._get_current_object()
    if not isinstance(user, StaffUser) or not g.get("signed_in"):
        return
    house = this_work().house
    if house.clock() - user.seen_at >= SEEN_STEP:
        with unit_of_work(house, Actor("staff", user.id)) as work:
            note_staff_seen(work, user.sign_in_id)
