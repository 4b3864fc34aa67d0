"""Where a place of work is protected, what somebody works at is marked even without its name."""

from __future__ import annotations

import pytest

from moderation.hints.find import hints_for_desk, hints_for_writer
from moderation.hints.hint import Kind, Strength, Term

WORKPLACE = Term("w", Kind.WORKPLACE, "Gatwick", "adoptive")
PLACE = Term("p", Kind.PLACE, "Crawley", "adoptive")


def marked(text: str, *terms: Term) -> list[str]:
    found = hints_for_desk(text, terms or (WORKPLACE,), ())
    return [text[one.start : one.end] for one in found if one.term_id == "w"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My husband is still working nights at the airport so we eat late.", "the airport"),
        ("he works down the docks now", "the docks"),
        ("Tom got a job in the prison last year.", "the prison"),
        ("She took early retirement: she had retired from the brewery in May.", "the brewery"),
        ("I do shifts up at the hospital.", "the hospital"),
    ],
)
def test_where_somebody_works_is_marked(text: str, words: str) -> None:
    assert marked(text) == [words]
    (hint,) = hints_for_desk(text, [WORKPLACE], ())
    assert hint.strength is Strength.MARK
    assert "place of work" in hint.reason


@pytest.mark.parametrize(
    "text",
    [
        "We flew from the airport at six in the morning.",
        "He works hard. We met at the airport.",
        "It works! Then we drove for hours and hours and stopped for lunch at the zoo.",
        "He works at an airport.",
        "She goes to work at eight.",
    ],
)
def test_where_nobody_works_stays_quiet(text: str) -> None:
    assert marked(text) == []


def test_without_a_protected_place_of_work_nothing_is_marked() -> None:
    assert marked("He works nights at the airport.", PLACE) == []


def test_who_writes_is_not_asked_about_it() -> None:
    assert hints_for_writer("He works nights at the airport.", [WORKPLACE], "adoptive") == []


def test_a_name_beside_it_leads() -> None:
    (hint,) = hints_for_desk("He works nights at the Gatwick airport.", [WORKPLACE], ())
    assert hint.strength is Strength.HOLD
