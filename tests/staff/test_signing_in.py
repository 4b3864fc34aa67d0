"""Signing in at the staff door: two factors, one sentence of refusal, and nothing lost by a time-out."""

from __future__ import annotations

from pathlib import Path

import pyotp
import pytest

from moderation.lifecycle import Role
from tests.builders import PASSWORD, add_staff, close, make_portal
from tests.staff.forms import form_to
from tests.staff.office import LETTER, Browser, Office, take, tick, words_of

SENTENCE = "That log-in name and password do not fit together."


@pytest.mark.parametrize(
    "change",
    [
        {"log_in_name": "nobody@council.example"},
        {"log_in_name": ""},
        {"log_in_name": "x" * 100_000},
        {"password": "wrong-wrong-wrong"},
        {"password": ""},
        {"password": "p" * 100_000},
        {"code": "000000"},
        {"code": ""},
        {"code": "one two three"},
        {"code": "\u0660\u0661\u0662\u0663\u0664\u0665"},
    ],
)
def test_every_wrong_factor_is_refused_alike(office: Office, change: dict[str, object]) -> None:
    staff, browser = add_staff(office.portal), office.stranger()
    answer = browser.press(browser.get("/sign-in"), "/sign-in", office.factors(staff, **change))
    assert (answer.status_code, SENTENCE in words_of(answer)) == (401, True)
    assert not any(name.startswith("letterbox=") for name in answer.headers.getlist("Set-Cookie"))


def test_a_code_works_once(office: Office) -> None:
    staff = add_staff(office.portal)
    first, second = office.stranger(), office.stranger()
    factors = office.factors(staff)
    assert first.press(first.get("/sign-in"), "/sign-in", factors).status_code == 303
    assert second.press(second.get("/sign-in"), "/sign-in", factors).status_code == 401


def test_a_colleague_who_left_is_refused_at_once_and_everywhere(office: Office, mo: Browser) -> None:
    sam = add_staff(office.portal)
    browser = office.sign_in(sam)
    assert browser.get("/desk").status_code == 200
    answer = mo.press(mo.get("/team"), f"/{sam.account.id}/switch-off")
    assert answer.status_code == 303
    assert browser.get("/desk").status_code == 302
    again = office.stranger()
    assert again.press(again.get("/sign-in"), "/sign-in", office.factors(sam)).status_code == 401


def test_tries_are_limited_and_getting_in_is_no_try(office: Office) -> None:
    staff, browser = add_staff(office.portal), office.stranger()
    page = browser.get("/sign-in")
    wrong = office.factors(staff, password="wrong-wrong-wrong")
    assert browser.press(page, "/sign-in", office.factors(staff)).status_code == 303
    page = browser.get("/sign-in")
    for _ in range(10):
        assert browser.press(page, "/sign-in", wrong).status_code == 401
    assert browser.press(page, "/sign-in", wrong).status_code == 429


def test_the_cookie_is_strict_and_out_of_reach(office: Office) -> None:
    staff, browser = add_staff(office.portal), office.stranger()
    answer = browser.press(browser.get("/sign-in"), "/sign-in", office.factors(staff))
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("letterbox-staff="))
    assert "SameSite=Strict" in cookie
    assert "HttpOnly" in cookie


@pytest.mark.parametrize(
    ("to", "landed"),
    [
        ("/cases?find=dawn", "/cases?find=dawn"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_to_our_own_pages_only(office: Office, to: str, landed: str) -> None:
    staff, browser = add_staff(office.portal), office.stranger()
    answer = browser.press(browser.get("/sign-in"), "/sign-in", office.factors(staff, to=to))
    assert answer.headers["Location"] == landed


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.ADMIN, "/desk"),
        (Role.SUPPORT_WORKER, "/desk"),
        (Role.MANAGER, "/desk"),
        (Role.INSPECTOR, "/audit"),
        (Role.PARTNERSHIP_VIEWER, "/totals"),
    ],
)
def test_each_role_begins_where_it_works(office: Office, role: Role, first: str) -> None:
    browser = office.worker(role)
    assert browser.get("/").headers["Location"] == first
    assert browser.get(first).status_code == 200


def test_signing_out_and_signing_out_everywhere(office: Office) -> None:
    staff = add_staff(office.portal)
    here, there = office.sign_in(staff), office.sign_in(staff)
    assert here.press(here.get("/you"), "/sign-out").status_code == 303
    assert (here.get("/you").status_code, there.get("/you").status_code) == (302, 200)
    here = office.sign_in(staff)
    assert here.press(here.get("/you"), "/you/sign-out-everywhere").status_code == 303
    assert (here.get("/you").status_code, there.get("/you").status_code) == (302, 302)


def test_signing_out_is_never_a_look_at_a_page(office: Office, sam: Browser) -> None:
    assert sam.get("/sign-out").status_code == 405
    assert sam.get("/you").status_code == 200


