"""Signing in and out at the staff door: password and one-time code in one form, refused in one sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from flask import Blueprint, Request, g, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from portal.access import Permission, needs
from portal.pages.cookies import drop_secret, set_secret
from portal.pages.door import (
    SAFE_METHODS,
    Try,
    csrf,
    limited,
    network_of,
    signed_in,
    this_door,
    this_work,
)
from portal.pages.faults import form_too_old
from portal.pages.password_gate import works_on_passwords
from portal.pages.refused import note_refused
from portal.services.names import fold_name
from portal.services.sign_in import SignInRefused
from portal.services.staff_accounts import sign_in_staff, sign_out_staff
from portal.staff.asked import error_list
from portal.staff.person import this_user
from portal.throttle import SIGN_IN_HERE, SIGN_IN_NAME, SIGN_IN_NETWORK

pages = Blueprint("signing_in", __name__)

# A path of this door, and nothing that a browser could take for another host.
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9/_.?=&%:+-]*")
_NEVER_CARRIED = ("csrf_token", "password", "code")


@dataclass(frozen=True)
class Carried:
    """What somebody sent after their session had ended: where to, and the fields, to send once more."""

    to: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, untrusted_to: str, untrusted_fields: str) -> Carried:
        """Out of the sign-in form."""
        to = untrusted_to if _OWN_PATH.fullmatch(untrusted_to) else ""
        try:
            fields = json.loads(untrusted_fields or "[]")
            return cls(to, tuple((str(name), str(value)) for name, value in fields))
        except (ValueError, TypeError):
            return cls(to)

    def fields_json(self) -> str:
        """As the sign-in form keeps them."""
        return json.dumps(self.fields)


@pages.get("/sign-in")
@needs(Permission.ANYONE)
def sign_in_page() -> ResponseReturnValue:
    """Ask for both factors."""
    return _form(Carried.read(request.args.get("to", ""), ""), 200)


def _form(carried: Carried, status: int, log_in_name: str = "", fault: str = "") -> tuple[str, int]:
    faults = {"log_in_name": fault} if fault else {}
    page = render_template(
        "staff/sign_in.html",
        carried=carried,
        log_in_name=log_in_name,
        faults=faults,
        errors=error_list(faults),
    )
    return page, status


def _tries(untrusted: Request) -> list[Try]:
    here = _here(untrusted)
    return [(SIGN_IN_HERE, here), (SIGN_IN_NETWORK, ("staff", here[2])), (SIGN_IN_NAME, here[:2])]


def _here(untrusted: Request) -> tuple[str, str, str]:
    return "staff", fold_name(untrusted.form.get("log_in_name", "")[:400]), network_of(untrusted)


@pages.post("/sign-in")
@needs(Permission.ANYONE)
@works_on_passwords
@limited(_tries)
def sign_in() -> ResponseReturnValue:
    """Sign in; then on to where they wanted to go, or to what they had sent when their session was over."""
    work, form = this_work(), request.form
    carried = Carried.read(form.get("to", ""), form.get("carried", ""))
    log_in_name = form.get("log_in_name", "")
    try:
        _, secret = sign_in_staff(work, log_in_name, form.get("password", ""), form.get("code", ""))
    except SignInRefused as refused:
        note_refused("sign-in", log_in_name)
        return _form(carried, 401, log_in_name, str(refused))
    throttle, here = this_door().throttle, _here(request)
    work.after_commit.append(lambda: throttle.take_back(SIGN_IN_HERE, *here))
    _end_earlier_session()
    session.clear()
    if carried.fields:
        response = make_response(render_template("staff/carry_on.html", carried=carried))
    else:
        response = make_response(redirect(carried.to or url_for("own.first_page"), 303))
    set_secret(response, secret, secure=work.house.settings.secure_cookies, strict=True)
    return response


def _end_earlier_session() -> None:
    # Whoever was signed in with this browser before is not any more: the old secret must open nothing.
    if signed_in():
        user = this_user()
        sign_out_staff(this_work(), user.staff, user.sign_in_id, everywhere=False)


@pages.post("/sign-out")
@needs(Permission.ANYONE)
def sign_out() -> ResponseReturnValue:
    """End this session; somebody whose session is over already gets the same answer."""
    return leave(everywhere=False)


def leave(*, everywhere: bool) -> ResponseReturnValue:
    """End this session, or all of this person's, and go to the sign-in page."""
    work = this_work()
    if signed_in():
        user = this_user()
        sign_out_staff(work, user.staff, user.sign_in_id, everywhere=everywhere)
    session.clear()
    response = make_response(redirect(url_for("signing_in.sign_in_page"), 303))
    drop_secret(response, secure=work.house.settings.secure_cookies)
    return response


def ask_to_sign_in() -> ResponseReturnValue:
    """Answer somebody who is not signed in. What they sent is kept for them, and sent by nobody else."""
    if request.method in SAFE_METHODS:
        return redirect(url_for("signing_in.sign_in_page", to=request.full_path.rstrip("?")))
    try:
        csrf.protect()
    except CSRFError:
        # Another site's form must not be waiting behind our sign-in page.
        return _form(Carried(), 401)
    return _form(_sent_now(), 401)


def _sent_now() -> Carried:
    fields = (
        (name, value)
        for name, value in request.form.items(multi=True)
        if not any(part in name for part in _NEVER_CARRIED)
    )
    return Carried(request.path, tuple(fields))


def send_once_more(fault: CSRFError) -> ResponseReturnValue:
    """A form from before somebody signed in anew, in another window perhaps: let them send it once more.

    Only browsers say where a form comes from, and no site can make them say otherwise.
    """
    if g.get("signed_in") and request.headers.get("Sec-Fetch-Site") == "same-origin":
        return render_template("staff/carry_on.html", carried=_sent_now()), 400
    return form_too_old(fault)
