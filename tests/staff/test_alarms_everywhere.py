"""A manager is asked for wherever in what was sent the reason stands, and under the terms of today."""

from __future__ import annotations

import pytest

from portal.db import new_id
from portal.services.draft_pictures import describe_picture
from portal.services.drafts import DraftContent, save_draft
from portal.services.letters import submit
from portal.work import Actor, unit_of_work
from tests.builders import Portal, attach, delivery_of, picture_bytes
from tests.staff.office import Browser, Office, make_office, take, tick, words_of

PLAIN = "Dear Priya and Tom,\n\nWe had cake in the park.\n\nDawn"
MANAGER = "Needs a manager"


def described(office: Office, *descriptions: str) -> str:
    """A letter from Dawn with a picture for each description; returns its delivery's id."""
    portal, me, draft_id = office.portal, office.dawn.me, new_id()
    with unit_of_work(portal.family, Actor("account", me.account.id)) as work:
        draft = save_draft(work, me, draft_id, DraftContent(PLAIN, "", (office.birth,)), 0)
        for number, said in enumerate(descriptions):
            picture = attach(work, me, draft_id, picture_bytes(), f"{number}.jpg")
            describe_picture(work, me, draft_id, picture, said)
        item = submit(work, me, draft_id, draft.version).id
    portal.work_off()
    return delivery_of(portal, item).id


def can_release(browser: Browser, delivery_id: str) -> bool:
    take(browser, delivery_id)
    return f"/desk/{delivery_id}/release" in browser.get(f"/desk/{delivery_id}/preview").text


@pytest.mark.parametrize("said", ["The Uppingham clock", "i no were u live n i am comin 2 get her back"])
def test_under_a_picture(portal: Portal, said: str) -> None:
    office = make_office(portal)
    sam, delivery_id = office.worker(), described(office, "A cake", said)
    assert MANAGER in words_of(sam.get("/desk"))
    assert not can_release(sam, delivery_id)
    assert MANAGER in words_of(sam.get(f"/desk/{delivery_id}"))


def test_in_the_note_to_the_team(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(PLAIN, "i no were they live n i am comin 2 get her back")
    assert not can_release(sam, delivery_id)
    assert MANAGER in words_of(sam.get(f"/desk/{delivery_id}"))


def test_under_terms_that_changed_since(office: Office, sam: Browser) -> None:
    delivery_id = office.letter("Dear Priya and Tom,\n\nWe saw the Grelmond windmill.\n\nDawn")
    assert can_release(sam, delivery_id)
    values = ["Ashdown", "Uppingham", "Grelmond", "", "", "", ""]
    change = {"adoptive-term-value": values}
    assert sam.press(sam.get(f"/cases/{office.arrangement}/change"), "/change", change).status_code == 303
    assert f"/desk/{delivery_id}/release" not in sam.get(f"/desk/{delivery_id}/preview").text
    assert MANAGER in words_of(sam.get(f"/desk/{delivery_id}"))


def test_in_words_that_staff_put_under_a_picture(office: Office, sam: Browser) -> None:
    delivery_id = described(office, "A cake")
    page = take(sam, delivery_id)
    name = next(one for one in page.text.split('"') if one.startswith("description-"))
    sam.press(page, "/choices", {name: "A cake in Uppingham"}, go="save")
    assert MANAGER in words_of(sam.get(f"/desk/{delivery_id}"))


def test_a_term_in_pieces_under_several_pictures_is_pointed_at(office: Office, sam: Browser) -> None:
    delivery_id = described(office, *"OAKHAM")
    take(sam, delivery_id)
    left = words_of(sam.get(f"/desk/{delivery_id}/preview")).split("Ledger")[0]
    assert "O A K H A M" in left


def test_nothing_but_marks_is_no_letter(small_portal: Portal) -> None:
    office = make_office(small_portal)
    sam, delivery_id = office.worker(), office.letter("Oakham.\n\nThornbury!")
    page = take(sam, delivery_id)
    sam.press(page, "/choices", tick(page, "Oakham.\n\nThornbury!", "Oakham", "Thornbury"), go="save")
    answer = sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    assert "Nothing would be left" in words_of(answer)
    assert office.received(office.priya) == []
