"""The first page: what is waiting, what is due, what was begun, what was sent."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal.access import Permission, needs
from portal.family.person import me
from portal.family.places import begun_letters, sent_rows
from portal.pages.door import this_work
from portal.services.calendar import due_of
from portal.services.correspondence import correspondences
from portal.services.drafts import list_drafts
from portal.services.reading import released_letters
from portal.services.tracking import questions, sent_items

MOST_SENT_HERE = 3

pages = Blueprint("home", __name__)


@pages.get("/")
@needs(Permission.CORRESPOND)
def home_page() -> ResponseReturnValue:
    """Everything at one look."""
    work = this_work()
    mine = correspondences(work, me())
    return render_template(
        "family/home.html",
        waiting=[one for one in released_letters(work, me()) if not one.opened],
        questions=sent_rows(questions(work, me())),
        mine=[(one, due_of(work, one)) for one in mine],
        drafts=begun_letters(list_drafts(work, me()), mine),
        sent=sent_rows(sent_items(work, me(), MOST_SENT_HERE)),
        today=work.now.date(),
        welcome="welcome" in request.args,
    )
