"""Arrangements: found, made, changed in versions, opened and closed; who belongs to which side."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from moderation.hints.hint import KIND_WORDS
from portal.access import Permission, needs
from portal.db import new_id
from portal.models.arrangement import Party
from portal.pages.door import this_work
from portal.refusal import NotThere
from portal.services.accounts import (
    AccountClosed,
    KnownAccount,
    SameAddressOnBothSides,
    find_account,
    find_accounts,
    person_of,
)
from portal.services.agencies import rules_of
from portal.services.arrangements import (
    KnownArrangement,
    NoSuchState,
    TermsChangedMeanwhile,
    add_member,
    change_terms,
    find_arrangement,
    find_arrangements,
    make_arrangement,
    members_of,
    remove_member,
    set_state,
)
from portal.staff.asked import asked_id, asked_number, asked_text, asked_token, error_list
from portal.staff.person import me
from portal.staff.terms_form import TermsForm, empty_form, form_of, read_form, terms_of_form, with_proposals
from portal.staff.words import ACCOUNT_STATES, ARRANGEMENT_STATES, BASES, MONTHS, SIDES

pages = Blueprint("cases", __name__)


@pages.get("/cases")
@needs(Permission.SEE_CASES)
def list_page() -> ResponseReturnValue:
    """Arrangements, newest first, or those whose names or reference were asked for."""
    words = asked_text("find")
    found = find_arrangements(this_work(), me().agency_id, words)
    return render_template("staff/cases.html", found=found, words=words, states=ARRANGEMENT_STATES)


@pages.get("/cases/<id:arrangement_id>")
@needs(Permission.SEE_CASES)
def case_page(arrangement_id: str) -> ResponseReturnValue:
    """One arrangement with its two sides."""
    return _case(arrangement_id)


def _case(arrangement_id: str, status: int = 200, fault: str = "") -> tuple[str, int]:
    work = this_work()
    known = find_arrangement(work, me().agency_id, arrangement_id)
    members = {
        side: [KnownAccount(one, person_of(work, one)) for one in members_of(work, party.id)]
        for side, party in known.parties.items()
    }
    words, side = asked_text("find"), asked_text("side")
    faults = {"": fault} if fault else {}
    page = render_template(
        "staff/case.html",
        known=known,
        members=members,
        sides=SIDES,
        states=ARRANGEMENT_STATES,
        account_states=ACCOUNT_STATES,
        words=words,
        side=side,
        found=find_accounts(work, me().agency_id, words) if words and side in SIDES else [],
        faults=faults,
        errors=error_list(faults),
    )
    return page, status


@pages.get("/cases/new")
@needs(Permission.CASEWORK)
def new_page() -> ResponseReturnValue:
    """The form of a new arrangement."""
    rules = rules_of(this_work(), me().agency_id)
    return _form(empty_form(rules.most_pictures), None, new_id())


@pages.post("/cases/new")
@needs(Permission.CASEWORK)
def make() -> ResponseReturnValue:
    """Make an arrangement; a second press makes no second one."""
    work, token = this_work(), asked_token(request.form) or new_id()
    form, unfinished = _asked_form()
    if unfinished:
        return _form(form, None, token)
    terms, faults = terms_of_form(form, None, me().id, work.now.date())
    if terms is None:
        return _form(form, None, token, 400, faults)
    made = make_arrangement(work, me().agency_id, terms, token)
    return redirect(url_for("cases.case_page", arrangement_id=made.id, done="arrangement-made"), 303)


@pages.get("/cases/<id:arrangement_id>/change")
@needs(Permission.CASEWORK)
def change_page(arrangement_id: str) -> ResponseReturnValue:
    """The form of an arrangement as it is now."""
    known = find_arrangement(this_work(), me().agency_id, arrangement_id)
    return _form(form_of(known.terms), known)


@pages.post("/cases/<id:arrangement_id>/change")
@needs(Permission.CASEWORK)
def change(arrangement_id: str) -> ResponseReturnValue:
    """Make a new version; if somebody else made one meanwhile, show both."""
    work = this_work()
    known = find_arrangement(work, me().agency_id, arrangement_id)
    form, unfinished = _asked_form()
    seen = asked_number(request.form, "version")
    if unfinished:
        return _form(form, known, seen=seen)
    terms, faults = terms_of_form(form, known.terms, me().id, work.now.date())
    if terms is None:
        return _form(form, known, "", 400, faults, seen=seen)
    if terms != known.terms:
        try:
            change_terms(work, arrangement_id, seen, terms)
        except TermsChangedMeanwhile as refused:
            return _form(form, known, "", 409, {"": str(refused)}, both=True)
    return redirect(
        url_for("cases.case_page", arrangement_id=arrangement_id, done="arrangement-changed"), 303
    )


def _asked_form() -> tuple[TermsForm, bool]:
    """What was posted, and whether it was sent only to be shown again with more on it."""
    more, suggest = request.form.get("more", ""), request.form.get("suggest", "")
    form = read_form(request.form, more)
    return with_proposals(form, suggest) if suggest else form, bool(more or suggest)


def _form(
    form: TermsForm,
    known: KnownArrangement | None,
    token: str = "",
    status: int = 200,
    faults: dict[str, str] | None = None,
    seen: int | None = None,
    *,
    both: bool = False,
) -> tuple[str, int]:
    """`both`: show the terms as they are now beneath what was typed; saving then knows of them."""
    current = known.arrangement.version if known else 0
    page = render_template(
        "staff/terms_form.html",
        form=form,
        known=known,
        token=token,
        version=current if seen is None else seen,
        both=both,
        kinds=[(str(kind), words.capitalize()) for kind, words in KIND_WORDS.items()],
        months=[(str(number), name) for number, name in enumerate(MONTHS, start=1)],
        bases=[(one, one.capitalize(), "") for one in BASES],
        sides=SIDES,
        faults=faults or {},
        errors=error_list(faults or {}),
    )
    return page, status


@pages.post("/cases/<id:arrangement_id>/state")
@needs(Permission.CASEWORK)
def change_state(arrangement_id: str) -> ResponseReturnValue:
    """Open or close the exchange."""
    find_arrangement(this_work(), me().agency_id, arrangement_id)
    try:
        set_state(this_work(), arrangement_id, request.form.get("state", ""))
    except NoSuchState as refused:
        return _case(arrangement_id, 400, str(refused))
    return redirect(url_for("cases.case_page", arrangement_id=arrangement_id, done="state-set"), 303)


def party_of(arrangement_id: str, side: str) -> Party:
    """One side of an arrangement of one's own agency. Raises NotThere."""
    known = find_arrangement(this_work(), me().agency_id, arrangement_id)
    if side not in known.parties:
        raise NotThere
    return known.parties[side]


@pages.post("/cases/<id:arrangement_id>/members/<side>/add")
@needs(Permission.CASEWORK)
def add(arrangement_id: str, side: str) -> ResponseReturnValue:
    """Put somebody who has an account on one side."""
    work = this_work()
    party = party_of(arrangement_id, side)
    account = find_account(work, me().agency_id, asked_id(request.form, "account"))
    try:
        add_member(work, party.id, account)
    except (SameAddressOnBothSides, AccountClosed) as refused:
        return _case(arrangement_id, 400, str(refused))
    return redirect(url_for("cases.case_page", arrangement_id=arrangement_id, done="member-added"), 303)


@pages.post("/cases/<id:arrangement_id>/members/<side>/remove")
@needs(Permission.CASEWORK)
def remove(arrangement_id: str, side: str) -> ResponseReturnValue:
    """Take somebody off one side."""
    party = party_of(arrangement_id, side)
    account = find_account(this_work(), me().agency_id, asked_id(request.form, "account"))
    remove_member(this_work(), party.id, account)
    return redirect(url_for("cases.case_page", arrangement_id=arrangement_id, done="member-removed"), 303)
