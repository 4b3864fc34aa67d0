"""One's own page, and the way in: the first page each role gets."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from moderation.lifecycle import Role
from portal.access import Permission, needs
from portal.pages.door import this_work
from portal.pages.password_gate import works_on_passwords
from portal.pages.refused import note_refused
from portal.services.sign_in import PasswordTooCommon, PasswordTooLong, PasswordTooShort
from portal.services.staff_accounts import OldPasswordWrong, change_staff_password, staff_name
from portal.staff.asked import error_list
from portal.staff.frame import may
from portal.staff.person import me, this_user
from portal.staff.signing_in import leave
from portal.staff.words import ROLES

pages = Blueprint("own", __name__)

_FIRST = (
    ("SEE_DESK", "desk.queue_page"),
    ("SEE_AUDIT", "audit.audit_page"),
    ("SEE_TOTALS", "totals.totals_page"),
)


@pages.get("/")
@needs(Permission.STAFF)
def first_page() -> ResponseReturnValue:
    """Where each role's day begins."""
    return redirect(url_for(next(endpoint for name, endpoint in _FIRST if may(name))))


@pages.get("/you")
@needs(Permission.STAFF)
def own_page() -> ResponseReturnValue:
    """Who one is here, and the way out of every browser."""
    return _page({})[0]


def _page(faults: dict[str, str]) -> tuple[str, int]:
    page = render_template(
        "staff/own.html",
        name=staff_name(this_work(), me()),
        role=ROLES[Role(me().role)],
        faults=faults,
        errors=error_list(faults),
    )
    return page, 400 if faults else 200


@pages.post("/you/password")
@needs(Permission.STAFF)
@works_on_passwords
def change_password() -> ResponseReturnValue:
    """A new password of one's own."""
    old, new = request.form.get("old_password", ""), request.form.get("new_password", "")
    try:
        change_staff_password(this_work(), me(), this_user().sign_in_id, old, new)
    except OldPasswordWrong as refused:
        note_refused("old password")
        return _page({"old_password": str(refused)})
    except (PasswordTooShort, PasswordTooLong, PasswordTooCommon) as refused:
        return _page({"new_password": str(refused)})
    return redirect(url_for("own.own_page", done="password-changed"), 303)


@pages.post("/you/sign-out-everywhere")
@needs(Permission.STAFF)
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of one's own."""
    return leave(everywhere=True)