def test_a_session_ends_by_itself(office: Office, sam: Browser) -> None:
    office.portal.clock.forward(minutes=29)
    assert sam.get("/desk").status_code == 200
    office.portal.clock.forward(minutes=31)
    assert sam.get("/desk").status_code == 302


def test_what_was_sent_after_the_session_ended_can_be_sent_again(office: Office) -> None:
    staff = add_staff(office.portal)
    browser, delivery_id = office.sign_in(staff), office.letter("Dear Priya, I was in Oakham.")
    page = take(browser, delivery_id)
    office.portal.clock.forward(hours=2)
    choices = tick(page, "Dear Priya, I was in Oakham.", "Oakham")
    answer = browser.press(page, "/choices", choices, go="save")
    assert (answer.status_code, "You were signed out" in words_of(answer)) == (401, True)
    office.portal.clock.forward(seconds=30)
    answer = browser.press(answer, "/sign-in", office.factors(staff))
    assert "still here" in words_of(answer)
    assert browser.press(answer, "/choices").headers["Location"].endswith("done=saved")
    assert "[taken out]" in browser.get(f"/desk/{delivery_id}/preview").text


def test_another_sites_form_does_not_wait_behind_the_sign_in_page(office: Office) -> None:
    answer = office.stranger().client.post("/team/new", data={"name": "Mallory", "csrf_token": "made-up"})
    assert (answer.status_code, "Mallory" in answer.text) == (401, False)


def test_passwords_are_never_kept_on_the_sign_in_page(office: Office, mo: Browser) -> None:
    page = mo.get("/team/new")
    office.portal.clock.forward(hours=2)
    answer = mo.press(page, "/team/new", {"name": "New One", "password": "quiet-lamp-river"})
    assert "New One" in answer.text
    assert "quiet-lamp-river" not in answer.text


def test_a_form_without_its_token_is_refused(office: Office, mo: Browser) -> None:
    mo.client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    answer = mo.press(mo.get("/team/new"), "/team/new", {"csrf_token": None, "name": "Mallory"})
    assert (answer.status_code, "Mallory" in answer.text) == (400, False)
    assert "Mallory" not in mo.get("/team").text


def test_a_form_from_before_signing_in_anew_can_be_sent_once_more(office: Office) -> None:
    staff = add_staff(office.portal)
    browser, delivery_id = office.sign_in(staff), office.letter()
    page = take(browser, delivery_id)
    office.sign_in(staff, browser)
    answer = browser.press(page, "/choices", tick(page, LETTER, "Oakham"), go="save")
    assert (answer.status_code, "once more" in words_of(answer)) == (400, True)
    assert office.delivery(delivery_id).review_copy_id is None
    assert browser.press(answer, "/choices").status_code == 303
    assert "[taken out]" in browser.get(f"/desk/{delivery_id}/preview").text


@pytest.mark.parametrize(
    ("old", "new", "status", "sentence"),
    [
        ("wrong-wrong-wrong", "quiet-lamp-river", 400, "not your password of today"),
        (PASSWORD, "short", 400, "longer password"),
        (PASSWORD, "password123456", 400, "easy to guess"),
        (PASSWORD, "quiet-lamp-river", 303, ""),
    ],
)
def test_changing_ones_own_password(office: Office, old: str, new: str, status: int, sentence: str) -> None:
    staff = add_staff(office.portal)
    here, there = office.sign_in(staff), office.sign_in(staff)
    answer = here.press(here.get("/you"), "/you/password", {"old_password": old, "new_password": new})
    assert (answer.status_code, sentence in words_of(answer)) == (status, True)
    assert here.get("/you").status_code == 200
    assert there.get("/you").status_code == (302 if status == 303 else 200)


def test_ones_own_log_in_name_is_no_password(office: Office) -> None:
    staff = add_staff(office.portal)
    here = office.sign_in(staff)
    form = {"old_password": PASSWORD, "new_password": staff.log_in_name.title()}
    answer = here.press(here.get("/you"), "/you/password", form)
    assert (answer.status_code, "easy to guess" in words_of(answer)) == (400, True)


def test_forms_work_behind_tls_where_no_referrer_is_sent(tmp_path: Path) -> None:
    portal = make_portal(
        tmp_path, LETTERBOX_FAMILY_URL="https://family.example", LETTERBOX_STAFF_URL="https://staff.example"
    )
    staff, client = add_staff(portal), portal.client("staff")
    page = client.get("/sign-in", base_url="https://staff.example")
    fields = {name: value[0] for name, value in form_to(page.text, "/sign-in").fields.items()}
    fields |= {"log_in_name": staff.log_in_name, "password": PASSWORD}
    fields["code"] = pyotp.TOTP(staff.totp_secret).at(portal.clock())
    answer = client.post("/sign-in", data=fields, base_url="https://staff.example")
    cookie = next(
        one for one in answer.headers.getlist("Set-Cookie") if one.startswith("__Host-letterbox-staff=")
    )
    assert (answer.status_code, "Secure" in cookie) == (303, True)
    close(portal)
