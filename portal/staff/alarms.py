"""What a manager must see of a letter, and what its writer's side told before, in words for staff's pages."""

from __future__ import annotations

from dataclasses import dataclass

from moderation.hints.alarm import Cause
from moderation.hints.hint import Hint, Kind
from portal.services.desk import DeskItem

_CAUSES = {
    Cause.DANGER: "A sign of danger",
    Cause.REVERSE_LEAK: "The writer seems to know something that only the other side should know",
}


@dataclass(frozen=True)
class ShownAlarm:
    """Why a letter needs a manager: `term` is the protected term that the writer used, if it was one."""

    cause: str
    words: str
    reason: str
    term: str


def shown_alarms(item: DeskItem) -> list[ShownAlarm]:
    """The alarms of the last look and of today, in the letter's order."""
    terms = {one.id: one.value for one in item.terms.protected}
    return [
        ShownAlarm(_CAUSES[one.cause], one.words, one.reason, terms.get(one.term_id or "", ""))
        for one in item.alarms
    ]


def hints_to_stay(item: DeskItem) -> list[tuple[Hint, str]]:
    """Hints whose words are not taken out whole so far, with what they point at."""
    return [
        (one, item.text[one.start : one.end])
        for one in item.hints
        if not any(start <= one.start and one.end <= end for start, end in item.review.removed)
    ]


def suggestions(item: DeskItem) -> list[str]:
    """What the hints about tone would say to the writer instead; each once."""
    found = [one.suggestion for one in item.hints if one.kind is Kind.TONE and one.suggestion]
    return list(dict.fromkeys(found))
