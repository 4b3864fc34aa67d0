"""What was taken out of a page and still stands somewhere else in what the reader would get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.hints.fold import folded_letters
from moderation.hints.lexicon import is_ordinary
from moderation.redaction.pixels import marks
from moderation.redaction.release import is_under
from portal.services.desk import DeskItem
from portal.services.desk_pages import DeskPage

_SHORTEST = 3
"""Letters and digits: shorter words stand everywhere."""


@dataclass(frozen=True)
class StillThere:
    """A word that was taken out of one page, and where the reader would see it all the same."""

    words: str
    places: tuple[str, ...]


def still_elsewhere(item: DeskItem) -> list[StillThere]:
    """Names and numbers under marks, each once, that stand in the letter, a description or a page as well."""
    going = [one for one in item.pages if one.included]
    shown = {f"picture or page {number}": _seen(one) for number, one in enumerate(going, start=1)}
    content = item.content()
    shown |= {"the letter": _words(content.text.split())}
    for number, one in enumerate(going, start=1):
        shown[f"the words under picture or page {number}"] = _words(one.description.split())
    hidden = {word: word for page in going for word in _hidden(page)}
    found = [
        StillThere(word, tuple(place for place, words in shown.items() if folded_letters(word) in words))
        for word in hidden
    ]
    return [one for one in found if one.places]


def _hidden(page: DeskPage) -> list[str]:
    painted = marks(page.boxes, page.read.width, page.read.height)
    return [
        word.text for word in page.read.reading.words if is_under(painted, word.box) and _tells(word.text)
    ]


def _seen(page: DeskPage) -> set[str]:
    painted = marks(page.boxes, page.read.width, page.read.height)
    return _words([word.text for word in page.read.reading.words if not is_under(painted, word.box)])


def _words(texts: Sequence[str]) -> set[str]:
    return {folded_letters(one) for one in texts}


def _tells(word: str) -> bool:
    """A name or a number, not a word that stands in every letter."""
    letters = folded_letters(word)
    return len(letters) >= _SHORTEST and not is_ordinary(letters)
