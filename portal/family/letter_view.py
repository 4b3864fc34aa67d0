"""A letter's words on a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from moderation.hints.hint import KIND_WORDS, Kind
from moderation.sanitise.text import TextTooLong, clean_text, letter_html
from portal.services.letters import OwnHint

MOST_QUESTIONS = 12
LONGEST_QUOTE = 80  # characters


@dataclass(frozen=True)
class Question:
    """Words of the letter, and what they look like."""

    words: str
    looks_like: str
    private: bool


def letter_markup(text: str) -> Markup:
    """Clean text as HTML. The only place at this door where a string becomes Markup."""
    return Markup(letter_html(text))  # noqa: S704 - letter_html escapes everything first


def own_letter_markup(untrusted: str) -> Markup:
    """A letter as its writer wrote it."""
    try:
        return letter_markup(clean_text(untrusted))
    except TextTooLong:
        return Markup()


def hint_questions(hints: Sequence[OwnHint], answered: Collection[str]) -> list[Question]:
    """The first hints, as questions to the writer; the same words are asked about once, and those that the
    writer said may stay (`answered`) no more."""
    asked: dict[str, Question] = {}
    for hint in hints:
        words = " ".join(hint.words.split())
        words = words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE] + " …"
        if words not in answered:
            asked.setdefault(words, Question(words, _with_article(hint.kind), hint.private))
    return list(asked.values())[:MOST_QUESTIONS]


def _with_article(kind: Kind) -> str:
    words = KIND_WORDS[kind]
    return f"an {words}" if words[0] in "aeio" else f"a {words}"
