"""What is written as one would say it, read as one would type it: "oh double seven", "at gmail dot com".

The view keeps everything else as it is, so that matchers made for typed words read it as well.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from moderation.hints.fold import View
from moderation.hints.known.shapes import sound
from moderation.hints.lexicon import is_ordinary
from moderation.hints.number_words import ENGLISH, LETTER_NAMES, OTHERS, SPELLING_WORDS, TIMES
from moderation.hints.unknown.everyday_words import FIRST_NAMES

_PIECE = re.compile(r"(?:[^\W\d_]|[\u0900-\u0dff\u0300-\u036f]){1,24}|[0-9]{1,24}|_+|[^\w\n]|\n")
_SIGN_WORDS = {
    "underscore": "_",
    "underline": "_",
    "hyphen": "-",
    "dash": "-",
    "dot": ".",
    "at": "@",
    # Portuguese and Spanish, Polish, Romanian, Italian, German, Russian, French
    "arroba": "@",
    "malpa": "@",
    "chiocciola": "@",
    "klammeraffe": "@",
    "sobaka": "@",
    "arobase": "@",
    "ponto": ".",
    "punto": ".",
    "kropka": ".",
    "punct": ".",
    "punkt": ".",
    "tochka": ".",
    "podkreslnik": "_",
    "podloga": "_",
    "myslnik": "-",
    "tiret": "-",
}
_WORDS = re.compile(r"[^\W_]+")
_DOTS = frozenset(word for word, sign in _SIGN_WORDS.items() if sign == ".")
_ENDED = (
    "com co uk org net info me app io gg tv eu ie scot wales london pl ro br pt es fr de it ru ua lt in pk ng"
)
_ENDINGS = frozenset(_ENDED.split())
_MAIL = """
    gmail googlemail yahoo hotmail outlook icloud live talktalk btinternet sky aol msn protonmail proton
    virginmedia ymail me gmx wp onet
    """
_PROVIDERS = frozenset(_MAIL.split())
_LARGEST_GAP = re.compile(r"[ ,.;:/()\-\n'\"]{0,4}")
_LETTER_SAID = re.compile(
    r"(?<![^\W_])(?P<letter>[a-z])(?:,? (?:for|as in) (?P=letter)[a-z]{1,12}|(?<=x)[ -]ray)(?![^\W_])"
    r"|(?<![^\W_])(?P<w>double[ -]u)(?![^\W_])"
    r"|(?<![^\W_])(?:double|dubble) (?P<twice>[a-z])(?![^\W_])"
    r"|(?<=[ ,.][a-z0-9] )(?:forward )?(?:stroke|slash) (?=[a-z0-9])"
)
_FEWEST_LETTERS = 3
_FEWEST_SPELT = 5
"""Single letters in a row, among which "o" is no nought."""
_RUN = 4
_ZEROS = frozenset({"o", "oh", "nil"})
_SHORTEST_HEARD = 3
_MOST_SLIPS = 2
_SOUNDS = {sound(word): word for word, digit in ENGLISH.items() if 1 < digit < 10 and len(sound(word)) > 1}


class _Piece(NamedTuple):
    text: str
    start: int
    end: int
    said: str | None = None
    """What it stands for; None if for itself."""
    number: int | None = None


def spoken(folded: View, *, every_dot: bool = False) -> View:
    """`folded` with number words as digits, spelt letters as letters, and "underscore", "at", "dot" as
    signs. The spaces around what was replaced are gone where both neighbours were.

    `every_dot`: also where no "com" follows; "Dot" is a name as well.
    """
    folded = _letters_said(folded)
    pieces = [_Piece(found[0], *found.span()) for found in _PIECE.finditer(folded.text)]
    words = [at for at, piece in enumerate(pieces) if _is_word(piece)]
    _read_signs(pieces, words, every_dot=every_dot)
    _read_letters(pieces, words)
    _read_numbers(pieces, words)
    return _rebuilt(folded, _without_gaps(pieces))


def all_dots_spoken(folded: View, said: View | None) -> View:
    """As `spoken` with every dot. `said`, what `spoken` made of the same text, serves where it has none."""
    dots = not _DOTS.isdisjoint(_WORDS.findall(folded.text))
    return spoken(folded, every_dot=True) if dots or said is None else said


def _letters_said(folded: View) -> View:
    """With letters for what only says which letter is meant: "t for tommy", "double-u", "double g"."""
    places: list[int] = []
    text: list[str] = []
    kept_from = 0
    for found in _LETTER_SAID.finditer(folded.text):
        places += range(kept_from, found.start())
        text.append(folded.text[kept_from : found.start()])
        if found["twice"]:
            places += [found.start(), found.start("twice")]
            text.append(found["twice"] * 2)
        elif found["letter"]:
            places.append(found.start("letter"))
            text.append(found["letter"])
        elif found["w"]:
            places.append(found.start())
            text.append("w")
        kept_from = found.end()
    if not kept_from:
        return folded
    places += range(kept_from, len(folded.text))
    return folded.pick(places, "".join(text) + folded.text[kept_from:])


def _is_word(piece: _Piece) -> bool:
    return piece.text[:1].isalnum()


def _read_signs(pieces: list[_Piece], words: list[int], *, every_dot: bool) -> None:
    for number, at in enumerate(words):
        word = pieces[at].text
        if word not in _SIGN_WORDS:
            continue
        after = [pieces[other].text for other in words[number + 1 : number + 5]]
        if word in _DOTS and not (every_dot or (after and after[0] in _ENDINGS)):
            continue
        if word == "at" and not (after and (after[0] in _PROVIDERS or _ends_address(after))):
            continue
        if word in ("dash", "hyphen") and not (number and after):
            continue
        pieces[at] = _Piece(word, pieces[at].start, pieces[at].end, said=_SIGN_WORDS[word])


def _ends_address(after: list[str]) -> bool:
    return any(one in _DOTS and other in _ENDINGS for one, other in pairwise(after))


def _read_letters(pieces: list[_Piece], words: list[int]) -> None:
    """Runs of three or more names of letters, or of spelling words, with single letters and numbers."""
    run: list[int] = []
    for at in [*words, -1]:
        fits = at >= 0 and (_letter(pieces[at].text) or _value(pieces[at].text) is not None)
        if fits and (not run or _close(pieces, run[-1], at)):
            run.append(at)
            continue
        _spell(pieces, run)
        run = [at] if fits else []


def _letter(word: str) -> str | None:
    if len(word) == 1:
        return word
    return LETTER_NAMES.get(word) or SPELLING_WORDS.get(word)


def _spell(pieces: list[_Piece], run: list[int]) -> None:
    named = [at for at in run if len(pieces[at].text) > 1 and _letter(pieces[at].text)]
    single = all(len(pieces[at].text) == 1 and pieces[at].text.isalpha() for at in run)
    spelt_out = single and len(run) >= _FEWEST_SPELT
    if not spelt_out and (len(run) < _FEWEST_LETTERS or len(named) < 2):
        return
    for at in run:
        piece = pieces[at]
        if (spelt_out or piece.text not in _ZEROS) and (letter := _letter(piece.text)):
            pieces[at] = _Piece(piece.text, piece.start, piece.end, said=letter)


def _read_numbers(pieces: list[_Piece], words: list[int]) -> None:
    number = 0
    while number < len(words):
        number = _read_number(pieces, words, number)


def _read_number(pieces: list[_Piece], words: list[int], number: int) -> int:
    """Read the number that begins at the `number`th word, if one does; the number of the word after it."""
    at = words[number]
    text = pieces[at].text
    value = _value(text)
    if value is None and text not in TIMES:
        return number + 1
    following = [
        words[other]
        for other in range(number + 1, min(number + 3, len(words)))
        if _close(pieces, words[other - 1], words[other])
    ]
    if text in TIMES and following:
        digit = _value(pieces[following[0]].text)
        if digit is not None and digit < 10:
            _say(pieces, at, following[0], str(digit) * TIMES[text])
            return number + 2
        return number + 1
    if value is None or pieces[at].said is not None:
        return number + 1
    if text in _ZEROS and not _beside_a_number(pieces, words, number):
        return number + 1
    certain = text in ENGLISH or text in _ZEROS or text.isdecimal()
    if not certain and not _among_numbers(pieces, words, number):
        return number + 1
    next_value = _value(pieces[following[0]].text) if following else None
    if text in ENGLISH and value >= 20 and value % 10 == 0 and next_value is not None and 0 < next_value < 10:
        _say(pieces, at, following[0], str(value + next_value))
        return number + 2
    if following and pieces[following[0]].text == "hundred" and 0 < value < 10:
        _say(pieces, at, following[0], str(value * 100))
        return number + 2
    if not text.isdecimal():
        _say(pieces, at, at, str(value))
    return number + 1


def _beside_a_number(pieces: list[_Piece], words: list[int], number: int) -> bool:
    """ "Oh" and "o" are noughts only in the company of digits."""
    at = words[number]
    if number and _close(pieces, words[number - 1], at):
        before = _piece_owning(pieces, words[number - 1])
        if before.number is not None or before.text.isdecimal():
            return True
    if number + 1 == len(words) or not _close(pieces, at, words[number + 1]):
        return False
    after = pieces[words[number + 1]].text
    return after in TIMES or after in _ZEROS or (_value(after) is not None)


def _among_numbers(pieces: list[_Piece], words: list[int], number: int) -> bool:
    """Other languages' numbers are often English words as well: they count in fours, side by side."""
    first = last = number
    while first and last - first < _RUN and _close(pieces, words[first - 1], words[first]):
        if not _counts(_piece_owning(pieces, words[first - 1]).text):
            break
        first -= 1
    while last + 1 < len(words) and last - first < _RUN and _close(pieces, words[last], words[last + 1]):
        if not _counts(pieces[words[last + 1]].text):
            break
        last += 1
    edge = number in (first, last) and pieces[words[number]].text in FIRST_NAMES
    return last - first + 1 >= _RUN and not edge


