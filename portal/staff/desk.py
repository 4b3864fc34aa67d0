"""The desk: the queue, and one delivery on one page."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from moderation.decision import REASONS
from moderation.lifecycle import Action, ManagerNeeded, NotAllowedNow, Role, State, actions_for
from moderation.redaction.text import BadRange
from moderation.sanitise.text import TextTooLong, letter_html
from portal.access import Permission, needs
from portal.pages.door import this_work
from portal.services.arrangements import find_arrangements
from portal.services.choosing import Choices, newly_removed, review_of, with_kind, with_review
from portal.services.claims import (
    ClaimedBySomebodyElse,
    SomebodyElseActed,
    claim,
    hand_back,
    state_now,
)
from portal.services.decided import past_decisions
from portal.services.desk import DeskItem, look_again, open_delivery, save_review
from portal.services.ledger import weigh
from portal.services.queue import Place, QueueFilter, Shelf, queue
from portal.services.scanning_in import who_scanned
from portal.services.staff_accounts import find_staff, staff_name
from portal.services.troubles import troubles
from portal.staff.alarms import hints_to_stay, shown_alarms
from portal.staff.asked import Form, asked_number, asked_text, error_list
from portal.staff.hint_list import groups_of, kinds_to_take_out
from portal.staff.person import me
from portal.staff.pieces import pieces_of, shown_hints
from portal.staff.words import ACTIONS, REFUSALS, SHELVES, waiting_words

pages = Blueprint("desk", __name__)

_ALL_OF = "kind-"
_PAGE = "page-"
NOT_MINE_NOW = (SomebodyElseActed, ClaimedBySomebodyElse, NotAllowedNow, ManagerNeeded)


@pages.get("/desk")
@needs(Permission.SEE_DESK)
def queue_page() -> ResponseReturnValue:
    """The queue, oldest first."""
    work = this_work()
    shelf = Shelf(request.args["show"]) if request.args.get("show") in list(Shelf) else Shelf.OPEN
    words = asked_text("find")
    found = find_arrangements(work, me().agency_id, words) if words else None
    wanted = QueueFilter(
        shelf, me().id, None if found is None else tuple(one.arrangement.id for one in found)
    )
    place = {name: Place.read(asked_text(name)) for name in ("after", "before")}
    page = queue(work, me().agency_id, wanted, **place)
    return render_template(
        "staff/queue.html",
        rows=[(row, *waiting_words(row.delivery, row.state, row.colleague, me().id)) for row in page.rows],
        page=page,
        shelf=shelf,
        shelves=[(str(value), text) for value, text in SHELVES.items()],
        words=words,
        troubles=troubles(work, me().agency_id),
    )


@pages.get("/desk/<id:delivery_id>")
@needs(Permission.SEE_DESK)
def delivery_page(delivery_id: str) -> ResponseReturnValue:
    """One delivery: the letter as it came, its hints, and what was chosen so far."""
    return show_delivery(delivery_id)


def show_delivery(
    delivery_id: str,
    status: int = 200,
    fault: str = "",
    yours: Choices | None = None,
    words: tuple[str, ...] = (),
) -> tuple[str, int]:
    """The delivery as it is now, with the choices and words that could not be saved, if there are any."""
    work = this_work()
    stored = open_delivery(work, me().agency_id, delivery_id)
    mine = is_mine(stored)
    wished = _wished(stored, yours)
    shown = wished if wished is not None and mine else stored
    faults = {"": fault} if fault else {}
    hints = shown_hints(shown)
    page = render_template(
        "staff/delivery.html",
        item=shown,
        mine=mine,
        # Where both the saved choices and one's own are there, the one not in the form stands below it.
        other=None if wished is None else stored if mine else wished,
        state=state_words(stored),
        actions=possible_actions(stored),
        pieces=pieces_of(shown.text, shown.review.removed, shown.hints),
        hints=hints,
        groups=groups_of(hints),
        kinds=kinds_to_take_out(hints),
        alarms=shown_alarms(shown),
        manager=Role(me().role) is Role.MANAGER,
        weighed=weigh(work, stored.delivery, hints_to_stay(shown)),
        decisions=past_decisions(work, stored.delivery),
        action_words=ACTIONS,
        reason_texts=REASONS,
        refusals=REFUSALS,
        letter_of=_letter_of,
        scanner=_scanner(stored),
        words=[one for one in words if one.strip()],
        faults=faults,
        errors=error_list(faults),
    )
    return page, status


def _scanner(item: DeskItem) -> str:
    scanner = who_scanned(this_work(), item.item) if item.on_paper else None
    return staff_name(this_work(), scanner) if scanner else ""


def _letter_of(item: DeskItem) -> Markup:
    return Markup(letter_html(item.content().text))  # noqa: S704 - letter_html escapes, then fences


def is_mine(item: DeskItem) -> bool:
    """May the person change what is chosen? Also when their claim ran out and nobody took the letter."""
    return item.delivery.claimed_by == me().id and State(item.delivery.state) is State.CLAIMED


def state_of(item: DeskItem) -> State:
    """The state as this person sees it."""
    return State.CLAIMED if is_mine(item) else state_now(item.delivery, this_work().now)


def state_words(item: DeskItem) -> tuple[str, str]:
    """Where the letter is, in words, and the tone of its tag."""
    colleague, state = "", state_of(item)
    if state is State.CLAIMED and not is_mine(item):
        colleague = staff_name(
            this_work(), find_staff(this_work(), me().agency_id, item.delivery.claimed_by or "")
        )
    return waiting_words(item.delivery, state, colleague, me().id)


def possible_actions(item: DeskItem) -> list[Action]:
    """What this person may do with the letter now."""
    return actions_for(state_of(item), Role(me().role), alarmed=item.alarmed)


def _wished(stored: DeskItem, yours: Choices | None) -> DeskItem | None:
    if yours is None:
        return None
    try:
        return with_review(stored, review_of(stored, yours))
    except BadRange:
        return None


@pages.post("/desk/<id:delivery_id>/claim")
@needs(Permission.WORK_AT_DESK)
def claim_delivery(delivery_id: str) -> ResponseReturnValue:
    """Take the letter, to read it."""
    try:
        claim(this_work(), me(), delivery_id, asked_number(request.form, "version"))
    except NOT_MINE_NOW as refused:
        return show_delivery(delivery_id, 409, str(refused))
    return redirect(url_for("desk.delivery_page", delivery_id=delivery_id), 303)


@pages.post("/desk/<id:delivery_id>/choices")
@needs(Permission.WORK_AT_DESK)
def choose(delivery_id: str) -> ResponseReturnValue:
    """Keep what is ticked, and go where the pressed button leads."""
    work, version, go = this_work(), asked_number(request.form, "version"), request.form.get("go", "")
    try:
        yours = _choices(request.form)
        item = open_delivery(work, me().agency_id, delivery_id)
        if go.startswith(_ALL_OF):
            yours = with_kind(item, yours, go.removeprefix(_ALL_OF))
        saved = save_review(work, me(), delivery_id, version, review_of(item, yours))
        if go == "hand-back":
            hand_back(work, me(), delivery_id, saved.version)
            return redirect(url_for("desk.queue_page", done="handed-back"), 303)
        if go == "look-again":
            look_again(work, me(), delivery_id, saved.version)
    except NOT_MINE_NOW as refused:
        if go == "hand-back" and _handed_back(delivery_id, yours):
            return redirect(url_for("desk.queue_page", done="handed-back"), 303)
        return show_delivery(delivery_id, 409, str(refused), yours)
    except BadRange as refused:
        return show_delivery(delivery_id, 400, str(refused))
    except TextTooLong as refused:
        return show_delivery(delivery_id, 400, str(refused), yours)
    if go == "preview":
        return redirect(url_for("deciding.preview_page", delivery_id=delivery_id), 303)
    if go.removeprefix(_PAGE) in {one.id for one in item.pages}:
        page_id = go.removeprefix(_PAGE)
        return redirect(url_for("page_places.places_page", delivery_id=delivery_id, page_id=page_id), 303)
    if go == "watch":
        places = [f"{start}-{end}" for start, end in newly_removed(item, review_of(item, yours))]
        return redirect(url_for("watching.watch_page", delivery_id=delivery_id, w=places), 303)
    done = "looked-again" if go == "look-again" else "saved"
    return redirect(url_for("desk.delivery_page", delivery_id=delivery_id, done=done), 303)


def _handed_back(delivery_id: str, yours: Choices) -> bool:
    """A second press of "hand back": the letter is on the desk with just these choices."""
    item = open_delivery(this_work(), me().agency_id, delivery_id)
    return item.delivery.claimed_by is None and review_of(item, yours) == item.review


def _choices(form: Form) -> Choices:
    """Raises BadRange for a place that is none."""
    prefix = "description-"
    return Choices(
        tuple(_place(value) for value in form.getlist("w")),
        tuple(_place(value) for value in form.getlist("h")),
        tuple(form.getlist("picture")),
        tuple((name.removeprefix(prefix), value) for name, value in form.items() if name.startswith(prefix)),
        tuple(_place(value) for value in form.getlist("x")),
        tuple(form.getlist("office")),
    )


def _place(value: str) -> tuple[int, int]:
    start, _, end = value.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(value) < 16):
        raise BadRange
    return int(start), int(end)
