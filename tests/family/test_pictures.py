"""Photographs: taken one by one, shown to their writer alone, and never in clear on a disk."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from moderation.sanitise.pictures import MAX_BYTES
from tests.builders import picture_bytes, send_letter
from tests.family.visits import Town, Visitor, add_second_arrangement, multipart, saved_letter, words_of

JPEG = picture_bytes()
OTHER = picture_bytes("another garden")
STATIC = Path(__file__).parents[2] / "portal" / "static"
NOT_TAKEN = "We cannot open this kind of file."
ODS = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100


@pytest.fixture
def draft(town: Town, priya: Visitor) -> str:
    """Priya's saved letter."""
    return saved_letter(priya, [town.adoptive])


def _ids(visitor: Visitor, draft_id: str) -> list[str]:
    page = visitor.get(f"/letters/{draft_id}/pictures").text
    return re.findall(r'id="picture-([0-9a-f]{32})"', page)


def test_a_picture_sent_twice_is_one_picture(priya: Visitor, draft: str) -> None:
    for _press in range(2):
        assert priya.upload(draft, ("garden.jpg", JPEG)).status_code == 303
    assert priya.upload(draft, ("garden.jpg", OTHER)).status_code == 303
    assert words_of(priya.get(f"/letters/{draft}/pictures")).count("garden.jpg") == 2


@pytest.mark.parametrize(("kind", "served"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_is_added_and_shown_to_its_writer(
    priya: Visitor, draft: str, kind: str, served: str
) -> None:
    content = picture_bytes(kind=kind)
    answer = priya.upload(draft, ("IMG_1.bin", content))
    assert (answer.status_code, answer.location) == (303, f"/letters/{draft}/pictures")
    (attachment,) = _ids(priya, draft)
    shown = priya.get(f"/letters/{draft}/pictures/{attachment}")
    assert shown.data == content
    assert shown.mimetype == f"image/{served}"
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


def test_a_kind_browsers_do_not_show_has_a_drawing_in_its_place(priya: Visitor, draft: str) -> None:
    priya.upload(draft, ("IMG_0001.HEIC", HEIC))
    (attachment,) = _ids(priya, draft)
    assert "IMG_0001.HEIC" in words_of(priya.get(f"/letters/{draft}/pictures"))
    shown = priya.client.get(f"/letters/{draft}/pictures/{attachment}")
    assert shown.location == "/static/images/picture.svg"
    assert (STATIC / "images" / "picture.svg").is_file()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.jpg", b"", "This file is empty."),
        ("", b"", "Please choose a photo or a file first."),
        ("page.jpg", b"<html><script>alert(1)</script>", NOT_TAKEN),
        ("drawing.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", NOT_TAKEN),
        ("sheet.ods", ODS, NOT_TAKEN),
        ("song.mp3", b"ID3\x04\0\0\0\0", NOT_TAKEN),
        ("program.txt", b"MZ\x90\0", NOT_TAKEN),
        ("both.pdf", JPEG[:20] + b"%PDF-1.7", "This file holds two kinds of file at once."),
        ("large.jpg", JPEG + b"\0" * MAX_BYTES, "This file is too large."),
    ],
)
def test_a_file_that_we_do_not_open_is_refused_with_a_sentence(
    priya: Visitor, draft: str, name: str, content: bytes, sentence: str
) -> None:
    page = priya.upload(draft, (name, content))
    assert page.status_code == 400
    assert sentence in words_of(page)
    by_script = priya.upload(draft, (name, content), script=True)
    assert by_script.status_code == 422
    assert by_script.json is not None
    assert sentence in by_script.json["error"]
    assert _ids(priya, draft) == []


def test_far_too_much_at_once_is_said_plainly(priya: Visitor, draft: str) -> None:
    huge = ("a.jpg", JPEG + b"\0" * (MAX_BYTES + 8 * 1024 * 1024))
    page = priya.upload(draft, huge)
    assert page.status_code == 413
    assert "one photo or document at a time" in words_of(page)
    by_script = priya.upload(draft, huge, script=True)
    assert by_script.status_code == 413
    assert by_script.is_json


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>.jpg",
        "../../etc/passwd",
        "a" * 5000 + ".jpg",
        "\u202egpj.exe",
        pytest.param("\ufb2c" * 100, id="each becomes three"),
        'a"onerror="x',
    ],
)
def test_a_hostile_name_is_only_a_name(priya: Visitor, draft: str, name: str) -> None:
    assert priya.upload(draft, (name, JPEG)).status_code == 303
    page = priya.get(f"/letters/{draft}/pictures").text
    assert "<script>alert" not in page
    assert 'onerror="x' not in page
    assert "\u202e" not in page


def test_several_files_of_one_form_are_judged_one_by_one(priya: Visitor, draft: str) -> None:
    page = priya.upload(draft, ("one.jpg", JPEG), ("two.html", b"<html>"), ("three.jpg", OTHER))
    assert page.status_code == 400
    assert f"two.html: {NOT_TAKEN}" in words_of(page)
    assert len(_ids(priya, draft)) == 2


def test_a_picture_is_described_and_taken_out(priya: Visitor, draft: str) -> None:
    priya.upload(draft, ("one.jpg", JPEG))
    (attachment,) = _ids(priya, draft)
    path = f"/letters/{draft}/pictures/{attachment}"
    form = f"/letters/{draft}/pictures"
    told = priya.post(form, described=attachment, description="  At the\nsea <b> ", words=attachment)
    assert told.status_code == 303
    assert told.headers["Location"].endswith(f"#picture-{attachment}")
    assert "At the sea &lt;b&gt;" in priya.get(f"/letters/{draft}/pictures").text
    long = priya.post(form, described=attachment, description="Long words " * 100, words=attachment)
    assert long.status_code == 400
    assert "This is too long" in words_of(long)
    assert "Long words Long words" in long.text
    assert priya.post(f"{path}/remove").status_code == 303
    assert _ids(priya, draft) == []
    assert priya.get(path).status_code == 404


