"""A sign of danger, or a word that only the other side should know: first in the queue, a manager's, and
nothing of it outside the office."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from moderation.lifecycle import Role
from portal.models.background import OfficeMessage, OutboxMessage
from portal.models.delivery import FIRST, Delivery
from portal.sealing import AgencyOpener, CopyKind, open_json
from portal.services.queue import PAGE
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, add_staff, close, make_portal
from tests.servers.mail import MailServer
from tests.staff.forms import form_to
from tests.staff.office import Browser, Office, make_office, take, words_of

LEAK = "Dear Priya and Tom,\n\nI bought her shoes in Uppingham.\n\nDawn"
DANGER = "dear priya\n\ni no were u live n i am comin 2 get her back\n\ndawn"
PLAIN = "Dear Priya and Tom,\n\nWe had cake in the park.\n\nDawn"


@pytest.fixture
def desk(portal: Portal) -> Office:
    """The office on each kind of storage."""
    return make_office(portal)


def queue_of(browser: Browser, address: str = "/desk") -> list[str]:
    return re.findall(r"/desk/([0-9a-f]{32})", browser.get(address).text)


def decide(browser: Browser, delivery_id: str, name: str) -> int:
    """Press a decision's button, whether or not the page has it."""
    fields = {
        "version": version_of(browser, delivery_id),
        "reason": ["blame"],
        "told": "Please.",
        "record": "x",
    }
    return browser.post(f"/desk/{delivery_id}/{name}", **fields).status_code


def version_of(browser: Browser, delivery_id: str) -> str:
    return form_to(browser.get(f"/desk/{delivery_id}").text, "/choices").fields["version"][0]


def release_fields(browser: Browser, delivery_id: str) -> dict[str, object]:
    """What the release form holds; for who has no such form, as another's page would give it."""
    page = browser.get(f"/desk/{delivery_id}/preview")
    return dict(form_to(page.text, "/release").decided())


def told(office: Office) -> list[tuple[str, str]]:
    """Who of the staff is told, and how."""
    with unit_of_work(office.portal.worker, SYSTEM, writes=False) as work:
        rows = work.session.scalars(select(OfficeMessage)).all()
        return [(one.staff_id, one.template) for one in rows]


def test_an_alarm_stands_first_and_is_a_managers_to_decide(desk: Office) -> None:
    manager = add_staff(desk.portal, Role.MANAGER, "Mo Manager")
    plain = desk.letter(PLAIN)
    leak = desk.letter(LEAK)
    desk.portal.clock.forward(minutes=1)
    danger = desk.letter(DANGER)
    sam = desk.worker()
    page = sam.get("/desk")
    assert queue_of(sam) == [leak, danger, plain]
    assert words_of(page).count("Needs a manager") == 2
    assert told(desk) == [(manager.account.id, "manager")] * 2
    text = words_of(take(sam, leak))
    assert "Needs a manager The writer seems to know something that only the other side should know" in text
    assert "On the list: “Uppingham”." in text
    assert "You can stop it, hold it or hand it back." in text
    preview = sam.get(f"/desk/{leak}/preview").text
    assert "/release" not in preview
    assert "/return" not in preview
    assert "/stop" in preview
    assert decide(sam, leak, "return") == 409
    assert desk.delivery(leak).state == "claimed"
    assert sam.press(sam.get(f"/desk/{leak}"), "/choices", go="hand-back").status_code == 303
    mo = desk.sign_in(manager)
    assert "i no were u live" in words_of(take(mo, danger))
    take(mo, leak)
    assert "Only a manager can release" in words_of(mo.get(f"/desk/{leak}"))
    fields = release_fields(mo, leak)
    assert mo.post(f"/desk/{leak}/release", **fields).status_code == 303
    assert desk.delivery(leak).state == "released"


def test_a_workers_own_press_of_release_is_refused_and_changes_nothing(desk: Office) -> None:
    leak = desk.letter(LEAK)
    staff, manager = add_staff(desk.portal), add_staff(desk.portal, Role.MANAGER, "Mo Manager")
    sam, mo = desk.sign_in(staff), desk.sign_in(manager)
    take(mo, leak)
    digest = release_fields(mo, leak)["digest"]
    mo.press(mo.get(f"/desk/{leak}"), "/choices", go="hand-back")
    take(sam, leak)
    version = version_of(sam, leak)
    answer = sam.post(f"/desk/{leak}/release", version=version, digest=digest, terms_version="1")
    assert (answer.status_code, "This letter needs a manager" in words_of(answer)) == (409, True)
    assert desk.delivery(leak).state == "claimed"
    assert desk.received(desk.priya) == []


def test_the_mark_does_not_depend_on_a_row_that_could_be_bent(desk: Office) -> None:
    leak = desk.letter(LEAK)
    sam = desk.worker()
    take(sam, leak)
    with unit_of_work(desk.portal.owner(), SYSTEM) as work:
        work.session.get_one(Delivery, leak).rank = 1
    assert "Needs a manager" in words_of(sam.get(f"/desk/{leak}"))
    assert decide(sam, leak, "return") == 409


