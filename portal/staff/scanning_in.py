"""Scanning in: a letter that came on paper is put on its way to the desk."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from moderation.sanitise.pictures import MAX_BYTES
from moderation.sanitise.refusals import Refused
from moderation.sanitise.text import TextTooLong, clean_text
from portal.access import Permission, needs
from portal.db import new_id
from portal.pages.door import this_work
from portal.pages.uploads import UploadedPicture, files_of, takes_pictures
from portal.services.arrangements import ChannelClosed, find_arrangement
from portal.services.draft_pictures import check_picture
from portal.services.scanning_in import (
    FormUsed,
    LetterOnPaper,
    NothingScanned,
    Scan,
    TooManyScans,
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

FIELDS = ("page", "picture")
"""Pages of the letter, and photographs that came with it."""

# Which field a sentence stands at.
_AT = {NothingScanned: "page", TooManyScans: "page", WriterNeeded: "writer"}


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
    scans, faults = _scans()
    faults |= _too_long(letter)
    if not faults:
        try:
            take_in(this_work(), me(), arrangement_id, token, letter, scans)
        except (NothingScanned, TooManyScans, WriterNeeded, ChannelClosed, FormUsed) as fault:
            faults = {_AT.get(type(fault), ""): str(fault)}
    if faults:
        return _form(arrangement_id, token, letter, faults), 400
    return redirect(url_for("cases.case_page", arrangement_id=arrangement_id, done="scanned-in"), 303)


def _too_long(letter: LetterOnPaper) -> dict[str, str]:
    faults = {}
    for field, words in (("text", letter.text), ("note", letter.note)):
        try:
            clean_text(words)
        except TextTooLong as fault:
            faults[field] = str(fault)
    return faults


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
        # A browser can't be given files back: whoever chose some must know that none was kept.
        lost=[len(files_of(field)) for field in FIELDS],
        faults=faults or {},
        errors=error_list(faults or {}),
    )


def _scans() -> tuple[list[Scan], dict[str, str]]:
    """The files of the form, pages first, and by field what can't be taken and why."""
    scans: list[Scan] = []
    faults: dict[str, str] = {}
    for field in FIELDS:
        for file in files_of(field):
            try:
                scans.append(_scan(file, page=field == "page"))
            except Refused as fault:
                faults[field] = f"{faults.get(field, '')} {file.filename}: {fault}".strip()
    return scans, faults


def _scan(untrusted: FileStorage, *, page: bool) -> Scan:
    upload = cast(UploadedPicture, untrusted.stream)
    photograph = check_picture(upload.head, upload.size, too_large=upload.too_large)
    name, scan_id = untrusted.filename or "", upload.new.row.subject_id
    return Scan(scan_id, upload.take, name, upload.digest, page, photograph)


@pages.errorhandler(RequestEntityTooLarge)
def _too_much_at_once(_fault: RequestEntityTooLarge) -> ResponseReturnValue:
    # Nothing of the form was read, and nothing can be asked of the database any more.
    arrangement_id = (request.view_args or {}).get("arrangement_id", "")
    return render_template("staff/too_large.html", arrangement_id=arrangement_id), 413
