"""The team, the audit log and the totals."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp
import pytest

import portal
from moderation.lifecycle import Role
from portal.staff.events import EVENTS
from tests.builders import Staff, add_staff
from tests.staff.office import Browser, Office, take, words_of

NEW = {
    "name": "Nia New",
    "log_in_name": "nia@council.example",
    "role": "support_worker",
    "password": "quiet-lamp-river-stone",
}


def test_a_new_colleague_can_sign_in_and_the_secret_is_shown_once(office: Office, mo: Browser) -> None:
    page = mo.get("/team/new")
    answer = mo.press(page, "/team/new", NEW)
    secret = re.search(r"((?:[A-Z2-7]{4} ){3,}[A-Z2-7]{4})", words_of(answer))
    assert secret is not None
    assert "<svg" in answer.text
    assert "style=" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    code = pyotp.TOTP(secret[1].replace(" ", "")).at(office.portal.clock())
    nia = office.stranger()
    factors = {"log_in_name": NEW["log_in_name"], "password": NEW["password"], "code": code}
    assert nia.press(nia.get("/sign-in"), "/sign-in", factors).status_code == 303
    assert nia.get("/desk").status_code == 200
    again = mo.press(page, "/team/new", NEW)
    assert (again.status_code, "uses this log-in name already" in words_of(again)) == (400, True)
    assert secret[1] not in mo.get("/team").text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", " ", "Please give the person"),
        ("role", "system", "Please choose what this person does"),
        ("role", "writer", "Please choose what this person does"),
        ("role", "", "Please choose what this person does"),
        ("password", "short", "longer password"),
        ("password", "password12345", "easy to guess"),
        ("password", "p" * 201, "shorter password"),
    ],
)
def test_each_field_of_a_colleague_says_what_to_mend(
    office: Office, mo: Browser, field: str, value: str, sentence: str
) -> None:
    answer = mo.press(mo.get("/team/new"), "/team/new", {**NEW, field: value})
    assert (answer.status_code, sentence in words_of(answer)) == (400, True)
    assert f'href="#{field}"' in answer.text
    assert NEW["password"] not in answer.text


def test_nobody_switches_off_themselves_or_another_agencys_people(office: Office) -> None:
    manager = add_staff(office.portal, Role.MANAGER, "Mo Manager")
    mo = office.sign_in(manager)
    answer = mo.post(f"/team/{manager.account.id}/switch-off")
    assert (answer.status_code, "your own account" in words_of(answer)) == (400, True)
    elsewhere = office.colleague_elsewhere()
    assert elsewhere.post(f"/team/{manager.account.id}/switch-off").status_code == 404
    assert "Mo Manager" not in elsewhere.get("/team").text
    assert mo.get("/team").status_code == 200


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.INSPECTOR])
def test_only_managers_run_the_team(office: Office, role: Role) -> None:
    browser = office.worker(role)
    assert browser.get("/team").status_code == 404
    assert browser.get("/team/new").status_code == 404
    assert browser.post("/team/new", **NEW).status_code == 404


def test_the_audit_log_holds_codes_and_no_names(office: Office, mo: Browser) -> None:
    delivery_id = office.letter("Dear Priya, I was in Oakham.", note="My private note")
    take(mo, delivery_id)
    mo.press(
        mo.get(f"/desk/{delivery_id}/stop"), "/stop", {"reason": ["threat"], "record": "He wrote a threat"}
    )
    page = mo.get("/audit")
    assert "A letter was stopped" in words_of(page)
    assert delivery_id in page.text
    main = page.text.split('id="main-content"', 1)[1]
    for secret in ("Dawn", "Priya", "Kay", "Oakham", "note", "threat", "@", "Mo Manager"):
        assert secret not in main
    assert (
        words_of(mo.get("/audit?event=delivery_stopped")).count("A letter was stopped") == 2
    )  # and the filter
    assert "Nothing happened" in words_of(mo.get("/audit?day=2020-01-01"))
    assert "A letter was stopped" in words_of(mo.get("/audit?day=2026-06-01"))


def test_the_audit_log_goes_on_page_by_page(office: Office, mo: Browser) -> None:
    delivery_id = office.letter()
    for _ in range(40):
        page = take(mo, delivery_id)
        mo.press(page, "/choices", go="hand-back")
    seen: list[str] = []
    address = "/audit"
    while address:
        page = mo.get(address)
        seen += re.findall(r'<tr class="govuk-table__row">\s*<td', page.text)
        found = re.search(r'href="([^"]+)"[^>]*rel="next"', page.text)
        address = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) > 80
    for place in ("x", "2026-06-01T00:00:00+00:00_made_up", "2026-06-01T00:00:00+00:00_staff_" + "9" * 99):
        assert mo.client.get("/audit", query_string={"older": place, "day": "x"}).status_code == 200


def test_another_agencys_events_are_not_shown(office: Office) -> None:
    delivery_id = office.letter()
    elsewhere = office.colleague_elsewhere()
    assert delivery_id not in elsewhere.get("/audit").text


def test_every_event_has_plain_words() -> None:
    root = Path(portal.__file__).parent
    written = {
        name
        for path in root.rglob("*.py")
        for name in re.findall(r"\.record\(\s*\"([a-z_]+)\"", path.read_text(encoding="utf-8"))
    }
    assert written
    assert written - set(EVENTS) == set()


def test_totals_and_nothing_else(office: Office) -> None:
    office.letter()
    released = office.letter("Dear Priya, we picked plums.")
    sam = office.worker()
    take(sam, released)
    sam.press(sam.get(f"/desk/{released}/preview"), "/release")
    viewer = office.worker(Role.PARTNERSHIP_VIEWER, "Vi Viewer")
    text = words_of(viewer.get("/totals"))
    assert "Waiting to be read 1 Released this month 1" in text
    assert "Open 1 Paused 0 Prohibited 0 Ended 0" in text
    assert "Kaylee" not in text
    elsewhere = words_of(office.colleague_elsewhere().get("/totals"))
    assert "Waiting to be read 0 Released this month 0" in elsewhere


def test_workers_see_no_registers(office: Office, sam: Browser) -> None:
    for path in ("/audit", "/totals"):
        assert sam.get(path).status_code == 404


def test_the_navigation_offers_what_a_role_may_do(office: Office) -> None:
    shown: dict[Role, list[str]] = {}
    for role in (Role.ADMIN, Role.SUPPORT_WORKER, Role.MANAGER, Role.INSPECTOR, Role.PARTNERSHIP_VIEWER):
        staff: Staff = add_staff(office.portal, role)
        page = office.sign_in(staff).get("/you").text
        shown[role] = re.findall(r'app-nav__link" href="[^"]+"[^>]*>([^<]+)</a>', page)
    assert shown[Role.PARTNERSHIP_VIEWER] == ["Totals", "You"]
    assert shown[Role.INSPECTOR] == ["Audit log", "Totals", "You"]
    assert (
        shown[Role.ADMIN]
        == shown[Role.SUPPORT_WORKER]
        == ["Desk", "Arrangements", "People", "Post room", "You"]
    )
    assert len(shown[Role.MANAGER]) == 9
