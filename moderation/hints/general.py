"""Contact details and codes alone, for whoever reads no names: see `moderation.hints.unknown`."""

from moderation.hints.fold import View
from moderation.hints.hint import Hint
from moderation.hints.unknown.find import code_hints


def general_hints(text: str, folded: View) -> list[Hint]:
    """Contact details and codes in `text`, whose folded view is given; unsorted, may overlap."""
    return list(set(code_hints(text, folded)))
