"""What staff tick on the page of one delivery, and what the hints say of the outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace

from moderation.hints.hint import Hint
from moderation.hints.learned.recogniser import Recogniser
from moderation.redaction.text import Range, merge_ranges, widen_to_words
from portal.services.desk import DeskItem, Review
from portal.services.hinting import look_through_letter


@dataclass(frozen=True)
class Choices:
    """As ticked, untrusted: words and whole hints to take out (places in the safe text), the pictures to
    pass on, and their descriptions."""

    words: tuple[tuple[int, int], ...] = ()
    hints: tuple[tuple[int, int], ...] = ()
    pictures: tuple[str, ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LeftHint:
    """A hint at something that the recipient would still get: in the letter, or under a picture."""

    hint: Hint
    words: str
    picture: int | None


def review_of(item: DeskItem, untrusted: Choices) -> Review:
    """The choices as a review. A hint takes its whole words with it. Raises BadRange."""
    ranges = [Range(start, end) for start, end in untrusted.words]
    ranges += [widen_to_words(item.text, start, end) for start, end in untrusted.hints]
    merged = merge_ranges(ranges, len(item.text))
    safe = [one.attachment.id for one in item.pictures if one.attachment.state == "safe"]
    return Review(
        tuple((one.start, one.end) for one in merged),
        tuple(one for one in safe if one not in untrusted.pictures),
        untrusted.descriptions,
    )


def with_review(item: DeskItem, review: Review) -> DeskItem:
    """The delivery as it would be with these choices; nothing is stored."""
    described = dict(review.descriptions)
    pictures = [
        replace(
            one,
            included=one.attachment.state == "safe" and one.attachment.id not in review.pictures_out,
            description=described.get(one.attachment.id, one.description),
        )
        for one in item.pictures
    ]
    return replace(item, review=review, pictures=pictures)


def hints_left(item: DeskItem, recogniser: Recogniser | None) -> list[LeftHint]:
    """What the hints find, under the terms of today, in exactly what the recipient would get.

    The descriptions of pictures cross over like the letter itself, so they are looked at as well.
    """
    content = item.content()
    texts = [(content.text, None)] + [(one.description, n) for n, one in enumerate(content.pictures, start=1)]
    return [
        LeftHint(hint, text[hint.start : hint.end], picture)
        for text, picture in texts
        for hint in _hints_in(item, text, recogniser)
    ]


def _hints_in(item: DeskItem, text: str, recogniser: Recogniser | None) -> list[Hint]:
    return look_through_letter(text, item.terms, item.from_side, recogniser).hints
