"""Letters that came on paper: scanned in by staff, and from then on like every other letter."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from crypto.errors import NotCertified
from portal.models.account import Account
from portal.models.audit import AuditEvent
from portal.models.background import OutboxMessage
from portal.models.item import Attachment, Item
from portal.sealing import AgencyOpener, CopyKind, agency_recipient, seal_json
from portal.services.arrangements import set_state
from portal.services.pages import label_of
from portal.services.reading import read_letter, released_letters
from portal.services.sign_in import use_code
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import PASSWORD, add_account, picture_bytes, send_letter, unlock_code
from tests.family.visits import Visitor
from tests.staff.office import Browser, Office, take, words_of
from tests.staff.scanning import deliveries, scan_in

PAGES = [("first page.jpg", picture_bytes("Dear Priya")), ("second page.png", picture_bytes("x", kind="PNG"))]
PHOTOGRAPH = ("garden.jpg", picture_bytes())
NOTE = "Came in with the second post."


def page_of(office: Office) -> str:
    return f"/cases/{office.arrangement}/scan-in"


def taken_in(office: Office, sam: Browser, writer: str, **more: object) -> str:
    """A letter of two pages and a photograph, made safe; its delivery's id."""
    answer = scan_in(sam, sam.get(page_of(office)), PAGES, [PHOTOGRAPH], writer=writer, note=NOTE, **more)  # type: ignore[arg-type]
    assert answer.status_code == 303, words_of(answer)
    office.portal.work_off()
    return deliveries(office)[-1]


def release(sam: Browser, delivery: str, **more: str) -> None:
    answer = sam.press(sam.get(f"/desk/{delivery}/preview"), "/release", dict(more))
    assert answer.status_code == 303, words_of(answer)


def paper_writer(office: Office) -> Account:
    """A grandmother on Dawn's side who never signed in."""
    return add_account(office.portal, "Maureen Thornbury", "maureen@example.org", office.birth)


def test_a_letter_on_paper_is_read_at_the_desk_and_reaches_its_reader(office: Office, sam: Browser) -> None:
    case = sam.get(f"/cases/{office.arrangement}")
    assert page_of(office) in case.text
    form = words_of(sam.get(page_of(office)))
    assert "Dawn Thornbury" in form
    assert "Priya Ashdown" in form
    delivery = taken_in(office, sam, office.dawn.account.id, text="Dear Priya, all is well.")
    assert f"/desk/{delivery}" in sam.get("/desk").text
    shown = words_of(take(sam, delivery))
    assert "This letter came on paper. Sam Worker scanned it in." in shown
    assert f"A note from who scanned the letter in This note is never passed on. {NOTE}" in shown
    assert "The writer does not sign in" not in shown
    release(sam, delivery)
    with unit_of_work(office.portal.family, Actor("account", office.priya.account.id), writes=False) as work:
        (released,) = released_letters(work, office.priya.me)
        letter = read_letter(work, office.priya.me, released)
    assert letter.text == "Dear Priya, all is well."
    assert [len(letter.pages), len(letter.photographs)] == [2, 1]


def test_pages_are_no_photographs_of_which_so_many_were_agreed(office: Office, sam: Browser) -> None:
    many = [(f"page {number}.jpg", picture_bytes(f"page {number}")) for number in range(9)]
    dawn = office.dawn.account.id
    assert scan_in(sam, sam.get(page_of(office)), many, writer=dawn).status_code == 303
    office.portal.work_off()
    (pages,) = deliveries(office)
    take(sam, pages)
    release(sam, pages)
    assert scan_in(sam, sam.get(page_of(office)), [], many, writer=dawn).status_code == 303
    office.portal.work_off()
    (photographs,) = set(deliveries(office)) - {pages}
    take(sam, photographs)
    refused = sam.press(sam.get(f"/desk/{photographs}/preview"), "/release")
    assert refused.status_code == 400
    assert office.received(office.priya) == [("", [""] * 9)]


def test_the_writer_finds_it_among_the_letters_they_sent(office: Office, sam: Browser) -> None:
    delivery = taken_in(office, sam, office.dawn.account.id, text="Dear Priya, all is well.")
    dawn = Visitor(office.portal.client("family"))
    dawn.sign_in(office.dawn.log_in_name)
    item = office.delivery(delivery).item_id
    assert f"/sent/{item}" in dawn.get("/sent").text
    page = dawn.get(f"/sent/{item}")
    assert page.status_code == 200
    assert "Dear Priya, all is well." in page.text
    assert "Scan 1" in page.text
    assert "first page.jpg" not in page.text  # the office's own name for it
    assert NOTE not in page.text
    assert "Sam" not in page.text
    take(sam, delivery)
    told = {"reason": ["where_somebody_lives"], "told": "Please leave the village out."}
    assert sam.press(sam.get(f"/desk/{delivery}/return"), "/return", dict(told)).status_code == 303
    assert "Please leave the village out." in dawn.get(f"/sent/{item}").text


def test_who_does_not_sign_in_may_write_and_is_told_by_the_team(office: Office, sam: Browser) -> None:
    maureen = paper_writer(office)
    delivery = taken_in(office, sam, maureen.id)
    assert "The writer does not sign in" in words_of(take(sam, delivery))
    assert "please tell them this by post or by telephone" in words_of(sam.get(f"/desk/{delivery}/preview"))
    release(sam, delivery, told="We passed it on.")
    assert len(office.received(office.priya)) == 1
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        told = work.session.scalars(select(OutboxMessage).where(OutboxMessage.account_id == maureen.id)).all()
    assert told == []


