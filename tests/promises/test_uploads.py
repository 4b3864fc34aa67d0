"""Uploads: nothing of them lies anywhere in clear, and whatever is cut off leaves nothing behind for long."""

from __future__ import annotations

import io
import random
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.db import new_id
from portal.models.copy import Copy
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, picture_bytes
from tests.family.visits import Town, Visitor, make_town, multipart, saved_letter
from tests.killed.pressing import scan_in
from tests.promises.doomed import WORDS, doomed, kill, until_there
from tests.promises.searching import sealed_files
from tests.promises.watching import files_written
from tests.staff.office import make_office

SIZE = 20 * 1024 * 1024
MARKER = b"a garden gate in Oakham"


def large_picture() -> bytes:
    """20 MB that begin like a photograph, and in which some words come again and again."""
    noise = random.Random(7).randbytes(64 * 1024)
    body = picture_bytes() + (noise + MARKER) * (SIZE // (len(noise) + len(MARKER)) + 1)
    return body[:SIZE]


def rows(portal: Portal) -> int:
    """How many copies there are."""
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        return work.session.scalar(select(func.count()).select_from(Copy)) or 0


def content_of_first(visitor: Visitor, page: str) -> bytes:
    """The first picture of a page."""
    found = re.search(r'<img[^>]* src="(/letters/[^"]+)"', page)
    assert found is not None
    with visitor.client.get(unescape(found[1])) as answer:
        return answer.data


def ready(portal: Portal) -> tuple[Town, Visitor, str]:
    """Priya, signed in, with a saved letter; files and clock agree about the time."""
    portal.clock.moment = datetime.now(UTC)
    town = make_town(portal)
    priya = town.as_person(town.priya)
    return town, priya, saved_letter(priya, [town.adoptive])


def test_the_watch_sees_a_temporary_file() -> None:
    with files_written() as written, tempfile.TemporaryFile() as file:
        file.write(MARKER)
    assert set(written) == {tempfile.gettempdir()}


def test_a_large_upload_touches_no_disk_in_clear(portal: Portal) -> None:
    _, priya, draft = ready(portal)
    picture = large_picture()
    body = {"data": multipart(priya.token(), [("Oakham garden.jpg", picture)])}
    with files_written() as written:
        answer = priya.client.post(
            f"/letters/{draft}/pictures", content_type="multipart/form-data; boundary=letterbox", **body
        )
    assert answer.status_code == 303
    if portal.settings.blobs.startswith("s3://"):
        assert written == []
    else:
        (only,) = written
        assert Path(only).is_relative_to(portal.settings.blobs)
        assert Path(only).suffix == ".part"
    (sealed,) = sealed_files(portal).values()
    assert len(sealed) > SIZE
    for clear in (MARKER, b"Oakham", picture[:32], picture[1000:1032]):
        assert clear in picture + b"Oakham"
        assert clear not in sealed
    page = priya.get(f"/letters/{draft}/pictures").text
    assert "Oakham garden.jpg" in page
    assert content_of_first(priya, page) == picture


def test_a_scan_at_the_staff_door_touches_no_disk_in_clear(portal: Portal) -> None:
    office = make_office(portal)
    sam = office.worker()
    picture, case = large_picture(), f"/cases/{office.arrangement}"
    step = scan_in(sam.client, case, office.dawn.account.id, [("Oakham garden.jpg", picture)])
    with files_written() as written:
        answer = sam.client.post(step.path, data=step.body, content_type=step.content_type)
    assert answer.status_code == 303
    assert all(Path(one).is_relative_to(portal.settings.blobs) for one in written)
    (sealed,) = sealed_files(portal).values()
    assert len(sealed) > SIZE
    for clear in (MARKER, b"Oakham", picture[:32]):
        assert clear not in sealed


def cut_in_the_middle(priya: Visitor, draft: str, body: bytes) -> int:
    """A browser that is switched off while it sends."""
    answer = priya.client.post(
        f"/letters/{draft}/pictures",
        input_stream=io.BytesIO(body[: len(body) // 2]),
        content_length=len(body),
        content_type="multipart/form-data; boundary=letterbox",
    )
    return answer.status_code


def without_its_end(priya: Visitor, draft: str, body: bytes) -> int:
    """A request that is whole, though its form is not."""
    half = body[: len(body) // 2]
    kind = "multipart/form-data; boundary=letterbox"
    return priya.client.post(f"/letters/{draft}/pictures", data=half, content_type=kind).status_code


def without_a_token(priya: Visitor, draft: str, body: bytes) -> int:
    """A form that another site sent."""
    body = body.replace(priya.token().encode(), b"f00d")
    body = body.replace(b'name="csrf_token"', b'name="csrf_tokem"')
    kind = "multipart/form-data; boundary=letterbox"
    return priya.client.post(f"/letters/{draft}/pictures", data=body, content_type=kind).status_code


def by_nobody(priya: Visitor, draft: str, body: bytes) -> int:
    """The session is over."""
    token = priya.token()
    priya.client.delete_cookie("letterbox-family")
    body = multipart(token, [("garden.jpg", body)])
    kind = "multipart/form-data; boundary=letterbox"
    return priya.client.post(f"/letters/{draft}/pictures", data=body, content_type=kind).status_code


@pytest.mark.parametrize(
    ("upload", "status"),
    [
        (cut_in_the_middle, 400),
        (without_its_end, 400),
        (without_a_token, 400),
        (by_nobody, 401),
    ],
)
def test_what_is_not_taken_leaves_nothing(
    portal: Portal, upload: Callable[[Visitor, str, bytes], int], status: int
) -> None:
    _, priya, draft = ready(portal)
    before = rows(portal)
    # More than what object storage takes in one part, where that matters.
    size = 18 if upload is cut_in_the_middle else 1
    body = multipart(priya.token(), [("garden.jpg", picture_bytes() + bytes(size * 1024 * 1024))])
    with files_written() as written:
        assert upload(priya, draft, body) == status
    assert all(Path(one).is_relative_to(portal.settings.data / "blobs") for one in written)
    assert sealed_files(portal) == {}
    assert rows(portal) == before


def test_what_is_sent_to_no_letter_is_swept_after_a_day(portal: Portal) -> None:
    _, priya, _ = ready(portal)
    before = rows(portal)
    assert priya.upload(new_id(), ("garden.jpg", picture_bytes())).status_code == 404
    assert rows(portal) == before
    portal.clock.forward(hours=25)
    portal.work_off()
    assert sealed_files(portal) == {}


@pytest.mark.parametrize(("act", "left"), [("write_half", ".part"), ("write_whole", "")])
def test_a_killed_process_leaves_nothing_for_more_than_a_day(portal: Portal, act: str, left: str) -> None:
    _, priya, draft = ready(portal)
    priya.upload(draft, ("garden.jpg", picture_bytes()))
    kept, before = set(sealed_files(portal)), rows(portal)
    with doomed(portal, act) as child:
        until_there(child)
        kill(child)
    orphans = set(sealed_files(portal)) - kept
    if portal.settings.blobs.startswith("s3://") and act == "write_half":
        assert orphans == set()  # half an object can't be seen in object storage
    else:
        assert [Path(one).suffix for one in orphans] == [left]
    assert not any(WORDS in sealed_files(portal)[one] for one in orphans)
    assert rows(portal) == before
    portal.work_off()
    portal.clock.forward(hours=23)
    portal.work_off()
    assert set(sealed_files(portal)) == kept | orphans
    portal.clock.forward(hours=2)
    portal.work_off()
    assert set(sealed_files(portal)) == kept
    again = Visitor(portal.client("family"))
    assert again.sign_in("priya@example.org").status_code == 303
    page = again.get(f"/letters/{draft}/pictures").text
    assert content_of_first(again, page) == picture_bytes()
