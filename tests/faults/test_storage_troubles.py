"""Object storage that answers slowly, wrongly or not at all: a clear page within the web server's patience,
the job tried again, nothing lost, and all well when it is well again."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.models.delivery import ReleasedPicture
from portal.work import SYSTEM, unit_of_work
from portal.worker.running import Worker
from tests.builders import Portal, close, delivery_of, make_portal, picture_bytes, send_letter
from tests.family.visits import Town, Visitor, make_town, saved_letter, words_of
from tests.faults.moody_storage import MoodyStorage
from tests.promises.scene import release_item
from tests.proving import PROVE
from tests.servers.storage import StorageServer
from tests.staff.office import make_office
from tests.staff.outcomes import preview_of

HANGING = ["hanging"] if PROVE else []  # half a minute each
PATIENCE = 45  # seconds; the web server ends a process that is silent for 60


@pytest.fixture
def moody(storage: StorageServer) -> Iterator[MoodyStorage]:
    """A proxy before the storage, well at first."""
    made = MoodyStorage(storage.endpoint)
    yield made
    made.stop()


@pytest.fixture
def portal(tmp_path: Path, storage: StorageServer, moody: MoodyStorage) -> Iterator[Portal]:
    """A portal that keeps its files there."""
    bucket = storage.new_bucket() | {"LETTERBOX_S3_ENDPOINT": moody.endpoint}
    made = make_portal(tmp_path / "portal", **bucket)
    yield made
    close(made)


def with_a_picture(town: Town) -> tuple[Visitor, str, str]:
    """Priya with a letter and a picture; the letter's and the picture's addresses."""
    priya = town.as_person(town.priya)
    draft = saved_letter(priya, [town.adoptive])
    assert priya.upload(draft, ("one.jpg", picture_bytes())).status_code == 303
    found = re.search(
        rf"/letters/{draft}/pictures/[0-9a-f]{{32}}", priya.get(f"/letters/{draft}/pictures").text
    )
    assert found is not None
    return priya, draft, found[0]


@pytest.mark.parametrize("mood", ["refusing", "wrong bytes", "cut short", *HANGING])
def test_a_picture_that_the_storage_does_not_give(portal: Portal, moody: MoodyStorage, mood: str) -> None:
    priya, _draft, picture = with_a_picture(make_town(portal))
    moody.be(mood)
    began = time.monotonic()
    answer = priya.client.get(picture)
    assert time.monotonic() - began < PATIENCE
    assert answer.status_code in (500, 503)
    assert "nothing of it" in words_of(answer) or "our fault, not yours" in words_of(answer)
    moody.be("well")
    with priya.client.get(picture) as well:
        assert well.data == picture_bytes()


@pytest.mark.parametrize("mood", ["refusing", "wrong bytes", "cut short", *HANGING])
def test_a_released_picture_that_the_storage_does_not_give(
    portal: Portal, moody: MoodyStorage, mood: str
) -> None:
    town = make_town(portal)
    item = send_letter(portal, town.priya, "Hello", [town.adoptive], "", [picture_bytes()])
    release_id = release_item(portal, town.staff, item).id
    dawn = town.as_person(town.dawn)
    dawn.post(f"/letters-for-you/{release_id}/open")
    page = dawn.get(f"/letters-for-you/{release_id}")
    picture = re.findall(r'src="(/letters-for-you/[^"]+)"', page.text)[0]
    moody.be(mood)
    answer = dawn.client.get(picture)
    assert answer.status_code in (500, 503)
    assert "nothing of it" in words_of(answer) or "our fault, not yours" in words_of(answer)
    moody.be("well")
    with dawn.client.get(picture) as well:
        assert well.data.startswith(b"\xff\xd8")


@pytest.mark.parametrize("mood", ["wrong bytes", "cut short"])
def test_a_picture_on_the_desk_or_on_paper_that_the_storage_does_not_give(
    portal: Portal, moody: MoodyStorage, mood: str
) -> None:
    office = make_office(portal)
    delivery_id, released_id = (office.letter("Hello", "", [picture_bytes()]) for _ in range(2))
    sam = office.worker()
    pictures = re.findall(r'src="(/desk/[^"]+/pages/[^"]+)"', sam.get(f"/desk/{delivery_id}").text)
    sam.press(preview_of(sam, released_id), "/release")
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        pictures += [f"/post/pictures/{one}" for one in work.session.scalars(select(ReleasedPicture.id))]
    assert len(pictures) == 2
    moody.be(mood)
    for picture in pictures:
        answer = sam.get(picture)
        assert answer.status_code == 500
        assert "nothing of it" in words_of(answer) or "our fault, not yours" in words_of(answer)


@pytest.mark.parametrize("mood", ["refusing", *HANGING])
def test_a_picture_that_the_storage_does_not_take(portal: Portal, moody: MoodyStorage, mood: str) -> None:
    priya, draft, _picture = with_a_picture(make_town(portal))
    moody.be(mood)
    began = time.monotonic()
    answer = priya.upload(draft, ("two.jpg", picture_bytes("another")))
    assert time.monotonic() - began < PATIENCE
    assert answer.status_code in (500, 503)
    assert "our fault, not yours" in words_of(answer)
    moody.be("well")
    assert words_of(priya.get(f"/letters/{draft}/pictures")).count(".jpg") == 1
    assert priya.upload(draft, ("two.jpg", picture_bytes("another"))).status_code == 303


@pytest.mark.parametrize("mood", ["refusing", "wrong bytes", "cut short"])
def test_a_letter_waits_for_the_storage(portal: Portal, moody: MoodyStorage, mood: str) -> None:
    town, worker = make_town(portal), Worker(portal.worker)
    worker.drain()
    item = send_letter(portal, town.priya, "Hello", [town.adoptive], "", [picture_bytes()], work_off=False)
    moody.be(mood)
    worker.drain()
    assert delivery_of(portal, item).state == "received"
    moody.be("well")
    portal.clock.forward(hours=1)
    worker.drain()
    assert delivery_of(portal, item).state == "waiting"
