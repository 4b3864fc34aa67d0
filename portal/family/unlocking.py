"""Coming in for the first time, or again, with a code from the team."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Request, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crypto.errors import BadUnlockCode
from portal.access import Permission, needs
from portal.family.signing_in import begin_session, with_secret
from portal.pages.door import Try, limited, network_of, this_work
from portal.pages.password_gate import works_on_passwords
from portal.pages.refused import note_refused
from portal.services.sign_in import (
    CodeRefused,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    use_code,
)
from portal.throttle import CODE_NETWORK

pages = Blueprint("unlocking", __name__)


@pages.get("/unlock")
@needs(Permission.ANYONE)
def unlock_page() -> ResponseReturnValue:
    """Ask for the code, the log-in name and a new password."""
    return render_template("family/unlock.html", code="", name="", faults={}, ring=False)


def _tries(untrusted: Request) -> Sequence[Try]:
    return [(CODE_NETWORK, (network_of(untrusted),))]


@pages.post("/unlock")
@needs(Permission.ANYONE)
@works_on_passwords
@limited(_tries)
def unlock_now() -> ResponseReturnValue:
    """Set a password with a code, and sign in."""
    code, name = request.form.get("code", ""), request.form.get("log_in_name", "")
    try:
        _, secret = use_code(this_work(), code, request.form.get("password", ""), name)
    except (BadUnlockCode, CodeRefused) as refusal:
        note_refused("code", name)
        return _again(code, name, "code", refusal), 400
    except (PasswordTooShort, PasswordTooLong, PasswordTooCommon) as refusal:
        return _again(code, name, "password", refusal), 400
    begin_session()
    return with_secret(redirect(url_for("home.home_page", welcome="1"), 303), secret)


def _again(code: str, name: str, field: str, refusal: Exception) -> str:
    errors = [{"text": str(refusal), "href": f"#{field}"}]
    return render_template(
        "family/unlock.html",
        code=code,
        name=name,
        faults={field: str(refusal)},
        errors=errors,
        ring=isinstance(refusal, CodeRefused),
    )
