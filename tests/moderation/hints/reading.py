"""Reads letters with marked places: what stands between << and >> must be pointed at, and nothing else."""

from moderation.hints.allowed import allowed_runs
from moderation.hints.fold import fold
from moderation.hints.hint import Hint
from moderation.hints.unknown.find import unknown_hints
from moderation.hints.unknown.letter import read_letter
from moderation.hints.words import words_of


def hints_in(text: str, allowed: tuple[str, ...] = ()) -> list[Hint]:
    """The hints for unknown identifiers in `text`, sorted by place."""
    folded = fold(text)
    words = words_of(text, folded)
    allowed_at = {at for run in allowed_runs(words, allowed) for at in run}
    found = unknown_hints(read_letter(text, folded, words, allowed_at))
    return sorted(found, key=lambda hint: (hint.start, -hint.end))


def marked(letter: str) -> tuple[str, list[tuple[int, int]]]:
    """A letter without its marks, and the places that were marked."""
    text, places = "", []
    for piece in letter.split("<<"):
        name, mark, rest = piece.partition(">>")
        if mark:
            places.append((len(text), len(text) + len(name)))
        text += name + rest
    return text, places


def leading(hints: list[Hint]) -> list[tuple[int, int, Hint]]:
    """The places hints cover, those that overlap as one, each with its weightiest, widest hint."""
    places: list[tuple[int, int, Hint]] = []
    for hint in hints:
        if places and hint.start < places[-1][1]:
            start, end, lead = places[-1]
            lead = min(lead, hint, key=lambda one: (-one.strength.weight, one.start - one.end, one.reason))
            places[-1] = (start, max(end, hint.end), lead)
        else:
            places.append((hint.start, hint.end, hint))
    return places
