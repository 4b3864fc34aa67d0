"""A letter as the finders of unknown identifiers read it: words with their capitals, gaps and company.

Finders answer in places of the folded view; `Letter.hint` carries them back to the original text.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from moderation.hints.fold import View
from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.spoken import spoken
from moderation.hints.unknown.everyday_words import FUNCTION_WORDS, is_everyday
from moderation.hints.unknown.listed import listed
from moderation.hints.unknown.quiet_words import LONGEST_QUIET_PHRASE, QUIET, QUIET_PHRASES
from moderation.hints.words import Word, is_careless

_SENTENCE_ENDS = frozenset(".!?:;\n")
_QUOTES = frozenset('"\u201c\u201d\u00ab*_~')
_JOINS = frozenset({"'", "-", "'-"})
_LONGEST_GAP = 12
_BEFORE_A_DOT = listed("mr mrs ms mx dr st prof rev no rd ave sgt fr sr")
_PIECES_OF_A_TOKEN = 6
_FEW_CAPITALS = 7
_KISSES = frozenset("xo")


@dataclass(frozen=True)
class Token:
    """One word, with what is joined to it by hyphens or apostrophes.

    `key`: as written, folded; `stem`: without the ending of a possessive; `gap`: what stands before it.
    """

    key: str
    stem: str
    start: int
    end: int
    gap: str
    capital: bool
    shouted: bool
    """Two capitals or more, and nothing else."""
    opens: bool
    """First in a sentence, a line or a quotation, where anybody writes a capital."""
    allowed: bool
    telling: bool = False
    """A capital that only a name would have."""
    quiet: bool = False
    """Well known, or an allowed name, or no name at all: says nothing about where or who."""

    @property
    def beside(self) -> bool:
        """Only a space, or an ampersand, parts it from the word before."""
        return self.gap.strip(" ") in ("", "&", "'") and 0 < len(self.gap) <= 4 and self.gap[-1] == " "

    @property
    def on_the_line(self) -> bool:
        """Nothing but spaces or one line end parts it from the word before."""
        return self.beside or (self.gap.strip(" ") == "\n" and len(self.gap) <= 3)


@dataclass(frozen=True)
class Letter:
    """A text with its folded view and its words, read once for all finders."""

    text: str
    folded: View
    tokens: list[Token] = field(repr=False)
    careless: bool
    """Its writer leaves capitals out, so that a small letter says nothing."""
    famous: bytearray = field(repr=False)
    """One byte for each character of the text, 1 where a name of several words is known everywhere."""

    def hint(self, first: int, last: int, kind: Kind, strength: Strength, reason: str) -> Hint:
        """A hint from token `first` to token `last`."""
        return self.place(self.tokens[first].start, self.bare_end(last), kind, strength, reason)

    def place(self, start: int, end: int, kind: Kind, strength: Strength, reason: str) -> Hint:
        """A hint at a place of the folded view."""
        return Hint(*self.folded.span(start, end), kind, strength, reason)

    def bare_end(self, at: int) -> int:
        """Where a token ends in the folded view."""
        return self.tokens[at].end

    def written(self, at: int) -> str:
        """A token as it stands in the original."""
        start, end = self.folded.span(self.tokens[at].start, self.tokens[at].end)
        return self.text[start:end]

    def key(self, at: int) -> str:
        """A token's key, "" beyond the ends of the letter."""
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    @cached_property
    def said(self) -> View:
        """As one would type what it says."""
        return spoken(self.folded)

    @cached_property
    def florid(self) -> bool:
        """Whether its writer gives many everyday words a Capital, so that such a capital says nothing."""
        found = sum(
            token.telling and not token.shouted and not token.quiet and is_everyday(token.key)
            for token in self.tokens
        )
        return found > _FEW_CAPITALS and found * 30 > len(self.tokens)


