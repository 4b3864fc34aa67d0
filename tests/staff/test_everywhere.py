"""Every page of the staff door on every kind of storage."""

from __future__ import annotations

import re

from moderation.lifecycle import Role
from tests.builders import Portal, add_account, picture_bytes
from tests.staff.office import LETTER, make_office, take, tick, words_of


def test_every_page_on_every_storage(portal: Portal) -> None:
    office = make_office(portal)
    mo = office.worker(Role.MANAGER, "Mo Manager")
    delivery_id = office.letter(pictures=[picture_bytes()])
    later = [office.letter(f"Dear Priya, letter {number}.") for number in range(26)]
    nan = add_account(portal, "Bev Vance", "")
    mo.press_one(mo.get(f"/people/{nan.id}"), "/code", "post")
    portal.work_off()
    first = mo.get("/desk")
    following = re.search(r'href="([^"]+)"[^>]*rel="next"', first.text)
    assert following is not None
    both = first.text + mo.get(following[1].replace("&amp;", "&")).text
    assert sorted(set(re.findall(r"/desk/([0-9a-f]{32})", both))) == sorted([delivery_id, *later])
    page = take(mo, delivery_id)
    mo.press(page, "/choices", tick(page, LETTER, "Oakham"), go="preview")
    assert mo.press(mo.get(f"/desk/{delivery_id}/preview"), "/release").status_code == 303
    assert len(office.received(office.priya)) == 1
    for path in (
        "/desk?show=released&find=kayleigh",
        f"/desk/{delivery_id}",
        "/cases?find=thornbury",
        f"/cases/{office.arrangement}",
        f"/cases/{office.arrangement}/change",
        "/people?find=bev",
        f"/people/{nan.id}",
        "/post",
        "/team",
        "/audit?day=2026-06-01",
        "/totals",
        "/you",
    ):
        answer = mo.get(path)
        assert (answer.status_code, bool(words_of(answer))) == (200, True), path
    older = re.search(r'href="([^"]+)"[^>]*rel="next"', mo.get("/audit").text)
    assert older is not None
    assert mo.get(older[1].replace("&amp;", "&")).status_code == 200


def test_signs_that_a_database_does_not_take(portal: Portal) -> None:
    mo = make_office(portal).worker(Role.MANAGER)
    for path in ("/desk?find=%00", "/cases?find=a%00b", "/people?find=%00", "/audit?event=%00", "/desk/%00"):
        assert mo.get(path).status_code in (200, 404), path
    answer = mo.press(mo.get("/people/new"), "/people/new", {"name": "Bev\0 Vance"})
    assert answer.status_code == 303
