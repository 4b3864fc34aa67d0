"""Writing a letter: the words, whom it is for, and a private note to the team."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Request, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from moderation.sanitise.text import TextTooLong
from portal.access import Permission, needs
from portal.db import new_id
from portal.family.person import me
from portal.family.places import places_of
from portal.family.posted import PostedLetter, from_here, posted_letter, wants_json
from portal.family.write_page import WriteView, changed_elsewhere, show_words, show_write_page
from portal.pages.door import Try, limited, network_of, this_work
from portal.pages.faults import form_too_old
from portal.pages.ids import is_id
from portal.refusal import NotThere
from portal.services.correspondence import correspondences
from portal.services.drafts import (
    AlreadySent,
    DraftChangedElsewhere,
    DraftContent,
    TooManyDrafts,
    find_draft,
    open_draft,
)
from portal.services.letters import NobodyChosen, save_letter, throw_away
from portal.services.tracking import asked_about
from portal.throttle import SAVES

pages = Blueprint("writing", __name__)


def _tries(untrusted: Request) -> Sequence[Try]:
    return [(SAVES, (network_of(untrusted),))]


@pages.get("/letters/new")
@needs(Permission.CORRESPOND)
def new_letter() -> ResponseReturnValue:
    """An empty page. Its draft's id stands in the address, so that the Back button finds the words again."""
    to, draft_id = request.args.get("to", ""), request.args.get("draft", "")
    mine = correspondences(this_work(), me())
    if to and to not in {one.party.id for one in mine}:
        raise NotThere
    if not is_id(draft_id):
        return redirect(url_for(".new_letter", draft=new_id(), to=to or None))
    try:
        find_draft(this_work(), me(), draft_id)
        return redirect(url_for(".write_page", draft_id=draft_id))
    except AlreadySent as sent:
        return redirect(url_for("sent.letter_page", item_id=sent.item_id))
    except NotThere:
        pass
    if not mine:
        return render_template("family/nobody_yet.html")
    chosen = (to,) if to else tuple(one.party.id for one in mine if len(mine) == 1)
    return show_write_page(this_work(), me(), PostedLetter(draft_id, DraftContent(to=chosen), 0))


@pages.get("/letters/<id:draft_id>")
@needs(Permission.CORRESPOND)
def write_page(draft_id: str) -> ResponseReturnValue:
    """Go on with a letter."""
    try:
        known = open_draft(this_work(), me(), draft_id)
    except AlreadySent as sent:
        return redirect(url_for("sent.letter_page", item_id=sent.item_id))
    letter = PostedLetter(draft_id, known.content, known.draft.version)
    nobody = "nobody" in request.args and not known.content.to
    view = WriteView(
        kept="kept" in request.args,
        to_fault=str(NobodyChosen()) if nobody else "",
        asked=places_of(asked_about(this_work(), me(), known.draft.again_of)),
    )
    return show_write_page(this_work(), me(), letter, view)


@pages.post("/letters/<id:draft_id>")
@needs(Permission.CORRESPOND)
@limited(_tries)
def save_and_go_on(draft_id: str) -> ResponseReturnValue:
    """Save the words and go on to the photographs, or home ("Save and finish later")."""
    letter, work = posted_letter(draft_id), this_work()
    try:
        save_letter(work, me(), draft_id, letter.content, letter.version)
    except DraftChangedElsewhere:
        return changed_elsewhere(work, me(), letter)
    except AlreadySent as sent:
        return show_words(letter.content, sent.item_id), 409
    except (TextTooLong, TooManyDrafts) as fault:
        return show_write_page(work, me(), letter, WriteView(text_fault=str(fault))), 400
    if "later" in request.form:
        return redirect(url_for("home.home_page"), 303)
    if not letter.content.to:
        # All is saved, so the fault is said on a page of its own address: a browser can't go back to the
        # answer to a form without showing a frightening page of its own.
        return redirect(url_for(".write_page", draft_id=draft_id, nobody=""), 303)
    return redirect(url_for("pictures.pictures_page", draft_id=draft_id), 303)


@pages.post("/letters/<id:draft_id>/save")
@needs(Permission.CORRESPOND)
@limited(_tries)
def save_quietly(draft_id: str) -> ResponseReturnValue:
    """Save while somebody writes; answers with the new version."""
    letter = posted_letter(draft_id)
    try:
        draft = save_letter(this_work(), me(), draft_id, letter.content, letter.version)
    except (DraftChangedElsewhere, AlreadySent) as refusal:
        return jsonify(message=f"{refusal} Your words are still on this page."), 409
    except (TextTooLong, TooManyDrafts) as fault:
        return jsonify(message=str(fault)), 422
    return jsonify(version=draft.version)


@pages.get("/letters/<id:draft_id>/throw-away")
@needs(Permission.CORRESPOND)
def throw_away_page(draft_id: str) -> ResponseReturnValue:
    """Are you sure?"""
    find_draft(this_work(), me(), draft_id)
    return render_template("family/throw_away.html", draft_id=draft_id)


@pages.post("/letters/<id:draft_id>/throw-away")
@needs(Permission.CORRESPOND)
def throw_away_now(draft_id: str) -> ResponseReturnValue:
    """Throw a letter away that was not sent."""
    throw_away(this_work(), me(), draft_id)
    return redirect(url_for("home.home_page"), 303)


@pages.errorhandler(AlreadySent)
def _went_already(sent: AlreadySent) -> ResponseReturnValue:
    return redirect(url_for("sent.letter_page", item_id=sent.item_id), 303)


@pages.errorhandler(CSRFError)
def _words_again(fault: CSRFError) -> ResponseReturnValue:
    """A form from before the last sign-in: show it again, whole, with a token that works."""
    draft_id = (request.view_args or {}).get("draft_id", "")
    if wants_json() or not from_here() or "text" not in request.form:
        return form_too_old(fault)
    return render_template("family/press_again.html", letter=posted_letter(draft_id)), 400
