"""All families of safeguarding, one after the other."""

from moderation.hints.hint import Hint, Kind
from moderation.hints.safeguarding import abuse, finding, self_harm, threats
from moderation.hints.said.plain import Plain
from moderation.hints.said.rules import found_by

_FAMILIES = (threats, finding, self_harm, abuse)


def safeguarding_hints(view: Plain) -> list[Hint]:
    """Signs that somebody may be in danger; unsorted, may overlap."""
    return list(found_by((rule for family in _FAMILIES for rule in family.RULES), Kind.SAFEGUARDING, view))
