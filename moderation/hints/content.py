"""How a letter says things, and whether somebody may be in danger: what no list of names can tell."""

from collections.abc import Sequence
from dataclasses import replace

from moderation.hints.fold import fold
from moderation.hints.hint import Hint
from moderation.hints.safeguarding.find import safeguarding_hints
from moderation.hints.said.plain import plain
from moderation.hints.tone.find import tone_hints


def content_hints(text: str, sign_offs: Sequence[str]) -> list[Hint]:
    """Signs of danger, and tone, in a letter whose writer may sign with any of `sign_offs`.

    Sorted by place; no two overlap: where two stand on the same words, the weightier stays. For staff alone:
    the writer's own page never has them.
    """
    view = plain(fold(text))
    return _apart([*safeguarding_hints(view), *tone_hints(view, sign_offs)])


def signs_of_danger(text: str) -> list[Hint]:
    """The signs of danger alone, also where other hints stand on the same words."""
    return _apart(safeguarding_hints(plain(fold(text))))


def _apart(hints: list[Hint]) -> list[Hint]:
    kept: list[Hint] = []
    for hint in sorted(hints, key=lambda one: (-one.strength.weight, one.start, -one.end, one.reason)):
        if all(hint.end <= other.start or other.end <= hint.start for other in kept):
            kept.append(hint)
    return sorted(kept, key=lambda one: one.start)


def beside(hints: Sequence[Hint], content: Sequence[Hint], text: str) -> list[Hint]:
    """Both kinds together, sorted, none on another's words: what identifies keeps its exact place, and a
    hint about the words around it keeps the longest part that is left of them, if any has letters."""
    both = list(hints)
    for one in content:
        start, end = max(_left(one, hints), key=lambda gap: gap[1] - gap[0], default=(0, 0))
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if any(letter.isalpha() for letter in text[start:end]):
            both.append(replace(one, start=start, end=end))
    return sorted(both, key=lambda one: (one.start, one.end))


def _left(one: Hint, hints: Sequence[Hint]) -> list[tuple[int, int]]:
    gaps, at = [], one.start
    for other in hints:
        if other.end <= at or other.start >= one.end:
            continue
        gaps.append((at, other.start))
        at = max(at, other.end)
    gaps.append((at, one.end))
    return [(start, end) for start, end in gaps if start < end]
