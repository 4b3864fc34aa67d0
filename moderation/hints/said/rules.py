"""Rules about what a letter says: ways of saying it, and what a finding means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.said.plain import Plain

# What lies between must not turn the meaning round.
_BETWEEN = (
    r"(?:(?!(?:not|never|dont|didnt|wont|wouldnt|cant|couldnt|doesnt|cannot|nobody) )"
    r"\w+ )"
)
_GAPS = (("~~", rf"{_BETWEEN}{{0,6}}?"), ("~", rf"{_BETWEEN}{{0,3}}?"))


def ways(*templates: str) -> re.Pattern[str]:
    """One pattern for several ways of saying something, in plain spelling.

    In a template "~" stands for up to three words and "~~" for up to six, none of which says no; all else
    is a regular expression over words with one space between them.
    """
    wholes = []
    for template in templates:
        whole = template
        for sign, gap in _GAPS:
            whole = whole.replace(sign, gap)
        wholes.append(f"(?:{whole})")
    return re.compile(f"(?<= )(?:{'|'.join(wholes)})(?= )")


@dataclass(frozen=True)
class Rule:
    """What is looked for, and what it means. `unless`: what in the same sentence makes it harmless."""

    said: re.Pattern[str] = field(repr=False)
    strength: Strength
    reason: str
    suggestion: str = ""
    unless: re.Pattern[str] | None = field(default=None, repr=False)


def found_by(rules: Iterable[Rule], kind: Kind, view: Plain) -> Iterator[Hint]:
    """Hints for every rule; unsorted, may overlap."""
    for rule in rules:
        for found in rule.said.finditer(view.text):
            if rule.unless is not None and rule.unless.search(f"{view.around(*found.span())} "):
                continue
            start, end = view.span(*found.span())
            yield Hint(start, end, kind, rule.strength, rule.reason, suggestion=rule.suggestion)
