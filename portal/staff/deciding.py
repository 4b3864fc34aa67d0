"""Deciding: the preview of exactly what the recipient will get, and one form for each decision."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from moderation.decision import DecisionOutdated, NotInAgreement, content_digest
from moderation.hints.hint import Strength
from moderation.lifecycle import TRANSITIONS, Action, NotYours, Role, State
from moderation.sanitise.text import letter_html
from portal.access import Permission, needs
from portal.pages.door import this_work
from portal.second_opinion import recogniser_of
from portal.services.arrangements import ChannelClosed
from portal.services.choosing import hints_left, holds_left
from portal.services.decided import decided_already
from portal.services.deciding import (
    NothingToRelease,
    Seen,
    StillPainting,
    StillToBeFound,
    WordsNeeded,
    action_of_release,
    release,
)
from portal.services.desk import DeskItem, open_delivery
from portal.services.elsewhere import still_elsewhere
from portal.services.ledger import weigh
from portal.staff.alarms import shown_alarms, suggestions
from portal.staff.asked import Form, asked_number, error_list
from portal.staff.decision_forms import (
    FORMS,
    MENDABLE,
    SUGGESTED,
    TAKEN_OUT_WORDS,
    DecisionForm,
    Written,
    field_of,
    reason_rows,
)
from portal.staff.desk import NOT_MINE_NOW, is_mine, possible_actions, show_delivery, state_words
from portal.staff.person import me

pages = Blueprint("deciding", __name__)

_NOT_AS_IT_IS: tuple[type[Exception], ...] = (
    NotInAgreement,
    NothingToRelease,
    StillPainting,
    StillToBeFound,
    *MENDABLE,
)
_RELEASES = frozenset({Action.RELEASE, Action.REDACT_AND_RELEASE})


@pages.get("/desk/<id:delivery_id>/preview")
@needs(Permission.SEE_DESK)
def preview_page(delivery_id: str) -> ResponseReturnValue:
    """Exactly what the recipient will get with what is chosen so far."""
    return _preview(delivery_id)


def _preview(
    delivery_id: str, status: int = 200, refused: Exception | None = None, written: Written | None = None
) -> tuple[str, int]:
    work = this_work()
    item = open_delivery(work, me().agency_id, delivery_id)
    content = item.content()
    left = hints_left(item, recogniser_of(work.house.settings))
    redacts = action_of_release(item) is Action.REDACT_AND_RELEASE
    faults = {field_of(refused): str(refused)} if refused else {}
    going = [one for one in item.pages if one.included]
    page = render_template(
        "staff/preview.html",
        item=item,
        # Made of nothing but letter_html's own tags: the same function makes the reader's page.
        letter=Markup(letter_html(content.text)),  # noqa: S704
        pages=going,
        painting=any(not one.proved for one in going),
        failed=any(one.failed for one in going),
        elsewhere=still_elsewhere(item),
        in_office=content.in_office,
        digest=content_digest(content).hex(),
        holds=holds_left(item),
        left=[one for one in left if one.hint.strength is not Strength.HOLD],
        weighed=weigh(work, item.delivery, [(one.hint, one.words) for one in left]),
        alarms=shown_alarms(item),
        manager=Role(me().role) is Role.MANAGER,
        mine=is_mine(item),
        state=state_words(item),
        actions=possible_actions(item),
        redacts=redacts,
        reasons=reason_rows(Action.REDACT_AND_RELEASE) if redacts else [],
        written=written or Written(told=TAKEN_OUT_WORDS if redacts else ""),
        typed=written is not None,
        faults=faults,
        errors=error_list(faults),
    )
    return page, status


@pages.post("/desk/<id:delivery_id>/release")
@needs(Permission.DECIDE)
def release_delivery(delivery_id: str) -> ResponseReturnValue:
    """Release exactly what was seen; anything else is shown anew, with every word that was written."""
    form = request.form
    written, version = Written.read(form), asked_number(form, "version")
    seen = Seen(version, _asked_digest(form), asked_number(form, "terms_version"))
    try:
        release(this_work(), me(), delivery_id, seen, written.grounds())
    except NOT_MINE_NOW as refused:
        if decided_already(this_work(), me(), delivery_id, version, _RELEASES):
            return _back_to_desk("released")
        return _preview(delivery_id, 409, refused, written)
    except (DecisionOutdated, ChannelClosed) as refused:
        return _preview(delivery_id, 409, refused, written)
    except _NOT_AS_IT_IS as refused:
        return _preview(delivery_id, 400, refused, written)
    return _back_to_desk("released")


def _asked_digest(form: Form) -> bytes:
    try:
        return bytes.fromhex(form.get("digest", ""))
    except ValueError:
        return b""


def _back_to_desk(done: str) -> ResponseReturnValue:
    return redirect(url_for("desk.queue_page", done=done), 303)


@pages.get("/desk/<id:delivery_id>/<any(return,hold,stop,reopen,withdraw):name>")
@needs(Permission.DECIDE)
def decision_page(delivery_id: str, name: str) -> ResponseReturnValue:
    """The form of one decision."""
    item = open_delivery(this_work(), me().agency_id, delivery_id)
    action = _form_for_me(name).action
    needs_claim = State.CLAIMED in TRANSITIONS[action].from_states
    if action not in possible_actions(item) or (needs_claim and not is_mine(item)):
        return redirect(url_for("desk.delivery_page", delivery_id=delivery_id))
    return _decision_form(item, name)


def _form_for_me(name: str) -> DecisionForm:
    form = FORMS[name]
    if Role(me().role) not in TRANSITIONS[form.action].roles:
        raise NotYours
    return form


def _decision_form(
    item: DeskItem,
    name: str,
    status: int = 200,
    faults: dict[str, str] | None = None,
    written: Written | None = None,
) -> tuple[str, int]:
    shown = FORMS[name]
    page = render_template(
        "staff/decision.html",
        item=item,
        name=name,
        form=shown,
        reasons=reason_rows(shown.action),
        suggestions=suggestions(item) if "told" in shown.asks else [],
        written=written or Written(),
        faults=faults or {},
        errors=error_list(faults or {}),
    )
    return page, status


@pages.post("/desk/<id:delivery_id>/<any(return,hold,stop,reopen,withdraw):name>")
@needs(Permission.DECIDE)
def decide(delivery_id: str, name: str) -> ResponseReturnValue:
    """Take one decision."""
    work, form = this_work(), _form_for_me(name)
    written, version = Written.read(request.form), asked_number(request.form, "version")
    item = open_delivery(work, me().agency_id, delivery_id)
    if request.form.get("go") == "suggest":
        return _decision_form(item, name, written=written.with_suggestions(suggestions(item)))
    try:
        form.decide(work, me(), delivery_id, version, written)
    except NOT_MINE_NOW as refused:
        if decided_already(work, me(), delivery_id, version, frozenset({form.action})):
            return _back_to_desk(form.done)
        return show_delivery(delivery_id, 409, str(refused), words=(written.told, written.record))
    except WordsNeeded as refused:
        suggested = written.with_suggestions()
        fault = SUGGESTED if suggested.told else str(refused)
        return _decision_form(item, name, 400, {"told": fault}, suggested)
    except MENDABLE as refused:
        return _decision_form(item, name, 400, {field_of(refused): str(refused)}, written)
    return _back_to_desk(form.done)
