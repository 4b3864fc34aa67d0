"""All searches for protected terms, one after the other."""

from __future__ import annotations

from collections.abc import Sequence, Set

from moderation.hints.fold import View
from moderation.hints.hint import Hint, Term
from moderation.hints.known.at_work import at_work_hints
from moderation.hints.known.codes import code_hints
from moderation.hints.known.dates import date_hints
from moderation.hints.known.dictated import dictated_hints
from moderation.hints.known.doubled import doubled_hints
from moderation.hints.known.hits import word_hits
from moderation.hints.known.index import Index
from moderation.hints.known.initials import initial_hints
from moderation.hints.known.judging import judged
from moderation.hints.known.letters import letter_hints, spelt_hints
from moderation.hints.known.parts import entries_of, taken_apart
from moderation.hints.known.split import code_piece_hints, counted_hints, keypad_hints, piece_hints
from moderation.hints.morse import morse_read
from moderation.hints.spoken import all_dots_spoken
from moderation.hints.words import Word, is_careless


def known_hints(
    text: str,
    folded: View,
    words: list[Word],
    terms: Sequence[Term],
    allowed_at: Set[int],
    said: View | None = None,
) -> list[Hint]:
    """Hints for `terms` in `text`; unsorted, may overlap. `allowed_at`: words of allowed terms; `said`: the
    text as `spoken` reads it, if the caller has it."""
    if not terms:
        return []
    plain = morse_read(folded)
    said = all_dots_spoken(plain, said if plain is folded else None)
    careless = is_careless(text, folded, words)
    taken = [taken_apart(number, term) for number, term in enumerate(terms)]
    named = [parts for parts in taken if parts.telling]
    index = Index(entry for parts in named for entry in entries_of(parts))
    return [
        *judged(folded, words, word_hits(text, folded, words, index), allowed_at, careless=careless),
        *letter_hints(text, folded, named),
        *spelt_hints(text, said, named),
        *initial_hints(text, folded, words, named, allowed_at, careless=careless),
        *piece_hints(folded, words, named, allowed_at),
        *doubled_hints(folded, index),
        *code_piece_hints(said, terms),
        *dictated_hints(said, terms),
        *counted_hints(folded, index),
        *keypad_hints(folded, index),
        *code_hints(text, folded, said, terms, {words[at].key for at in allowed_at}),
        *date_hints(folded, terms),
        *at_work_hints(folded, words, terms),
    ]
