"""Whose letters are whose: made-up ids, other agencies and other roles all find nothing."""

from __future__ import annotations

import re

import pytest

from moderation.lifecycle import Role
from tests.builders import picture_bytes
from tests.staff.office import Browser, Office


@pytest.mark.parametrize("path", ["", "/preview", "/return", "/hold", "/stop", "/reopen", "/withdraw"])
@pytest.mark.parametrize("made_up", ["0" * 32, "x", "../you", "' or 1=1"])
def test_a_made_up_letter_is_not_there(office: Office, mo: Browser, path: str, made_up: str) -> None:
    assert mo.get(f"/desk/{made_up}{path}").status_code == 404


def test_another_agencys_letters_and_pictures_are_not_there(office: Office) -> None:
    delivery_id = office.letter(pictures=[picture_bytes()])
    page = office.worker().get(f"/desk/{delivery_id}")
    picture = re.findall(r'src="(/desk/[^"]+/pages/[^"]+)"', page.text)[0]
    stranger = office.colleague_elsewhere()
    for path in (
        f"/desk/{delivery_id}",
        f"/desk/{delivery_id}/preview",
        picture,
        f"/cases/{office.arrangement}",
        f"/cases/{office.arrangement}/change",
        f"/people/{office.dawn.account.id}",
    ):
        assert stranger.get(path).status_code == 404
    assert delivery_id not in stranger.get("/desk").text
    for path in ("claim", "choices", "release", "return"):
        assert stranger.post(f"/desk/{delivery_id}/{path}", version="2").status_code == 404
    assert office.delivery(delivery_id).claimed_by is None


def test_admin_sees_letters_and_changes_none(office: Office) -> None:
    admin, delivery_id = office.worker(Role.ADMIN), office.letter()
    page = admin.get(f"/desk/{delivery_id}")
    assert (page.status_code, "/claim" in page.text) == (200, False)
    for path in ("claim", "choices", "release", "return", "hold", "stop", "withdraw"):
        assert admin.post(f"/desk/{delivery_id}/{path}", version="2").status_code == 404
    assert office.delivery(delivery_id).state == "waiting"


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.PARTNERSHIP_VIEWER])
def test_inspectors_and_viewers_see_no_letters(office: Office, role: Role) -> None:
    browser, delivery_id = office.worker(role), office.letter(pictures=[picture_bytes()])
    for path in (
        "/desk",
        f"/desk/{delivery_id}",
        f"/desk/{delivery_id}/preview",
        f"/cases/{office.arrangement}",
        "/people",
        "/post",
        "/team",
    ):
        assert browser.get(path).status_code == 404
