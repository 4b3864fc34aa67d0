"""The post room: what goes out on paper. Printing is a post, because it is recorded."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from moderation.sanitise.text import letter_html
from portal.access import Permission, needs
from portal.pages.door import this_work
from portal.pages.parts import begun
from portal.services.post_room import (
    code_letters,
    paper_letters,
    print_code_letter,
    print_letter,
    printed_picture,
)
from portal.staff.person import me

pages = Blueprint("post_room", __name__)


@pages.get("/post")
@needs(Permission.POST_ROOM)
def post_page() -> ResponseReturnValue:
    """What waits to be printed."""
    work, agency_id = this_work(), me().agency_id
    return render_template(
        "staff/post_room.html", codes=code_letters(work, agency_id), letters=paper_letters(work, agency_id)
    )


@pages.post("/post/codes/<id:code_id>")
@needs(Permission.POST_ROOM)
def print_code(code_id: str) -> ResponseReturnValue:
    """A letter with an unlock code, to print now."""
    letter, code = print_code_letter(this_work(), me().agency_id, code_id)
    return render_template(
        "print/unlock_letter.html",
        letter=letter,
        code=code,
        address=f"{this_work().house.settings.family_url}/unlock",
    )


@pages.post("/post/letters/<id:release_id>")
@needs(Permission.POST_ROOM)
def print_released(release_id: str) -> ResponseReturnValue:
    """A released letter, to print now."""
    printed = print_letter(this_work(), me().agency_id, release_id)
    return render_template(
        "print/released_for_post.html",
        printed=printed,
        letter=Markup(letter_html(printed.text)),  # noqa: S704 - letter_html escapes, then fences
    )


@pages.get("/post/pictures/<id:picture_id>")
@needs(Permission.POST_ROOM)
def picture(picture_id: str) -> ResponseReturnValue:
    """A picture of a released letter."""
    parts = printed_picture(this_work(), me().agency_id, picture_id)
    return Response(begun(parts), mimetype="image/jpeg")
