"""Protected terms with letters pulled apart, run together, exchanged, turned round or hung down a margin.

Terms are searched as runs of letters in views without spaces. A run counts only where words begin and end,
so that "the athlete" is not "Heath".
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moderation.hints.fold import (
    View,
    digits_for_letters,
    first_letters_of_lines,
    fold,
    fold_character,
    folded_letters,
    letters_only,
    skeleton,
)
from moderation.hints.hint import CODE_KINDS, KIND_WORDS, Hint, Kind, Strength, Term
from moderation.hints.lookalikes import DIGITS_FOR_LETTERS
from moderation.hints.word_lists import LITTLE_WORDS
from moderation.hints.words import keys_of

_WHOLE = "This is a protected {words}."
_PART = "This is part of a protected {words}."
_APART = "This looks like a protected {words}, with spaces or signs in it."
_TOGETHER = "This looks like a protected {words}, run together."
_WITHIN = "A protected {words} stands within this word."
_EXCHANGED = "This looks like a protected {words}, with digits, signs or other letters in it."
_BACKWARDS = "This looks like a protected {words}, written backwards."
_DOWN = "The first letters of these lines spell a protected {words}."

_WITHOUT_SPACES = "\u0e00"
"""From here on are scripts written without spaces, or with endings grown to the word."""

_Found = tuple[int, int, Strength, str]
"""Start and end in a view, strength, and the reason with a gap for the kind."""


@dataclass(frozen=True)
class _Needle:
    """A term's letters and digits, folded, and how many of them each of its words has.

    `telling`: how many of its words are more than "the" and "of".
    """

    letters: str
    sizes: list[int]
    telling: int
    is_code: bool
    wording: str = _WHOLE

    def __len__(self) -> int:
        return len(self.letters)


def disguise_hints(text: str, folded: View, protected: Sequence[Term]) -> list[Hint]:
    """Hints for terms in disguise, and for terms that are codes, of `text` and its folded view."""
    letters = letters_only(folded)
    exchanged = digits_for_letters(folded)
    down = first_letters_of_lines(folded)
    hints: list[Hint] = []
    for term in protected:
        for needle in _needles(term):
            found = [(letters, place) for place in _forwards(letters, needle)]
            found += [(letters, place) for place in _backwards(letters, needle)]
            found += [(exchanged, place) for place in _exchanged(text, exchanged, needle)]
            found += [(down, place) for place in _hanging(down, needle)]
            for view, (start, end, strength, wording) in found:
                reason = wording.format(words=KIND_WORDS[term.kind])
                hints.append(Hint(*view.span(start, end), term.kind, strength, reason, term.id))
    return hints


def _needles(term: Term) -> Iterator[_Needle]:
    letters = folded_letters(term.value)
    keys = keys_of(fold(term.value).text)
    telling = sum(key not in LITTLE_WORDS for key in keys)
    yield _Needle(letters, [len(key) for key in keys], telling, term.kind in CODE_KINDS)
    if term.kind == Kind.POSTCODE and len(letters) >= 6:
        # The first half of a postcode names a town.
        yield _Needle(letters[:-3], [len(letters) - 3], 1, is_code=True, wording=_PART)


def _forwards(view: View, needle: _Needle) -> Iterator[_Found]:
    for start, end in _occurrences(view, needle.letters):
        pieces = _pieces(view, start, end)
        begins, ends = _edges(view, start, end)
        if begins and ends:
            verdict = _judge_pieces(pieces, needle)
        elif len(pieces) == 1:
            verdict = _judge_within(needle, at_an_edge=begins or ends)
            if needle.letters < _WITHOUT_SPACES:
                start, end = _whole_word(view, start)
        else:
            verdict = None
        if verdict:
            yield start, end, *verdict


def _judge_pieces(pieces: list[int], needle: _Needle) -> tuple[Strength, str] | None:
    """A term that fills `pieces` whole words, of so many letters each."""
    if needle.is_code:
        return Strength.HOLD, needle.wording
    if pieces == needle.sizes:
        # Single words are judged as words, by their capitals and their company.
        return (Strength.HOLD, _WHOLE) if needle.telling > 1 else None
    if len(pieces) == 1:
        return Strength.HOLD, _TOGETHER
    if max(pieces) == 1 and len(needle) >= 3:
        return Strength.HOLD, _APART
    if max(pieces) == 2 and len(pieces) >= 3 and len(needle) >= 5:
        return Strength.HOLD, _APART
    return (Strength.ASK, _APART) if len(needle) >= 6 else None


def _judge_within(needle: _Needle, at_an_edge: bool) -> tuple[Strength, str] | None:
    if needle.letters >= _WITHOUT_SPACES and len(needle) >= 2:
        return Strength.HOLD, _WITHIN
    if needle.is_code:
        return (Strength.HOLD, _WITHIN) if len(needle) >= 6 else None
    return (Strength.ASK, _WITHIN) if len(needle) >= (6 if at_an_edge else 8) else None


def _backwards(view: View, needle: _Needle) -> Iterator[_Found]:
    turned = needle.letters[::-1]
    if len(needle) < 5 or turned == needle.letters:
        return
    for start, end in _occurrences(view, turned):
        pieces = _pieces(view, start, end)
        if all(_edges(view, start, end)) and (pieces == needle.sizes[::-1] or _is_one_run(pieces)):
            yield start, end, Strength.HOLD if len(needle) >= 6 else Strength.ASK, _BACKWARDS


def _exchanged(text: str, view: View, needle: _Needle) -> Iterator[_Found]:
    if len(needle) < (6 if needle.is_code else 4):
        return
    for start, end in _occurrences(view, skeleton(needle.letters)):
        pieces = _pieces(view, start, end)
        if not all(_edges(view, start, end)):
            continue
        if not (needle.is_code or pieces == needle.sizes or _is_one_run(pieces)):
            continue
        written = [text[view.starts[at]] for at in range(start, end)]
        if _is_exchange(written, needle):
            yield start, end, Strength.HOLD, _EXCHANGED


def _is_exchange(written: list[str], needle: _Needle) -> bool:
    """Whether something stands for a letter here, and not just "hail" for "hall", alike in skeleton."""
    differing = [
        at for at, character in enumerate(written) if fold_character(character) != needle.letters[at]
    ]
    if needle.is_code:
        return bool(differing)
    honest = sum(map(str.isalpha, written))
    return bool(differing) and honest >= 2 and all(_stands_for_a_letter(written, at) for at in differing)


def _stands_for_a_letter(written: list[str], at: int) -> bool:
    character = written[at]
    if fold_character(character) in DIGITS_FOR_LETTERS:
        return True
    if character == "I":  # a capital I for a small l: nobody writes one beside a small letter
        return any(map(str.islower, [*written[max(at - 1, 0) : at], *written[at + 1 : at + 2]]))
    return character == "l" and at == 0


def _hanging(view: View, needle: _Needle) -> Iterator[_Found]:
    if len(needle) < 4 or needle.is_code:
        return
    strength = Strength.HOLD if len(needle) >= 6 else Strength.ASK if len(needle) == 5 else Strength.MARK
    start = view.text.find(needle.letters)
    while start >= 0:  # without overlaps, or a term of one letter would point at every line many times
        end = start + len(needle)
        yield from ((at, at + 1, strength, _DOWN) for at in range(start, end))
        start = view.text.find(needle.letters, end)


def _occurrences(view: View, letters: str) -> Iterator[tuple[int, int]]:
    start = view.text.find(letters) if letters else -1
    while start >= 0:
        yield start, start + len(letters)
        start = view.text.find(letters, start + 1)


def _edges(view: View, start: int, end: int) -> tuple[bool, bool]:
    """Whether a word of the text begins at `start`, and one ends at `end` (a plural s aside)."""
    first = bisect_left(view.begins, start)
    begins = first < len(view.begins) and view.begins[first] == start
    return begins, _ends_at(view, end) or (view.text[end] == "s" and _ends_at(view, end + 1))


def _ends_at(view: View, end: int) -> bool:
    following = bisect_left(view.begins, end)
    return end == len(view.text) or (following < len(view.begins) and view.begins[following] == end)


def _pieces(view: View, start: int, end: int) -> list[int]:
    """Letters in each word that view[start:end] is made of."""
    cuts = view.begins[bisect_right(view.begins, start) : bisect_left(view.begins, end)]
    return [after - before for before, after in zip([start, *cuts], [*cuts, end], strict=True)]


def _whole_word(view: View, place: int) -> tuple[int, int]:
    following = bisect_right(view.begins, place)
    end = view.begins[following] if following < len(view.begins) else len(view.text)
    return view.begins[following - 1], end


def _is_one_run(pieces: list[int]) -> bool:
    return len(pieces) == 1 or max(pieces) == 1