def _piece_owning(pieces: list[_Piece], at: int) -> _Piece:
    """The piece that speaks for `at`, which may have been read together with the one before it."""
    while at and pieces[at].said == "":
        at -= 1
    return pieces[at]


def _counts(word: str) -> bool:
    return word in TIMES or _value(word) is not None


def _value(word: str) -> int | None:
    if word.isdecimal() and len(word) == 1:
        return int(word)
    if word == "o":
        return 0
    if word in ENGLISH:
        return ENGLISH[word]
    return OTHERS[word] if word in OTHERS else _as_it_sounds(word)


@lru_cache(maxsize=4096)
def _as_it_sounds(word: str) -> int | None:
    """The digit of a word spelt by ear: "sevun", "nyne"."""
    if len(word) < _SHORTEST_HEARD or is_ordinary(word) or word in FIRST_NAMES:
        return None
    meant = _SOUNDS.get(sound(word))
    near = meant is not None and word[0] == meant[0] and OSA.distance(word, meant) <= _MOST_SLIPS
    return ENGLISH[meant] if meant is not None and near else None


def _say(pieces: list[_Piece], first: int, last: int, said: str) -> None:
    start, end = pieces[first].start, pieces[last].end
    pieces[first] = _Piece(pieces[first].text, start, end, said=said, number=int(said))
    for at in range(first + 1, last + 1):
        pieces[at] = _Piece("", end, end, said="")


