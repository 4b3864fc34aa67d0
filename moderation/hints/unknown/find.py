"""All families of unknown identifiers together."""

from collections.abc import Callable, Iterable, Iterator

from moderation.hints.fold import View, unspaced
from moderation.hints.hint import KIND_WORDS, Hint, Strength
from moderation.hints.unknown.birthdays import birthday_hints
from moderation.hints.unknown.codes import CODE_FINDERS
from moderation.hints.unknown.contacts import CONTACT_FINDERS
from moderation.hints.unknown.initials import initials_hints
from moderation.hints.unknown.institutions import institution_hints
from moderation.hints.unknown.landmarks import landmark_hints
from moderation.hints.unknown.letter import Letter
from moderation.hints.unknown.letterheads import letterhead_hints
from moderation.hints.unknown.named import named_hints
from moderation.hints.unknown.namesakes import namesake_hints
from moderation.hints.unknown.people import people_hints
from moderation.hints.unknown.places import place_hints
from moderation.hints.unknown.puzzles import puzzle_hints
from moderation.hints.unknown.small_places import small_place_hints
from moderation.hints.unknown.streets import street_hints
from moderation.hints.unknown.told_names import told_name_hints
from moderation.hints.unknown.unlived_scripts import unlived_script_hints
from moderation.hints.unknown.user_names import user_names

_FAMILIES: tuple[Callable[[Letter], Iterable[Hint]], ...] = (
    people_hints,
    told_name_hints,
    place_hints,
    small_place_hints,
    named_hints,
    street_hints,
    institution_hints,
    namesake_hints,
    letterhead_hints,
    birthday_hints,
    landmark_hints,
    initials_hints,
    puzzle_hints,
    unlived_script_hints,
)

_REASONS = {
    Strength.HOLD: "This looks like a {words}.",
    Strength.ASK: "This could be a {words}.",
    Strength.MARK: "This could be a {words}.",
}


def unknown_hints(letter: Letter) -> list[Hint]:
    """Hints for whatever may identify somebody in a letter; unsorted, may overlap."""
    hints = set(code_hints(letter))
    for family in _FAMILIES:
        hints.update(family(letter))
    return list(hints)


def code_hints(letter: Letter) -> Iterator[Hint]:
    """Contact details and codes, typed, spaced out or written as one would say them."""
    text = letter.text
    for view in _views(letter):
        for find in (*CONTACT_FINDERS, *CODE_FINDERS, user_names):
            for start, end, kind, strength in find(text, view):
                reason = _REASONS[strength].format(words=KIND_WORDS[kind]).replace("a e-mail", "an e-mail")
                yield Hint(*view.span(start, end), kind, strength, reason)


def _views(letter: Letter) -> Iterator[View]:
    folded = letter.folded
    yield folded
    joined = unspaced(folded)
    if len(joined.text) < len(folded.text):
        yield joined
    if letter.said.text != folded.text:
        yield letter.said
