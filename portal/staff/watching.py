"""Words caught in a letter: to be watched for or, for the whole team, always or never pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from moderation.hints.find import UselessTerm
from moderation.hints.hint import CONDUCT_KINDS, KIND_WORDS, Kind
from moderation.sanitise.text import TextTooLong
from portal.access import Permission, needs
from portal.pages.door import this_work
from portal.services.agency_words import TooManyWords, WordList, propose_words
from portal.services.arrangements import TermsChangedMeanwhile
from portal.services.desk import DeskItem, open_delivery
from portal.services.watching import Caught, NoSuchTerm, is_watched, watch_for
from portal.staff.asked import Form, asked_number, error_list
from portal.staff.desk import NOT_MINE_NOW, is_mine
from portal.staff.person import me
from portal.staff.words import SIDES
from portal.terms import SIDES as BOTH_SIDES

pages = Blueprint("watching", __name__)

_NEW = "new"
_TERM = "term-"
_MOST_OFFERED = 30
_MENDABLE: tuple[tuple[type[Exception], str], ...] = (
    (UselessTerm, "words"),
    (TextTooLong, "why"),
    (NoSuchTerm, "to"),
    (TooManyWords, "to"),
)


@dataclass(frozen=True)
class Typed:
    """The form as it stands on the page."""

    words: str = ""
    to: str = ""
    kind: str = Kind.OTHER_ID
    side: str = ""
    why: str = ""

    @classmethod
    def read(cls, form: Form) -> Typed:
        """Out of the form. Words that were typed go before those that were picked."""
        words = form.get("words", "").strip() or form.get("picked", "")
        return cls(words, *(form.get(name, "") for name in ("to", "kind", "side", "why")))

    @property
    def known_kind(self) -> Kind:
        """What the words are about; whatever identifies, for a kind that is none."""
        return Kind(self.kind) if self.kind in list(Kind) else Kind.OTHER_ID

    @property
    def to_list(self) -> WordList | None:
        """The team's list they are proposed for, if that is what was chosen."""
        return WordList(self.to) if self.to in list(WordList) else None

    def caught(self) -> Caught:
        """For the arrangement. Raises NoSuchTerm unless it says what the words belong to."""
        if self.to.startswith(_TERM):
            return Caught(self.words, self.why, self.to.removeprefix(_TERM))
        side = next((one for one in BOTH_SIDES if one == self.side), None)
        if self.to != _NEW or side is None:
            raise NoSuchTerm
        return Caught(self.words, self.why, kind=self.known_kind, side=side)


@pages.get("/desk/<id:delivery_id>/watch")
@needs(Permission.CASEWORK)
def watch_page(delivery_id: str) -> ResponseReturnValue:
    """The form, with the words that were picked in the letter."""
    item = open_delivery(this_work(), me().agency_id, delivery_id)
    if not is_mine(item):
        return redirect(url_for("desk.delivery_page", delivery_id=delivery_id))
    picked = _texts(item, request.args.getlist("w"))
    to = request.args.get("to", "")
    return _form(item, Typed(picked[0] if picked else "", to if to in list(WordList) else ""), picked)


def _texts(item: DeskItem, places: list[str]) -> list[str]:
    """The words at these places of the letter, then what is to be taken out of it already."""
    asked = [one for one in (_place(place) for place in places[:_MOST_OFFERED]) if one is not None]
    found = [*_runs(item.text, asked), *_runs(item.text, item.review.removed)]
    return list(dict.fromkeys(" ".join(one.split()) for one in found if one.strip()))[:_MOST_OFFERED]


def _runs(text: str, places: Sequence[tuple[int, int]]) -> list[str]:
    """The words at these places; those with nothing but spaces between them belong together."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [text[start:end] for start, end in joined]


def _place(untrusted: str) -> tuple[int, int] | None:
    start, _, end = untrusted[:16].partition("-")
    known = start.isascii() and start.isdigit() and end.isascii() and end.isdigit()
    return (int(start), int(end)) if known else None


def _form(
    item: DeskItem,
    typed: Typed,
    picked: list[str],
    status: int = 200,
    faults: dict[str, str] | None = None,
) -> tuple[str, int]:
    page = render_template(
        "staff/watch.html",
        item=item,
        typed=typed,
        picked=picked,
        kinds=[
            (str(one), words.capitalize()) for one, words in KIND_WORDS.items() if one not in CONDUCT_KINDS
        ],
        sides=[(one, SIDES[one], "") for one in BOTH_SIDES],
        faults=faults or {},
        errors=error_list(faults or {}),
    )
    return page, status


@pages.post("/desk/<id:delivery_id>/watch")
@needs(Permission.CASEWORK)
def watch(delivery_id: str) -> ResponseReturnValue:
    """Keep the words in the arrangement, or propose them for the team's own lists."""
    work, typed = this_work(), Typed.read(request.form)
    item = open_delivery(work, me().agency_id, delivery_id)
    seen = asked_number(request.form, "version"), asked_number(request.form, "terms_version")
    picked = [typed.words] if typed.words else []
    try:
        if typed.to_list is not None:
            propose_words(work, me(), typed.to_list, typed.known_kind, typed.words, typed.why)
            return _back(delivery_id, "proposed")
        watch_for(work, me(), delivery_id, seen, typed.caught())
    except (*NOT_MINE_NOW, TermsChangedMeanwhile) as refused:
        if is_mine(item) and is_watched(item.terms, typed.caught()):
            return _back(delivery_id, "watched")  # a second press
        return _form(item, typed, picked, 409, {"": str(refused)})
    except tuple(kind for kind, _ in _MENDABLE) as refused:
        name = next(field for kind, field in _MENDABLE if isinstance(refused, kind))
        return _form(item, typed, picked, 400, {name: str(refused)})
    return _back(delivery_id, "watched")


def _back(delivery_id: str, done: str) -> ResponseReturnValue:
    return redirect(url_for("desk.delivery_page", delivery_id=delivery_id, done=done), 303)
