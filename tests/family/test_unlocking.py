"""A code from a paper letter or a mail opens the letterbox once."""

from __future__ import annotations

import pytest

from tests.builders import add_account, unlock_code
from tests.family.visits import Town, words_of

NEW = "purple-kettle-otter"


@pytest.fixture
def code(town: Town) -> str:
    """Noor's code; her log-in name is noor@example.org."""
    return unlock_code(town.portal, add_account(town.portal, "Noor", "noor@example.org"))


def test_a_code_sets_the_password_and_signs_in(town: Town, code: str) -> None:
    visitor = town.visitor()
    answer = visitor.post(
        "/unlock", code=code.lower().replace("-", " "), log_in_name="Noor@example.org", password=NEW
    )
    assert answer.location == "/?welcome=1"
    assert "Welcome to your letterbox" in visitor.get(answer.location).text
    again = town.visitor().post("/unlock", code=code, log_in_name="noor@example.org", password=NEW)
    assert again.status_code == 400
    assert town.visitor().sign_in("noor@example.org", NEW).status_code == 303


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "7KQM"}, "That code is not quite right"),
        ({"code": "0000-0000-0000-0000-00"}, "This code does not work"),
        ({"log_in_name": "priya@example.org"}, "This code does not work"),
        ({"password": "short"}, "Please choose a longer password"),
        ({"password": "password12"}, "easy to guess"),
        ({"password": "x" * 300}, "Please choose a shorter password"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(
    town: Town, code: str, changes: dict[str, str], sentence: str
) -> None:
    form = {"code": code, "log_in_name": "noor@example.org", "password": NEW} | changes
    page = town.visitor().post("/unlock", **form)
    assert page.status_code == 400
    assert sentence in words_of(page)
    assert f'value="{form["code"]}"' in page.text
    assert form["password"] not in page.text
    assert page.text.count("govuk-error-message") == 1


def test_a_code_that_does_not_work_says_whom_to_ring(town: Town) -> None:
    page = town.visitor().post("/unlock", code="0000-0000-0000-0000-00", log_in_name="x", password=NEW)
    assert "please ring the letterbox team on 0116 496 0123" in words_of(page)


def test_a_code_runs_out(town: Town, code: str) -> None:
    town.portal.clock.forward(days=29)
    page = town.visitor().post("/unlock", code=code, log_in_name="noor@example.org", password=NEW)
    assert "too old" in words_of(page)


def test_guessing_codes_is_slowed(town: Town) -> None:
    visitor = town.visitor()
    for _ in range(20):
        assert visitor.post("/unlock", code="7KQM", password=NEW).status_code == 400
    assert visitor.post("/unlock", code="7KQM", password=NEW).status_code == 429
