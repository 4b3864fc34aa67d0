"""What is looked for in one letter, under the terms of its arrangement: what identifies, how things are said,
and what a manager must see at once."""

from __future__ import annotations

from datetime import date

from moderation.hints.alarm import Alarm, alarms_in
from moderation.hints.content import beside, content_hints
from moderation.hints.find import LookedThrough, look_through
from moderation.hints.learned.recogniser import Recogniser
from moderation.hints.lists import AgencyLists, with_lists
from portal.terms import Terms, other_side


def look_through_letter(
    text: str, terms: Terms, lists: AgencyLists, from_side: str, recogniser: Recogniser | None
) -> LookedThrough:
    """Every hint for staff in words that one side writes; sorted, none on another's words."""
    looked = look_through(text, terms.hinted(), terms.allowed, recogniser)
    listed = with_lists(text, looked.hints, terms.hinted(), terms.allowed, lists)
    said = content_hints(text, [terms.side(from_side).signs])
    return LookedThrough(beside(listed, said, text), looked.reading)


def alarms_of(text: str, terms: Terms, from_side: str) -> list[Alarm]:
    """What a manager must see in a letter of `from_side`."""
    theirs = [one for one in terms.hinted() if one.side == other_side(from_side)]
    return alarms_in(text, theirs, _known_to(terms, from_side))


def _known_to(terms: Terms, side: str) -> list[str]:
    """Words that the writer's side has by itself, or was given: nobody is to be alarmed by them."""
    own = terms.side(side)
    child = terms.child_adoptive_name if side == "adoptive" else terms.child_birth_name
    words = [*terms.allowed, own.calls_child, own.calls_them, own.signs, child, _day(terms.child_born)]
    return [*words, *(one.value for one in terms.protected if one.side == side)]


def _day(iso: str) -> str:
    try:
        return f"{date.fromisoformat(iso):%-d %B %Y}"
    except ValueError:
        return iso
