"""Reading letters that were let through. Nobody is surprised by one: it opens when its reader says so."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Permission, needs
from portal.family.letter_pdf import letter_pdf
from portal.family.letter_view import letter_markup
from portal.family.person import me
from portal.pages.door import this_door, this_work
from portal.pages.parts import begun
from portal.services.reading import (
    mark_opened,
    read_letter,
    read_picture,
    released_letters,
    waiting_letter,
)
from portal.throttle import KEPT_LETTERS

pages = Blueprint("reading", __name__)
FILE_NAME = "letter.pdf"


@pages.get("/letters-for-you")
@needs(Permission.CORRESPOND)
def list_page() -> ResponseReturnValue:
    """All letters that came, newest first."""
    return render_template("family/letters_for_you.html", letters=released_letters(this_work(), me()))


@pages.get("/letters-for-you/<id:release_id>")
@needs(Permission.CORRESPOND)
def letter_page(release_id: str) -> ResponseReturnValue:
    """The letter, if it was opened before; a calm page in front of it, if not."""
    waiting = waiting_letter(this_work(), me(), release_id)
    if not waiting.opened:
        return render_template("family/waiting_letter.html", waiting=waiting)
    letter = read_letter(this_work(), me(), waiting)
    return render_template("family/read.html", letter=letter, words=letter_markup(letter.text))


@pages.post("/letters-for-you/<id:release_id>/open")
@needs(Permission.CORRESPOND)
def open_letter(release_id: str) -> ResponseReturnValue:
    """Open it now."""
    mark_opened(this_work(), me(), release_id)
    return redirect(url_for(".letter_page", release_id=release_id), 303)


@pages.get("/letters-for-you/<id:release_id>/print")
@needs(Permission.CORRESPOND)
def print_page(release_id: str) -> ResponseReturnValue:
    """The letter for paper."""
    waiting = waiting_letter(this_work(), me(), release_id)
    if not waiting.opened:
        return redirect(url_for(".letter_page", release_id=release_id))
    letter = read_letter(this_work(), me(), waiting)
    return render_template("print/letter.html", letter=letter, words=letter_markup(letter.text))


@pages.get("/letters-for-you/<id:release_id>/letter.pdf")
@needs(Permission.CORRESPOND)
def letter_file(release_id: str) -> ResponseReturnValue:
    """The letter as a file to keep, called the same for everybody."""
    waiting = waiting_letter(this_work(), me(), release_id)
    if not waiting.opened:
        return redirect(url_for(".letter_page", release_id=release_id))
    # Setting one takes a second or more of the door's time.
    this_door().throttle.count(KEPT_LETTERS, me().account.id)
    letter = read_letter(this_work(), me(), waiting)
    response = Response(letter_pdf(this_work(), me(), letter), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE_NAME}"
    return response


@pages.get("/letters-for-you/<id:release_id>/pictures/<id:picture_id>")
@needs(Permission.CORRESPOND)
def picture(release_id: str, picture_id: str) -> ResponseReturnValue:
    """A picture of a letter; with ?small, one for the page."""
    small = "small" in request.args
    parts = read_picture(this_work(), me(), release_id, picture_id, small=small)
    return Response(begun(parts), mimetype="image/jpeg")
