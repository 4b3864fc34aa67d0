"""Reverse leaks: a writer uses a word that only the other side should know; and look-alikes that are none."""

from __future__ import annotations

import pytest

from moderation.hints.alarm import Cause, alarms_in
from moderation.hints.hint import Kind, Term

ACROSS = (
    Term("village", Kind.PLACE, "Much Oakham", "adoptive"),
    Term("surname", Kind.SURNAME, "Ashdown-Wrexley", "adoptive"),
    Term("school", Kind.SCHOOL, "Tadlow Park Primary", "adoptive"),
    Term("day", Kind.DOB, "9 March 2018", "adoptive"),
    Term("wordlike", Kind.SURNAME, "Price", "adoptive"),
)
OWN = ("Kayleigh", "Dawn", "Kayleigh Thornbury", "Thornbury")


def used(text: str, own: tuple[str, ...] = OWN) -> list[str | None]:
    return [one.term_id for one in alarms_in(text, ACROSS, own) if one.cause is Cause.REVERSE_LEAK]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("I bought her shoes in Much Oakham.", "village"),
        ("i bort her shoes in much oakham", "village"),
        ("Is she a Wrexley now?", "surname"),
        ("I went past Tadlow Park Primary.", "school"),
        ("How is Oakahm?", "village"),
        ("Tell Mrs Price hello.", "wordlike"),
        ("You live in M u c h O a k h a m, don't you?", "village"),
    ],
)
def test_a_word_of_the_other_side_raises_an_alarm(text: str, term: str) -> None:
    assert term in used(text)


@pytest.mark.parametrize(
    "text",
    [
        "I bought her shoes in town.",
        "The price of shoes is a shame.",
        "We sat under a tree and ate cheese.",
        "She is at primary school by now.",
        "I went to the park.",
        "Kayleigh Thornbury was her name.",
        "The dash for the door was fun.",
    ],
)
def test_look_alikes_raise_none(text: str) -> None:
    assert used(text) == []


def test_what_the_writers_side_has_itself_is_no_leak() -> None:
    assert used("My name is Wrexley.", (*OWN, "Ashdown-Wrexley")) == []
    assert used("I was in Much Oakham.", (*OWN, "Much Oakham")) == []
    assert used("I was in Much Oakham.") == ["village"]


def test_a_day_that_both_sides_know_is_no_leak() -> None:
    assert used("Happy birthday on the 9th of March!", (*OWN, "9 March 2018")) == []
    assert used("Happy birthday on the 9th of March!") == ["day"]


def test_initials_and_puzzles_alone_raise_no_alarm() -> None:
    assert used("Thinking of M O always.") == []


def test_danger_and_leak_are_told_in_the_letters_order() -> None:
    text = "I know where you live. It is Much Oakham."
    found = alarms_in(text, ACROSS, OWN)
    assert [one.cause for one in found] == [Cause.DANGER, Cause.REVERSE_LEAK]
    assert [text[one.start : one.end] for one in found] == ["I know where you live", "Much Oakham"]


def test_a_sign_of_danger_is_told_also_where_a_protected_word_stands_on_it() -> None:
    found = alarms_in("I will find you in Much Oakham and take you away from them.", ACROSS, OWN)
    assert {one.cause for one in found} == {Cause.DANGER, Cause.REVERSE_LEAK}
