"""Short and pet forms of first names, both ways: Peggy is said for Margaret, and Margaret for Peggy."""

from __future__ import annotations

from functools import cache

from nicknames import NickNamer

from moderation.hints.fold import fold

FEWEST_LETTERS = 3
"""A shorter one ("al", "jo") is in too many words to be watched for."""

_MORE: dict[str, tuple[str, ...]] = {
    "kayleigh": ("kay", "kayls", "kaylee", "kayley"),
    "mohammed": ("mo", "moh", "muhammad", "mohamed", "mohammad"),
    "muhammad": ("mo", "mohammed", "mohamed", "mohammad"),
    "katarzyna": ("kasia", "kaska", "kate"),
    "malgorzata": ("gosia", "goska", "maggie"),
    "agnieszka": ("aga", "agnes"),
    "aleksandra": ("ola", "sandra", "alex"),
    "krzysztof": ("krzys", "chris"),
    "tomasz": ("tomek", "tom"),
    "piotr": ("piotrek", "peter"),
    "andrzej": ("jedrek", "andrew"),
    "yusuf": ("joseph", "yousef", "yusef"),
    "maryam": ("mariam", "miriam"),
    "siobhan": ("shiv", "shivaun"),
    "niamh": ("neve", "neeve", "nee"),
    "caoimhe": ("keeva", "kiva", "queeva"),
    "aoife": ("eefa", "efa"),
    "callum": ("cal", "cally"),
    "lily": ("lils", "lil", "lillie"),
    "oliver": ("ollie", "olly", "noll"),
    "amelia": ("millie", "milly", "amy"),
    "isla": ("isley", "ila"),
    "harry": ("haz", "hazza", "harold", "henry"),
    "gary": ("gaz", "gazza"),
    "darren": ("daz", "dazza"),
    "barry": ("baz", "bazza"),
    "sharon": ("shaz", "shazza"),
    "tracey": ("trace", "trace"),
    "stephen": ("ste", "stevo"),
}
"""What the list lacks: names of here and of families who came, and what they are called here."""


@cache
def _listed() -> NickNamer:
    return NickNamer()


def nicknames_of(value: str) -> list[str]:
    """Other forms of each first name in `value`, with a capital."""
    found: list[str] = []
    for name in fold(value).text.split():
        others = {*_listed().nicknames_of(name), *_listed().canonicals_of(name)}
        others |= {full for full, short in _MORE.items() if name in short}
        found += [*_MORE.get(name, ()), *sorted(others)]
    long_enough = (one for one in found if len(one) >= FEWEST_LETTERS)
    return list(dict.fromkeys(one.capitalize() for one in long_enough))
