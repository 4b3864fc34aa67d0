"""Initials of terms: "GLP", "A.E.S.", and the one letter of a surname after an allowed name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from moderation.hints.fold import View
from moderation.hints.hint import KIND_WORDS, Hint, Kind, Strength
from moderation.hints.known.parts import Parts
from moderation.hints.lexicon import is_ordinary
from moderation.hints.words import Word, keys_of

_CAPITALS = re.compile(r"(?<![\w.&'’])(?:[A-Z][.\-/ &']{0,2}){1,7}[A-Z](?:(?=[^\w])|$|(?=s\b))\.?")
_ONE = r"(?:Mc|Mac|O['’])?[A-Z](?:\.|(?=[^\w'’]|$))"
_DOTTED_SMALL = re.compile(r"(?<![\w.&'’-])(?:[a-z][.-]){1,6}[a-z](?![\w'’-])\.?")
_SMALL = re.compile(r"(?<![\w.&'’-])[a-z]{3,7}(?![\w'’-])")
_CLAN = re.compile(r"(?<!\w)((?:Mc|Mac|O['’])[A-Z])(?:\.|(?!\w))")
_SINGLE = re.compile(rf"{_ONE}(?:[\-/ ]{{0,2}}{_ONE}){{0,2}}")
_SINGLE_SMALL = re.compile(r"[a-z](?:\.(?!\w)|[ ]{0,2}(?=x{0,9}\n|x{0,9}$))")
_KIND_LETTERS = frozenset("hscpautgiwjc")
"""First letters of what a place is called besides its name: hospital, school, church, primary..."""
_CLANS = ("mc", "mac", "o")
_LETTERS = """
    tv ok uk us usa nhs dvd gp pe re it ict ps pps bbc itv rspca nspcc rsvp diy dj mp phd ba ma xx asap lol
    omg adhd asd send la ny eu am pm bc ad id pc xl ss cd hq atm pin vip rip sos abc mum dad eg ie
    """
_EVERYBODYS = frozenset(_LETTERS.split())
_AFTERTHOUGHTS = frozenset({"ps", "pps"})
_REASON = "These could be the initials of a protected {words}."


def initial_hints(
    text: str,
    folded: View,
    words: list[Word],
    terms: Sequence[Parts],
    allowed_at: Set[int],
    *,
    careless: bool,
) -> Iterator[Hint]:
    """Runs of capitals that a term's words begin with; single ones beside an allowed name. Small letters
    count with dots, and where they are no word; single ones where the writer leaves capitals out."""
    owners = _owners(terms)
    yield from _runs_of_letters(text, owners)
    surnames = _surnames(terms)
    for found in _CLAN.finditer(text):
        for parts in surnames.get(found[1].replace("'", "").replace("’", "").casefold(), ()):
            yield _hint(found.start(), found.end(), parts)
    for at in sorted(allowed_at):
        start = folded.span(words[at].start, words[at].end)[1]
        space = re.compile(r"['’]?s?[ ]{1,2}").match(text, start)
        single = _SINGLE.match(text, space.end()) if space else None
        if single is None and space and careless:
            single = _SINGLE_SMALL.match(text, space.end())
        if single:
            letters = "".join(letter for letter in single[0] if letter.isalpha()).casefold()
            for parts in surnames.get(letters, ()):
                yield _hint(single.start(), single.end(), parts)


def _runs_of_letters(text: str, owners: dict[str, list[Parts]]) -> Iterator[Hint]:
    for pattern in (_CAPITALS, _DOTTED_SMALL, _SMALL):
        for found in pattern.finditer(text):
            letters = found[0]
            if pattern is not _SMALL:
                letters = "".join(letter for letter in letters if letter.isalpha()).casefold()
            if letters not in owners or (pattern is _SMALL and is_ordinary(letters)):
                continue
            dotted = len(found[0]) > len(letters)
            everybodys = letters in _EVERYBODYS and (pattern is not _CAPITALS or not dotted)
            if len(letters) < 3 - dotted or everybodys or letters in _AFTERTHOUGHTS:
                continue
            for parts in owners[letters]:
                whole = len(letters) >= 3 and letters in _whole_initials(parts)
                if whole or pattern is not _SMALL:
                    strength = Strength.ASK if whole else Strength.MARK
                    yield _hint(found.start(), found.end(), parts, strength)


def _owners(terms: Sequence[Parts]) -> dict[str, list[Parts]]:
    owners: dict[str, list[Parts]] = {}
    for parts in terms:
        for letters in _initials(parts):
            owners.setdefault(letters, []).append(parts)
    return owners


def _initials(parts: Parts) -> set[str]:
    forms = _whole_initials(parts)
    telling = "".join(key[0] for key in parts.telling if key[0].isalpha())
    for letters in sorted(forms):
        if len(letters) >= 3:
            forms |= {letters[:length] for length in range(2, len(letters))}
            forms |= {letters[1:]}
        if len(letters) >= 2:
            forms |= {letters + kind for kind in _KIND_LETTERS}
    if parts.is_name and telling:
        # A first name before it: "J.C-R".
        forms |= {first + telling for first in "abcdefghijklmnopqrstuvwxyz"}
    return {letters for letters in forms if len(letters) >= 2}


def _whole_initials(parts: Parts) -> set[str]:
    """Of all words, and of those that tell."""
    every = "".join(key[0] for key in keys_of(parts.term.value.casefold()) if key[0].isalpha())
    return {every, "".join(key[0] for key in parts.telling if key[0].isalpha())}


def _surnames(terms: Sequence[Parts]) -> dict[str, list[Parts]]:
    found: dict[str, list[Parts]] = {}
    for parts in terms:
        if parts.term.kind is Kind.SURNAME and not parts.term.watch:
            letters = "".join(key[0] for key in parts.telling)
            clan = [
                key[: len(start) + 1] for key in parts.telling for start in _CLANS if key.startswith(start)
            ]
            for form in {letters, letters[:1], *clan}:
                found.setdefault(form, []).append(parts)
    return found


def _hint(start: int, end: int, parts: Parts, strength: Strength = Strength.MARK) -> Hint:
    words = KIND_WORDS[parts.term.kind]
    return Hint(start, end, parts.term.kind, strength, _REASON.format(words=words), parts.term.id)
