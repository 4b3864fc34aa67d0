"""Words posted after the session had ended: carried over the sign-in, and never lost on the way."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from moderation.sanitise.text import TextTooLong
from portal.family.posted import PostedLetter, from_here, posted_letter
from portal.family.write_page import changed_elsewhere, show_words
from portal.refusal import NotThere
from portal.services.drafts import AlreadySent, DraftChangedElsewhere, TooManyDrafts
from portal.services.letters import save_letter
from portal.services.sign_in import SignedIn
from portal.work import Work

LETTER_FIELDS = ("text", "note")


def carried_letter() -> PostedLetter | None:
    """The letter in a form that met no session, or that comes with a sign-in; None if there is none."""
    draft_id = (request.view_args or {}).get("draft_id") or request.form.get("draft_id", "")
    written = any(request.form.get(name, "").strip() for name in LETTER_FIELDS)
    return posted_letter(str(draft_id)) if draft_id and written and from_here() else None


def keep_carried(work: Work, me: SignedIn, carried: PostedLetter) -> ResponseReturnValue:
    """Save carried words into the draft they were written for; if that can't be, show them."""
    try:
        save_letter(work, me, carried.draft_id, carried.content, carried.version)
    except DraftChangedElsewhere:
        return changed_elsewhere(work, me, carried)
    except (NotThere, AlreadySent, TextTooLong, TooManyDrafts):
        # Somebody else's letter, or one that has left: the words are shown, and go nowhere by themselves.
        return show_words(carried.content), 200
    return redirect(url_for("writing.write_page", draft_id=carried.draft_id, kept="1"), 303)


@dataclass(frozen=True)
class SignInView:
    """The sign-in page: what was typed, where to go on to, what went wrong, and words that wait."""

    carried: PostedLetter | None = None
    following: str = ""
    name: str = ""
    refusal: str = ""
    ended: bool = False
    description: str = ""


def show_sign_in(view: SignInView) -> str:
    """The sign-in page, with what was written in its hidden fields."""
    errors = [{"text": view.refusal, "href": "#log_in_name"}] if view.refusal else []
    return render_template("family/sign_in.html", view=view, errors=errors)
