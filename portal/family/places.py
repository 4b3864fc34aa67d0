"""Letters as lines of a list: begun ones, and sent ones with where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from moderation.lifecycle import writer_words
from moderation.sanitise.text import TextTooLong, clean_line
from portal.family.letter_view import own_letter_markup
from portal.models.item import Item
from portal.services.correspondence import Correspondence, chosen
from portal.services.drafts import KnownDraft
from portal.services.tracking import Progress

FIRST_WORDS = 60  # characters

# By the word and not by the state: two states that read the same must also look the same.
TONES = {
    "Received": "quiet",
    "Being read": "waiting",
    "A question for you": "question",
    "Released": "done",
    "Sent again": "quiet",
}


@dataclass(frozen=True)
class BegunLetter:
    """A draft on the home page."""

    draft_id: str
    first_words: str
    them: list[str]
    saved_at: datetime


@dataclass(frozen=True)
class Place:
    """Where a letter is on its way to one recipient, in words and colour."""

    them: str
    words: str
    tone: str
    told: Markup


@dataclass(frozen=True)
class SentRow:
    """A letter in the list of sent ones."""

    item: Item
    places: list[Place]


def begun_letters(drafts: Sequence[KnownDraft], mine: Sequence[Correspondence]) -> list[BegunLetter]:
    """Drafts with their first words and whom they are for."""
    return [
        BegunLetter(
            one.draft.id,
            first_words(one.content.text),
            [each.card.them for each in chosen(mine, one.content.to)],
            one.draft.updated_at,
        )
        for one in drafts
    ]


def first_words(text: str) -> str:
    """The beginning of a letter, on one line."""
    try:
        line = clean_line(text[: 2 * FIRST_WORDS], 2 * FIRST_WORDS)
    except TextTooLong:
        return ""
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"


def places_of(progress: Sequence[Progress]) -> list[Place]:
    """Where a letter is, recipient by recipient."""
    return [
        Place(
            one.correspondence.card.them if one.correspondence else "Somebody you wrote to before",
            writer_words(one.state),
            TONES[writer_words(one.state)],
            own_letter_markup(one.told),
        )
        for one in progress
    ]


def sent_rows(items: Sequence[tuple[Item, list[Progress]]]) -> list[SentRow]:
    """Sent letters as lines."""
    return [SentRow(item, places_of(progress)) for item, progress in items]
