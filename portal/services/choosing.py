"""What staff tick on the page of one delivery, and what the hints say of the outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace

from moderation.hints.hint import Hint, Strength
from moderation.hints.learned.recogniser import Recogniser
from moderation.redaction.text import Range, merge_ranges, widen_to_words
from portal.services.desk import DeskItem, Review
from portal.services.hinting import look_through_letter


@dataclass(frozen=True)
class Choices:
    """As ticked, untrusted: words and whole hints to take out (places in the safe text), the pictures to
    pass on, their descriptions, and hints that are wrong."""

    words: tuple[tuple[int, int], ...] = ()
    hints: tuple[tuple[int, int], ...] = ()
    pictures: tuple[str, ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class LeftHint:
    """A hint at something that the recipient would still get: in the letter, or under a picture."""

    hint: Hint
    words: str
    picture: int | None

    @property
    def key(self) -> str:
        """Its place in what the recipient would get: which picture's words (0: the letter), from and to."""
        return f"{self.picture or 0}-{self.hint.start}-{self.hint.end}"


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
        untrusted.wrong,
    )


def with_kind(item: DeskItem, untrusted: Choices, kind: str) -> Choices:
    """The choices with every hint of one kind taken out, but for those that are wrong."""
    more = [(one.start, one.end) for one in item.hints if one.kind == kind]
    return replace(untrusted, hints=(*untrusted.hints, *(one for one in more if one not in untrusted.wrong)))


def newly_removed(item: DeskItem, review: Review) -> list[tuple[int, int]]:
    """What these choices take out that was not to go before."""
    before = item.review.removed
    return [
        (start, end) for start, end in review.removed if not any(s <= start and end <= e for s, e in before)
    ]


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
    return look_through_letter(text, item.terms, item.lists, item.from_side, recogniser).hints


def holds_left(item: DeskItem) -> list[LeftHint]:
    """What must not pass unless a person says of each why it may. Rules alone find it; the model marks."""
    return [one for one in hints_left(item, None) if one.hint.strength is Strength.HOLD]


def is_taken_out(item: DeskItem, hint: Hint) -> bool:
    """Whether all that the hint points at is chosen to go; what stands between its words may stay."""
    removed = item.review.removed
    return any(start <= hint.start and hint.end <= end for start, end in removed) or all(
        any(start <= place < end for start, end in removed)
        for place in range(hint.start, hint.end)
        if item.text[place].isalnum()
    )
