"""People: their accounts, their codes, and what goes to them on paper."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from moderation.lifecycle import Role
from portal.models.account import UnlockCode
from portal.models.audit import AuditEvent
from portal.services.sign_in import sign_in, use_code, who_is
from portal.work import SYSTEM, unit_of_work
from tests.builders import PASSWORD, add_account, picture_bytes
from tests.staff.forms import form_to
from tests.staff.office import Browser, Office, take, words_of

HOSTILE = "\"'><script>alert(1)</script>{{7*7}}"


def _events(office: Office, name: str) -> list[str]:
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        query = select(AuditEvent.subject_id).where(AuditEvent.event == name)
        return list(work.session.scalars(query))


def _account_id(answer: TestResponse) -> str:
    found = re.fullmatch(r"/people/([0-9a-f]{32})\?done=account-made", answer.headers["Location"])
    assert found is not None
    return found[1]


def test_making_and_changing_an_account(office: Office, sam: Browser) -> None:
    page = sam.get("/people/new")
    person = {
        "name": "Bev Vance",
        "telephone": "0116 496 0001",
        "address": "1 Example Road",
        "notes": "Ring first",
    }
    made = {_account_id(sam.press(page, "/people/new", person)) for _ in range(2)}
    assert len(made) == 1
    path = f"/people/{made.pop()}"
    text = words_of(sam.get(path))
    assert "Not invited yet" in text
    assert re.search(r"bev-\d{6}", text)
    sam.press(sam.get(f"{path}/change"), "/change", {"name": "Beverley Vance"})
    assert "Beverley Vance" in words_of(sam.get("/people?find=beverley"))
    assert "Nobody found" in words_of(sam.get("/people?find=bev"))


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": " "}, "name", "Please give the person"),
        (
            {"name": "Somebody", "log_in_name": "DAWN@example.org"},
            "log_in_name",
            "uses this log-in name already",
        ),
        ({"name": "Somebody", "mail": "dawn@example.org"}, "log_in_name", "uses this log-in name already"),
        ({"name": "w" * 401}, "name", "too long"),
    ],
)
def test_each_field_of_a_person_says_what_to_mend(
    office: Office, sam: Browser, change: dict[str, object], field: str, sentence: str
) -> None:
    answer = sam.press(sam.get("/people/new"), "/people/new", change | {"notes": "Kept note"})
    assert (answer.status_code, sentence in words_of(answer)) == (400, True)
    assert f'href="#{field}"' in answer.text
    assert form_to(answer.text, "/people/new").fields["notes"] == ["Kept note"]


def test_a_code_by_post_is_printed_by_a_press_alone_and_works(office: Office, sam: Browser) -> None:
    nan = add_account(office.portal, "Bev Vance", "", office.birth)
    page = sam.get(f"/people/{nan.id}")
    for _ in range(2):
        answer = sam.press_one(page, "/code", "post")
        assert answer.headers["Location"].endswith("done=code-asked")
    office.portal.work_off()
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        codes = work.session.scalars(select(UnlockCode).where(UnlockCode.account_id == nan.id)).all()
    assert [one.state for one in codes] == ["open"]
    assert "It runs out on 29 June 2026" in words_of(sam.get(f"/people/{nan.id}"))
    room = sam.get("/post")
    assert "Bev Vance" in words_of(room)
    assert sam.get(f"/post/codes/{codes[0].id}").status_code == 405
    assert _events(office, "unlock_letter_printed") == []
    paper = sam.press(room, f"/post/codes/{codes[0].id}")
    assert _events(office, "unlock_letter_printed") == [nan.id]
    assert f"{office.portal.settings.family_url}/unlock" in paper.text
    code = re.search(r"([0-9A-Z]{4}-){3,}[0-9A-Z]+", words_of(paper))
    name = re.search(r"log-in name: (bev-\d{6})", words_of(paper))
    assert code is not None
    assert name is not None
    with unit_of_work(office.portal.family, SYSTEM) as work:
        use_code(work, code[0], PASSWORD, name[1])
    assert sam.post(f"/post/codes/{codes[0].id}").status_code == 404
    assert "No codes to send" in words_of(sam.get("/post"))


def test_a_code_by_mail_never_shows_in_the_post_room(office: Office, sam: Browser) -> None:
    page = sam.get(f"/people/{office.dawn.account.id}")
    assert sam.press_one(page, "/code", "mail").status_code == 303
    office.portal.work_off()
    assert "No codes to send" in words_of(sam.get("/post"))
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        query = select(UnlockCode.id).where(UnlockCode.channel == "mail")
        code_id = work.session.scalars(query).one()
    assert sam.post(f"/post/codes/{code_id}").status_code == 404


def test_a_code_that_ran_out_is_not_printed(office: Office, sam: Browser) -> None:
    nan = add_account(office.portal, "Bev Vance", "", office.birth)
    sam.press_one(sam.get(f"/people/{nan.id}"), "/code", "post")
    office.portal.work_off()
    office.portal.clock.forward(days=29)
    sam = office.worker()
    assert "No codes to send" in words_of(sam.get("/post"))


def test_no_code_by_mail_without_an_address(office: Office, sam: Browser) -> None:
    nan = add_account(office.portal, "Bev Vance", "")
    assert "by e-mail" not in sam.get(f"/people/{nan.id}").text.split("Invitation")[1]
    answer = sam.post(f"/people/{nan.id}/code", channel="mail")
    assert (answer.status_code, "no e-mail address" in words_of(answer)) == (400, True)


def test_a_closed_account_gets_no_code(office: Office, sam: Browser) -> None:
    page = sam.get(f"/people/{office.dawn.account.id}")
    for _ in range(2):
        assert sam.press(page, "/close").headers["Location"].endswith("done=account-closed")
    answer = sam.post(f"/people/{office.dawn.account.id}/code", channel="post")
    assert (answer.status_code, "This account is closed" in words_of(answer)) == (400, True)
    assert len(_events(office, "account_closed")) == 1


def test_letters_for_a_party_that_never_signs_in_go_to_the_post_room(office: Office, sam: Browser) -> None:
    case = sam.get(f"/cases/{office.arrangement}")
    sam.press(case, "/members/birth/remove")
    add_account(office.portal, "Bev Vance", "", office.birth)
    delivery_id = office.letter("Dear Dawn, we picked plums.", back=True, pictures=[picture_bytes()])
    take(sam, delivery_id)
    sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    room = sam.get("/post")
    assert "For Dawn (birth mother), from Priya and Tom." in words_of(room)
    assert "Not printed yet" in words_of(room)
    path = re.search(r'action="(/post/letters/[0-9a-f]{32})"', room.text)
    assert path is not None
    assert sam.get(path[1]).status_code == 405
    paper = sam.press(room, path[1])
    assert "we picked plums" in words_of(paper)
    assert "Ashdown" not in paper.text
    source = re.search(r'src="(/post/pictures/[^"]+)"', paper.text)
    assert source is not None
    assert sam.get(source[1]).mimetype == "image/jpeg"
    assert len(_events(office, "released_letter_printed")) == 1
    assert "Printed 1 June 2026" in words_of(sam.get("/post"))
    office.portal.clock.forward(minutes=1)
    sam.press(sam.get(f"/desk/{delivery_id}/withdraw"), "/withdraw", {"record": "Wrong letter."})
    assert sam.post(path[1]).status_code == 404
    assert sam.get(source[1]).status_code == 404


def test_letters_for_people_who_sign_in_are_not_printed(office: Office, sam: Browser) -> None:
    delivery_id = office.letter("Dear Priya, we picked plums.")
    take(sam, delivery_id)
    sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    assert "No letters to send" in words_of(sam.get("/post"))


def test_hostile_names_stay_names_on_every_page_and_paper(office: Office, sam: Browser) -> None:
    nan = add_account(office.portal, HOSTILE, "", office.birth)
    sam.press_one(sam.get(f"/people/{nan.id}"), "/code", "post")
    office.portal.work_off()
    room = sam.get("/post")
    path = re.search(r'action="(/post/codes/[0-9a-f]{32})"', room.text)
    assert path is not None
    pages = [sam.get(one) for one in ("/people", f"/people/{nan.id}", f"/people/{nan.id}/change")]
    for page in [*pages, room, sam.press(room, path[1]), sam.get(f"/cases/{office.arrangement}")]:
        assert "<script>alert" not in page.text
        assert "\"'><" not in page.text
        assert page.status_code == 200


def test_the_post_room_is_for_those_who_post(office: Office) -> None:
    assert office.worker(Role.ADMIN).get("/post").status_code == 200
    assert office.worker(Role.INSPECTOR).get("/post").status_code == 404


def test_somebody_who_lost_a_phone_is_signed_out_everywhere(office: Office, sam: Browser) -> None:
    with unit_of_work(office.portal.family, SYSTEM, writes=False) as work:
        assert who_is(work, office.dawn.secret) is not None
    path = f"/people/{office.dawn.account.id}/sign-out"
    assert path in sam.get(f"/people/{office.dawn.account.id}").text
    for _ in range(2):
        assert sam.post(path).headers["Location"].endswith("done=signed-out")
    with unit_of_work(office.portal.family, SYSTEM) as work:
        assert who_is(work, office.dawn.secret) is None
        sign_in(work, office.dawn.log_in_name, PASSWORD)
    assert set(_events(office, "signed_out_by_staff")) == {office.dawn.account.id}
