"""Institutions called after a saint, a number or a town: "St Winifred's", "ward 6", "Ysgol Bryn Eos"."""

from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind
from moderation.hints.unknown.everyday_words import FUNCTION_WORDS, is_everyday
from moderation.hints.unknown.institution_words import INSTITUTIONS, PATRONS, PREFIXES
from moderation.hints.unknown.institutions import BEFORE_A_NAME, institution_hint
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed

_SAINTS = listed(
    """
    mary marys mary's john johns john's peter peters peter's paul pauls paul's james andrew andrews george
    georges joseph josephs joseph's anne annes anne's ann anns michael michaels thomas luke lukes mark marks
    matthew matthews patrick patricks david davids francis augustine augustines nicholas bede bedes cuthbert
    cuthberts oswald oswalds chad chads wilfrid wilfrids aidan aidans teresa teresas theresa theresas
    catherine catherines margaret margarets bernadette bernadettes giles edmund edmunds edward edwards
    anthony anthonys helen helens helena hilda hildas columba mungo ninian winifred stephen stephens martin
    martins clement clements barnabas gregory gregorys leonard leonards botolph botolphs helens saviours
    saviour
    """
)
_NOT_A_PLACE = listed("day day's days eve ambulance bernard lucia vincent kitts claus's")
_WARDS = listed("ward")


def namesake_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for institutions whose kind stands before their name."""
    for at, token in enumerate(letter.tokens):
        if token.key in _WARDS and _is_number(letter, at + 1):
            yield institution_hint(letter, _before_ward(letter, at), at + 1, Kind.HEALTH)
        if token.key in PATRONS and letter.key(at + 1) in PATRONS[token.key]:
            yield from _patron(letter, at)
        if token.key in PREFIXES and at + 1 < len(letter.tokens):
            yield from _after_prefix(letter, at)
        if token.key in ("st", "saint", "ss", "sts") and at + 1 < len(letter.tokens):
            yield from _saint(letter, at)
        if (
            token.stem in ("university", "college", "school", "church", "friends")
            and letter.key(at + 1) == "of"
        ):
            yield from _of_name(letter, at, INSTITUTIONS.get(token.stem, Kind.CLUB))


def _is_number(letter: Letter, at: int) -> bool:
    if not 0 <= at < len(letter.tokens) or not letter.tokens[at].beside:
        return False
    key = letter.tokens[at].key
    return any(map(str.isdecimal, key)) or (len(key) == 1 and letter.tokens[at].capital and key not in "aiox")


def _before_ward(letter: Letter, at: int) -> int:
    """The first word of "Queen Elizabeth, ward 14"."""
    first = at
    while (
        first
        and at - first < 3
        and letter.tokens[first].gap in (" ", ", ")
        and letter.tokens[first - 1].telling
    ):
        first -= 1
    return first


def _after_prefix(letter: Letter, at: int) -> Iterator[Hint]:
    following = letter.tokens[at + 1]
    if not following.beside or following.key in FUNCTION_WORDS or following.quiet:
        return
    if following.telling or following.capital or (letter.careless and not is_everyday(following.key)):
        last = at + 1
        while (
            last + 1 < len(letter.tokens)
            and letter.tokens[last + 1].beside
            and letter.tokens[last + 1].telling
        ):
            last += 1
        yield institution_hint(letter, at, last, PREFIXES[letter.key(at)])


def _saint(letter: Letter, at: int) -> Iterator[Hint]:
    tokens = letter.tokens
    following = tokens[at + 1]
    gap = following.gap.strip(" ")
    if gap not in ("", ".") or following.allowed:
        return
    last = at + 1
    while (
        last + 1 < len(tokens)
        and last - at < 5
        and tokens[last + 1].beside
        and (tokens[last + 1].telling or tokens[last + 1].stem in INSTITUTIONS or tokens[last + 1].key == "s")
    ):
        last += 1
    if letter.key(at + 2) in _NOT_A_PLACE or following.key in _NOT_A_PLACE:
        return
    named = following.capital and tokens[at].capital and len(following.key) > 2
    small = following.stem in _SAINTS and not following.capital
    if named or (small and (letter.key(at - 1) in BEFORE_A_NAME or last > at + 1)):
        words = [
            INSTITUTIONS[token.stem] for token in tokens[at + 1 : last + 1] if token.stem in INSTITUTIONS
        ]
        yield institution_hint(letter, at, last, words[0] if words else Kind.PLACE)


def _patron(letter: Letter, at: int) -> Iterator[Hint]:
    """ "at Holy Trinity", "to sacred heart"."""
    tokens = letter.tokens
    named = tokens[at + 1].beside and (tokens[at + 1].capital or letter.careless)
    before = letter.key(at - 1) in BEFORE_A_NAME or letter.key(at + 2) in INSTITUTIONS
    if named and before:
        yield institution_hint(letter, at, at + 1, Kind.PLACE)


def _of_name(letter: Letter, at: int, kind: Kind) -> Iterator[Hint]:
    first = at + 2
    if first < len(letter.tokens) and letter.key(first) in ("the", "our"):
        first += 1
    if first >= len(letter.tokens):
        return
    token = letter.tokens[first]
    if token.beside and token.telling and not token.quiet and letter.tokens[at].capital:
        last = first
        while (
            last + 1 < len(letter.tokens)
            and letter.tokens[last + 1].beside
            and letter.tokens[last + 1].telling
        ):
            last += 1
        yield institution_hint(letter, at, last, kind)
