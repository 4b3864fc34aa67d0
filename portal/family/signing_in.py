"""Signing in and out at the family door."""

from __future__ import annotations

from collections.abc import Sequence

from flask import (
    Blueprint,
    Request,
    current_app,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.access import Permission, needs
from portal.family.carried import SignInView, carried_letter, keep_carried, show_sign_in
from portal.family.person import FamilyUser, me
from portal.family.posted import from_here, wants_json
from portal.pages.cookies import drop_secret, set_secret
from portal.pages.door import SAFE_METHODS, Try, limited, network_of, this_door, this_work
from portal.pages.password_gate import works_on_passwords
from portal.pages.refused import note_refused
from portal.services.names import fold_name
from portal.services.sign_in import SignedIn, SignInRefused, sign_in, sign_out, sign_out_everywhere
from portal.throttle import SIGN_IN_HERE, SIGN_IN_NAME, SIGN_IN_NETWORK

pages = Blueprint("signing_in", __name__)
SIGNED_OUT = "You have been signed out. Your words are still on this page."


def local_path(untrusted: str) -> str:
    """A path of this application that can be looked at, or ""; never an address of anybody else's."""
    path = untrusted.partition("?")[0]
    if not path.startswith("/") or path.startswith("//") or not untrusted.isprintable() or "\\" in untrusted:
        return ""
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return ""
    return "" if endpoint in {"static", "signing_in.sign_in_page"} else untrusted


@pages.get("/sign-in")
@needs(Permission.ANYONE)
def sign_in_page() -> ResponseReturnValue:
    """Ask for log-in name and password."""
    return show_sign_in(SignInView(following=local_path(request.args.get("next", ""))))


def _tries(untrusted: Request) -> Sequence[Try]:
    here = network_of(untrusted)
    name = _folded(untrusted)
    return [(SIGN_IN_HERE, (name, here)), (SIGN_IN_NETWORK, (here,)), (SIGN_IN_NAME, (name,))]


def _folded(untrusted: Request) -> str:
    return fold_name(untrusted.form.get("log_in_name", "")[:400])


@pages.post("/sign-in")
@needs(Permission.ANYONE)
@works_on_passwords
@limited(_tries)
def sign_in_now() -> ResponseReturnValue:
    """Sign somebody in; words that were waiting in the form are kept."""
    name = request.form.get("log_in_name", "")
    carried, following = carried_letter(), local_path(request.form.get("next", ""))
    try:
        known, secret = sign_in(this_work(), name, request.form.get("password", ""))
    except SignInRefused as refusal:
        note_refused("sign-in", name)
        view = SignInView(carried, following, name, str(refusal), description=_description())
        return show_sign_in(view), 400
    tries = (_folded(request), network_of(request))
    this_work().after_commit.append(lambda: this_door().throttle.take_back(SIGN_IN_HERE, *tries))
    begin_session()
    if carried is not None:
        answer = keep_carried(this_work(), known, carried)
    else:
        answer = redirect(following or url_for("home.home_page"), 303)
    return with_secret(answer, secret)


def begin_session() -> None:
    """Somebody came in: whoever was signed in with this browser before is not any more."""
    earlier = current_user._get_current_object()
    if isinstance(earlier, FamilyUser):
        sign_out(this_work(), earlier.me)
    session.clear()
    g.pop("csrf_token", None)
    g.signed_in = True


def with_secret(answer: ResponseReturnValue, secret: bytes) -> ResponseReturnValue:
    """Give the browser its session's secret with an answer."""
    response = make_response(answer)
    set_secret(response, secret, secure=this_work().house.settings.secure_cookies, strict=False)
    return response


@pages.post("/sign-out")
@needs(Permission.CORRESPOND)
def sign_out_now() -> ResponseReturnValue:
    """End this session."""
    return _leave(me(), everywhere=False)


@pages.post("/sign-out-everywhere")
@needs(Permission.CORRESPOND)
def sign_out_everywhere_now() -> ResponseReturnValue:
    """End every session of this person."""
    return _leave(me(), everywhere=True)


def _leave(known: SignedIn, *, everywhere: bool) -> ResponseReturnValue:
    end = sign_out_everywhere if everywhere else sign_out
    end(this_work(), known)
    session.clear()
    response = make_response(redirect(url_for("signing_in.signed_out_page"), 303))
    drop_secret(response, secure=this_work().house.settings.secure_cookies)
    return response


@pages.get("/signed-out")
@needs(Permission.ANYONE)
def signed_out_page() -> ResponseReturnValue:
    """You are signed out."""
    return render_template("family/signed_out.html")


@pages.get("/forgotten")
@needs(Permission.ANYONE)
def forgotten_page() -> ResponseReturnValue:
    """How to get in again. There is no form here: nobody can find out who has an account."""
    return render_template("family/forgotten.html")


def ask_to_sign_in() -> ResponseReturnValue:
    """Answer somebody who is not signed in, or not any more. What they wrote comes along."""
    if request.method in SAFE_METHODS:
        following = local_path(request.full_path.rstrip("?"))
        wanted = following if following != "/" else ""
        return redirect(url_for("signing_in.sign_in_page", next=wanted or None))
    if wants_json():
        return jsonify(message=SIGNED_OUT), 401
    carried = carried_letter()
    following = local_path(request.path) or local_path(request.path.rpartition("/")[0])
    view = SignInView(carried, following, ended=True, description=_description())
    return show_sign_in(view), 401


def _description() -> str:
    # Words about a picture are few: shown, to be typed once more.
    return "\n".join(filter(None, request.form.getlist("description"))) if from_here() else ""
