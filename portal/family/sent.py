"""Letters one sent in, and where they are."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Permission, needs
from portal.db import new_id
from portal.family.letter_view import own_letter_markup
from portal.family.person import me
from portal.family.pictures import show_original
from portal.family.places import places_of, sent_rows
from portal.family.write_page import STEPS
from portal.pages.door import this_work
from portal.pages.ids import is_id
from portal.refusal import NotThere
from portal.services.draft_pictures import find_picture, original_picture
from portal.services.drafts import AlreadySent
from portal.services.letters import begin_again
from portal.services.tracking import own_item, sent_items, sent_letter

pages = Blueprint("sent", __name__)


@pages.get("/sent")
@needs(Permission.CORRESPOND)
def list_page() -> ResponseReturnValue:
    """All letters one sent in, newest first."""
    return render_template("family/sent_list.html", sent=sent_rows(sent_items(this_work(), me())))


@pages.get("/sent/<id:item_id>")
@needs(Permission.CORRESPOND)
def letter_page(item_id: str) -> ResponseReturnValue:
    """One letter: where it is, what the team said, and the letter itself."""
    sent = sent_letter(this_work(), me(), item_id)
    return render_template(
        "family/sent_letter.html",
        sent=sent,
        places=places_of(sent.progress),
        letter=own_letter_markup(sent.text),
        note=own_letter_markup(sent.note),
        just_sent="just" in request.args,
        fresh_draft=new_id(),
        steps=STEPS,
    )


@pages.get("/sent/<id:item_id>/pictures/<id:attachment_id>")
@needs(Permission.CORRESPOND)
def sent_picture(item_id: str, attachment_id: str) -> ResponseReturnValue:
    """A picture one sent in, as one uploaded it."""
    own_item(this_work(), me(), item_id)
    if find_picture(this_work(), me(), attachment_id).item_id != item_id:
        raise NotThere
    return show_original(original_picture(this_work(), me(), attachment_id))


@pages.post("/sent/<id:item_id>/again")
@needs(Permission.CORRESPOND)
def change_and_send_again(item_id: str) -> ResponseReturnValue:
    """Put a letter that came back on the writing page."""
    draft_id = request.form.get("draft_id", "")
    if not is_id(draft_id):
        raise NotThere
    try:
        draft = begin_again(this_work(), me(), item_id, draft_id)
    except AlreadySent as sent:
        return redirect(url_for(".letter_page", item_id=sent.item_id), 303)
    return redirect(url_for("writing.write_page", draft_id=draft.id), 303)
