"""How often each rule of the hints is right: numbers per agency, and nothing that was ever written.

Counted once for each letter, when it is released: then it is known what was taken out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from moderation.hints.hint import Hint
from portal.models.hint_lists import RuleCount
from portal.work import Work

LONGEST_NAME = 64


@dataclass(frozen=True)
class Outcome:
    """One hint of a released letter, and what people made of it."""

    hint: Hint
    taken_out: bool
    said_wrong: bool


@dataclass(frozen=True)
class RuleFigures:
    """One rule's numbers."""

    rule: str
    shown: int
    taken_out: int
    said_wrong: int

    @property
    def precision(self) -> float | None:
        """The part that was taken out of all that were taken out or said to be wrong, 0 to 1; None without
        any. What was left without a word tells neither."""
        decided = self.taken_out + self.said_wrong
        return self.taken_out / decided if decided else None


def rule_of(hint: Hint) -> str:
    """The name that a hint is counted under."""
    return (hint.rule or f"{hint.kind} {hint.strength}")[:LONGEST_NAME]


def count_outcomes(work: Work, agency_id: str, outcomes: Iterable[Outcome]) -> None:
    """Add one letter's hints to the numbers. In the order of their names: no two wait for each other."""
    sums: dict[str, Counter[str]] = {}
    for one in outcomes:
        found = sums.setdefault(rule_of(one.hint), Counter())
        found["shown"] += 1
        found["taken_out"] += one.taken_out
        found["said_wrong"] += one.said_wrong and not one.taken_out
    on_postgres = work.session.get_bind().dialect.name == "postgresql"
    dialect: Any = postgresql if on_postgres else sqlite
    for rule in sorted(sums):
        more = {name: sums[rule][name] for name in ("shown", "taken_out", "said_wrong")}
        work.session.execute(
            dialect.insert(RuleCount)
            .values(agency_id=agency_id, rule=rule, **more)
            .on_conflict_do_update(
                index_elements=[RuleCount.agency_id, RuleCount.rule],
                set_={name: getattr(RuleCount, name) + number for name, number in more.items()},
            )
        )


def rule_figures(work: Work, agency_id: str) -> list[RuleFigures]:
    """Every rule that ever pointed at something in a released letter, the busiest first."""
    query = select(RuleCount).where(RuleCount.agency_id == agency_id)
    rows = work.session.scalars(query.order_by(RuleCount.shown.desc(), RuleCount.rule))
    return [RuleFigures(row.rule, row.shown, row.taken_out, row.said_wrong) for row in rows]
