"""How good the hints are, and the team's own words for them: a manager's pages."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Permission, needs
from portal.models.staff import StaffAccount
from portal.pages.door import this_work
from portal.refusal import NotThere
from portal.services.agency_words import (
    AgencyWord,
    OwnProposal,
    SettledAlready,
    WordState,
    settle_words,
    words_of_agency,
)
from portal.services.rule_counts import rule_figures
from portal.services.staff_accounts import staff_name
from portal.staff.asked import error_list
from portal.staff.person import me
from portal.staff.words import RULE_WORDS, WORD_LISTS, WORD_STATES

pages = Blueprint("hint_lists", __name__)

_PRESSED = {
    "accept": WordState.ACCEPTED,
    "decline": WordState.DECLINED,
    "remove": WordState.REMOVED,
}


@pages.get("/hints")
@needs(Permission.MANAGE_HINTS)
def figures_page() -> ResponseReturnValue:
    """How often each rule was right."""
    figures = rule_figures(this_work(), me().agency_id)
    return render_template("staff/hint_figures.html", figures=figures, rule_words=RULE_WORDS)


@pages.get("/hints/words")
@needs(Permission.MANAGE_HINTS)
def words_page() -> ResponseReturnValue:
    """The team's own words: proposed, in use, and of before."""
    return _words()


def _words(status: int = 200, fault: str = "") -> tuple[str, int]:
    there = words_of_agency(this_work(), me().agency_id)
    people = {one for word in there for one in (word.proposed_by, word.settled_by) if one}
    faults = {"": fault} if fault else {}
    page = render_template(
        "staff/hint_words.html",
        proposed=_in_state(there, WordState.PROPOSED),
        accepted=_in_state(there, WordState.ACCEPTED),
        past=[*_in_state(there, WordState.DECLINED), *_in_state(there, WordState.REMOVED)],
        names={one: _name(one) for one in people},
        lists=WORD_LISTS,
        states=WORD_STATES,
        own_id=me().id,
        faults=faults,
        errors=error_list(faults),
    )
    return page, status


def _in_state(there: list[AgencyWord], state: WordState) -> list[AgencyWord]:
    return [one for one in there if one.state is state]


def _name(staff_id: str) -> str:
    staff = this_work().session.get(StaffAccount, staff_id)
    return staff_name(this_work(), staff) if staff is not None else "somebody"


@pages.post("/hints/words/<id:word_id>")
@needs(Permission.MANAGE_HINTS)
def settle(word_id: str) -> ResponseReturnValue:
    """Accept, decline, or take off."""
    state = _PRESSED.get(request.form.get("go", ""))
    if all(one.id != word_id for one in words_of_agency(this_work(), me().agency_id)):
        raise NotThere
    if state is None:
        return _words(400, "Please press one of the buttons.")
    try:
        settle_words(this_work(), me(), word_id, state)
    except (SettledAlready, OwnProposal) as refused:
        return _words(409, str(refused))
    return redirect(url_for("hint_lists.words_page", done="words-settled"), 303)
