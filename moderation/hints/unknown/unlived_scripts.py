"""Words in letters that nobody writes a letter to a family in: Lisu, Cherokee, runes, braille."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.listed import listed

_REASON = "This is written in letters that are hardly ever used here. They may hide a name."
_UNLIVED = listed(
    """
    lisu cherokee coptic deseret osage elbasan lycian carian old gothic runic warang miao canadian yi braille
    ogham glagolitic lydian phoenician shavian linear ugaritic
    """
)
"""First words of the names of such letters. Scripts of families who live here are none of them."""
_FEWEST = 2


def unlived_script_hints(letter: Letter) -> Iterator[Hint]:
    """Hints for words wholly of such letters, in a letter that is otherwise not so written."""
    if letter.text.isascii():
        return
    strange = [at for at in range(len(letter.tokens)) if _is_unlived(letter.written(at))]
    if len(strange) * 2 > len(letter.tokens) > 3:
        return
    for at in strange:
        yield letter.hint(at, at, Kind.OTHER_ID, Strength.ASK, _REASON)


def _is_unlived(written: str) -> bool:
    if written.isascii():
        return False
    return len(written) >= _FEWEST and all(map(_is_strange, written))


@lru_cache(maxsize=4096)
def _is_strange(letter: str) -> bool:
    return unicodedata.name(letter, "").split(" ")[0].lower() in _UNLIVED
