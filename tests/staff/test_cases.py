"""Arrangements: made, changed in versions, opened and closed, and who is on which side."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from moderation.lifecycle import Role
from portal.services.arrangements import find_arrangement
from portal.terms import Terms
from portal.work import SYSTEM, unit_of_work
from tests.builders import add_account, add_arrangement, party_id, terms
from tests.staff.forms import form_to
from tests.staff.office import Browser, Office, words_of

NEW = {
    "child_birth_name": "Leo Vance",
    "child_adoptive_name": "Leon Marsh",
    "child_born": "2019-04-05",
    "basis": "court order",
    "most_pictures": "3",
    "adoptive-relationship": "adoptive parents",
    "adoptive-calls_child": "Leon",
    "adoptive-calls_them": "Nan Bev",
    "adoptive-signs": "Ruth and Ann",
    "adoptive-months": ["6", "12"],
    "birth-relationship": "grandmother",
    "birth-calls_child": "Leo",
    "birth-calls_them": "Ruth and Ann",
    "birth-signs": "Nan Bev",
    "birth-receives_pictures": None,
    "allowed": "Leon\r\nLeo\r\n\r\nRuth",
    "risk_notes": "Bev may be with Carl.\r\nRing first.",
    "adoptive-term-kind": ["surname", "school", "surname", "surname", "surname"],
    "adoptive-term-value": ["Marsh", "Hilltop Primary", "", "", ""],
    "adoptive-term-reason": ["new name", "", "", "", ""],
}


def _terms(office: Office, arrangement_id: str) -> Terms:
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        return find_arrangement(work, office.portal.agency_id, arrangement_id).terms


def _make(browser: Browser, **change: object) -> TestResponse:
    return browser.press(browser.get("/cases/new"), "/cases/new", {**NEW, **change})


def _made(answer: TestResponse) -> str:
    found = re.fullmatch(r"/cases/([0-9a-f]{32})\?done=arrangement-made", answer.headers["Location"])
    assert found is not None
    return found[1]


def test_making_an_arrangement(office: Office, sam: Browser) -> None:
    made = _terms(office, _made(_make(sam)))
    assert (made.child_birth_name, made.child_born, made.basis) == ("Leo Vance", "2019-04-05", "court order")
    assert (made.adoptive.months, made.birth.months) == ((6, 12), ())
    assert (made.adoptive.receives_pictures, made.birth.receives_pictures) == (True, False)
    assert made.allowed == ("Leon", "Leo", "Ruth")
    assert made.risk_notes == "Bev may be with Carl.\nRing first."
    kept = [(one.side, one.kind, one.value, one.reason, one.added_on) for one in made.protected]
    assert kept == [
        ("adoptive", "surname", "Marsh", "new name", "2026-06-01"),
        ("adoptive", "school", "Hilltop Primary", "", "2026-06-01"),
    ]


def test_pressing_make_twice_makes_one(office: Office, sam: Browser) -> None:
    page = sam.get("/cases/new")
    made = {_made(sam.press(page, "/cases/new", NEW)) for _ in range(2)}
    assert len(made) == 1
    assert words_of(sam.get("/cases")).count("Leon Marsh") == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("child_birth_name", " ", "Please give the name at birth."),
        ("child_adoptive_name", "x" * 121, "This is too long."),
        ("child_born", "soon", "Please give the day of birth"),
        ("child_born", "2030-01-01", "Please give the day of birth"),
        ("basis", "made-up", "Please say what the exchange rests on."),
        ("most_pictures", "-1", "Please give a number from 0 to 20."),
        ("most_pictures", "21", "Please give a number from 0 to 20."),
        ("most_pictures", "9" * 5000, "Please give a number from 0 to 20."),
        ("birth-signs", "", "Please say how this side signs."),
        ("adoptive-calls_them", "", "Please say how this side names the other side."),
        ("allowed", "Leon\nx", "This is too short."),
        ("risk_notes", "w" * 100_001, "This is too long."),
    ],
)
def test_each_field_says_what_to_mend_and_all_is_kept(
    office: Office, sam: Browser, field: str, value: str, sentence: str
) -> None:
    answer = sam.press(sam.get("/cases/new"), "/cases/new", {**NEW, field: value})
    assert (answer.status_code, sentence in words_of(answer)) == (400, True)
    assert f'href="#{field}"' in answer.text
    fields = form_to(answer.text, "/cases/new").fields
    assert fields["adoptive-term-value"][:2] == ["Marsh", "Hilltop Primary"]
    assert fields["adoptive-months"] == ["6", "12"]
    assert "birth-receives_pictures" not in fields


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("x", "This is too short."),
        ("the", "These words are in every letter."),
        ("We live near the old mill and go to school by bus every day of the week, you know", "too long"),
        ("\u202e\u200b", "This is too short."),
    ],
)
def test_a_useless_protected_word_is_refused_at_its_row(
    office: Office, sam: Browser, value: str, sentence: str
) -> None:
    change = {**NEW, "adoptive-term-value": ["Marsh", value, "", "", ""]}
    answer = sam.press(
        sam.get("/cases/new"), "/cases/new", {**change, "adoptive-term-reason": ["", "why", "", "", ""]}
    )
    assert (answer.status_code, sentence in words_of(answer)) == (400, True)
    assert 'href="#adoptive-term-1"' in answer.text
    assert 'id="adoptive-term-1-error"' in answer.text


def test_more_rows_without_javascript(office: Office, sam: Browser) -> None:
    answer = sam.press(sam.get("/cases/new"), "/cases/new", NEW, more="adoptive")
    fields = form_to(answer.text, "/cases/new").fields
    assert (len(fields["adoptive-term-value"]), len(fields["birth-term-value"])) == (10, 5)
    assert fields["adoptive-term-value"][:2] == ["Marsh", "Hilltop Primary"]
    _made(sam.press(answer, "/cases/new"))


def test_changing_makes_a_version_and_keeps_who_added_what(office: Office, sam: Browser) -> None:
    before = _terms(office, office.arrangement)
    path = f"/cases/{office.arrangement}/change"
    office.portal.clock.forward(days=3)
    sam = office.worker()
    page = sam.get(path)
    values = form_to(page.text, "/change").fields["adoptive-term-value"]
    assert values[:2] == ["Ashdown", "Uppingham"]
    change = {
        "adoptive-term-value": ["Ashdown", "", "windmill", *values[3:]],
        "adoptive-term-reason": [""] * 7,
    }
    reasons = form_to(page.text, "/change").fields["adoptive-term-reason"]
    change["adoptive-term-reason"] = [reasons[0], "", "near the house", *reasons[3:]]
    answer = sam.press(page, "/change", change)
    assert answer.headers["Location"].endswith("done=arrangement-changed")
    after = _terms(office, office.arrangement)
    assert after.protected[0] == before.protected[0]
    mine = [(one.value, one.added_on) for one in after.protected if one.side == "adoptive"]
    assert mine == [("Ashdown", before.protected[0].added_on), ("windmill", "2026-06-04")]
    assert "version 2" in words_of(sam.get(f"/cases/{office.arrangement}"))


def test_saving_without_a_change_makes_no_version(office: Office, sam: Browser) -> None:
    page = sam.get(f"/cases/{office.arrangement}/change")
    for _ in range(2):
        assert sam.press(page, "/change").status_code == 303
    assert "version 1" in words_of(sam.get(f"/cases/{office.arrangement}"))


def test_two_colleagues_change_one_arrangement(office: Office, sam: Browser, mo: Browser) -> None:
    path = f"/cases/{office.arrangement}/change"
    page = sam.get(path)
    mo.press(mo.get(path), "/change", {"risk_notes": "From Mo."})
    answer = sam.press(page, "/change", {"risk_notes": "From Sam."})
    assert (answer.status_code, "Somebody else changed this arrangement" in words_of(answer)) == (409, True)
    assert form_to(answer.text, "/change").fields["risk_notes"] == ["From Sam."]
    assert "From Mo." in words_of(answer).split("As it is now", 1)[1]
    assert _terms(office, office.arrangement).risk_notes == "From Mo."
    assert sam.press(answer, "/change").status_code == 303
    assert _terms(office, office.arrangement).risk_notes == "From Sam."


def test_asking_for_more_rows_does_not_hide_a_colleagues_change(
    office: Office, sam: Browser, mo: Browser
) -> None:
    path = f"/cases/{office.arrangement}/change"
    page = sam.get(path)
    mo.press(mo.get(path), "/change", {"risk_notes": "From Mo."})
    longer = sam.press(page, "/change", {"risk_notes": "From Sam."}, more="birth")
    assert sam.press(longer, "/change").status_code == 409


def test_opening_and_closing(office: Office, sam: Browser) -> None:
    page = sam.get(f"/cases/{office.arrangement}")
    for state, words in (("paused", "Paused"), ("ended", "Ended"), ("active", "Open")):
        assert sam.press(page, "/state", {"state": state}).status_code == 303
        assert words in words_of(sam.get(f"/cases/{office.arrangement}"))
    answer = sam.press(page, "/state", {"state": "nonsense"})
    assert (answer.status_code, "Please choose one of the states" in words_of(answer)) == (400, True)


def test_people_are_found_added_and_taken_out(office: Office, sam: Browser) -> None:
    tom = add_account(office.portal, "Tom Ashdown", "tom@example.org")
    address = f"/cases/{office.arrangement}?side=adoptive&find=tom"
    page = sam.get(address)
    for _ in range(2):
        answer = sam.press(page, "/members/adoptive/add")
        assert answer.headers["Location"].endswith("done=member-added")
    case = sam.get(f"/cases/{office.arrangement}")
    assert words_of(case).count("Tom Ashdown") == 2  # his name, and who the button would take out
    path = f"/cases/{office.arrangement}/members/adoptive/remove"
    for _ in range(2):
        assert sam.post(path, account=tom.id).headers["Location"].endswith("done=member-removed")
    assert "Tom Ashdown" not in words_of(sam.get(f"/cases/{office.arrangement}"))


def test_nobody_is_on_both_sides(office: Office, sam: Browser) -> None:
    twin = add_account(office.portal, "Dawn Again", "other@example.org")
    for account, side in ((office.dawn.account, "adoptive"), (office.priya.account, "birth")):
        answer = sam.post(f"/cases/{office.arrangement}/members/{side}/add", account=account.id)
        assert (answer.status_code, "on the other side" in words_of(answer)) == (400, True)
    assert sam.post(f"/cases/{office.arrangement}/members/birth/add", account=twin.id).status_code == 303
    change = sam.get(f"/people/{twin.id}/change")
    answer = sam.press(change, "/change", {"mail": "PRIYA@example.org", "log_in_name": "dawn-again"})
    assert (answer.status_code, "on the other side" in words_of(answer)) == (400, True)


def test_a_new_account_for_one_side(office: Office, sam: Browser) -> None:
    address = f"/people/new?arrangement={office.arrangement}&side=birth"
    page = sam.get(address)
    assert "put on the birth side" in words_of(page)
    answer = sam.press(page, "/people/new", {"name": "Gran Thornbury", "mail": "priya@example.org"})
    assert (answer.status_code, "on the other side" in words_of(answer)) == (400, True)
    assert "Gran Thornbury" not in words_of(sam.get("/people"))
    for _ in range(2):
        assert sam.press(answer, "/people/new", {"mail": ""}).status_code == 303
    case = words_of(sam.get(f"/cases/{office.arrangement}"))
    assert case.split("Birth side", 1)[1].count("Gran Thornbury") == 2


@pytest.mark.parametrize("side", ["middle", "", "adoptive/../birth"])
def test_there_are_two_sides(office: Office, sam: Browser, side: str) -> None:
    path = f"/cases/{office.arrangement}/members/{side}/add"
    assert sam.post(path, account=office.dawn.account.id).status_code == 404


def test_each_side_has_a_reference_of_its_own(office: Office, sam: Browser) -> None:
    page = sam.get(f"/cases/{office.arrangement}")
    references = re.findall(r"<strong>([2-9A-Z]{8})</strong>", page.text)
    assert len(set(references)) == 2
    for one in references:
        assert "Kaylee Ashdown" in words_of(sam.get(f"/cases?find={one}"))
    assert "Nothing found" in words_of(sam.get("/cases?find=nobody"))


def test_hostile_names_stay_names(office: Office, sam: Browser) -> None:
    hostile = "\"'><script>alert(1)</script>{{7*7}}"
    change = {**NEW, "child_adoptive_name": hostile, "birth-signs": hostile, "risk_notes": hostile}
    made = _made(sam.press(sam.get("/cases/new"), "/cases/new", change))
    for path in ("/cases", f"/cases/{made}", f"/cases/{made}/change"):
        html = sam.get(path).text
        assert "<script>alert" not in html
        assert "\"'><" not in html


def test_admin_sees_arrangements_and_changes_none(office: Office) -> None:
    admin = office.worker(Role.ADMIN)
    page = admin.get(f"/cases/{office.arrangement}")
    assert (page.status_code, "/change" in page.text) == (200, False)
    for path in ("/cases/new", f"/cases/{office.arrangement}/change", "/people/new"):
        assert admin.get(path).status_code == 404
        assert admin.post(path, **{k: v for k, v in NEW.items() if v}).status_code == 404
    state = admin.post(f"/cases/{office.arrangement}/state", state="ended")
    assert state.status_code == 404


def test_an_account_of_another_agency_is_not_there(office: Office) -> None:
    elsewhere = office.colleague_elsewhere()
    answer = elsewhere.post(
        f"/cases/{office.arrangement}/members/adoptive/add", account=office.dawn.account.id
    )
    assert answer.status_code == 404
    other = add_arrangement(office.portal, terms())
    assert party_id(office.portal, other, "birth")
    for path in (
        f"/cases/{other}/state",
        f"/cases/{other}/change",
        f"/people/{office.dawn.account.id}/sign-out",
        f"/people/{office.dawn.account.id}/close",
    ):
        assert elsewhere.post(path, state="ended").status_code == 404