def test_what_came_on_paper_does_not_stand_in_the_way_of_who_signs_in_later(
    office: Office, sam: Browser
) -> None:
    maureen = paper_writer(office)
    delivery = taken_in(office, sam, maureen.id)
    take(sam, delivery)
    told = {"reason": ["where_somebody_lives"], "told": "Please leave the village out."}
    assert sam.press(sam.get(f"/desk/{delivery}/return"), "/return", dict(told)).status_code == 303
    code = unlock_code(office.portal, maureen)
    with unit_of_work(office.portal.family, SYSTEM) as work:
        use_code(work, code, PASSWORD, "maureen@example.org")
    visitor = Visitor(office.portal.client("family"))
    assert visitor.sign_in("maureen@example.org").status_code == 303
    assert visitor.get("/").status_code == 200
    item = office.delivery(delivery).item_id
    assert f"/sent/{item}" not in visitor.get("/sent").text
    assert visitor.get(f"/sent/{item}").status_code == 404


def test_a_second_press_makes_no_second_letter(office: Office, sam: Browser) -> None:
    page = sam.get(page_of(office))
    for _ in range(2):
        assert scan_in(sam, page, PAGES, writer=office.dawn.account.id).status_code == 303
    office.portal.work_off()
    assert len(deliveries(office)) == 1
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        assert len(work.session.scalars(select(Attachment)).all()) == len(PAGES)


@pytest.mark.parametrize(
    ("pages", "writer", "sentence"),
    [
        ([], "dawn", "Please choose the pages that you scanned."),
        (PAGES, "", "Please choose who wrote this letter."),
        (PAGES, "stranger", "Please choose who wrote this letter."),
        ([("a.jpg", b"MZ\x90 no picture")], "dawn", "We cannot open this kind of file."),
        ([("a.jpg", b"")] * 2, "dawn", "a.jpg:"),
        (PAGES * 11, "dawn", "There are too many photos or files"),
    ],
    ids=["nothing", "nobody", "stranger", "kind", "empty", "too-many"],
)
def test_what_can_not_be_taken_is_said_and_words_are_kept(
    office: Office, sam: Browser, pages: list[tuple[str, bytes]], writer: str, sentence: str
) -> None:
    stranger = add_account(office.portal, "Olu Bright", "olu@example.org")
    ids = {"dawn": office.dawn.account.id, "stranger": stranger.id, "": ""}
    answer = scan_in(sam, sam.get(page_of(office)), pages, writer=ids[writer], text="My words", note="A note")
    assert answer.status_code == 400
    assert sentence in words_of(answer)
    assert "My words" in answer.text
    assert "A note" in answer.text
    assert deliveries(office) == []


def test_nothing_is_taken_in_while_the_exchange_is_closed(office: Office, sam: Browser) -> None:
    page = sam.get(page_of(office))
    with unit_of_work(office.portal.staff, SYSTEM) as work:
        set_state(work, office.arrangement, "paused")
    assert scan_in(sam, page, PAGES, writer=office.dawn.account.id).status_code == 400
    assert deliveries(office) == []
    assert page_of(office) not in sam.get(f"/cases/{office.arrangement}").text


def test_another_agencys_arrangement_is_not_there(office: Office, sam: Browser) -> None:
    page = sam.get(page_of(office))
    ellis = office.colleague_elsewhere()
    assert ellis.get(page_of(office)).status_code == 404
    token = {"csrf_token": ellis.token(), "writer": office.dawn.account.id}
    answer = scan_in(ellis, page, PAGES, **token)
    assert answer.status_code == 404
    assert deliveries(office) == []


def test_it_stands_in_the_audit_log_who_took_it_in(office: Office, sam: Browser) -> None:
    delivery = taken_in(office, sam, office.dawn.account.id)
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        item = work.session.get_one(Item, office.delivery(delivery).item_id)
        about = select(AuditEvent).where(AuditEvent.subject_id == item.id, AuditEvent.chain == "staff")
        (event,) = work.session.scalars(about).all()
    assert (event.event, event.actor_kind) == ("letter_scanned_in", "staff")


def test_nobody_but_staff_calls_a_photograph_a_page(office: Office) -> None:
    item = send_letter(office.portal, office.dawn, "", [office.birth], pictures=[picture_bytes()])
    said = {"file_name": "a", "description": "", "is": "page"}
    with unit_of_work(office.portal.staff, SYSTEM) as work:
        row = work.session.scalars(select(Attachment).where(Attachment.item_id == item)).one()
        to = [agency_recipient(work, row.agency_id)]
        label = seal_json(work, row.agency_id, CopyKind.SCAN_LABEL, row.id, said, to)
        label.mark = None  # as somebody seals it who has what the family door has
        label_id = label.id
    with unit_of_work(office.portal.owner(), SYSTEM) as work:
        work.session.scalars(
            select(Attachment).where(Attachment.item_id == item)
        ).one().label_copy_id = label_id
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        row = work.session.scalars(select(Attachment).where(Attachment.item_id == item)).one()
        with pytest.raises(NotCertified):
            label_of(work, row, AgencyOpener(row.agency_id))
