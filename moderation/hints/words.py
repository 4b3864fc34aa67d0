"""The words of a folded text, each with what its capital letter tells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from moderation.hints.fold import View, in_word
from moderation.hints.word_lists import BEFORE_A_MONTH, MONTHS

_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
_LONGEST_WORD = 60
"""Longer runs of letters are no words; the letters view still searches them."""

_I_FORMS = frozenset({"i", "im", "ive"})
_SENTENCE_ENDS = frozenset(".!?:\n")
_LOOK_BACK = 12
_OPENING = frozenset(" \"'([*_-\u201c\u201e\u00ab<>")


@dataclass(frozen=True)
class Word:
    """`key` is the folded word (an ordinal without its ending, "st" for "saint").

    `start` and `end` are places in the folded view.
    """

    key: str
    start: int
    end: int
    telling_capital: bool
    """Written with a capital where only a name would be: neither first in a sentence, nor among capitals."""
    any_capital: bool
    """Written with a capital first, or last, as in a name turned round."""


def words_of(text: str, folded: View) -> list[Word]:
    """All words of `text`, in order. `folded` is the folded view of `text`."""
    spans = [span for span in _word_spans(folded.wordy) if span[1] - span[0] <= _LONGEST_WORD]
    shouted = [_is_shouted(text, folded, span) for span in spans]
    words: list[Word] = []
    for at, (start, end) in enumerate(spans):
        capital = text[folded.starts[start]].isupper()
        among_capitals = shouted[at] and (
            shouted[at - 1 : at] == [True] or shouted[at + 1 : at + 2] == [True]
        )
        telling = capital and not among_capitals and not _begins_sentence(folded.text, start)
        last_capital = text[folded.starts[end - 1]].isupper()
        words.append(Word(_key(folded.text[start:end]), start, end, telling, capital or last_capital))
    return words


def is_careless(text: str, folded: View, words: list[Word]) -> bool:
    """Whether their writer leaves capitals out, so that a small letter says nothing."""
    small = large = 0
    for word in words:
        if word.key in _I_FORMS or (word.key[0].isalpha() and _surely_begins(folded.text, word.start)):
            capital = text[folded.starts[word.start]].isupper()
            small += not capital
            large += capital
    return small > large


def keys_of(value: str) -> list[str]:
    """The keys of a term's words; `value` is folded."""
    return [_key(value[start:end]) for start, end in _word_spans(map(in_word, value))]


def is_month_here(words: list[Word], at: int) -> bool:
    """Whether a word such as "May" stands as a month: after "in" or "last", or beside a number."""
    if words[at].key not in MONTHS:
        return False
    before = words[at - 1].key if at else ""
    after = words[at + 1].key if at + 1 < len(words) else ""
    return before in BEFORE_A_MONTH or before.isdecimal() or after.isdecimal()


def _word_spans(wordy: Iterable[bool]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = -1
    for at, inside in enumerate([*wordy, False]):
        if inside and start < 0:
            start = at
        elif not inside and start >= 0:
            spans.append((start, at))
            start = -1
    return spans


def _key(word: str) -> str:
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return ordinal[1]
    return "st" if word == "saint" else word


def _is_shouted(text: str, folded: View, span: tuple[int, int]) -> bool:
    start, end = folded.span(*span)
    return end - start > 1 and text[start:end].isupper()


def _begins_sentence(folded: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and folded[at] in _OPENING and start - at < 6:
        at -= 1
    return at < 0 or folded[at] in _SENTENCE_ENDS


def _surely_begins(folded: str, start: int) -> bool:
    """Whether a sentence begins there, and not only a line of a letter that is wrapped."""
    before = folded[max(start - _LOOK_BACK, 0) : start].rstrip(" \"'([*_-")
    if not before.endswith("\n"):
        return not before.strip() or before[-1] in _SENTENCE_ENDS
    above = before.rstrip(" ")[:-1].rstrip(" ")
    return not above or above[-1] in _SENTENCE_ENDS or above[-1] == ","
