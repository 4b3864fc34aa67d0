"""One's own account: password, devices, and what is kept."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Permission, needs
from portal.family.person import me
from portal.pages.door import limited, network_of, this_work
from portal.pages.password_gate import works_on_passwords
from portal.pages.refused import note_refused
from portal.services.sign_in import (
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    SignInRefused,
    change_password,
)
from portal.throttle import SIGN_IN_NETWORK

pages = Blueprint("account", __name__)
WRONG_OLD = "This is not the password you have now. Please try again."


@pages.get("/account")
@needs(Permission.CORRESPOND)
def account_page() -> ResponseReturnValue:
    """What one can do with the account."""
    return render_template("family/account.html", done=request.args.get("done", ""))


@pages.get("/account/password")
@needs(Permission.CORRESPOND)
def password_page() -> ResponseReturnValue:
    """Ask for the old and the new password."""
    return render_template("family/password.html", faults={})


@pages.post("/account/password")
@needs(Permission.CORRESPOND)
@limited(lambda untrusted: [(SIGN_IN_NETWORK, (network_of(untrusted),))])
@works_on_passwords
def change_password_now() -> ResponseReturnValue:
    """Change the password; every other device is signed out."""
    form = request.form
    try:
        change_password(this_work(), me(), form.get("old", ""), form.get("new", ""))
    except SignInRefused:
        note_refused("old password")
        return _again("old", WRONG_OLD), 400
    except (PasswordTooShort, PasswordTooLong, PasswordTooCommon) as refusal:
        return _again("new", str(refusal)), 400
    return redirect(url_for(".account_page", done="password"), 303)


def _again(field: str, sentence: str) -> str:
    errors = [{"text": sentence, "href": f"#{field}"}]
    return render_template("family/password.html", faults={field: sentence}, errors=errors)
