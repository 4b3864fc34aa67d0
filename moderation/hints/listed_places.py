"""Places of the gazetteer in a letter, written with capitals or without.

A name that is nothing but a place counts wherever it stands. One that is also an ordinary word ("Reading") or
what people are called ("Shirley") counts only with a capital, and after a word such as "in" or "near".
"""

from collections.abc import Iterator, Sequence, Set

from moderation.hints.fold import View
from moderation.hints.gazetteer import LONGEST_NAME, begins_place, is_only_a_place, is_place, of_people
from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.words import Word, is_month_here

REASON = "This is the name of a place in Britain or Ireland."


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WHERE = _words("in at near nr around round outside through via towards toward across between visiting visit")
"""After one of these stands a place, even if it is also a word."""

_WHERE_TO = _words("to from over up down by beside of past")
"""After one of these too, but also a person: "to Shirley", "by Martin"."""

_TITLES = _words(
    """
    mr mrs ms miss mx dr doctor sir lady lord aunt auntie aunty uncle nan nana nanny nanna gran
    granny grandma grandad grandpa grampa great cousin sister brother father reverend rev pc
    sergeant teacher sgt prof professor baby little big saint st king queen prince princess
    """
)
"""Before a name of somebody, or of a saint."""

_TEAMS = _words(
    """
    united city town rovers wanderers athletic albion fc afc rufc rlfc cc rangers hotspur hotspurs
    spurs villa county wednesday forest palace orient argyle alexandra rhinos warriors tigers saints
    giants bulls bears sharks falcons vikings wolves tykes shirt shirts kit scarf match matches fan
    fans supporter supporters supporting season player players goalkeeper striker mascot til
    """
)
"""After the name of a place: which team people are for, and not where they are."""

_TOWN_CENTRE = _words("centre center hall council hospital station park market library school road street")
"""After "city" or "town": it is the place after all."""

_FOR_A_TEAM = _words("support supports supported supporting supporter follow follows followed watch watched")
_FAMOUS = _words(
    """
    pudding puddings tart tarts cake cakes bun buns sauce sausage sausages cheese pasty pasties
    gingerbread mint rock rarebit hotpot salts ale pie pies biscuit biscuits shortbread kipper
    kippers terrier terriers collie pony crystal china pottery lace carnival carnivals festival
    festivals marathon national derby races
    """
)
"""After the name of a place: what is sold everywhere under its name, or known everywhere."""

_FAR = _words(
    """
    wales scotland england ireland london california washington virginia houston melbourne perth
    boston normandy alexandria edmonton hamilton wellington christchurch memphis athens bethlehem
    jerusalem rome hollywood wembley wimbledon vauxhall gibraltar nazareth bethesda moscow egypt
    """
)
"""So large, so far or so much on television that to name them says nothing of where somebody lives."""

_DAYS = frozenset({"day", "eve", "night", "ambulance"})
"""After a saint's name."""

_SHORT = 3
_LONGEST_GAP = 3
_IN_A_NAME = frozenset(" -'\n")


def listed_place_hints(folded: View, words: Sequence[Word], allowed_at: Set[int]) -> list[Hint]:
    """Places of the list, none of them in an allowed name. Raises NoPlaces."""
    hints = []
    for run in places_in(words):
        if allowed_at.isdisjoint(run) and _counts(folded, words, run):
            start, end = folded.span(words[run[0]].start, words[run[-1]].end)
            hints.append(Hint(start, end, Kind.PLACE, Strength.ASK, REASON))
    return hints


def places_in(words: Sequence[Word]) -> Iterator[range]:
    """Runs of words that are the name of a place: from the left, the longest first, never overlapping."""
    at = 0
    while at < len(words):
        longest = min(LONGEST_NAME, len(words) - at) if begins_place(words[at].key) else 0
        length = next((length for length in range(longest, 0, -1) if _name(words, at, length)), 0)
        if length:
            yield range(at, at + length)
        at += length or 1


def _name(words: Sequence[Word], at: int, length: int) -> str:
    """The name that these words are, as the list has it; "" for none."""
    keys = [word.key for word in words[at : at + length]]
    if keys[-1] == "s":  # "Skipton's"
        return ""
    written = " ".join(keys)
    for key in (written, written.replace(" s ", "s ")):  # "Bishop's Stortford"
        if is_place(key):
            return key
    return ""


def _counts(folded: View, words: Sequence[Word], run: range) -> bool:
    key = _name(words, run[0], len(run))
    before = words[run[0] - 1].key if run[0] else ""
    if (
        before in _TITLES
        or key in _FAR
        or _says_something_else(words, run)
        or not _together(folded, words, run)
    ):
        return False
    first, last = words[run[0]], words[run[-1]]
    if is_only_a_place(key):
        return first.any_capital or len(key) > _SHORT
    if not (first.any_capital and last.any_capital) or is_month_here(list(words), run[0]):
        return False
    if len(run) > 1:
        return first.telling_capital or before in _WHERE
    return before in _WHERE or (not of_people(key) and before in _WHERE_TO and first.telling_capital)


def _together(folded: View, words: Sequence[Word], run: range) -> bool:
    """Only spaces, hyphens and apostrophes, and at most one line end, part the words."""
    for at in run[:-1]:
        gap = folded.text[words[at].end : words[at + 1].start]
        if words[at].key == "st":
            gap = gap.removeprefix(".")
        if len(gap) > _LONGEST_GAP or not _IN_A_NAME.issuperset(gap):
            return False
    return True


def _says_something_else(words: Sequence[Word], run: range) -> bool:
    """A team, a food, a saint's day."""
    before = words[run[0] - 1].key if run[0] else ""
    after = [word.key for word in words[run[-1] + 1 : run[-1] + 3]]
    if after and after[0] in _TEAMS:
        return not (len(after) > 1 and after[1] in _TOWN_CENTRE)
    return before in _FOR_A_TEAM or (bool(after) and after[0] in _FAMOUS | _DAYS)
