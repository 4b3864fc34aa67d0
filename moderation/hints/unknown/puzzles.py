"""Words written to be passed by: turned round, spaced out, with digits or other letters."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from moderation.hints.character import fold_character
from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.number_words import SPELLING_WORDS
from moderation.hints.unknown.everyday_words import FUNCTION_WORDS, is_everyday
from moderation.hints.unknown.letter import Letter, Token
from moderation.hints.unknown.listed import listed

_TURNED = "This reads as a name when it is turned round."
_SPACED = "This is spelt out letter by letter."
_DIGITS = "There are digits or signs among the letters of this word."
_MIXED = "There are letters of another alphabet in this word."
_INNER = "There is a capital inside this word."
_SPELT = "These words spell something, one letter each."
_NUMBERED = "These numbers may stand for letters."
_RIDDLE = "This looks like a riddle or a hidden word."
_SOUNDLESS = "This may be a name without its vowels, or in a code."

_TURNED_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,20}(?![^\W_])")
_SPACED_LETTERS = re.compile(r"(?<![^\W_])[^\W_](?:[ ]{0,2}[ .,\-_*/|~+][ ]{0,2}[^\W_](?![^\W_])){3,40}")
_IN_WORD_DIGITS = re.compile(r"[a-z]{1,20}[0-9@$!|]{1,4}[a-z]{1,20}(?:[0-9@$!|]{1,4}[a-z]{0,20}){0,3}")
_LEADING_DIGIT = re.compile(r"[0135][a-z]{4,20}")
_SIGNED_WORD = re.compile(
    r"(?<![\w@$\u00a3\u20ac])[a-z$@][a-z0-9]{0,20}[@$\u00a3\u20ac!|\u00a9\u00ae][a-z0-9@$!|"
    r"]{1,20}(?![\w@.])"
)
_TEXT_SPEAK = re.compile(
    r".{0,4}(?:2(?:day|moro|moz|nite|gether|getha|wards)|4(?:ever|eva|get|got|give|ward|tnight|ty)|b4|l8|"
    r"m8|gr8|h8|w8|str8|d8|"
    r"f8|1(?:ce|der)|ne1|any1|every1|some1|sum1|no1|every2|in2|on2|un2|u2|r2d2|c3po|h2o|co2|mp3|mp4|k9|g8|"
    r"sk8)"
)
_SIZES = re.compile(
    r"[a-z]?[0-9]{1,9}(?:st|nd|rd|th|s|am|pm|kg|g|lb|lbs|oz|ft|in|cm|mm|m|km|ml|l|mph|yrs?|yo|hrs?|mins?|"
    r"x[0-9]{1,9}|p|k|d|gb|mb)"
)
_NUMBERS = re.compile(
    r"(?<![\w.,\-])(?:[1-9]|1[0-9]|2[0-6])(?:(?: ?[-,.] ?| )(?:[1-9]|1[0-9]|2[0-6])(?![0-9])){4,20}(?![\w])"
)
_BRACKETED = re.compile(
    r"(?<![^\W_])(?:\w{1,10}\(\w{1,10}\)\w{1,10}|"
    r"\(\w{2,10}\)[ \-]{0,2}\(\w{2,10}\)(?:[ \-]{0,2}\(\w{2,10}\)){0,4})"
)
_RIDDLES = re.compile(
    r"(?<![^\W_])(?:rhymes? with|sounds? like the|first letters? of (?:each|every|all|these|the)|"
    r"every (?:second|other|third) "
    r"(?:word|letter)|read (?:it |that |this )?(?:backwards|back to front|in (?:the|a) mirror)|(?:change|"
    r"swap|drop|lose|take off|take away|"
    r"add) (?:the|an?) (?:first|last|middle|\w) (?:letter|vowels?|consonants?)|secret code|crack the code|"
    r"work out where)[^\n.!?,]{0,90}"
)
_ORDINARY_INNER = re.compile(
    r"(?:Mc|Mac|Fitz|Di|De|Le|La|Van|O'?|St|Du|Lo)[A-Z]|iP|eB|iM|YouT|TikT|Play|Face|Whats|Pay|Air|You|"
    r"Lego|Ma?c|PhD|DVDs|Tik|Go|Insta|Mini|Ninten|Smart"
)
_SPELLING_RUN = 3
_ABBREVIATIONS = listed("am pm ps pps rip eg ie uk usa us eu nb etc aka 1 2 3 4 5 6 7 8 9")
_VOWELS = frozenset("aeiouyw")
_SHORT = listed(
    """
    plz pls txt msg thx tmrw ppl btw dnt wld cld shld hmm hmmm brr brrr grr grrr shh shhh psst pfft tsk zzz
    nth mth hrs mins yrs yr wks wk mths grt lts prps nvm tbh idk lmk smh bffl rstlne bbc itv hmrc ndr thnk
    frnd frnds nvr pps nhs tv dvd gcse gcses pshe hgv rspb rspca nspcc mrs msgs txts nrly btwn lv lvs lvly
    bby bk wkend wknd abt mgmt govt dept hmp hms std cd cds pcs dvds tvs gps jpg png mp html pdf sms xml
    http https www
    """
)


def puzzle_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for words in disguise, whatever they say."""
    yield from _turned(letter)
    yield from _spaced(letter)
    for at in range(len(letter.tokens)):
        yield from _odd_word(letter, at)
    yield from _spelt(letter)
    for pattern, reason in ((_BRACKETED, _SPACED), (_RIDDLES, _RIDDLE), (_SIGNED_WORD, _DIGITS)):
        for found in pattern.finditer(letter.folded.text):
            if pattern is not _SIGNED_WORD or _signs_within(found[0]):
                yield letter.place(*found.span(), Kind.OTHER_ID, Strength.MARK, reason)
    for found in _NUMBERS.finditer(letter.folded.text):
        if _is_message([int(number) for number in re.findall("[0-9]+", found[0])]):
            yield letter.place(*found.span(), Kind.OTHER_ID, Strength.MARK, _NUMBERED)


