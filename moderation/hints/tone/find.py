"""All families of tone and content, one after the other."""

from collections.abc import Sequence

from moderation.hints.hint import Hint, Kind
from moderation.hints.said.plain import Plain
from moderation.hints.said.rules import found_by
from moderation.hints.tone import blame, enclosures, news, pressure, promises, requests
from moderation.hints.tone.sign_off import sign_off_hints

_FAMILIES = (blame, promises, pressure, news, requests, enclosures)


def tone_hints(view: Plain, sign_offs: Sequence[str]) -> list[Hint]:
    """Hints in a letter whose writer may sign with any of `sign_offs`; unsorted, may overlap."""
    rules = (rule for family in _FAMILIES for rule in family.RULES)
    return [*found_by(rules, Kind.TONE, view), *sign_off_hints(view, sign_offs)]