def read_letter(text: str, folded: View, words: list[Word], allowed_at: Set[int]) -> Letter:
    """The letter of these words; `allowed_at` are the numbers of words that are allowed names."""
    tokens = list(_tokens(text, folded, words, allowed_at))
    telling, famous = _telling_places(tokens), _famous_places(tokens)
    quiet = famous | _quiet_places(tokens)
    for at in telling | quiet:
        tokens[at] = replace(tokens[at], telling=at in telling, quiet=at in quiet)
    cover = bytearray(len(text))
    for at in famous:
        start, end = folded.span(tokens[at].start, tokens[at].end)
        cover[start:end] = b"\1" * (end - start)
    return Letter(text, folded, tokens, is_careless(text, folded, words), cover)


def _tokens(text: str, folded: View, words: list[Word], allowed_at: Set[int]) -> Iterator[Token]:
    at = 0
    before: Token | None = None
    while at < len(words):
        last = at
        while last + 1 < len(words) and last - at < _PIECES_OF_A_TOKEN and _joined(text, folded, words, last):
            last += 1
        before = _token(text, folded, words, range(at, last + 1), allowed_at, before)
        yield before
        at = last + 1


def _joined(text: str, folded: View, words: list[Word], at: int) -> bool:
    gap = folded.text[words[at].end : words[at + 1].start][:3]
    if gap not in _JOINS or text[folded.starts[words[at].end]] in "\u2013\u2014\u2015":
        return False
    # Letters spelt out one by one are no compound.
    return len(words[at].key) > 1 or len(words[at + 1].key) > 1


def _token(
    text: str, folded: View, words: list[Word], run: range, allowed_at: Set[int], before: Token | None
) -> Token:
    start, end = words[run[0]].start, words[run[-1]].end
    key = folded.text[start:end]
    written = text[slice(*folded.span(start, end))]
    gap = folded.text[before.end if before else 0 : start]
    stem = key[:-2] if key.endswith("'s") else key
    named = [at for at in run if words[at].key not in ("s", "t")]
    return Token(
        key,
        stem,
        start,
        end,
        gap if len(gap) <= _LONGEST_GAP else gap[:6] + gap[-6:],
        written[:1].isupper(),
        len(written) > 1 and written.replace("'s", "").replace("\u2019s", "").isupper(),
        before is None or _opens(gap, before.key),
        bool(named) and all(at in allowed_at for at in named),
    )


def _opens(gap: str, before: str) -> bool:
    bare = gap.strip(" ")
    if bare == "." and (before in _BEFORE_A_DOT or len(before) == 1):
        return False
    if bare == "\n" and before in FUNCTION_WORDS:
        return False
    return not (_SENTENCE_ENDS | _QUOTES).isdisjoint(gap)


def _telling_places(tokens: list[Token]) -> set[int]:
    """The capitals that tell: neither first in a sentence, nor among words all in capitals."""
    return {
        at
        for at, token in enumerate(tokens)
        if token.capital and not token.opens and not (token.shouted and _shouted_beside(tokens, at))
    }


def _shouted_beside(tokens: list[Token], at: int) -> bool:
    return any(0 <= other < len(tokens) and tokens[other].shouted for other in (at - 1, at + 1))


def _quiet_places(tokens: list[Token]) -> set[int]:
    return {
        at
        for at, token in enumerate(tokens)
        if token.allowed
        or token.key in QUIET
        or token.stem in QUIET
        or token.key.isdecimal()
        or _KISSES.issuperset(token.key)
    }


def _famous_places(tokens: list[Token]) -> set[int]:
    """The tokens of names of several words that are known everywhere: "Yorkshire pudding"."""
    famous: set[int] = set()
    for at in range(len(tokens)):
        if tokens[at].stem not in QUIET_PHRASES and tokens[at].key not in QUIET_PHRASES:
            continue
        phrases = QUIET_PHRASES.get(tokens[at].stem, frozenset()) | QUIET_PHRASES.get(
            tokens[at].key, frozenset()
        )
        for length in range(LONGEST_QUIET_PHRASE, 1, -1):
            run = tokens[at : at + length]
            if " ".join([*(token.key for token in run[:-1]), run[-1].stem]) in phrases:
                famous.update(range(at, at + len(run)))
                break
    return famous
