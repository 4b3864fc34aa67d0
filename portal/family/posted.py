"""A letter's form as it was posted: the words, the private note, whom it is for, and the version seen."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from portal.services.drafts import DraftContent


@dataclass(frozen=True)
class PostedLetter:
    """Untrusted, and kept word for word: nothing that somebody wrote is changed on its way."""

    draft_id: str
    content: DraftContent
    version: int


def posted_letter(draft_id: str) -> PostedLetter:
    """The letter in this request's form."""
    form = request.form
    content = DraftContent(
        text=_lines(form.get("text", "")),
        note=_lines(form.get("note", "")),
        to=tuple(dict.fromkeys(form.getlist("to"))),
    )
    return PostedLetter(draft_id, content, form.get("version", 0, type=int))


def _lines(untrusted: str) -> str:
    # Browsers send line ends as two characters; a text area shows them as one.
    return untrusted.replace("\r\n", "\n")


def wants_json() -> bool:
    """Did one of our scripts ask, and not a person's browser?"""
    return request.headers.get("X-Requested-With") == "fetch"


def from_here() -> bool:
    """Was this form on a page of ours? Only such a form gets its words back into a form that works.

    Browsers too old to say are believed: they lose more by losing words.
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
