"""Reading: the letter opens when its reader says so, and tells nothing but what was let through."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from portal.services.deciding import withdraw
from portal.services.grounds import Grounds
from portal.work import Actor, unit_of_work
from tests.builders import delivery_of, picture_bytes, send_letter
from tests.family.visits import Town, Visitor, released, words_of


@pytest.fixture
def item(town: Town) -> str:
    """Priya's letter with one picture, made safe."""
    return send_letter(
        town.portal, town.priya, "Dear <Dawn>\n\nhello", [town.adoptive], "secret note", [picture_bytes()]
    )


def test_a_letter_waits_behind_a_calm_page(town: Town, dawn: Visitor, item: str) -> None:
    path = f"/letters-for-you/{released(town, item)}"
    before = dawn.get(path)
    assert "A letter from Priya and Tom has come" in words_of(before)
    assert "ring the letterbox team on 0116 496 0123" in words_of(before)
    assert "hello" not in before.text
    assert dawn.client.get(f"{path}/print").location == path
    for _ in range(2):
        assert dawn.post(f"{path}/open").location == path
    page = dawn.get(path)
    assert "<p>Dear &lt;Dawn&gt;</p><p>hello</p>" in page.text
    assert f"/letters/new?to={town.birth}" in page.text
    assert "secret note" not in page.text
    assert "IMG_1" not in page.text
    assert "hello" in dawn.get(f"{path}/print").text


def test_looking_does_not_open(town: Town, dawn: Visitor, item: str) -> None:
    path = f"/letters-for-you/{released(town, item)}"
    dawn.get(path)
    assert "New" in words_of(dawn.get("/letters-for-you"))
    dawn.post(f"{path}/open")
    assert "New" not in words_of(dawn.get("/letters-for-you"))


def test_pictures_are_jpegs_without_anything_else_in_them(town: Town, dawn: Visitor, item: str) -> None:
    path = f"/letters-for-you/{released(town, item)}"
    dawn.post(f"{path}/open")
    sources = re.findall(r'src="(/letters-for-you/[^"]+)"', dawn.get(path).text)
    assert len(sources) == 1
    for source in (sources[0], sources[0].partition("?")[0]):
        answer = dawn.get(source)
        assert answer.mimetype == "image/jpeg"
        assert answer.headers["Content-Disposition"] == "inline; filename=picture.jpg"
        assert b"Secret Description" not in answer.data
        assert Image.open(io.BytesIO(answer.data)).format == "JPEG"


def test_no_exact_time_and_no_id_of_the_other_side(town: Town, dawn: Visitor, item: str) -> None:
    town.portal.clock.forward(days=2, hours=3, minutes=17)
    path = f"/letters-for-you/{released(town, item)}"
    dawn = town.as_person(town.dawn)
    dawn.post(f"{path}/open")
    delivery = delivery_of(town.portal, item)
    for page in (dawn.get(path), dawn.get("/letters-for-you"), dawn.get("/")):
        for hidden in (item, town.adoptive, delivery.id, town.priya.account.id, "12:17", "1 June 2026"):
            assert hidden not in page.text


def test_the_other_side_does_not_learn_that_it_was_opened(
    town: Town, priya: Visitor, dawn: Visitor, item: str
) -> None:
    release_id = released(town, item)
    before = words_of(priya.get(f"/sent/{item}"))
    dawn.post(f"/letters-for-you/{release_id}/open")
    assert words_of(priya.get(f"/sent/{item}")) == before
    assert release_id not in priya.get(f"/sent/{item}").text


def test_a_letter_taken_back_is_not_there(town: Town, dawn: Visitor, item: str) -> None:
    path = f"/letters-for-you/{released(town, item)}"
    dawn.post(f"{path}/open")
    source = re.findall(r'src="(/letters-for-you/[^"]+)"', dawn.get(path).text)[0]
    with unit_of_work(town.portal.staff, Actor("staff", town.staff.account.id)) as work:
        delivery = delivery_of(town.portal, item)
        grounds = Grounds(record="A mistake")
        withdraw(work, town.staff.account, delivery.id, delivery.version, grounds)
    for gone in (path, f"{path}/print", source):
        assert dawn.get(gone).status_code == 404
    assert "No letters yet" in words_of(dawn.get("/letters-for-you"))
