"""Signing in and out at the family door."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Permission, needs
from portal.pages.door import SAFE_METHODS

pages = Blueprint("signing_in", __name__)


@pages.get("/sign-in")
@needs(Permission.ANYONE)
def sign_in_page() -> ResponseReturnValue:
    """Ask for log-in name and password."""
    return "sign in"


def ask_to_sign_in() -> ResponseReturnValue:
    """Answer somebody who is not signed in."""
    if request.method in SAFE_METHODS:
        return redirect(url_for("signing_in.sign_in_page"))
    return sign_in_page(), 401
