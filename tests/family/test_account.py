"""One's own account."""

from __future__ import annotations

import pytest

from tests.builders import PASSWORD
from tests.family.visits import Town, Visitor, words_of

NEW = "purple-kettle-otter"


def test_the_page_says_what_can_be_done_and_shows_no_address(priya: Visitor) -> None:
    page = priya.get("/account")
    assert "Change your password" in words_of(page)
    assert "Letters are kept with the child's record" in words_of(page)
    assert "0116 496 0123" in words_of(page)
    assert "priya" not in page.text.lower()


def test_changing_the_password_signs_out_other_devices(town: Town, priya: Visitor) -> None:
    other = town.as_person(town.priya)
    answer = priya.post("/account/password", old=PASSWORD, new=NEW)
    assert answer.location == "/account?done=password"
    assert "Your password is changed." in words_of(priya.get(answer.location))
    assert other.client.get("/").status_code == 302
    assert town.visitor().sign_in("priya@example.org").status_code == 400
    assert town.visitor().sign_in("priya@example.org", NEW).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("wrong", NEW, "This is not the password you have now."),
        (PASSWORD, "short", "Please choose a longer password"),
        (PASSWORD, "passwordpassword", "easy to guess"),
        (PASSWORD, "Priya@example.org", "easy to guess"),
        (PASSWORD, "me priya@example.org 1", "easy to guess"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(priya: Visitor, old: str, new: str, sentence: str) -> None:
    page = priya.post("/account/password", old=old, new=new)
    assert page.status_code == 400
    assert sentence in words_of(page)
    assert page.text.count("govuk-error-message") == 1
    assert new not in page.text
