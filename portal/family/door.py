"""The family door: who is in front of it, and what happens to those who may not pass."""

from __future__ import annotations

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Request

from portal.access import Permission
from portal.family.blueprints import BLUEPRINTS
from portal.family.frame import family_values
from portal.family.person import FamilyUser
from portal.family.signing_in import ask_to_sign_in
from portal.pages.agency_words import note_agency, page_values
from portal.pages.cookies import read_secret
from portal.pages.door import Door, this_work
from portal.pages.ids import IdConverter
from portal.services.sign_in import SEEN_STEP, note_seen, who_is
from portal.work import Actor, unit_of_work


def open_family_door(app: Door, login: LoginManager) -> None:
    """Register the family door's pages on an application."""
    login.request_loader(_load)
    app.permits = _permits
    app.refuse = _refuse
    app.after_work = _note_seen
    app.context_processor(page_values)
    app.context_processor(family_values)
    app.url_map.converters["id"] = IdConverter
    for pages in BLUEPRINTS:
        app.register_blueprint(pages)


def _load(_untrusted: Request) -> FamilyUser | None:
    work = this_work()
    secret = read_secret(request, secure=work.house.settings.secure_cookies)
    found = who_is(work, secret) if secret else None
    if found is None:
        return None
    work.actor = Actor("account", found.account.id)
    return FamilyUser(found)


def _permits(needed: Permission) -> bool:
    user = current_user._get_current_object()
    known = user if isinstance(user, FamilyUser) else None
    g.signed_in = known is not None
    note_agency(this_work(), known.me.agency if known else None)
    return needed is Permission.ANYONE or (needed is Permission.CORRESPOND and known is not None)


def _refuse(needed: Permission) -> ResponseReturnValue:
    return ask_to_sign_in()


def _note_seen() -> None:
    user = current_user._get_current_object()
    if not isinstance(user, FamilyUser) or not g.get("signed_in"):
        return
    house = this_work().house
    if house.clock() - user.me.seen_at >= SEEN_STEP:
        with unit_of_work(house, Actor("account", user.id)) as work:
            note_seen(work, user.me.sign_in_id)
