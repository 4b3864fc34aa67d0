"""What staff tick on the page of one delivery, and what the hints say of the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from moderation.hints.hint import Hint, Strength
from moderation.hints.learned.recogniser import Recogniser
from moderation.redaction.text import Range, merge_ranges, widen_to_words
from portal.services.desk import DeskItem
from portal.services.hinting import look_through_letter
from portal.services.page_hints import hints_on_page, is_covered
from portal.services.review import Review


@dataclass(frozen=True)
class Choices:
    """As ticked, untrusted: words and whole hints to take out (places in the safe text), the pictures to
    pass on, their descriptions, and hints that are wrong."""

    words: tuple[tuple[int, int], ...] = ()
    hints: tuple[tuple[int, int], ...] = ()
    pictures: tuple[str, ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[int, int], ...] = ()
    in_office: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftHint:
    """A hint at something that the recipient would still get: in the letter, under a picture, or (`on_page`)
    on it. `number` tells hints of one place apart."""

    hint: Hint
    words: str
    picture: int | None
    on_page: bool = False
    number: int = 0

    @property
    def key(self) -> str:
        """Its place in what the recipient would get: which picture (0: the letter), from and to."""
        where = f"{self.picture or 0}-{self.hint.start}-{self.hint.end}"
        return f"page-{where}-{self.number}" if self.on_page else where


def review_of(item: DeskItem, untrusted: Choices) -> Review:
    """The choices as a review. A hint takes its whole words with it. Raises BadRange."""
    ranges = [Range(start, end) for start, end in untrusted.words]
    ranges += [widen_to_words(item.text, start, end) for start, end in untrusted.hints]
    merged = merge_ranges(ranges, len(item.text))
    kept = {*untrusted.pictures, *untrusted.in_office}
    return Review(
        tuple((one.start, one.end) for one in merged),
        tuple(one.id for one in item.pages if one.id not in kept),
        untrusted.descriptions,
        untrusted.wrong,
        item.review.places,
        tuple(one for one in untrusted.in_office if one not in untrusted.pictures),
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
    described, boxes = dict(review.descriptions), review.boxes()
    pages = [
        replace(
            one,
            included=one.id not in review.pages_out and one.id not in review.in_office,
            in_office=one.id in review.in_office,
            description=described.get(one.id, one.description),
            boxes=boxes.get(one.id, ()),
        )
        for one in item.pages
    ]
    return replace(item, review=review, pages=pages)


def hints_left(item: DeskItem, recogniser: Recogniser | None) -> list[LeftHint]:
    """What the hints find, under the terms of today, in exactly what the recipient would get.

    The descriptions of pictures cross over like the letter itself, so they are looked at as well.
    """
    content = item.content()
    texts = [(content.text, None)] + [(one.description, n) for n, one in enumerate(content.pictures, start=1)]
    left = [
        LeftHint(hint, text[hint.start : hint.end], picture)
        for text, picture in texts
        for hint in _hints_in(item, text, recogniser)
    ]
    return [*left, *_across(item, [text for text, _ in texts]), *_left_on_pages(item, recogniser)]


def _across(item: DeskItem, texts: Sequence[str]) -> list[LeftHint]:
    """Protected terms in pieces: some in the letter, some under one picture and some under the next, as the
    reader gets them one below the other. Their place is counted through all texts."""
    if len(texts) == 1:
        return []
    joined, ends = "\n".join(texts), [0]
    for text in texts:
        ends.append(ends[-1] + len(text) + 1)
    return [
        LeftHint(hint, joined[hint.start : hint.end], None)
        for hint in _hints_in(item, joined, None)
        if hint.term_id and not any(a <= hint.start and hint.end < b for a, b in pairwise(ends))
    ]


def _left_on_pages(item: DeskItem, recogniser: Recogniser | None) -> Iterator[LeftHint]:
    """What can be read on a page as it would go: looked for anew, so that terms of today count."""
    for picture, one in enumerate((page for page in item.pages if page.included), start=1):
        found = hints_on_page(one.read, item.terms, item.lists, item.from_side, recogniser).hints
        for number, hint in enumerate(found):
            if not is_covered(hint, one.boxes, one.read.width, one.read.height):
                yield LeftHint(hint.hint, hint.words, picture, True, number)


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
