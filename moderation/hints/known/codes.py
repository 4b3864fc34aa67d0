"""Protected numbers and addresses of the net: whole, in half, spoken, spaced, split, turned round, in
look-alike characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind
from rapidfuzz.distance import OSA

from moderation.hints.fold import View, folded_letters, letters_only
from moderation.hints.hint import CODE_KINDS, KIND_WORDS, Hint, Kind, Strength, Term

_WHOLE = "This is a protected {words}."
_PART = "This is part of a protected {words}."
_LOOKS = "This looks like a protected {words}."

_DIGIT_LOOKS = str.maketrans("oilszbgq|", "011528991")
_FEWEST_DIGITS = 6
_FEWEST_LETTERS = 5
_FAR = 40
"""Letters that may stand between two digits of one number: the rest is another number."""
_SHOWN_WHOLE = 120
"""Characters of a split number that are shown as one place; otherwise each piece is."""
_TOKEN = re.compile(r"[^\s,;()]{6,60}")
_BEFORE_A_HOST = re.compile(r"^(?:https?://)?(?:www\.)?")
_LONG_NAME = 8
"""Letters from which the name of a page is nothing else when it is written in one."""
_LOCAL = re.compile(r"[^@]+")


@dataclass(frozen=True)
class _Needle:
    letters: str
    term: Term
    wording: str = _WHOLE
    whole_words: bool = True


def code_hints(text: str, folded: View, spoken: View, terms: Sequence[Term], allowed: Set[str]) -> list[Hint]:
    """Hints for protected numbers, addresses of the net and other codes. `allowed`: words that are names of
    people who write, of which an address may begin with one."""
    codes = [term for term in terms if term.kind in CODE_KINDS]
    if not codes:
        return []
    hints: list[Hint] = []
    needles = [needle for term in codes for needle in _needles(term) if not _is_said(needle, allowed)]
    for view in (letters_only(folded), letters_only(spoken)):
        hints += _in_letters(view, needles)
        hints += _in_looks(view, needles)
    hints += _numbers(spoken, codes)
    for view in (folded, spoken):
        hints += _halves(text, view, codes)
    hints += _misspelt(spoken, codes)
    return hints


def _is_said(needle: _Needle, allowed: Set[str]) -> bool:
    """A part that is a name which may be said. The whole is told all the same (deny wins)."""
    return needle.wording == _PART and needle.letters in allowed


def _needles(term: Term) -> Iterator[_Needle]:
    letters = folded_letters(term.value)
    if len(letters) >= 3:
        yield _Needle(letters, term)
    if len(letters) >= _FEWEST_DIGITS:
        yield _Needle(letters[::-1], term, _LOOKS)
    if term.kind is Kind.EMAIL:
        local, _, domain = term.value.partition("@")
        before = folded_letters(local)
        if len(before) >= _FEWEST_LETTERS:
            yield _Needle(before, term, _PART)
        provider = folded_letters(domain.partition(".")[0])
        if before and provider:
            yield _Needle(before + provider, term, _PART)
            yield _Needle(f"{before}at{provider}", term, _PART)
    if term.kind is Kind.URL:
        address = _BEFORE_A_HOST.sub("", term.value.casefold())
        if len(host := folded_letters(address)) >= _FEWEST_LETTERS:
            yield _Needle(host, term)
        # By itself, the one word that names it: "fellsidepots", or whose page it is.
        name, *page = address.rstrip("/").split("/")
        own = folded_letters(page[-1] if page else name.partition(".")[0])
        if len(own) >= _LONG_NAME:
            yield _Needle(own, term, _PART)


def _in_letters(view: View, needles: Sequence[_Needle]) -> Iterator[Hint]:
    search = AhoCorasick([needle.letters for needle in needles], matchkind=MatchKind.Standard)
    edges = frozenset(view.begins) | {len(view.text)}
    for number, start, end in search.find_matches_as_indexes(view.text, overlapping=True):
        needle = needles[number]
        if len(needle.letters) < 8 and not (start in edges and end in edges):
            continue
        yield _hint(view, start, end, needle.term, Strength.HOLD, needle.wording)


def _in_looks(view: View, needles: Sequence[_Needle]) -> Iterator[Hint]:
    """With o for 0 and l for 1, in codes that are mostly digits or mix them with letters."""
    mixed = [
        needle
        for needle in needles
        if len(needle.letters) >= 5 and any(letter.isdecimal() for letter in needle.letters)
    ]
    if not mixed:
        return
    search = AhoCorasick(
        [needle.letters.translate(_DIGIT_LOOKS) for needle in mixed], matchkind=MatchKind.Standard
    )
    looks = view.text.translate(_DIGIT_LOOKS)
    edges = frozenset(view.begins) | {len(view.text)}
    for number, start, end in search.find_matches_as_indexes(looks, overlapping=True):
        if start in edges and end in edges:
            yield _hint(view, start, end, mixed[number].term, Strength.HOLD, _LOOKS)


def _numbers(view: View, codes: Sequence[Term]) -> Iterator[Hint]:
    """Runs of a number's digits, whatever stands between them, up to a sentence or so."""
    places = [at for at, letter in enumerate(view.text) if letter.isdecimal()]
    looks = _with_looks(view, places)
    digits = view.pick(looks, "".join(_as_digit(view.text[at]) for at in looks))
    for term in codes:
        number = "".join(letter for letter in folded_letters(term.value) if letter.isdecimal())
        if len(number) < _FEWEST_DIGITS or term.kind not in (Kind.PHONE, Kind.OTHER_ID):
            continue
        for form in _forms(number):
            at = digits.text.find(form)
            while at >= 0:
                yield from _found_digits(view, looks, at, len(form), term, whole=len(form) >= len(number) - 1)
                at = digits.text.find(form, at + 1)


