"""What a person sees when something can't be done: a plain sentence, and their words back."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from crypto.errors import SealError
from moderation.lifecycle import NotYours
from portal.blobs import BlobMissing
from portal.faults import note_fault
from portal.pages.password_gate import TooBusy
from portal.pages.refused import note_refused
from portal.pages.uploads import DoorRequest
from portal.refusal import NotThere
from portal.sealing import NoGrant
from portal.throttle import TooManyTries

NOT_FOUND = (
    "We can't find this page",
    "It may have moved, or it is not for you. Nothing is wrong with your letters.",
)
WORDS_AGAIN = ("text", "note")


def handle_faults(app: Flask) -> None:
    """Register the pages for everything that views don't answer themselves."""
    for not_there in (NotThere, NoGrant, NotYours):
        app.register_error_handler(not_there, _not_theirs)
    app.register_error_handler(404, _not_found)
    app.register_error_handler(TooManyTries, too_many)
    app.register_error_handler(TooBusy, _too_busy)
    app.register_error_handler(CSRFError, form_too_old)
    app.register_error_handler(413, _too_large)
    app.register_error_handler(HTTPException, _other)
    app.register_error_handler(DBAPIError, _away)
    app.register_error_handler(Exception, _fault)


def error_page(title: str, sentence: str, status: int, number: str = "") -> ResponseReturnValue:
    """A page with one plain sentence, and with the words of the form that was posted."""
    g.refused = True
    form = cast(DoorRequest, request).form_in_hand()
    words = [form[name] for name in WORDS_AGAIN if form.get(name, "").strip()]
    page = render_template(
        "shared/error.html", title=title, sentence=sentence, number=number, words=words, status=status
    )
    return page, status


def _not_found(_fault: Exception) -> ResponseReturnValue:
    return error_page(*NOT_FOUND, 404)


def _not_theirs(fault: Exception) -> ResponseReturnValue:
    note_refused(type(fault).__name__)
    return _not_found(fault)


def too_many(fault: Exception) -> ResponseReturnValue:
    """A limit was passed; the sentence says how long to wait."""
    return error_page("Please wait a little", str(fault), 429)


def _too_busy(fault: Exception) -> ResponseReturnValue:
    response = current_app.make_response(error_page("Please wait a minute", str(fault), 503))
    response.headers["Retry-After"] = "60"
    return response


def form_too_old(_fault: Exception) -> ResponseReturnValue:
    """The form's token is missing, or from before the last sign-in."""
    note_refused("form token")
    return error_page(
        "This page was open for a long time",
        "Please go back, load the page again and press the button once more.",
        400,
    )


def _too_large(_fault: Exception) -> ResponseReturnValue:
    return error_page(
        "That was too large", "Please send one picture at a time, of at most 25 megabytes.", 413
    )


def _other(fault: Exception) -> ResponseReturnValue:
    assert isinstance(fault, HTTPException)
    if fault.code is None or fault.code < 400:
        return fault.get_response()
    return error_page("That did not work", "Please go back and try again.", fault.code)


def _away(fault: Exception) -> ResponseReturnValue:
    number = note_fault(fault, request.endpoint or "")
    return error_page(
        "We can't reach our records just now",
        "This is our fault, not yours. Please try again in a few minutes.",
        503,
        number,
    )


def _fault(fault: Exception) -> ResponseReturnValue:
    if isinstance(fault, (SealError, BlobMissing)):
        sentence = "We could not open this safely, so we show nothing of it. Please tell the letterbox team."
    elif isinstance(fault, SQLAlchemyError):
        return _away(fault)
    else:
        sentence = "This is our fault, not yours. Please try again in a few minutes."
    number = note_fault(fault, request.endpoint or "")
    return error_page("Something went wrong here", sentence, 500, number)
