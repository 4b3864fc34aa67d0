"""The photographs and drawings of a letter being written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import cast

from flask import Blueprint, Request, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from moderation.sanitise.pictures import MAX_BYTES, EmptyFile, PictureRefused, TooLarge, picture_kind
from moderation.sanitise.text import TextTooLong
from portal.access import Permission, needs
from portal.family.person import me
from portal.family.posted import wants_json
from portal.family.write_page import STEPS
from portal.pages.door import Try, limited, network_of, this_work
from portal.pages.faults import too_many
from portal.pages.uploads import UploadedPicture, takes_pictures
from portal.services.correspondence import chosen, correspondences
from portal.services.draft_pictures import (
    TooManyPictures,
    attach_picture,
    check_picture,
    describe_picture,
    find_picture,
    original_picture,
    pictures_of_draft,
    remove_picture,
)
from portal.services.drafts import AlreadySent, NotThere, open_draft
from portal.throttle import UPLOADS, TooManyTries

pages = Blueprint("pictures", __name__)
SHOWN_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
"""Kinds that browsers show; for others there is a drawing of a picture."""

# What somebody uploaded is shown to that person alone, and as nothing but a picture.
ORIGINAL_POLICY = "default-src 'none'; sandbox"


@pages.get("/letters/<id:draft_id>/pictures")
@needs(Permission.CORRESPOND)
def pictures_page(draft_id: str) -> ResponseReturnValue:
    """Add photographs, say what is on them, take them out."""
    return show_pictures(draft_id)


def show_pictures(draft_id: str, refused: Sequence[str] = (), faults: dict[str, str] | None = None) -> str:
    """The page of photographs. `faults`: a sentence by the id of the picture it is about."""
    content = open_draft(this_work(), me(), draft_id).content
    to = chosen(correspondences(this_work(), me()), content.to)
    faults = faults or {}
    errors = [{"text": one, "href": "#picture"} for one in refused]
    errors += [{"text": fault, "href": f"#description-{one}"} for one, fault in faults.items()]
    return render_template(
        "family/pictures.html",
        draft_id=draft_id,
        pictures=pictures_of_draft(this_work(), me(), draft_id),
        most=min((one.card.most_pictures for one in to), default=None),
        refused=refused,
        faults=faults,
        typed=request.form.get("description", ""),
        errors=errors,
        steps=STEPS,
    )


def _tries(untrusted: Request) -> Sequence[Try]:
    return [(UPLOADS, (network_of(untrusted),))]


@pages.post("/letters/<id:draft_id>/pictures")
@needs(Permission.CORRESPOND)
@limited(_tries)
@takes_pictures(MAX_BYTES)
def add_pictures(draft_id: str) -> ResponseReturnValue:
    """Take the pictures of one form; each is taken or refused by itself."""
    # One that only opens a file chooser and presses the button sends one part without name and bytes.
    files = request.files.getlist("picture")
    refused = []
    for file in files:
        fault = _add(draft_id, file)
        if fault:
            refused.append(fault if len(files) == 1 else f"{file.filename}: {fault}")
    if not files:
        refused.append(EmptyFile.sentence)
    if wants_json():
        return (jsonify(error=refused[0]), 422) if refused else (jsonify(added=True), 201)
    if refused:
        return show_pictures(draft_id, refused), 400
    return redirect(url_for(".pictures_page", draft_id=draft_id), 303)


def _add(draft_id: str, untrusted: FileStorage) -> str:
    """Why a file is refused, or "" when it is taken."""
    upload = cast(UploadedPicture, untrusted.stream)
    try:
        check_picture(upload.head, upload.size, too_large=upload.too_large)
        attach_picture(this_work(), me(), draft_id, upload.take(), untrusted.filename or "")
    except (PictureRefused, TooManyPictures) as refusal:
        return str(refusal)
    return ""


@pages.get("/letters/<id:draft_id>/pictures/<id:attachment_id>")
@needs(Permission.CORRESPOND)
def draft_picture(draft_id: str, attachment_id: str) -> ResponseReturnValue:
    """A picture as one uploaded it."""
    if find_picture(this_work(), me(), attachment_id).draft_id != draft_id:
        raise NotThere
    return show_original(original_picture(this_work(), me(), attachment_id))


def show_original(parts: Iterator[bytes]) -> ResponseReturnValue:
    """One's own file, if it is of a kind that browsers show; otherwise a drawing in its place."""
    first = next(parts, b"")
    kind = SHOWN_KINDS.get(picture_kind(first[:64]) or "")
    if kind is None:
        return redirect(url_for("static", filename="images/picture.svg"))
    response = Response(chain([first], parts), mimetype=kind)
    response.headers["Content-Security-Policy"] = ORIGINAL_POLICY
    response.headers["Content-Disposition"] = "inline"
    return response


@pages.post("/letters/<id:draft_id>/pictures/<id:attachment_id>/describe")
@needs(Permission.CORRESPOND)
def describe(draft_id: str, attachment_id: str) -> ResponseReturnValue:
    """Say what is on a picture."""
    try:
        describe_picture(this_work(), me(), draft_id, attachment_id, request.form.get("description", ""))
    except TextTooLong as fault:
        return show_pictures(draft_id, faults={attachment_id: str(fault)}), 400
    return redirect(url_for(".pictures_page", draft_id=draft_id, _anchor=f"picture-{attachment_id}"), 303)


@pages.post("/letters/<id:draft_id>/pictures/<id:attachment_id>/remove")
@needs(Permission.CORRESPOND)
def remove(draft_id: str, attachment_id: str) -> ResponseReturnValue:
    """Take a picture out."""
    remove_picture(this_work(), me(), draft_id, attachment_id)
    return redirect(url_for(".pictures_page", draft_id=draft_id), 303)


@pages.errorhandler(AlreadySent)
def _went_already(sent: AlreadySent) -> ResponseReturnValue:
    if wants_json():
        return jsonify(error=str(sent)), 409
    return redirect(url_for("sent.letter_page", item_id=sent.item_id), 303)


@pages.errorhandler(TooManyTries)
def _too_often(refusal: TooManyTries) -> ResponseReturnValue:
    if wants_json():
        return jsonify(error=str(refusal)), 429
    return too_many(refusal)


@pages.errorhandler(RequestEntityTooLarge)
def _too_much_at_once(_fault: RequestEntityTooLarge) -> ResponseReturnValue:
    if wants_json():
        return jsonify(error=TooLarge.sentence), 413
    draft_id = (request.view_args or {}).get("draft_id", "")
    return render_template("family/too_large.html", draft_id=draft_id), 413
