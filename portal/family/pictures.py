"""The photographs, drawings and documents of a letter being written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import cast

from flask import Blueprint, Request, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from moderation.sanitise.first_look import LOOK_BYTES, first_look, is_photograph
from moderation.sanitise.kinds import Kind
from moderation.sanitise.pictures import MAX_BYTES
from moderation.sanitise.refusals import Refused, TooLarge
from moderation.sanitise.text import TextTooLong
from portal.access import Permission, needs
from portal.family.person import me
from portal.family.posted import wants_json
from portal.family.write_page import STEPS
from portal.pages.door import Try, limited, network_of, this_work
from portal.pages.faults import too_many
from portal.pages.uploads import UploadedPicture, files_of, takes_pictures
from portal.refusal import NotThere
from portal.services.correspondence import chosen, correspondences
from portal.services.draft_pictures import (
    TooManyPictures,
    attach_picture,
    check_picture,
    describe_picture,
    find_picture,
    is_attached,
    original_picture,
    photographs,
    pictures_of_draft,
    remove_picture,
)
from portal.services.drafts import AlreadySent, open_draft
from portal.throttle import UPLOADS, TooManyTries

pages = Blueprint("pictures", __name__)
SHOWN_KINDS: dict[Kind | None, str] = {
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
}
"""Kinds that browsers show, old ones too; for others there is a drawing of a picture or of a page."""

PHOTOGRAPHS = tuple(f"image/{one}" for one in ("jpeg", "png", "webp", "avif", "heic", "heif", "tiff", "gif"))
DOCUMENTS = (".pdf", ".docx", ".odt", ".rtf", ".doc", ".txt", ".eml")
"""What a browser offers to choose; by their names' ends, because telephones know no other name for some."""

NOTHING_CHOSEN = "Please choose a photo or a file first."
ONWARD = frozenset({"on", "words"})
"""Buttons that may be pressed with nothing chosen: on to the next page, and "Save these words"."""

# What somebody uploaded is shown to that person alone, and as nothing but a picture.
ORIGINAL_POLICY = "default-src 'none'; sandbox"


@pages.get("/letters/<id:draft_id>/pictures")
@needs(Permission.CORRESPOND)
def pictures_page(draft_id: str) -> ResponseReturnValue:
    """Add photographs and documents, say what they are, take them out."""
    return show_pictures(draft_id)


def show_pictures(draft_id: str, refused: Sequence[str] = (), faults: dict[str, str] | None = None) -> str:
    """The page of photographs and documents. `faults`: a sentence by the id of the picture it is about."""
    content = open_draft(this_work(), me(), draft_id).content
    to = chosen(correspondences(this_work(), me()), content.to)
    faults = faults or {}
    errors = [{"text": one, "href": "#picture"} for one in refused]
    errors += [{"text": fault, "href": f"#description-{one}"} for one, fault in faults.items()]
    pictures = pictures_of_draft(this_work(), me(), draft_id)
    most = min((one.card.most_pictures for one in to), default=None)
    return render_template(
        "family/pictures.html",
        draft_id=draft_id,
        pictures=pictures,
        photos=photographs(pictures),
        most=most,
        accepted=",".join(DOCUMENTS if most == 0 else (*PHOTOGRAPHS, *DOCUMENTS)),
        refused=refused,
        faults=faults,
        typed=_typed(),
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
    """Take the files of one form, each by itself, and the words about those that are here.

    Every button of the page comes here, so that files which are chosen but not yet added, and words
    not yet saved, aren't lost to somebody who goes straight on.
    """
    files = files_of("picture")
    refused = []
    for file in files:
        fault = _add(draft_id, file)
        if fault:
            refused.append(fault if len(files) == 1 else f"{file.filename}: {fault}")
    if not files and not ONWARD & request.form.keys():
        refused.append(NOTHING_CHOSEN)
    if wants_json():
        return (jsonify(error=refused[0]), 422) if refused else (jsonify(added=True), 201)
    faults = _describe(draft_id)
    if refused or faults:
        return show_pictures(draft_id, refused, faults), 400
    if "on" in request.form:
        return redirect(url_for("checking.check_page", draft_id=draft_id), 303)
    there = request.form.get("words", "")
    anchor = f"picture-{there}" if there in _typed() else None
    return redirect(url_for(".pictures_page", draft_id=draft_id, _anchor=anchor), 303)


def _typed() -> dict[str, str]:
    """The words of this form about pictures, by the picture's id."""
    return dict(zip(request.form.getlist("described"), request.form.getlist("description"), strict=False))


def _describe(draft_id: str) -> dict[str, str]:
    """Keep the words that are new; a sentence by the id of each picture whose words can't be kept."""
    typed, faults = _typed(), {}
    for one in pictures_of_draft(this_work(), me(), draft_id) if typed else ():
        words = typed.get(one.attachment.id, one.description)
        try:
            if words != one.description:
                describe_picture(this_work(), me(), draft_id, one.attachment.id, words)
        except TextTooLong as fault:
            faults[one.attachment.id] = str(fault)
    return faults


def _add(draft_id: str, untrusted: FileStorage) -> str:
    """Why a file is refused, or "" when it is taken."""
    upload = cast(UploadedPicture, untrusted.stream)
    try:
        photograph = check_picture(upload.head, upload.size, too_large=upload.too_large)
        if not is_attached(this_work(), me(), draft_id, upload.digest):
            name = untrusted.filename or ""
            attach_picture(
                this_work(), me(), draft_id, upload.take(), name, upload.digest, photograph=photograph
            )
    except (Refused, TooManyPictures) as refusal:
        return str(refusal)
    return ""


@pages.get("/letters/<id:draft_id>/pictures/<id:attachment_id>")
@needs(Permission.CORRESPOND)
def draft_picture(draft_id: str, attachment_id: str) -> ResponseReturnValue:
    """A picture as one uploaded it; a drawing of a page in place of a document."""
    if find_picture(this_work(), me(), attachment_id).draft_id != draft_id:
        raise NotThere
    return show_original(original_picture(this_work(), me(), attachment_id))


def show_original(parts: Iterator[bytes]) -> ResponseReturnValue:
    """One's own file, if it is of a kind that browsers show; otherwise a drawing in its place."""
    first = next(parts, b"")
    try:
        kind = first_look(first[:LOOK_BYTES])
    except Refused:
        kind = None
    if kind not in SHOWN_KINDS:
        drawing = "picture" if is_photograph(kind) else "page"
        return redirect(url_for("static", filename=f"images/{drawing}.svg"))
    response = Response(chain([first], parts), mimetype=SHOWN_KINDS[kind])
    response.headers["Content-Security-Policy"] = ORIGINAL_POLICY
    return response


@pages.post("/letters/<id:draft_id>/pictures/<id:attachment_id>/remove")
@needs(Permission.CORRESPOND)
def remove(draft_id: str, attachment_id: str) -> ResponseReturnValue:
    """Take a picture or document out, and keep what was typed about the others."""
    faults = _describe(draft_id)
    remove_picture(this_work(), me(), draft_id, attachment_id)
    faults.pop(attachment_id, None)
    if faults:
        return show_pictures(draft_id, faults=faults), 400
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
