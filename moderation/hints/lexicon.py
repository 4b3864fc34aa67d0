"""Ordinary English words. A misspelt name is mostly no word; a word is mostly no misspelt name.

The list is made when the portal is built (`scripts/word-list`), from the British word list of SCOWL.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from moderation.hints.word_lists import LITTLE_WORDS, MONTHS, WORD_LIKE

WORD_LIST = "ordinary_words.txt"

_CUT_AT_APOSTROPHES = (
    "couldn wouldn shouldn didn doesn isn wasn weren hasn haven hadn mustn needn aren ain don won"
)

_NEWER = """
    physio insta selfie selfies wifi emoji emojis covid lockdown zumba tiktok snapchat whatsapp youtube
    minecraft roblox lego fortnite facetime netflix uni telly nan nana nanna nans gran granny gramps mam
    mams mum mums mummy ok okay xmas xx xxx xxxx lol haha gonna wanna gotta cos coz cuz bday hols comp
    footie footy brekkie choccy bestie hiya ta tho thru tonite luv ur u r im ive dont didnt wasnt isnt cant
    wont couldnt wouldnt shouldnt youre theyre thats theres whats hes shes weve youve theyve ill id havent
    hasnt arent werent doesnt innit
    """


class NoWordList(Exception):
    """The list of ordinary words was not built; without it hints would be wrong, not merely fewer."""

    def __str__(self) -> str:
        return "The list of ordinary words is missing: build it with `make assets`."


def is_ordinary(word: str) -> bool:
    """Is the folded `word` one of the language, and not only a name? Raises NoWordList."""
    return word in _ordinary_words()


@cache
def _ordinary_words() -> frozenset[str]:
    try:
        listed = files("moderation.hints.data").joinpath(WORD_LIST).read_text("utf-8")
    except (FileNotFoundError, ModuleNotFoundError) as missing:
        raise NoWordList from missing
    return (
        frozenset(listed.split())
        | WORD_LIKE
        | MONTHS
        | LITTLE_WORDS
        | frozenset((_CUT_AT_APOSTROPHES + _NEWER).split())
    )
