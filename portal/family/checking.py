"""The letter as its reader will see it, and sending it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from moderation.sanitise.text import TextTooLong
from portal.access import Permission, needs
from portal.family.letter_view import LONGEST_QUOTE, hint_questions, letter_markup
from portal.family.person import me
from portal.family.write_page import STEPS
from portal.pages.door import limited, network_of, this_work
from portal.services.arrangements import ChannelClosed
from portal.services.draft_pictures import TooManyPictures
from portal.services.drafts import AlreadySent, DraftChangedElsewhere
from portal.services.letters import EmptyLetter, LookedOver, NobodyChosen, look_over, submit
from portal.throttle import LOOKS

pages = Blueprint("checking", __name__)

MOST_ANSWERS = 100


@pages.get("/letters/<id:draft_id>/check")
@needs(Permission.CORRESPOND)
@limited(lambda untrusted: [(LOOKS, (network_of(untrusted),))])
def check_page(draft_id: str) -> ResponseReturnValue:
    """Look at the letter once more before it goes."""
    return show_check(look_over(this_work(), me(), draft_id))


@pages.post("/letters/<id:draft_id>/check")
@needs(Permission.CORRESPOND)
@limited(lambda untrusted: [(LOOKS, (network_of(untrusted),))])
def may_stay(draft_id: str) -> ResponseReturnValue:
    """The writer says that some words may stay: they are not asked about again on this page."""
    return show_check(look_over(this_work(), me(), draft_id), answered=_answered())


def _answered() -> list[str]:
    """Words of questions that were answered, from the page itself: nothing is kept."""
    said = [words[: LONGEST_QUOTE + 2] for words in request.form.getlist("stays")]
    return list(dict.fromkeys(said))[:MOST_ANSWERS]


def show_check(seen: LookedOver, changed: str = "", answered: Sequence[str] = ()) -> str:
    """The check page. `changed`: a sentence, if the letter is not the one that was looked at before;
    `answered`: words that the writer said may stay."""
    problem = [{"text": str(seen.problem), "href": mend_url(seen)}] if seen.problem else []
    return render_template(
        "family/check.html",
        seen=seen,
        letter=letter_markup(seen.text),
        note=letter_markup(seen.note),
        questions=hint_questions(seen.hints, answered),
        answered=answered,
        changed=changed,
        errors=problem,
        closed=isinstance(seen.problem, ChannelClosed),
        too_long=isinstance(seen.problem, TextTooLong),
        steps=STEPS,
    )


def mend_url(seen: LookedOver) -> str:
    """Where what stands in the way of sending can be put right."""
    if isinstance(seen.problem, TooManyPictures):
        return url_for("pictures.pictures_page", draft_id=seen.draft.id)
    place = {NobodyChosen: "to", EmptyLetter: "text", TextTooLong: "text", ChannelClosed: "to"}
    anchor = place[type(seen.problem)]
    return url_for("writing.write_page", draft_id=seen.draft.id, _anchor=anchor)


@pages.post("/letters/<id:draft_id>/send")
@needs(Permission.CORRESPOND)
def send(draft_id: str) -> ResponseReturnValue:
    """Send the letter that was looked at."""
    try:
        item = submit(this_work(), me(), draft_id, request.form.get("version", 0, type=int))
    except DraftChangedElsewhere as refusal:
        return show_check(look_over(this_work(), me(), draft_id), changed=str(refusal)), 409
    except (EmptyLetter, NobodyChosen, TooManyPictures, TextTooLong, ChannelClosed):
        return show_check(look_over(this_work(), me(), draft_id)), 400
    return redirect(url_for("sent.letter_page", item_id=item.id, just="sent"), 303)


@pages.errorhandler(AlreadySent)
def _went_already(sent: AlreadySent) -> ResponseReturnValue:
    return redirect(url_for("sent.letter_page", item_id=sent.item_id), 303)
