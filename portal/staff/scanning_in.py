"""Scanning in: a letter that came on paper is put on its way to the desk."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from moderation.sanitise.pictures import MAX_BYTES
from moderation.sanitise.refusals import Refused
from moderation.sanitise.text import TextTooLong
from portal.access import Permission, needs
from portal.db import new_id
from portal.pages.door import this_work
from portal.pages.uploads import UploadedPicture, takes_pictures
from portal.services.arrangements import ChannelClosed, find_arrangement
from portal.services.draft_pictures import TooManyPictures, check_picture
from portal.services.scanning_in import (
    LetterOnPaper,
    NothingScanned,
    Scan,
    WriterNeeded,
    possible_writers,
    take_in,
)
from portal.staff.asked import asked_id, asked_token, error_list
from portal.staff.person import me
from portal.staff.words import SIDES

pages = Blueprint("scanning_in", __name__)

AT_ONCE = 2
"""So many of the largest files go in one form; a page scanned for reading is a twentieth of one."""

TOO_MUCH = "That was too much at once. Please scan at a lower quality, or in black and white, and try again."

# Which field a sentence stands at.
_FIELDS = {NothingScanned: "page", TooManyPictures: "page", WriterNeeded: "writer", TextTooLong: "text"}


@pages.get("/cases/<id:arrangement_id>/scan-in")
@needs(Permission.POST_ROOM)
def scan_page(arrangement_id: str) -> ResponseReturnValue:
    """The form for a letter on paper."""
    return _form(arrangement_id, new_id(), LetterOnPaper(""))


@pages.post("/cases/<id:arrangement_id>/scan-in")
@needs(Permission.POST_ROOM)
@takes_pictures(MAX_BYTES, AT_ONCE)
def take(arrangement_id: str) -> ResponseReturnValue:
    """Take the letter in; a second press makes no second one."""
    token = asked_token(request.form) or new_id()
    letter = LetterOnPaper(
        asked_id(request.form, "writer"), request.form.get("text", ""), request.form.get("note", "")
    )
    scans, refused = _scans()
    if refused:
        return _form(arrangement_id, token, letter, {"page": " ".join(refused)}), 400
    try:
        take_in(this_work(), me(), arrangement_id, token, letter, scans)
    except (NothingScanned, TooManyPictures, WriterNeeded, TextTooLong, ChannelClosed) as fault:
        return _form(arrangement_id, token, letter, {_FIELDS.get(type(fault), ""): str(fault)}), 400
    return redirect(url_for("cases.case_page", arrangement_id=arrangement_id, done="scanned-in"), 303)


def _form(
    arrangement_id: str, token: str, letter: LetterOnPaper, faults: dict[str, str] | None = None
) -> str:
    known = find_arrangement(this_work(), me().agency_id, arrangement_id)
    return render_template(
        "staff/scan_in.html",
        known=known,
        writers=possible_writers(this_work(), known),
        sides=SIDES,
        token=token,
        letter=letter,
        faults=faults or {},
        errors=error_list(faults or {}),
    )


def _scans() -> tuple[list[Scan], list[str]]:
    """The files of the form, pages first, and a sentence for each that can't be taken."""
    scans, refused = [], []
    for field in ("page", "picture"):
        for file in request.files.getlist(field):
            upload = cast(UploadedPicture, file.stream)
            if not file.filename and not upload.size:  # what a browser sends where nothing was chosen
                continue
            try:
                scans.append(_scan(upload, page=field == "page"))
            except Refused as fault:
                refused.append(f"{file.filename}: {fault}")
    return scans, refused


def _scan(upload: UploadedPicture, *, page: bool) -> Scan:
    photograph = check_picture(upload.head, upload.size, too_large=upload.too_large)
    return Scan(upload.new.row.subject_id, upload.take, upload.digest, page, photograph)


@pages.errorhandler(RequestEntityTooLarge)
def _too_much_at_once(_fault: RequestEntityTooLarge) -> ResponseReturnValue:
    # Nothing of the form was read: it is the one fault after which words must be typed again.
    arrangement_id = (request.view_args or {}).get("arrangement_id", "")
    return _form(arrangement_id, new_id(), LetterOnPaper(""), {"page": TOO_MUCH}), 413