def test_who_goes_straight_on_loses_nothing(priya: Visitor, draft: str) -> None:
    """The large button is the one people press: photographs chosen and words typed go with it."""
    priya.upload(draft, ("one.jpg", JPEG))
    (first,) = _ids(priya, draft)
    form = {"on": "", "described": first, "description": "At the sea"}
    answer = priya.upload(draft, ("two.jpg", OTHER), form=form)
    assert answer.headers["Location"].endswith(f"/letters/{draft}/check")
    assert len(_ids(priya, draft)) == 2
    assert "At the sea" in words_of(priya.get(f"/letters/{draft}/check"))
    refused = priya.upload(draft, ("words.html", b"<html>"), form={"on": ""})
    assert refused.status_code == 400
    assert NOT_TAKEN in words_of(refused)
    second = next(one for one in _ids(priya, draft) if one != first)
    priya.post(f"/letters/{draft}/pictures/{second}/remove", described=first, description="In the garden")
    assert _ids(priya, draft) == [first]
    assert "In the garden" in words_of(priya.get(f"/letters/{draft}/check"))
    nothing_chosen = priya.upload(draft, ("", b""), form={"on": ""})  # as browsers send it
    assert nothing_chosen.headers["Location"].endswith(f"/letters/{draft}/check")


def test_how_many_are_welcome(town: Town, priya: Visitor, draft: str) -> None:
    assert "You can add up to 6 photos or drawings." in words_of(priya.get(f"/letters/{draft}/pictures"))
    gran = add_second_arrangement(town, town.priya)
    both = saved_letter(priya, [town.adoptive, gran])
    priya.upload(both, ("one.jpg", JPEG), ("two.jpg", OTHER))
    words = words_of(priya.get(f"/letters/{both}/pictures"))
    assert "You can add 1 photo or drawing." in words
    assert "Please take out 1 before you send the letter." in words
    page = priya.post(f"/letters/{both}/send", version="1")
    assert page.status_code == 400
    assert "There are too many photos or files with this letter." in words_of(page)
    assert f'href="/letters/{both}/pictures"' in page.text


def test_twenty_are_the_most_in_a_draft(priya: Visitor, draft: str) -> None:
    twenty = [(f"{number}.jpg", picture_bytes(f"number {number}")) for number in range(20)]
    assert priya.upload(draft, *twenty).status_code == 303
    assert "too many photos or files" in words_of(priya.upload(draft, ("21.jpg", JPEG)))


def test_nothing_of_an_upload_reaches_a_disk_in_clear(
    town: Town, priya: Visitor, draft: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A temporary file would have to be made in a folder that is not there.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no-such-folder"))
    with pytest.raises(FileNotFoundError):
        tempfile.mkstemp()
    content = JPEG + b"WORDS-IN-CLEAR" * 300_000
    assert priya.upload(draft, ("one.jpg", content)).status_code == 303
    stored = [path.read_bytes() for path in town.portal.settings.data.rglob("*") if path.is_file()]
    assert len(stored) > 3
    assert not any(b"WORDS-IN-CLEAR" in one or b"one.jpg" in one for one in stored)


def test_a_refused_upload_leaves_no_file_behind(town: Town, priya: Visitor, draft: str) -> None:
    before = set(Path(town.portal.settings.blobs).rglob("*"))
    priya.upload(draft, ("page.jpg", b"<html>"))
    left = {path for path in set(Path(town.portal.settings.blobs).rglob("*")) - before if path.is_file()}
    assert left == set()


class SlowBody(io.BytesIO):
    """A body from a slow telephone: while it comes in, somebody else writes."""

    def __init__(self, content: bytes, meanwhile: Callable[[], object]) -> None:
        super().__init__(content)
        self._meanwhile = meanwhile

    def readinto(self, buffer: Any) -> int:
        """A part; the first time, the other person gets their turn."""
        self._meanwhile()
        self._meanwhile = int
        return super().readinto(buffer)


def _send_slowly(priya: Visitor, draft_id: str, meanwhile: Callable[[], object]) -> TestResponse:
    body = multipart(priya.token(), [("one.jpg", JPEG)])
    return priya.client.post(
        f"/letters/{draft_id}/pictures",
        input_stream=SlowBody(body, meanwhile),
        content_length=len(body),
        content_type="multipart/form-data; boundary=letterbox",
    )


def test_a_slow_upload_keeps_nobody_waiting(town: Town, priya: Visitor, draft: str) -> None:
    others: list[str] = []
    answer = _send_slowly(
        priya, draft, lambda: others.append(send_letter(town.portal, town.dawn, "Hello", [town.birth]))
    )
    assert answer.status_code == 303
    assert len(others) == 1
    assert len(_ids(priya, draft)) == 1


def test_an_upload_that_breaks_off_leaves_nothing(town: Town, priya: Visitor, draft: str) -> None:
    def break_off() -> None:
        raise ConnectionResetError

    assert _send_slowly(priya, draft, break_off).status_code == 400
    assert _ids(priya, draft) == []
    assert not list(Path(town.portal.settings.blobs).rglob("*.part"))
