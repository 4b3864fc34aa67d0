"""Letters on paper, as somebody tries to learn of them, or to bend where they go or whose they are."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from crypto.errors import NotCertified
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Arrangement, Membership
from portal.models.background import OutboxMessage
from portal.models.copy import Grant
from portal.models.delivery import Delivery
from portal.models.item import Attachment, Item
from portal.sealing import AgencyOpener, CopyKind, agency_recipient, seal_blob, seal_json
from portal.services.arrangements import add_member, make_arrangement, parties_of, terms_of
from portal.services.pages import label_of
from portal.services.sign_in import use_code
from portal.work import SYSTEM, Work, unit_of_work
from tests.builders import PASSWORD, Correspondent, add_account, picture_bytes, send_letter, unlock_code
from tests.family.visits import Visitor
from tests.staff.office import Browser, Office, take, words_of
from tests.staff.scanning import (
    PAGES,
    PHOTOGRAPH,
    deliveries,
    page_of,
    paper_writer,
    scan_in,
    taken_in,
)


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


def test_another_agencys_arrangement_is_not_there(office: Office, sam: Browser) -> None:
    page = sam.get(page_of(office))
    ellis = office.colleague_elsewhere()
    assert ellis.get(page_of(office)).status_code == 404
    token = {"csrf_token": ellis.token(), "writer": office.dawn.account.id}
    answer = scan_in(ellis, page, PAGES, **token)
    assert answer.status_code == 404
    assert deliveries(office) == []


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
