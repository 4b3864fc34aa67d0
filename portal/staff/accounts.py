"""People who write and read: found, made, changed, invited, closed."""

from __future__ import annotations

from dataclasses import fields

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from moderation.sanitise.text import TextTooLong
from portal.access import Permission, needs
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Arrangement
from portal.pages.door import this_work
from portal.services.accounts import (
    AccountClosed,
    LogInNameTaken,
    MailAddressNeeded,
    NameNeeded,
    Person,
    SameAddressOnBothSides,
    ask_for_unlock_code,
    change_person,
    close_account,
    find_account,
    find_accounts,
    make_account,
    newest_code,
    parties_of_account,
    person_of,
    sign_out_person,
)
from portal.services.arrangements import make_member, terms_of
from portal.staff.asked import Form, asked_id, asked_text, asked_token, error_list
from portal.staff.cases import party_of
from portal.staff.person import me
from portal.staff.words import ACCOUNT_STATES, CODE_STATES, SIDES

pages = Blueprint("accounts", __name__)

_FIELDS: dict[type[Exception], str] = {
    NameNeeded: "name",
    LogInNameTaken: "log_in_name",
    SameAddressOnBothSides: "mail",
    TextTooLong: "name",
}


@pages.get("/people")
@needs(Permission.SEE_CASES)
def list_page() -> ResponseReturnValue:
    """Accounts, newest first, or those whose names were asked for."""
    words = asked_text("find")
    found = find_accounts(this_work(), me().agency_id, words)
    return render_template("staff/people.html", found=found, words=words, states=ACCOUNT_STATES)


@pages.get("/people/new")
@needs(Permission.CASEWORK)
def new_page() -> ResponseReturnValue:
    """The form of a new account; it may be made for one side of an arrangement at once."""
    return _form(Person("", ""), token=new_id())


@pages.post("/people/new")
@needs(Permission.CASEWORK)
def make() -> ResponseReturnValue:
    """Make an account; a second press makes no second one."""
    work, token, person = this_work(), asked_token(request.form) or new_id(), _person(request.form)
    party = None
    if request.form.get("arrangement"):
        party = party_of(asked_id(request.form, "arrangement"), request.form.get("side", ""))
    try:
        if party is None:
            account = make_account(work, me().agency_id, person, token)
        else:
            account = make_member(work, me().agency_id, party.id, person, token)
    except tuple(_FIELDS) as refused:
        return _form(person, token=token, refused=refused)
    return redirect(url_for("accounts.account_page", account_id=account.id, done="account-made"), 303)


def _person(form: Form) -> Person:
    return Person(**{one.name: form.get(one.name, "") for one in fields(Person)})


def _form(
    person: Person, account: Account | None = None, token: str = "", refused: Exception | None = None
) -> tuple[str, int]:
    faults = {_FIELDS[type(refused)]: str(refused)} if refused else {}
    asked = request.args if request.method == "GET" else request.form
    page = render_template(
        "staff/person_form.html",
        person=person,
        account=account,
        token=token,
        arrangement=asked_id(asked, "arrangement"),
        side=asked.get("side", ""),
        sides=SIDES,
        faults=faults,
        errors=error_list(faults),
    )
    return page, 400 if refused else 200


@pages.get("/people/<id:account_id>")
@needs(Permission.SEE_CASES)
def account_page(account_id: str) -> ResponseReturnValue:
    """One person: how to reach them, what they belong to, and their invitation."""
    return _account(account_id)


def _account(account_id: str, fault: str = "") -> tuple[str, int]:
    work = this_work()
    account = find_account(work, me().agency_id, account_id)
    belongs = []
    for party in parties_of_account(work, account):
        arrangement = work.session.get_one(Arrangement, party.arrangement_id)
        belongs.append((party, terms_of(work, arrangement)))
    faults = {"": fault} if fault else {}
    page = render_template(
        "staff/person.html",
        account=account,
        person=person_of(work, account),
        belongs=belongs,
        code=newest_code(work, account),
        code_words=CODE_STATES,
        states=ACCOUNT_STATES,
        sides=SIDES,
        token=new_id(),
        faults=faults,
        errors=error_list(faults),
    )
    return page, 400 if fault else 200


@pages.get("/people/<id:account_id>/change")
@needs(Permission.CASEWORK)
def change_page(account_id: str) -> ResponseReturnValue:
    """The form of somebody's details as they are now."""
    account = find_account(this_work(), me().agency_id, account_id)
    return _form(person_of(this_work(), account), account)


@pages.post("/people/<id:account_id>/change")
@needs(Permission.CASEWORK)
def change(account_id: str) -> ResponseReturnValue:
    """Change somebody's details."""
    work, person = this_work(), _person(request.form)
    account = find_account(work, me().agency_id, account_id)
    try:
        change_person(work, account, person)
    except tuple(_FIELDS) as refused:
        return _form(person, account, refused=refused)
    return redirect(url_for("accounts.account_page", account_id=account_id, done="account-changed"), 303)


@pages.post("/people/<id:account_id>/code")
@needs(Permission.CASEWORK)
def ask_for_code(account_id: str) -> ResponseReturnValue:
    """Invite somebody, or help with a lost password: a new code by mail or by post."""
    work = this_work()
    account = find_account(work, me().agency_id, account_id)
    channel = "mail" if request.form.get("channel") == "mail" else "post"
    try:
        ask_for_unlock_code(work, account, channel, asked_token(request.form))
    except (MailAddressNeeded, AccountClosed) as refused:
        return _account(account_id, str(refused))
    return redirect(url_for("accounts.account_page", account_id=account_id, done="code-asked"), 303)


@pages.post("/people/<id:account_id>/sign-out")
@needs(Permission.CASEWORK)
def sign_out(account_id: str) -> ResponseReturnValue:
    """Sign somebody out on every phone and computer."""
    sign_out_person(this_work(), find_account(this_work(), me().agency_id, account_id))
    return redirect(url_for("accounts.account_page", account_id=account_id, done="signed-out"), 303)


@pages.post("/people/<id:account_id>/close")
@needs(Permission.CASEWORK)
def close(account_id: str) -> ResponseReturnValue:
    """Close an account: nobody can sign in with it any more."""
    close_account(this_work(), find_account(this_work(), me().agency_id, account_id))
    return redirect(url_for("accounts.account_page", account_id=account_id, done="account-closed"), 303)
