"""What the hints hold back: it passes only where a person names it and says why, each place by itself."""

from __future__ import annotations

from collections.abc import Iterable

from moderation.sanitise.text import clean_line
from portal.refusal import Refusal
from portal.services.choosing import holds_left, is_taken_out
from portal.services.desk import DeskItem
from portal.services.rule_counts import Outcome

REASON_LIMIT = 200


class HoldsLeft(Refusal):
    """Something that must not pass without a person's decision on it would pass."""

    sentence = "Please say for each of these why it may stay, or go back to the letter and take it out."


def kept_places(item: DeskItem, untrusted: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What is held back and stays all the same: the kind of each, and why it may.

    `untrusted`: the places that were confirmed (LeftHint.key), each with a reason. Looked for anew, so that
    nobody is asked about less than there is. Raises HoldsLeft, TextTooLong.
    """
    said = {key: clean_line(why, REASON_LIMIT) for key, why in untrusted}
    holds = holds_left(item)
    if not all(said.get(one.key) for one in holds):
        raise HoldsLeft
    return tuple((str(one.hint.kind), said[one.key]) for one in holds)


def outcomes_of(item: DeskItem) -> list[Outcome]:
    """What became of each hint, for the numbers."""
    wrong = set(item.review.wrong)
    return [Outcome(one, is_taken_out(item, one), (one.start, one.end) in wrong) for one in item.hints]
