"""Object storage that answers slowly, wrongly or not at all: a clear page within the web server's patience,
the job tried again, nothing lost, and all well when it is well again."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.worker.running import Worker
from tests.builders import Portal, close, delivery_of, make_portal, picture_bytes, send_letter
from tests.family.visits import Town, Visitor, make_town, saved_letter, words_of
from tests.faults.moody_storage import MoodyStorage
from tests.proving import PROVE
from tests.servers.storage import StorageServer

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
