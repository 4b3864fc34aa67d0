"""Taking places out of one page: words ticked, rectangles drawn, or every place where a word stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from moderation.redaction.places import boxes_of, matches
from moderation.sanitise.safe import Box
from portal.access import Permission, needs
from portal.pages.door import this_work
from portal.pages.parts import begun
from portal.refusal import NotThere
from portal.services.desk import DeskItem, open_delivery, save_review
from portal.services.desk_pages import DeskPage
from portal.services.page_hints import is_covered
from portal.services.pages import desk_page
from portal.services.painting import painted_page
from portal.services.review import BadPlace, Place
from portal.staff.asked import Form, asked_number, error_list
from portal.staff.desk import NOT_MINE_NOW, is_mine, state_words
from portal.staff.person import me

pages = Blueprint("page_places", __name__)

LONGEST_SEARCH = 80
NOTHING_FOUND = "We found that nowhere on these pages. Please look with your own eyes, and draw the place."


@pages.get("/desk/<id:delivery_id>/pages/<id:page_id>")
@needs(Permission.SEE_DESK)
def places_page(delivery_id: str, page_id: str) -> ResponseReturnValue:
    """One page of a letter, with what is to be taken out of it."""
    return _show(delivery_id, page_id)


def _show(
    delivery_id: str, page_id: str, status: int = 200, fault: str = "", yours: tuple[Box, ...] | None = None
) -> tuple[str, int]:
    item = open_delivery(this_work(), me().agency_id, delivery_id)
    page = _page_of(item, page_id)
    mine = is_mine(item)
    shown = page if yours is None else replace(page, boxes=yours)
    faults = {"places": fault} if fault else {}
    html = render_template(
        "staff/page_places.html",
        item=item,
        page=shown,
        number=1 + next(at for at, one in enumerate(item.pages) if one.id == page_id),
        near=_neighbours(item, page_id),
        mine=mine,
        state=state_words(item),
        hints=_left(shown),
        places=[(_written(box), _words_in(shown, box), box) for box in shown.boxes],
        words=_words(shown),
        faults=faults,
        errors=error_list(faults),
    )
    return html, status


def _page_of(item: DeskItem, page_id: str) -> DeskPage:
    for one in item.pages:
        if one.id == page_id:
            return one
    raise NotThere


def _neighbours(item: DeskItem, page_id: str) -> tuple[DeskPage | None, DeskPage | None]:
    at = next(at for at, one in enumerate(item.pages) if one.id == page_id)
    return (item.pages[at - 1] if at else None, item.pages[at + 1] if at + 1 < len(item.pages) else None)


def _left(page: DeskPage) -> list[tuple[str, object, list[Box]]]:
    """Hints at what isn't taken out yet: the value of each one's box to tick, and its places."""
    return [
        ("+".join(_written(box) for box in one.boxes), one, list(one.boxes))
        for one in page.hints
        if one.boxes and not is_covered(one, page.boxes, page.read.width, page.read.height)
    ]


def _words(page: DeskPage) -> list[list[tuple[str, str, bool]]]:
    """The words read on the page, line by line: where each stands, what it says, and whether it is out."""
    lines: list[list[tuple[str, str, bool]]] = [[]]
    text, before = page.read.reading.text, 0
    for word in page.read.reading.words:
        if "\n" in text[before : word.start] and lines[-1]:
            lines.append([])
        before = word.end
        gone = any(box.holds_middle_of(word.box) for box in page.boxes)
        lines[-1].append((f"{word.start}-{word.end}", word.text, gone))
    return [line for line in lines if line]


def _words_in(page: DeskPage, box: Box) -> str:
    words = [word.text for word in page.read.reading.words if box.holds_middle_of(word.box)]
    return " ".join(words)[:LONGEST_SEARCH]


def _written(box: Box) -> str:
    return f"{box.left},{box.top},{box.width},{box.height}"


@pages.post("/desk/<id:delivery_id>/pages/<id:page_id>")
@needs(Permission.WORK_AT_DESK)
def choose_places(delivery_id: str, page_id: str) -> ResponseReturnValue:
    """Keep what is to be taken out of this page; with a word to look for, out of every page."""
    work, form, version = this_work(), request.form, asked_number(request.form, "version")
    item = open_delivery(work, me().agency_id, delivery_id)
    page = _page_of(item, page_id)
    go = form.get("go", "")
    try:
        chosen = {page_id: _chosen(form, page)}
    except BadPlace as refused:
        return _show(delivery_id, page_id, 400, str(refused))
    fault = ""
    if go == "everywhere":
        found = _everywhere(item, form.get("everywhere", "")[:LONGEST_SEARCH])
        fault = "" if found else NOTHING_FOUND
        for one, boxes in found.items():
            chosen[one] = _once((*chosen.get(one, item.review.boxes().get(one, ())), *boxes))
    try:
        save_review(work, me(), delivery_id, version, replace(item.review, places=_places(item, chosen)))
    except NOT_MINE_NOW as refused:
        return _show(delivery_id, page_id, 409, str(refused), chosen[page_id])
    except BadPlace as refused:
        return _show(delivery_id, page_id, 400, str(refused))
    if fault:
        return _show(delivery_id, page_id, 400, fault)
    if go == "letter":
        back = url_for("desk.delivery_page", delivery_id=delivery_id, done="saved", _anchor=f"page-{page_id}")
        return redirect(back, 303)
    return redirect(url_for(".places_page", delivery_id=delivery_id, page_id=page_id, done="saved"), 303)


def _places(item: DeskItem, chosen: dict[str, tuple[Box, ...]]) -> tuple[Place, ...]:
    boxes = item.review.boxes() | chosen
    return tuple(
        (page_id, box.left, box.top, box.width, box.height) for page_id, many in boxes.items() for box in many
    )


def _chosen(form: Form, page: DeskPage) -> tuple[Box, ...]:
    """Rectangles that stay or were drawn, places of hints, and words that were ticked. Raises BadPlace."""
    boxes = [_box(one) for value in form.getlist("place") for one in value.split("+") if one]
    for value in form.getlist("word"):
        start, _, end = value.partition("-")
        if not (_is_number(start) and _is_number(end)):
            raise BadPlace
        boxes += boxes_of(page.read.reading, int(start), int(end))
    return _once(boxes)


def _once(boxes: list[Box] | tuple[Box, ...]) -> tuple[Box, ...]:
    return tuple(dict.fromkeys(boxes))


def _box(untrusted: str) -> Box:
    parts = untrusted.split(",")
    if len(parts) != 4 or not all(map(_is_number, parts)):
        raise BadPlace
    return Box(*map(int, parts))


def _is_number(untrusted: str) -> bool:
    return untrusted.isascii() and untrusted.isdigit() and len(untrusted) < 7


def _everywhere(item: DeskItem, text: str) -> dict[str, tuple[Box, ...]]:
    found = {one.id: matches(one.read.reading, text) for one in item.pages}
    return {page_id: boxes for page_id, boxes in found.items() if boxes}


@pages.get("/desk/<id:delivery_id>/pages/<id:page_id>/image")
@needs(Permission.SEE_DESK)
def page_image(delivery_id: str, page_id: str) -> ResponseReturnValue:
    """A page made safe; with ?small, one to look at in passing."""
    return _jpeg(desk_page, delivery_id, page_id)


@pages.get("/desk/<id:delivery_id>/pages/<id:page_id>/painted")
@needs(Permission.SEE_DESK)
def painted_image(delivery_id: str, page_id: str) -> ResponseReturnValue:
    """A page as the recipient would get it, with places taken out."""
    return _jpeg(painted_page, delivery_id, page_id)


def _jpeg(opened: Callable[..., Iterator[bytes]], delivery_id: str, page_id: str) -> Response:
    parts = opened(this_work(), me().agency_id, delivery_id, page_id, small="small" in request.args)
    return Response(begun(parts), mimetype="image/jpeg")