def _close(pieces: list[_Piece], one: int, other: int) -> bool:
    between = "".join(piece.text for piece in pieces[one + 1 : other])
    return _LARGEST_GAP.fullmatch(between) is not None


def _without_gaps(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out spaces and commas between two pieces that were both replaced, and beside a sign."""
    kept: list[_Piece] = []
    gap: list[_Piece] = []
    for piece in pieces:
        if piece.said == "":
            continue
        if not _is_word(piece) and piece.said is None and piece.text != "_":
            gap.append(piece)
            continue
        if not (kept and _belong(kept[-1], piece) and len(gap) <= 3):
            kept += gap
        gap = []
        kept.append(piece)
    return kept + gap


def _belong(one: _Piece, other: _Piece) -> bool:
    if _is_sign(one) or _is_sign(other):
        return True
    return one.said is not None and other.said is not None


def _is_sign(piece: _Piece) -> bool:
    return piece.said is not None and not piece.said.isalnum()


def _rebuilt(folded: View, pieces: list[_Piece]) -> View:
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    begins: list[int] = []
    upto = -1
    for piece in pieces:
        if piece.start != upto:
            begins.append(len(text))
        upto = piece.end
        if piece.said is None:
            text += folded.text[piece.start : piece.end]
            starts += folded.starts[piece.start : piece.end]
            ends += folded.ends[piece.start : piece.end]
        else:
            start, end = folded.span(piece.start, piece.end)
            text += piece.said
            starts += [start] * len(piece.said)
            ends += [end] * len(piece.said)
    return View("".join(text), starts, ends, begins)
