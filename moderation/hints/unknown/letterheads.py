"""What stands above the greeting, below the farewell, and after "sent by": where addresses are forgotten."""

import re
from collections.abc import Iterator

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.everyday_words import FIRST_NAMES, FUNCTION_WORDS, is_everyday
from moderation.hints.unknown.institution_words import INSTITUTIONS, STREET_WORDS
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed

_HEAD = "This line stands where an address would."
_FOOT = "This stands where a sender, an address or a firm would."

_GREETINGS = listed(
    """
    dear hi hiya hello hey annwyl drogi droga drodzy kochana kochany draga dragă my to assalam assalamu
    as-salamu as-salaam salaam salam salaams asalamu namaste helo shwmae ekaro hallo bonjour hola ciao buna
    buna dearest darling morning good happy merry
    """
)
_LABEL = re.compile(
    r"(?<![^\W_])(?:back of (?:the|this) envelope|return(?: address| to)|sender|sent (?:by|from)|from|"
    r"address|"
    r"written (?:at|in)|writing from|posted (?:in|at|from)|post ?mark(?:ed)?|printed (?:by|at)|"
    r"stamp(?:ed)?|"
    r"c/o|care of|contact|reply to|label|sticker|header|footer|franked|headed paper|letterhead|location|"
    r"school|"
    r"club|team|nursery|class|unit|office|dept|department|employer|venue)[ ]{0,2}:"
    r"|(?<![^\W_])(?:back of (?:the|this) envelope|return address|posted (?:in|at|from)|sent from|"
    r"printed (?:by|at)|c/o)(?![^\W_])"
)
_FAREWELLS = listed(
    """
    khuda allah fi cofion hwyl caluje pozdrawiam pozdrowienia buziaki papa o dabo ire cheers ta-ra tara
    tatty yours love lots with all take god kind best thinking big stay slan saludos besos abrazos bises
    bisous amities cu pupici te iubesc kisses hugs much ever always your his her our
    """
)
"""How farewells begin, in the languages families write in (folded)."""

_LINKS = listed("of the on in by and a o'r y n & upon c/o x xx xxx")
_HEAD_LINES = 8
_FOOT_LINES = 6
_MOST_WORDS = 7
_NOT_SENDERS = listed(
    """
    my iphone ipad phone samsung galaxy mobile android outlook mail yahoo gmail device
    """
)

_SENDING = listed("sent from by posted at sender address printed ps pps")

_Line = list[int]


def letterhead_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for the edges of a letter, and for what follows a label."""
    lines = _lines(letter)
    greeting = next((at for at, line in enumerate(lines[:_HEAD_LINES]) if _greets(letter, line)), None)
    for line in lines[: greeting or 0]:
        yield from _edge(letter, line, _HEAD)
    if len(lines) > _FOOT_LINES:
        for line in lines[max(len(lines) - _FOOT_LINES, (greeting or 0) + 1) :]:
            if not _is_farewell(letter, line):
                yield from _edge(letter, line, _FOOT)
    yield from _labelled(letter)


def _greets(letter: Letter, line: _Line) -> bool:
    if letter.key(line[0]) in _GREETINGS:
        return True
    return len(line) <= _MOST_WORDS and any(letter.tokens[at].allowed for at in line)


def _is_farewell(letter: Letter, line: _Line) -> bool:
    """Words in any language, a comma, and then the name in the next line."""
    if letter.key(line[0]) in _FAREWELLS:
        return True
    end = letter.tokens[line[-1]].end
    parted = any("," in letter.tokens[at].gap for at in line[1:])
    placed = any(letter.key(at) in STREET_WORDS or letter.key(at)[0].isdecimal() for at in line)
    return letter.folded.text[end : end + 1] == "," and not parted and not placed


def _lines(letter: Letter) -> list[_Line]:
    lines: list[_Line] = []
    for at, token in enumerate(letter.tokens):
        if not lines or "\n" in token.gap:
            lines.append([])
        lines[-1].append(at)
    return lines


def _edge(letter: Letter, line: _Line, reason: str) -> Iterator[Hint]:
    """Hints for a short line in which nothing is said, only named."""
    device = any(letter.key(at) in _NOT_SENDERS for at in line)
    if len(line) > _MOST_WORDS or device or _is_said(letter, line):
        return
    for first, last in _parts(letter, line):
        if any(_names(letter, at) for at in range(first, last + 1)):
            while letter.key(first) in FUNCTION_WORDS | _SENDING or letter.tokens[first].allowed:
                first += 1
            while letter.tokens[last].quiet and last > first and not letter.key(last).isdecimal():
                last -= 1
            yield letter.hint(first, last, Kind.ADDRESS, Strength.ASK, reason)


def _is_said(letter: Letter, line: _Line) -> bool:
    """Whether a line is a sentence, and no heading."""
    tokens = [letter.tokens[at] for at in line]
    small = [
        token
        for token in tokens
        if not token.capital
        and token.key[0].isalpha()
        and token.key not in INSTITUTIONS
        and token.key not in STREET_WORDS
    ]
    end = letter.folded.text[tokens[-1].end : tokens[-1].end + 1]
    if end in ("!", "?") or any(
        token.key in ("i", "you", "your", "me", "is", "are", "was") for token in tokens
    ):
        return True
    saying = [
        token
        for token in small
        if token.key not in _LINKS and not (letter.careless and (token.quiet or not is_everyday(token.key)))
    ]
    return len(saying) > (1 if letter.careless else 0)


def _parts(letter: Letter, line: _Line) -> Iterator[tuple[int, int]]:
    """The parts of a line between commas; an address is one place."""
    first = line[0]
    for at in line[1:]:
        gap = letter.tokens[at].gap
        if "," in gap or "|" in gap or "(" in gap or " - " in gap:
            yield first, at - 1
            first = at
    yield first, line[-1]


def _names(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    if (
        token.quiet
        or token.key in FUNCTION_WORDS | _SENDING
        or token.stem in FIRST_NAMES
        or len(token.key) < 3
    ):
        return False
    if not token.key[0].isalpha():
        return False
    if token.capital:
        return True
    return letter.careless and not is_everyday(token.stem)


def _labelled(letter: Letter) -> Iterator[Hint]:
    """What follows "back of the envelope:" or "sent from", up to the end of the line or bracket."""
    starts = [token.start for token in letter.tokens]
    at = 0
    for label in _LABEL.finditer(letter.folded.text):
        while at < len(starts) and starts[at] < label.end():
            at += 1
        line: _Line = []
        for place in range(at, min(at + 10, len(letter.tokens))):
            gap = letter.tokens[place].gap
            if place > at and not {"\n", ")", ".", ";", "!"}.isdisjoint(gap):
                break
            line.append(place)
        while line and not (_names(letter, line[-1]) or letter.key(line[-1]) in STREET_WORDS):
            line.pop()
        if not line or any(letter.key(place) in _NOT_SENDERS for place in line):
            continue
        if all(letter.tokens[place].capital or _is_link(letter, place) for place in line):
            yield letter.hint(line[0], line[-1], Kind.ADDRESS, Strength.ASK, _FOOT)


def _is_link(letter: Letter, at: int) -> bool:
    token = letter.tokens[at]
    return (
        token.key in ("of", "the", "and", "at", "in", "on", "by")
        or token.stem in INSTITUTIONS
        or token.key[0].isdecimal()
    )
