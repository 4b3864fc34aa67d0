"""How a letter is signed: as agreed, or as somebody the child calls by that name elsewhere."""

import re
from collections.abc import Iterator, Sequence

from moderation.hints.fold import fold
from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.said.plain import LINE, Plain, plain
from moderation.hints.unknown.listed import listed

_TITLES = listed(
    """
    mum mam mom mummy mama mumma mamma mammy mother dad daddy dada papa pa father nan nana nanna nanny
    gran granny grandma grandad granddad grandpa grandfather grandmother auntie aunty aunt uncle
    parents stepdad stepmum sister brother maman ammi abbu mamgu taid nain
    """
)
_CLOSING = listed(
    """
    love lots loads all always forever from your yours you my our me and the of with best wishes hugs
    kisses big birth real first tummy proper only x xx xxx xxxx xxxxx xxxxxx xo xoxo take care night
    god bless dear old regards sincerely kind warm truly faithfully thinking missing so much a to
    """
)
_GREETINGS = listed("dear dearest hi hiya hello hey to annwyl drodzy draga")
"""A line that begins so is the first of a short letter, and says who gets it."""
_KISSES = re.compile(r"x+o*|xo(?:xo)*")
_LINES_LOOKED_AT = 5
_MOST_WORDS = 10
_OTHERWISE = "This is signed otherwise than agreed: with a word that the child may use for somebody else."
_UNKNOWN = "This is not signed with the name that was agreed."


def sign_off_hints(view: Plain, agreed: Sequence[str]) -> Iterator[Hint]:
    """Hints at the end of the letter; `agreed` are the names the writer may sign with. Without any: none."""
    known = {word for name in agreed for word in plain(fold(name)).text.split() if word not in (".", LINE)}
    if not known:
        return
    suggestion = f"Please sign as agreed: {', '.join(agreed)}."
    closing = list(_last_lines(view))
    named = False
    for start, words in closing:
        for at, word in words:
            if word in known:
                named = True
            elif word in _TITLES and _is_signature([one for _, one in words], known):
                named = True
                place = view.span(start + at, start + at + len(word))
                yield Hint(*place, Kind.TONE, Strength.ASK, _OTHERWISE, suggestion=suggestion)
    if not named and (stands := _name_alone(closing)):
        yield Hint(*view.span(*stands), Kind.TONE, Strength.MARK, _UNKNOWN, suggestion=suggestion)


def _last_lines(view: Plain) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """The last lines that have words: where each begins, and its words with their places in the line."""
    lines, at = [], 0
    for line in view.text.split(f" {LINE}"):
        words = [(found.start(), found.group()) for found in re.finditer(r"\w+", line)]
        if words:
            lines.append((at, words))
        at += len(line) + len(LINE) + 1
    yield from lines[-_LINES_LOOKED_AT:]


def _is_signature(words: list[str], known: set[str]) -> bool:
    """A line of nothing but closing words, titles, names agreed, kisses, and one or two other names."""
    if len(words) > _MOST_WORDS or words[0] in _GREETINGS:
        return False
    others = [
        one
        for one in words
        if one not in _CLOSING and one not in _TITLES and one not in known and not _KISSES.fullmatch(one)
    ]
    closes = words[-1] in _TITLES or bool(_KISSES.fullmatch(words[-1])) or len(words) <= 3
    return len(others) <= 1 and (closes or words[0] in ("love", "lots", "from", "your", "all"))


def _name_alone(lines: list[tuple[int, list[tuple[int, str]]]]) -> tuple[int, int] | None:
    """Behind a closing ("Love from"), on its line or the next, a word or two that are no closing words."""
    for number, (start, words) in enumerate(lines):
        if words[0][1] not in ("love", "lots", "from", "yours", "regards", "with", "all", "best"):
            continue
        for at, line in ((start, words), *lines[number + 1 : number + 2]):
            names = [
                (place, one) for place, one in line if one not in _CLOSING and not _KISSES.fullmatch(one)
            ]
            if 0 < len(names) <= 2 and len(line) <= _MOST_WORDS:
                return at + names[0][0], at + names[-1][0] + len(names[-1][1])
    return None
