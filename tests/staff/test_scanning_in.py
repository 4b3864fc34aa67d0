"""Letters that came on paper: scanned in by staff, and from then on like every other letter."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from moderation.sanitise.text import LETTER_LIMIT
from portal.models.audit import AuditEvent
from portal.models.background import OutboxMessage
from portal.models.item import Attachment, Item
from portal.sealing import AgencyOpener, CopyKind, agency_recipient, open_json, seal_json
from portal.services.arrangements import set_state
from portal.services.reading import read_letter, released_letters
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import add_account, picture_bytes
from tests.family.visits import multipart
from tests.staff.office import Browser, Office, take, words_of
from tests.staff.scanning import (
    NOTE,
    PAGES,
    PHOTOGRAPH,
    File,
    deliveries,
    page_of,
    paper_writer,
    release,
    scan_in,
    taken_in,
)


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
    assert f"Note from the person who scanned it in This note is never passed on. {NOTE}" in shown
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


@pytest.mark.parametrize("named", ["dawn", "maureen"])
def test_the_team_tells_the_writer_by_post_or_telephone(office: Office, sam: Browser, named: str) -> None:
    writer = office.dawn.account if named == "dawn" else paper_writer(office)
    delivery = taken_in(office, sam, writer.id)
    assert "The writer can't read here what you tell them" in words_of(take(sam, delivery))
    assert "please tell them by post or by telephone" in words_of(sam.get(f"/desk/{delivery}/preview"))
    release(sam, delivery, told="We passed it on.")
    assert len(office.received(office.priya)) == 1
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        told = work.session.scalars(select(OutboxMessage).where(OutboxMessage.account_id == writer.id)).all()
    assert told == []


@pytest.mark.parametrize(
    ("typed", "pages", "told"),
    [("Dear Priya", PAGES, True), ("", PAGES, False), ("Dear Priya", [], False)],
    ids=["both", "pages alone", "typed, and a photograph"],
)
def test_staff_are_told_where_typed_words_and_the_handwriting_both_go_on(
    office: Office, sam: Browser, typed: str, pages: list[File], told: bool
) -> None:
    dawn = office.dawn.account.id
    scan_in(sam, sam.get(page_of(office)), pages, [PHOTOGRAPH], writer=dawn, text=typed)
    office.portal.work_off()
    (delivery,) = deliveries(office)
    take(sam, delivery)
    preview = words_of(sam.get(f"/desk/{delivery}/preview"))
    assert ("Both its typed words and pages of the paper go on" in preview) is told


def test_a_label_of_the_first_kind_which_names_no_arrangement_still_opens(
    office: Office, sam: Browser
) -> None:
    scan_in(sam, sam.get(page_of(office)), PAGES[:1], writer=office.dawn.account.id)
    with unit_of_work(office.portal.staff, SYSTEM) as work:
        row = work.session.scalars(select(Attachment)).one()
        opener, to = AgencyOpener(row.agency_id), [agency_recipient(work, row.agency_id)]
        said = open_json(work, row.label_copy_id, CopyKind.SCAN_LABEL, row.id, opener)
        del said["arrangement"]
        row.label_copy_id = seal_json(work, row.agency_id, CopyKind.SCAN_LABEL, row.id, said, to).id
    office.portal.work_off()
    (delivery,) = deliveries(office)
    assert "Sam Worker scanned it in." in words_of(take(sam, delivery))
    release(sam, delivery)
    assert office.received(office.priya) == [("", [""])]


@pytest.mark.parametrize("other", ["writer", "files"])
def test_another_letter_from_a_used_form_is_refused(office: Office, sam: Browser, other: str) -> None:
    page, dawn = sam.get(page_of(office)), office.dawn.account.id
    assert scan_in(sam, page, PAGES, writer=dawn).status_code == 303
    writer = paper_writer(office).id if other == "writer" else dawn
    answer = scan_in(sam, page, PAGES if other == "writer" else [PHOTOGRAPH], writer=writer)
    assert answer.status_code == 400
    assert "This form was used already, for another letter" in words_of(answer)
    assert len(deliveries(office)) == 1


def test_who_chose_files_is_told_that_none_was_kept(office: Office, sam: Browser) -> None:
    bad = ("bad.jpg", b"MZ\x90 no picture")
    answer = scan_in(
        sam, sam.get(page_of(office)), [*PAGES, bad], [PHOTOGRAPH], writer=office.dawn.account.id
    )
    said = words_of(answer)
    assert answer.status_code == 400
    assert "None of the files was kept. Please choose all of them again: 3 pages and 1 photograph" in said
    assert "bad.jpg: We cannot open this kind of file." in said
    assert "None of the files was kept" not in words_of(sam.get(page_of(office)))


def test_words_that_are_too_long_are_told_at_their_field(office: Office, sam: Browser) -> None:
    note = "n" * (LETTER_LIMIT + 1)
    answer = scan_in(sam, sam.get(page_of(office)), PAGES, writer=office.dawn.account.id, note=note)
    assert answer.status_code == 400
    assert 'href="#note"' in answer.text
    assert note in answer.text


@pytest.mark.parametrize("whose", ["one's own", "another agency's"])
def test_a_form_that_is_too_large_is_refused_in_plain_words(office: Office, sam: Browser, whose: str) -> None:
    browser = sam if whose == "one's own" else office.colleague_elsewhere()
    large = [(f"{number}.jpg", bytes(20 * 1024 * 1024)) for number in range(3)]
    path, body = page_of(office), multipart(browser.token(), large, field="page")
    kind = "multipart/form-data; boundary=letterbox"
    answer = browser.client.post(path, data=body, content_type=kind)
    assert answer.status_code == 413
    assert "That was too much at once" in words_of(answer)
    assert deliveries(office) == []


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
        (PAGES * 11, "dawn", "At most 20 files go with one letter."),
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


def test_it_stands_in_the_audit_log_who_took_it_in(office: Office, sam: Browser) -> None:
    delivery = taken_in(office, sam, office.dawn.account.id)
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        item = work.session.get_one(Item, office.delivery(delivery).item_id)
        about = select(AuditEvent).where(AuditEvent.subject_id == item.id, AuditEvent.chain == "staff")
        (event,) = work.session.scalars(about).all()
    assert (event.event, event.actor_kind) == ("letter_scanned_in", "staff")
