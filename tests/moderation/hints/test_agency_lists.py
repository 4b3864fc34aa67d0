"""An agency's own words: quiet ones silence guesses and nothing that is protected, watched ones ask."""

from __future__ import annotations

from itertools import pairwise

import pytest

from moderation.hints.find import hints_for_desk
from moderation.hints.hint import Hint, Kind, Strength, Term
from moderation.hints.lists import RULE, AgencyLists, with_lists

OAKHAM = Term("oakham", Kind.PLACE, "Oakham", "adoptive")
LONG = Term("long", Kind.SCHOOL, "Rainbow Centre Primary School", "adoptive")


def found(
    text: str,
    lists: AgencyLists,
    terms: tuple[Term, ...] = (OAKHAM,),
    allowed: tuple[str, ...] = (),
    more: tuple[Hint, ...] = (),
) -> list[tuple[str, Kind, Strength]]:
    hints = sorted([*hints_for_desk(text, terms, allowed), *more], key=lambda one: one.start)
    listed = with_lists(text, hints, terms, allowed, lists)
    assert all(one.end <= other.start for one, other in pairwise(listed)), "no two overlap"
    return [(text[one.start : one.end], one.kind, one.strength) for one in listed]


def words(text: str, lists: AgencyLists, *terms: Term) -> list[str]:
    return [one for one, _, _ in found(text, lists, terms)]


QUIETED = [
    ("We went to Whitby on Sunday.", "Whitby"),
    ("We went to WHITBY on Sunday.", "whitby"),
    ("Ring the office on 0116 496 0123.", "0116 496 0123"),
    ("Write to post@letterbox.example, please.", "post@letterbox.example"),
]


@pytest.mark.parametrize(("text", "quiet"), QUIETED)
def test_a_quiet_word_is_not_pointed_at(text: str, quiet: str) -> None:
    assert found(text, AgencyLists(), ()), "there is something to be quiet about"
    assert found(text, AgencyLists(quiet=(quiet,)), ()) == []


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("We live near Oakham.", "Oakham"),
        ("We live near O-a-k-h-a-m.", "O-a-k-h-a-m"),
        ("We live near Oackham.", "Oackham"),
        ("We live near 0akham.", "0akham"),
    ],
)
def test_a_protected_term_is_told_whatever_is_quiet(text: str, quiet: str) -> None:
    before = found(text, AgencyLists())
    assert before
    assert found(text, AgencyLists(quiet=(quiet, *quiet.split()))) == before


def test_a_part_of_a_protected_term_is_told_whatever_is_quiet() -> None:
    text = "She is at the Rainbow Centre now."
    assert words(text, AgencyLists(), LONG)
    assert words(text, AgencyLists(quiet=("Rainbow Centre",)), LONG) == words(text, AgencyLists(), LONG)


def test_a_guess_that_may_hide_a_protected_term_stays() -> None:
    text = "She is at the Rainbow Centre now."
    start = text.index("Rainbow")
    guess = Hint(start, start + len("Rainbow Centre"), Kind.PLACE, Strength.ASK, "It may be a place.")
    lists = AgencyLists(quiet=("Rainbow Centre",))
    assert with_lists(text, [guess], [LONG], [], lists) == [guess]
    assert with_lists(text, [guess], [OAKHAM], [], lists) == []


def test_only_what_is_quiet_as_a_whole_goes() -> None:
    text = "We met in Whitby Street, number 14, in Whitby."
    left = words(text, AgencyLists(quiet=("Whitby",)))
    assert any("Whitby Street" in one for one in left)
    assert "Whitby" not in left


def test_how_something_is_said_is_never_quiet() -> None:
    text = "I will find you."
    said = Hint(0, 15, Kind.SAFEGUARDING, Strength.HOLD, "A plan to find somebody.")
    assert with_lists(text, [said], [], [], AgencyLists(quiet=("I will find you",))) == [said]


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("We sat under the Kissing Tree all day.", "Kissing Tree", Kind.LANDMARK),
        ("we sat under the kissing tree all day", "Kissing Tree", Kind.LANDMARK),
        ("Ask for blue heron there.", "Blue Heron", Kind.OTHER_ID),
        ("She goes to st winifreds.", "St Winifred's", Kind.SCHOOL),
    ],
)
def test_a_watched_word_asks(text: str, word: str, kind: Kind) -> None:
    got = found(text, AgencyLists(watch=((kind, word),)))
    assert [strength for one, _, strength in got if one.casefold() in word.replace("'", "").casefold()] == [
        Strength.ASK
    ]


def test_a_watched_word_that_the_arrangement_allows_is_not_pointed_at() -> None:
    lists = AgencyLists(watch=((Kind.NAME, "Peggotty"),))
    assert found("Peggotty is well.", lists)
    assert found("Peggotty is well.", lists, (), ("Peggotty",)) == []


def test_a_protected_term_that_is_watched_as_well_stays_what_it_is() -> None:
    lists = AgencyLists(watch=((Kind.OTHER_ID, "Oakham"), (Kind.OTHER_ID, "in Oakham town")))
    listed = with_lists(
        "We live in Oakham.", hints_for_desk("We live in Oakham.", [OAKHAM], []), [OAKHAM], [], lists
    )
    assert [(one.term_id, one.strength) for one in listed] == [("oakham", Strength.HOLD)]


def test_a_watched_word_is_counted_under_one_name() -> None:
    lists = AgencyLists(watch=((Kind.LANDMARK, "Kissing Tree"),))
    listed = with_lists("The Kissing Tree!", [], [], [], lists)
    assert [(one.rule, one.term_id) for one in listed] == [(RULE, None)]
    assert "Kissing" not in listed[0].reason


@pytest.mark.parametrize("text", ["", " ", "\n" * 50, "á" * 300, "Кто там", "x" * 5000])
def test_odd_letters_come_through(text: str) -> None:
    assert found(text, AgencyLists(quiet=("a",), watch=((Kind.PLACE, "Nowhere At All"),)), ()) is not None
