"""The page one writes on, and the pages that give words back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.family.places import Place
from portal.family.posted import PostedLetter
from portal.services.correspondence import correspondences
from portal.services.drafts import DraftContent, open_draft
from portal.services.sign_in import SignedIn
from portal.work import Work

STEPS = ("Write", "Photos", "Check", "Sent")


@dataclass(frozen=True)
class WriteView:
    """What the writing page shows besides: a field's fault, another window's words, and a question."""

    text_fault: str = ""
    to_fault: str = ""
    elsewhere: DraftContent | None = None
    kept: bool = False
    asked: Sequence[Place] = ()


def show_write_page(work: Work, me: SignedIn, letter: PostedLetter, view: WriteView | None = None) -> str:
    """The page with the letter's box, filled with `letter`."""
    view = view or WriteView()
    mine = correspondences(work, me)
    errors = [
        {"text": fault, "href": href}
        for fault, href in ((view.to_fault, "#to"), (view.text_fault, "#text"))
        if fault
    ]
    return render_template(
        "family/write.html",
        letter=letter,
        mine=mine,
        closed=[one for one in mine if not one.open],
        view=view,
        errors=errors,
        steps=STEPS,
    )


def changed_elsewhere(work: Work, me: SignedIn, letter: PostedLetter) -> ResponseReturnValue:
    """Two windows wrote one letter: this one's words in the box, the other's below. Saving keeps the box."""
    known = open_draft(work, me, letter.draft_id)
    now = PostedLetter(letter.draft_id, letter.content, known.draft.version)
    return show_write_page(work, me, now, WriteView(elsewhere=known.content)), 409


def show_words(content: DraftContent, sent_item: str | None = None) -> str:
    """Words that can't be kept in a draft, in boxes to copy from."""
    return render_template("family/your_words.html", content=content, sent_item=sent_item)