def _turned(letter: Letter) -> Iterator[Hint]:
    """A capital at the end of a word and none before: "eladhcoR"."""
    run: list[int] = []
    for at, token in enumerate(letter.tokens):
        written = letter.written(at)
        turned = (
            len(written) > 2
            and written[-1].isupper()
            and written[:-1].replace("-", "").replace("'", "").islower()
            and _TURNED_WORD.fullmatch(token.key.replace("-", "").replace("'", ""))
        )
        if turned and run and not token.beside:
            yield letter.hint(run[0], run[-1], Kind.PLACE, Strength.ASK, _TURNED)
            run = []
        if turned:
            run.append(at)
        elif run:
            yield letter.hint(run[0], run[-1], Kind.PLACE, Strength.ASK, _TURNED)
            run = []
    if run:
        yield letter.hint(run[0], run[-1], Kind.PLACE, Strength.ASK, _TURNED)


def _spaced(letter: Letter) -> Iterator[Hint]:
    for found in _SPACED_LETTERS.finditer(letter.folded.text):
        letters = [character for character in found[0] if character.isalnum()]
        alphas = [character for character in letters if character.isalpha()]
        if len(set(alphas)) < 3 or _is_alphabet(alphas):
            continue
        if all(piece.replace(".", "") in _ABBREVIATIONS for piece in found[0].split()):
            continue
        if "".join(alphas) in ("eieio", "drmfslt", "drmfsltd", "iou"):
            continue
        yield letter.place(*found.span(), Kind.OTHER_ID, Strength.ASK, _SPACED)


def _is_alphabet(letters: list[str]) -> bool:
    return all(ord(other) - ord(one) == 1 for one, other in pairwise(letters))


def _odd_word(letter: Letter, at: int) -> Iterator[Hint]:
    token = letter.tokens[at]
    written = letter.written(at)
    if token.allowed or len(token.key) < 3:
        return
    reason = None
    if _has_digits(token):
        reason = _DIGITS
    elif not written.isascii() and _is_mixed(written):
        reason = _MIXED
    elif _has_inner_capital(token, written):
        reason = _INNER
    elif _is_soundless(letter, token):
        reason = _SOUNDLESS
    if reason:
        yield letter.hint(at, at, Kind.OTHER_ID, Strength.MARK, reason)


def _has_digits(token: Token) -> bool:
    key = token.stem
    if key.isalpha() or _SIZES.fullmatch(key) or _TEXT_SPEAK.match(key):
        return False
    letters = sum(map(str.isalpha, key))
    if letters < 3 or len(key) > 24:
        return False
    if _LEADING_DIGIT.fullmatch(key):
        return not is_everyday(key[1:])
    return _IN_WORD_DIGITS.fullmatch(key) is not None and not is_everyday(key.rstrip("0123456789"))


def _signs_within(word: str) -> bool:
    return sum(map(str.isalpha, word)) >= 2 and not word.endswith(("!", "|"))


def _is_mixed(written: str) -> bool:
    """Latin and other letters that look like them in one word, or letters dressed up."""
    latin = sum(character.isascii() and character.isalpha() for character in written)
    other = sum(
        not character.isascii() and _script(character) in ("CYRILLIC", "GREEK", "ARMENIAN")
        for character in written
    )
    dressed = sum(
        ord(character) > 0x2000
        and fold_character(character).isascii()
        and fold_character(character).isalpha()
        for character in written
    )
    return bool(latin and other) or dressed > 2 or (other > 3 and written[0].isupper())


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]


def _has_inner_capital(token: Token, written: str) -> bool:
    if token.shouted or _ORDINARY_INNER.match(written) or not written.isalpha() or token.quiet:
        return False
    inner = sum(map(str.isupper, written[1:-1]))
    return (
        0 < inner < len(written) - 2
        and len(written) > 3
        and written[-1].islower()
        and not is_everyday(token.key)
    )


def _is_soundless(letter: Letter, token: Token) -> bool:
    key = token.key
    if not token.telling or token.shouted or letter.careless or len(key) < 4 or not key.isalpha():
        return False
    return (
        _VOWELS.isdisjoint(key)
        and key.isascii()
        and key not in _SHORT
        and len(set(key)) > 2
        and not token.quiet
    )


def _spelt(letter: Letter) -> Iterator[Hint]:
    """Runs of the spelling alphabet: "kilo echo tango"."""
    run: list[int] = []
    for at, token in enumerate(letter.tokens):
        fits = token.key in SPELLING_WORDS and (not run or len(token.gap) <= 3)
        if fits:
            run.append(at)
            continue
        if len(run) >= _SPELLING_RUN:
            yield letter.hint(run[0], run[-1], Kind.OTHER_ID, Strength.ASK, _SPELT)
        run = [at] if token.key in SPELLING_WORDS and token.key not in FUNCTION_WORDS else []
    if len(run) >= _SPELLING_RUN:
        yield letter.hint(run[0], run[-1], Kind.OTHER_ID, Strength.ASK, _SPELT)


def _is_message(numbers: list[int]) -> bool:
    """Not counting, no times table, no scores: up and down, and some beyond twelve."""
    steps = [other - one for one, other in pairwise(numbers)]
    return any(step > 0 for step in steps) and any(step < 0 for step in steps) and max(numbers) > 12
