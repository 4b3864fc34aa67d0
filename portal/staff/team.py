"""The team: who works here, new colleagues, and those who leave."""

from __future__ import annotations

import pyotp
import segno
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from moderation.lifecycle import Role
from moderation.sanitise.text import TextTooLong
from portal.access import Permission, needs
from portal.pages.door import this_work
from portal.services.accounts import NameNeeded
from portal.services.sign_in import PasswordTooCommon, PasswordTooLong, PasswordTooShort
from portal.services.staff_accounts import (
    STAFF_ROLES,
    NoSuchRole,
    NotYourself,
    StaffLogInNameTaken,
    find_staff,
    make_staff,
    switch_off_staff,
    team_of,
)
from portal.staff.asked import error_list
from portal.staff.person import me
from portal.staff.words import ROLES

pages = Blueprint("team", __name__)

_FIELDS: dict[type[Exception], str] = {
    NameNeeded: "name",
    TextTooLong: "name",
    StaffLogInNameTaken: "log_in_name",
    NoSuchRole: "role",
    PasswordTooShort: "password",
    PasswordTooLong: "password",
    PasswordTooCommon: "password",
}


@pages.get("/team")
@needs(Permission.MANAGE_STAFF)
def team_page() -> ResponseReturnValue:
    """Everybody of the team."""
    return _team("")


def _team(fault: str) -> tuple[str, int]:
    faults = {"": fault} if fault else {}
    page = render_template(
        "staff/team.html",
        team=team_of(this_work(), me().agency_id),
        own_id=me().id,
        roles=ROLES,
        faults=faults,
        errors=error_list(faults),
    )
    return page, 400 if fault else 200


@pages.get("/team/new")
@needs(Permission.MANAGE_STAFF)
def new_page() -> ResponseReturnValue:
    """The form of a new colleague."""
    return _form({})


def _form(faults: dict[str, str]) -> tuple[str, int]:
    page = render_template(
        "staff/staff_form.html",
        name=request.form.get("name", ""),
        log_in_name=request.form.get("log_in_name", ""),
        role=request.form.get("role", ""),
        roles=[(str(one), ROLES[one], "") for one in STAFF_ROLES],
        faults=faults,
        errors=error_list(faults),
    )
    return page, 400 if faults else 200


@pages.post("/team/new")
@needs(Permission.MANAGE_STAFF)
def make() -> ResponseReturnValue:
    """Make an account; its second factor's secret is on the answer, once, and never again."""
    work, form = this_work(), request.form
    log_in_name = form.get("log_in_name", "")
    try:
        role = _role(form.get("role", ""))
        made = make_staff(
            work, me().agency_id, form.get("name", ""), log_in_name, role, form.get("password", "")
        )
    except tuple(_FIELDS) as refused:
        return _form({_FIELDS[type(refused)]: str(refused)})
    uri = pyotp.TOTP(made.totp_secret).provisioning_uri(name=log_in_name, issuer_name="Letterbox")
    return render_template(
        "staff/staff_made.html",
        log_in_name=log_in_name,
        secret=" ".join(made.totp_secret[place : place + 4] for place in range(0, len(made.totp_secret), 4)),
        # segno draws nothing but paths: no words of ours stand in it.
        picture=Markup(segno.make(uri).svg_inline(scale=5, svgclass=None, lineclass=None)),  # noqa: S704
    )


def _role(untrusted: str) -> Role:
    if untrusted not in STAFF_ROLES:
        raise NoSuchRole
    return Role(untrusted)


@pages.post("/team/<id:staff_id>/switch-off")
@needs(Permission.MANAGE_STAFF)
def switch_off(staff_id: str) -> ResponseReturnValue:
    """A colleague has left."""
    try:
        switch_off_staff(this_work(), find_staff(this_work(), me().agency_id, staff_id))
    except NotYourself as refused:
        return _team(str(refused))
    return redirect(url_for("team.team_page", done="switched-off"), 303)
