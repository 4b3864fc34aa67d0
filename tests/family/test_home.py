"""The first page says what is waiting, due, begun and sent, and nothing of the other side."""

from __future__ import annotations

import re

import pytest

from portal.db import new_id
from tests.builders import add_correspondent, send_letter
from tests.family.visits import (
    Town,
    Visitor,
    add_second_arrangement,
    close_channel,
    released,
    returned,
    saved_letter,
    words_of,
)


def test_somebody_without_arrangements_is_told_kindly(town: Town) -> None:
    add_correspondent(town.portal, "Noor", "noor@example.org")
    visitor = town.visitor()
    visitor.sign_in("noor@example.org")
    assert "The team is still setting things up for you" in words_of(visitor.get("/"))
    assert "You can't write yet" in words_of(visitor.get("/letters/new"))


def test_a_waiting_letter_stands_first_until_it_is_opened(town: Town, dawn: Visitor) -> None:
    assert "No new letter is waiting for you just now" in words_of(dawn.get("/"))
    release_id = released(town, send_letter(town.portal, town.priya, "Dear Dawn", [town.adoptive]))
    page = dawn.get("/")
    assert "A letter from Priya and Tom has come" in words_of(page)
    assert f"/letters-for-you/{release_id}" in page.text
    assert "Dear Dawn" not in page.text
    dawn.post(f"/letters-for-you/{release_id}/open")
    assert "has come" not in words_of(dawn.get("/"))


def test_a_question_stands_first_and_goes_along_to_the_writing_page(town: Town, priya: Visitor) -> None:
    """Who comes from the mail that says "We have a question" must not have to look for it."""
    item = send_letter(town.portal, town.priya, "Dear Dawn", [town.adoptive])
    assert "We have a question" not in words_of(priya.get("/"))
    returned(town, item, "Which club?\n\nPlease leave its name out.")
    words = words_of(priya.get("/"))
    assert words.index("We have a question about your letter to Dawn") < words.index("Writing")
    again = priya.post(f"/sent/{item}/again", draft_id=new_id()).headers["Location"]
    page = priya.get(again)
    assert "The team wrote to you Which club? Please leave its name out." in words_of(page)
    fresh = saved_letter(priya, [town.adoptive])
    assert "Which club?" not in words_of(priya.get(f"/letters/{fresh}"))
    version = re.search(r'name="version" value="(\d+)"', page.text)
    assert version is not None
    sent = priya.post(f"{again}/send", version=version[1])
    assert "/sent/" in sent.headers["Location"]
    assert "We have a question" not in words_of(priya.get("/"))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "Your letter to Dawn is due this month, in June."),
        (40, "Your letter to Dawn was due in June. It is not too late."),
    ],
)
def test_what_is_due(town: Town, days: int, sentence: str) -> None:
    town.portal.clock.forward(days=days)
    assert sentence in words_of(town.as_person(town.priya).get("/"))


def test_after_a_letter_the_next_one_is_due_next_year(town: Town, priya: Visitor) -> None:
    send_letter(town.portal, town.priya, "Dear Dawn", [town.adoptive])
    assert "Your next letter to Dawn is due in June 2027. You can write at any time." in words_of(
        priya.get("/")
    )


def test_several_correspondences_by_name_and_no_duty_for_one_that_only_receives(
    town: Town, priya: Visitor
) -> None:
    add_second_arrangement(town, town.priya)
    words = words_of(priya.get("/"))
    assert "To Dawn, about Kaylee: Your letter is due this month" in words
    assert "To Nana Bev, about Kaylee: You can write when you want to. Nobody expects you to." in words


@pytest.mark.parametrize("state", ["paused", "prohibited", "ended"])
def test_a_closed_channel_is_said_alike_whatever_the_reason(town: Town, priya: Visitor, state: str) -> None:
    close_channel(town, state)
    words = words_of(priya.get("/"))
    assert "Letters are closed at the moment. Please ring the letterbox team on 0116 496 0123." in words
    assert "due" not in words
    assert state not in words


def test_begun_and_sent_letters_are_listed(town: Town, priya: Visitor) -> None:
    saved_letter(priya, [town.adoptive], "Dear Dawn, we had <b>a</b> good year and " + "many words " * 20)
    item = send_letter(town.portal, town.priya, "Earlier letter", [town.adoptive])
    page = priya.get("/")
    words = words_of(page)
    assert "Go on with your letter to Dawn" in words
    assert "“Dear Dawn, we had <b>a</b> good year" in words
    assert "<b>a</b>" not in page.text
    assert "Your letter of 1 June 2026 to Dawn" in words
    assert "Being read" in words
    returned(town, item, "Please use only first names.")
    assert "A question for you" in words_of(priya.get("/"))