def _with_looks(view: View, places: list[int]) -> list[int]:
    """Digits, and letters that look like some inside of words that have digits."""
    found = set(places)
    for token in re.finditer(r"[0-9oilszb|]{2,20}", view.text):
        start, end = token.span()
        alone = not (start and view.text[start - 1].isalpha()) and not view.text[end : end + 1].isalpha()
        if alone and any(letter.isdecimal() for letter in token[0]):
            found.update(range(start, end))
    return sorted(found)


def _as_digit(letter: str) -> str:
    return letter.translate(_DIGIT_LOOKS)


def _forms(number: str) -> list[str]:
    national = number[2:] if number.startswith("44") else number.removeprefix("0")
    forms = [national, national[::-1], ("0" + national)[::-1]]
    if len(national) >= 10:
        forms += [national[-6:], national[-6:][::-1]]
        forms.append("0" + national[:-1])
    return [form for form in dict.fromkeys(forms) if len(form) >= _FEWEST_DIGITS]


def _found_digits(
    view: View, places: list[int], at: int, length: int, term: Term, *, whole: bool
) -> Iterator[Hint]:
    pieces: list[list[int]] = []
    for place in places[at : at + length]:
        if pieces and _letters_between(view, pieces[-1][-1], place) <= 2:
            pieces[-1].append(place)
        else:
            pieces.append([place])
    gaps = [_letters_between(view, one[-1], other[0]) for one, other in pairwise(pieces)]
    if any(gap > _FAR for gap in gaps) and not (whole and all(len(piece) >= 3 for piece in pieces)):
        return
    if len(pieces) > 1 and min(len(piece) for piece in pieces) < 2 and sum(gaps) > 4 * len(pieces):
        return
    first, last = view.span(pieces[0][0], pieces[-1][-1] + 1)
    wording = _WHOLE if whole else _PART
    if last - first <= _SHOWN_WHOLE:
        yield _hint(view, pieces[0][0], pieces[-1][-1] + 1, term, Strength.HOLD, wording)
    else:
        for piece in pieces:
            yield _hint(view, piece[0], piece[-1] + 1, term, Strength.HOLD, _PART)


def _letters_between(view: View, one: int, other: int) -> int:
    return sum(letter.isalpha() for letter in view.text[one + 1 : other])


def _halves(text: str, folded: View, codes: Sequence[Term]) -> Iterator[Hint]:
    """The first half of a postcode names a town; the first half of a plate, a place and a year."""
    for term in codes:
        letters = folded_letters(term.value)
        if term.kind is Kind.POSTCODE and len(letters) >= 5:
            half = letters[:-3]
        elif term.kind is Kind.PLATE and len(letters) == 7:
            half = letters[:4]
        else:
            continue
        spaced = r"[ .\-]{0,2}".join(re.escape(letter) for letter in half)
        for found in re.finditer(rf"(?<![^\W_]){spaced}(?![^\W_])", folded.text):
            written = text[slice(*folded.span(*found.span()))]
            if any(letter.isupper() for letter in written) or (len(half) > 3 and written.isalnum()):
                yield _hint(folded, *found.span(), term, Strength.HOLD, _PART)


def _misspelt(view: View, codes: Sequence[Term]) -> Iterator[Hint]:
    """Addresses of the net with a slip in them."""
    wanted = []
    for term in codes:
        if term.kind in (Kind.EMAIL, Kind.HANDLE):
            local = _LOCAL.match(term.value.removeprefix("@"))
            letters = folded_letters(local[0]) if local else ""
            if len(letters) >= 7:
                wanted.append((letters, term))
    if not wanted:
        return
    for found in _TOKEN.finditer(view.text):
        if not re.search(r"[@_0-9.]", found[0][:-1]):
            continue
        token = "".join(letter for letter in found[0].partition("@")[0] if letter.isalnum())
        for letters, term in wanted:
            if 0 < OSA.distance(token, letters, score_cutoff=2) <= 2:
                yield _hint(view, *found.span(), term, Strength.HOLD, _LOOKS)


def _hint(view: View, start: int, end: int, term: Term, strength: Strength, wording: str) -> Hint:
    return Hint(
        *view.span(start, end), term.kind, strength, wording.format(words=KIND_WORDS[term.kind]), term.id
    )
