"""Signing in tells nothing about who exists, and leads nowhere but into this application."""

from __future__ import annotations

import pytest

from portal.services.accounts import close_account
from portal.work import SYSTEM, unit_of_work
from tests.builders import PASSWORD, add_account
from tests.family.visits import Town, Visitor, words_of

SENTENCE = "That log-in name and password do not fit together. Please check both and try again."


def test_somebody_signs_in_and_out(town: Town) -> None:
    visitor = town.visitor()
    assert visitor.get("/").request.path == "/sign-in"
    answer = visitor.sign_in("Priya@Example.org ")
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Your letterbox" in visitor.get("/").text
    assert visitor.post("/sign-out").location == "/signed-out"
    assert visitor.get("/").request.path == "/sign-in"


def test_every_refusal_is_the_same(town: Town) -> None:
    add_account(town.portal, "Not Invited", "waiting@example.org")
    with unit_of_work(town.portal.staff, SYSTEM) as work:
        close_account(work, work.session.merge(town.dawn.account))
    pages = set()
    for name, password in [
        ("priya@example.org", "wrong-password"),
        ("nobody@example.org", PASSWORD),
        ("waiting@example.org", PASSWORD),
        ("dawn@example.org", PASSWORD),
        ("", ""),
    ]:
        answer = town.visitor().sign_in(name, password)
        assert answer.status_code == 400
        assert "Set-Cookie" not in answer.headers or "letterbox=" not in answer.headers["Set-Cookie"]
        pages.add(words_of(answer))
    assert len(pages) == 1
    assert SENTENCE in pages.pop()


def test_the_name_typed_is_shown_again_and_the_password_is_not(town: Town) -> None:
    page = town.visitor().sign_in('priya"><b>', "wrong-password").text
    assert 'value="priya&#34;&gt;&lt;b&gt;"' in page
    assert "wrong-password" not in page


def test_too_many_tries_wait_and_getting_in_is_no_try(town: Town) -> None:
    visitor = town.visitor()
    for _ in range(12):
        assert visitor.sign_in("priya@example.org").status_code == 303
    for _ in range(10):
        assert visitor.sign_in("PRIYA@example.org", "wrong-password").status_code == 400
    refused = visitor.sign_in("priya@example.org")
    assert refused.status_code == 429
    assert "wait a quarter of an hour" in refused.text
    assert visitor.sign_in("dawn@example.org").status_code == 303


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        ("/sent", "/sent"),
        ("/letters/new?to=1", "/letters/new?to=1"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/sent\r\nSet-Cookie: a=b", "/"),
        ("/no-such-page", "/"),
        ("/static/build/main.css", "/"),
        ("/sign-out", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_signing_in_leads_only_into_this_application(town: Town, wanted: str, lands: str) -> None:
    assert town.visitor().sign_in("priya@example.org", next=wanted).location == lands


def test_the_page_one_came_for_is_remembered(town: Town) -> None:
    visitor = town.visitor()
    asked = visitor.client.get("/sent")
    assert asked.location == "/sign-in?next=/sent"
    assert 'name="next" value="/sent"' in visitor.get(asked.location).text


def test_a_second_person_at_the_same_browser_ends_the_first_session(town: Town, priya: Visitor) -> None:
    cookie = priya.client.get_cookie("letterbox-family")
    assert cookie is not None
    priya.sign_in("dawn@example.org")
    thief = town.visitor()
    thief.client.set_cookie("letterbox-family", cookie.value)
    assert thief.client.get("/").status_code == 302


def test_signing_out_everywhere_ends_the_other_devices(town: Town, priya: Visitor) -> None:
    other = town.as_person(town.priya)
    assert priya.post("/sign-out-everywhere").status_code == 303
    assert other.client.get("/").status_code == 302


@pytest.mark.parametrize("step", [{"minutes": 61}, {"hours": 13}])
def test_a_session_ends_by_itself(town: Town, priya: Visitor, step: dict[str, float]) -> None:
    town.portal.clock.forward(**step)
    assert priya.client.get("/").status_code == 302


def test_the_forgotten_page_has_no_form_and_says_whom_to_ring(town: Town) -> None:
    page = town.visitor().get("/forgotten")
    assert "0116 496 0123" in words_of(page)
    assert "<form" not in page.text


def test_cookies_and_headers(town: Town) -> None:
    answer = town.visitor().sign_in("priya@example.org")
    cookies = " ".join(answer.headers.getlist("Set-Cookie"))
    assert "HttpOnly" in cookies
    assert "SameSite=Lax" in cookies
    assert answer.headers["Cache-Control"] == "no-store"