def test_looking_again_raises_an_alarm_once_and_never_takes_one_away(desk: Office) -> None:
    add_staff(desk.portal, Role.MANAGER, "Mo Manager")
    letter = desk.letter("Dear Priya and Tom,\n\nWe saw the Grelmond windmill.\n\nDawn")
    sam = desk.worker()
    page = take(sam, letter)
    assert told(desk) == []
    values = ["Ashdown", "Uppingham", "Grelmond", "", "", "", ""]
    change = {"adoptive-term-value": values}
    assert sam.press(sam.get(f"/cases/{desk.arrangement}/change"), "/change", change).status_code == 303
    for _ in range(2):
        page = sam.get(f"/desk/{letter}")
        assert sam.press(page, "/choices", go="look-again").status_code == 303
    assert "Needs a manager" in words_of(sam.get(f"/desk/{letter}"))
    assert (len(told(desk)), queue_of(sam)) == (1, [letter])
    change = {"adoptive-term-value": ["Ashdown", "Uppingham", "", "", "", "", ""]}
    sam.press(sam.get(f"/cases/{desk.arrangement}/change"), "/change", change)
    sam.press(sam.get(f"/desk/{letter}"), "/choices", go="look-again")
    text = words_of(sam.get(f"/desk/{letter}"))
    assert "It did at an earlier look" in text
    assert decide(sam, letter, "return") == 409


def test_pages_of_the_queue_lead_past_alarms_without_gaps(small_portal: Portal) -> None:
    office = make_office(small_portal)
    plain = [office.letter(f"Dear Priya and Tom, letter {number}.\n\nDawn") for number in range(PAGE)]
    first = [office.letter(LEAK), office.letter(DANGER)]
    sam = office.worker()
    page = sam.get("/desk").text
    shown = re.findall(r"/desk/([0-9a-f]{32})", page)
    after = re.search(r'href="([^"]+)"[^>]*rel="next"', page)
    assert after is not None
    rest = queue_of(sam, after[1].replace("&amp;", "&"))
    assert sorted(shown[:2]) == sorted(first)
    assert sorted(shown + rest) == sorted(first + plain)
    before = re.search(r'href="([^"]+)"[^>]*rel="prev"', sam.get(after[1].replace("&amp;", "&")).text)
    assert before is not None
    assert queue_of(sam, before[1].replace("&amp;", "&")) == shown


def test_managers_get_one_mail_that_says_nothing(tmp_path: Path, mail_server: MailServer) -> None:
    portal = make_portal(tmp_path / "portal", **mail_server.settings())
    office = make_office(portal)
    manager = add_staff(portal, Role.MANAGER, "Mo Manager")
    add_staff(portal, Role.SUPPORT_WORKER, "Sam Worker")
    office.letter(DANGER)
    portal.work_off()
    sent = [(to, mail) for to, mail in mail_server.mails if "manager" in str(mail["Subject"])]
    assert [to for to, _ in sent] == [[manager.log_in_name]]
    assert str(sent[0][1]["Subject"]) == "Something at the desk needs a manager"
    body = str(sent[0][1].get_content())
    for word in ("Dawn", "Priya", "Kay", "live", "danger", "threat", "letter ", "Uppingham", "safe"):
        assert word not in body
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        assert "manager" not in set(work.session.scalars(select(OutboxMessage.template)))
    close(portal)


def test_the_reasons_are_sealed_with_the_way(desk: Office) -> None:
    delivery_id = desk.letter(LEAK)
    with unit_of_work(desk.portal.staff, SYSTEM, writes=False) as work:
        row = work.session.get_one(Delivery, delivery_id)
        assert row.hints_copy_id is not None
        opener = AgencyOpener(row.agency_id)
        stored = open_json(work, row.hints_copy_id, CopyKind.HINTS, row.id, opener)
        assert (row.rank, stored["alarmed"]) == (FIRST, True)
        assert [one["cause"] for one in stored["alarms"]] == ["reverse-leak"]
    assert "Uppingham" not in repr(row.__dict__)


def test_a_suggested_wording_is_shown_and_can_be_sent(small_portal: Portal) -> None:
    office = make_office(small_portal)
    letter = office.letter("Dear Priya and Tom,\n\nYou stole my baby.\n\nLove from Mummy")
    sam = office.worker()
    text = words_of(take(sam, letter))
    assert "It could say: “Please sign as agreed: Dawn.”" in text
    form = sam.get(f"/desk/{letter}/return")
    assert "The hints suggest to write instead" in words_of(form)
    answer = sam.press(form, "/return", {"reason": ["blame"]}, go="suggest")
    written = form_to(answer.text, "/return").fields["told"][0]
    assert "You could write: “Please sign as agreed: Dawn.”" in written
    assert "You could write: “I know that you look after the children every day" in written
