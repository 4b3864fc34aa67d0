"""The hints beside a letter: in groups by what they ask of people, and buttons for all of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from moderation.hints.hint import Kind, Strength
from portal.staff.pieces import ShownHint
from portal.staff.words import KIND_PLURALS, STRENGTHS


@dataclass(frozen=True)
class HintGroup:
    """Hints of one strength, in the letter's order."""

    strength: Strength
    title: str
    hints: tuple[ShownHint, ...]


def groups_of(hints: Sequence[ShownHint]) -> list[HintGroup]:
    """What must be decided first, then what asks, then what only marks; none is empty."""
    groups = [
        HintGroup(strength, title, tuple(one for one in hints if one.hint.strength is strength))
        for strength, title in STRENGTHS.items()
    ]
    return [one for one in groups if one.hints]


def kinds_to_take_out(hints: Sequence[ShownHint]) -> list[tuple[Kind, str]]:
    """Kinds of which several are still in the letter, each with its button's words."""
    left = Counter(one.hint.kind for one in hints if not one.taken and not one.wrong)
    return [
        (kind, f"Take out all {number} {KIND_PLURALS[kind]}")
        for kind, number in sorted(left.items())
        if number > 1 and kind in KIND_PLURALS
    ]
