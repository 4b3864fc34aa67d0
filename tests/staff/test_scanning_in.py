"""Letters that came on paper: scanned in by staff, and from then on like every other letter."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from crypto.errors import NotCertified
from moderation.sanitise.text import LETTER_LIMIT
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Arrangement, Membership
from portal.models.audit import AuditEvent
from portal.models.background import OutboxMessage
from portal.models.copy import Grant
from portal.models.delivery import Delivery
from portal.models.item import Attachment, Item
from portal.sealing import AgencyOpener, CopyKind, agency_recipient, seal_blob, seal_json
from portal.services.arrangements import add_member, make_arrangement, parties_of, set_state, terms_of
from portal.services.pages import label_of
from portal.services.reading import read_letter, released_letters
from portal.services.sign_in import use_code
from portal.work import SYSTEM, Actor, Work, unit_of_work
from tests.builders import PASSWORD, Correspondent, add_account, picture_bytes, send_letter, unlock_code
from tests.family.visits import Visitor, multipart
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


@pytest.mark.parametrize("named", ["dawn", "priya", "maureen"])
def test_nobody_finds_it_before_it_is_released_whoever_was_named(
    office: Office, sam: Browser, named: str
) -> None:
    """Also where the wrong person was chosen: it is the other side that would read it."""
    ids = {
        "dawn": office.dawn.account.id,
        "priya": office.priya.account.id,
        "maureen": paper_writer(office).id,
    }
    delivery = taken_in(office, sam, ids[named], text="Dear Priya, I live at Oakham.")
    item = office.delivery(delivery).item_id
    for who in (office.dawn, office.priya):
        visitor = Visitor(office.portal.client("family"))
        visitor.sign_in(who.log_in_name)
        assert visitor.get(f"/sent/{item}").status_code == 404
        assert item not in visitor.get("/sent").text + visitor.get("/").text
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        assert work.session.scalars(select(OutboxMessage)).all() == []
        row = work.session.get_one(Item, item)
        files = work.session.scalars(select(Attachment).where(Attachment.item_id == item)).all()
        copies = {row.copy_id, row.note_copy_id, *(one.original_copy_id for one in files)}
        copies |= {one.label_copy_id for one in files}
        held = work.session.scalars(select(Grant.holder_kind).where(Grant.copy_id.in_(copies))).all()
    assert set(held) == {"agency"}


@pytest.mark.parametrize("named", ["dawn", "maureen"])
def test_the_team_tells_the_writer_by_post_or_telephone(office: Office, sam: Browser, named: str) -> None:
    writer = office.dawn.account if named == "dawn" else paper_writer(office)
    delivery = taken_in(office, sam, writer.id)
    assert "The writer can't read here what you tell them" in words_of(take(sam, delivery))
    preview = words_of(sam.get(f"/desk/{delivery}/preview"))
    assert "please tell them by post or by telephone" in preview
    assert "Both its typed words and pages of the paper go on" not in preview  # no words were typed
    release(sam, delivery, told="We passed it on.")
    assert len(office.received(office.priya)) == 1
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        told = work.session.scalars(select(OutboxMessage).where(OutboxMessage.account_id == writer.id)).all()
    assert told == []


@pytest.mark.parametrize("when", ["before it is sent back", "afterwards"])
def test_what_came_on_paper_does_not_stand_in_the_way_of_who_signs_in_later(
    office: Office, sam: Browser, when: str
) -> None:
    maureen = paper_writer(office)
    delivery = taken_in(office, sam, maureen.id)
    visitor = Visitor(office.portal.client("family"))
    if when == "before it is sent back":
        begins(office, maureen, visitor)
    take(sam, delivery)
    page = sam.get(f"/desk/{delivery}/return")
    assert "please tell them by post or by telephone" in words_of(page)
    told = {"reason": ["where_somebody_lives"], "told": "Please leave the village out."}
    assert sam.press(page, "/return", dict(told)).status_code == 303
    if when == "afterwards":
        begins(office, maureen, visitor)
    assert visitor.get("/").status_code == 200
    item = office.delivery(delivery).item_id
    assert f"/sent/{item}" not in visitor.get("/sent").text
    assert visitor.get(f"/sent/{item}").status_code == 404


def visitor(office: Office, who: Correspondent) -> Visitor:
    """Signed in at the family door."""
    made = Visitor(office.portal.client("family"))
    assert made.sign_in(who.log_in_name).status_code == 303
    return made


def begins(office: Office, who: Account, visitor: Visitor) -> None:
    """Somebody uses their first unlock code, and signs in."""
    code = unlock_code(office.portal, who)
    with unit_of_work(office.portal.family, SYSTEM) as work:
        use_code(work, code, PASSWORD, "maureen@example.org")
    assert visitor.sign_in("maureen@example.org").status_code == 303


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


def test_a_forged_membership_is_nobody_who_could_have_written(office: Office, sam: Browser) -> None:
    eve = add_account(office.portal, "Eve Elsewhere", "eve@example.org")
    page = sam.get(page_of(office))
    with unit_of_work(office.portal.owner(), SYSTEM) as work:
        work.session.add(Membership(party_id=office.birth, account_id=eve.id, mark=b"forged"))
    assert sam.get(page_of(office)).status_code == 500
    assert scan_in(sam, page, PAGES, writer=eve.id).status_code == 500
    assert deliveries(office) == []


def turn_aside(work: Work, delivery: Delivery, writer: Account) -> None:
    """To another family whose letters the same person gets."""
    known = work.session.get_one(Arrangement, delivery.arrangement_id)
    other = make_arrangement(work, known.agency_id, terms_of(work, known))
    parties = parties_of(work, other.id)
    add_member(work, parties["birth"].id, writer)
    delivery.arrangement_id = other.id
    delivery.from_party_id, delivery.to_party_id = parties["birth"].id, parties["adoptive"].id


def test_what_came_on_paper_does_not_show_in_when_the_next_letter_is_due(
    office: Office, sam: Browser
) -> None:
    priya = visitor(office, office.priya)
    before = words_of(priya.get("/"))
    assert "is due this month" in before
    taken_in(office, sam, office.priya.account.id)
    assert words_of(priya.get("/")) == before


def test_a_grant_of_an_intruder_makes_nothing_ones_own(office: Office, sam: Browser) -> None:
    """The family door's database role may add grants: one on a letter that staff scanned in opens nothing."""
    delivery = taken_in(office, sam, office.dawn.account.id)
    item_id = office.delivery(delivery).item_id
    with unit_of_work(office.portal.owner(), SYSTEM) as work:
        copies = [work.session.get_one(Item, item_id).copy_id]
        copies += work.session.scalars(
            select(Attachment.original_copy_id).where(Attachment.item_id == item_id)
        )
        holder = {"holder_kind": "account", "holder_id": office.dawn.account.id, "generation": 0}
        work.session.add_all(
            Grant(id=new_id(), copy_id=one, sealed_key=b"no key", **holder) for one in copies
        )
    dawn = visitor(office, office.dawn)
    assert item_id not in dawn.get("/sent").text
    assert dawn.get(f"/sent/{item_id}").status_code == 404
    assert "The writer can't read here what you tell them" in words_of(take(sam, delivery))


@pytest.mark.parametrize("bent", ["pixels", "writer", "arrangement"])
def test_what_was_bent_before_the_worker_looked_goes_no_further(
    office: Office, sam: Browser, bent: str
) -> None:
    """Somebody who writes to the database puts another file, or person, under a colleague's label."""
    scan_in(sam, sam.get(page_of(office)), PAGES[:1], writer=office.dawn.account.id)
    (delivery,) = deliveries(office)
    maureen = paper_writer(office)
    with unit_of_work(office.portal.owner(), SYSTEM) as work:
        row = work.session.scalars(select(Attachment)).one()
        if bent == "writer":
            row.account_id = maureen.id
        elif bent == "arrangement":
            turn_aside(work, work.session.get_one(Delivery, delivery), office.dawn.account)
        else:
            other = seal_blob(
                work, row.agency_id, CopyKind.PICTURE, row.id, [PHOTOGRAPH[1]],
                [agency_recipient(work, row.agency_id)],
            )  # fmt: skip
            row.original_copy_id = other.id
    office.portal.work_off()
    assert office.delivery(delivery).state == "received"


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
    said = {"file_name": "a", "description": "", "is": "page", "item": item, "writer": "", "digest": ""}
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
