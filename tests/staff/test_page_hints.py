"""What is pointed at on pages, and what is said where nobody could read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from moderation.hints.hint import Strength
from moderation.hints.learned.opinion import Reading as Opinion
from moderation.hints.learned.opinion import worst
from moderation.hints.learned.recogniser import Found, ModelFault
from moderation.hints.learned.remembering import Remembering
from moderation.hints.lists import AgencyLists
from moderation.sanitise.safe import Box, Reading, SeenCode
from portal.services.page_hints import hints_on_page
from portal.services.pages import PageRead
from tests.builders import Portal, close, make_portal, terms
from tests.moderation.pages import code, jpeg_of
from tests.staff.office import make_office, take, words_of


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal that reads pages."""
    made = make_portal(tmp_path / "portal", LETTERBOX_READ_PAGES="on")
    yield made
    close(made)


def page(*codes: SeenCode, text: str = "", faces: tuple[Box, ...] = ()) -> PageRead:
    return PageRead(600, 400, Reading(text, (), codes, faces))


@pytest.mark.parametrize("allowed", [True, False])
def test_faces_are_hints_only_where_none_were_agreed(allowed: bool) -> None:
    read = page(faces=(Box(100, 80, 120, 120),))
    found = hints_on_page(read, terms(faces=allowed), AgencyLists(), "birth", None).hints
    assert [one.boxes for one in found] == ([] if allowed else [(Box(100, 80, 120, 120),)])


def test_a_code_is_held_whatever_it_says() -> None:
    seen = SeenCode("QRCode", "https://example.org/x", Box(10, 10, 90, 90))
    (found,) = hints_on_page(page(seen), terms(), AgencyLists(), "birth", None).hints
    assert (found.hint.strength, found.words, found.boxes) == (Strength.HOLD, seen.text, (seen.box,))


def test_what_a_code_says_is_a_managers_where_the_letter_s_words_would_be(portal: Portal) -> None:
    office = make_office(portal)
    delivery_id = office.letter("Dear Priya and Tom", "", [jpeg_of(code("meet in Uppingham"))])
    text = words_of(take(office.worker(), delivery_id))
    assert "Needs a manager The writer seems to know something" in text
    assert "On the list: “Uppingham”." in text


class Fails:
    """A recogniser that reads letters, and breaks over pages."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, text: str) -> list[Found]:
        self.asked.append(text)
        if "page" in text:
            raise ModelFault("it broke")
        return []


def test_a_page_that_the_second_opinion_could_not_read_is_told_of() -> None:
    read = page(text="words of a page")
    opinion = hints_on_page(read, terms(), AgencyLists(), "birth", Fails()).opinion
    assert opinion is Opinion.FAILED
    assert worst([Opinion.GIVEN, opinion, Opinion.GIVEN]) is Opinion.FAILED
    assert worst([Opinion.GIVEN, Opinion.GIVEN]) is Opinion.GIVEN
    assert worst([]) is Opinion.OFF


def test_a_text_is_read_once_whether_or_not_it_could_be() -> None:
    fails = Fails()
    once = Remembering(fails)
    for _ in range(2):
        assert once.find("a letter") == []
        with pytest.raises(ModelFault):
            once.find("a page")
    assert fails.asked == ["a letter", "a page"]


def test_an_unread_page_is_said_to_be_unread(small_portal: Portal) -> None:
    office = make_office(small_portal)
    delivery_id = office.letter("Hello Dawn", "", [jpeg_of(code("a garden"))], back=True)
    assert "The computer has not read it" in words_of(take(office.worker(), delivery_id))
