"""Documents beside photographs: taken in, shown to their writer, sent alone, and refused in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from moderation.sanitise.refusals import BY_NAME, Broken, Refused
from portal.models.item import Attachment
from portal.staff.words import REFUSALS
from portal.work import SYSTEM, unit_of_work
from tests.builders import picture_bytes, send_letter
from tests.family.visits import Town, Visitor, add_second_arrangement, saved_letter, words_of

STATIC = Path(__file__).parents[2] / "portal" / "static"
LETTER = b"Dear Dawn,\n\nshe has learned to swim.\n"
PDF = b"%PDF-1.7\n" + bytes(200)
ZIP = b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
MAIL = b"From: Priya <p@example.org>\r\nTo: team@example.org\r\n\r\nHello"
DOCUMENTS = {
    "letter.pdf": PDF,
    "letter.docx": ZIP,
    "letter.odt": b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
    "letter.rtf": b"{\\rtf1\\ansi Dear Dawn}",
    "letter.doc": OLE,
    "letter.txt": LETTER,
    "letter.eml": MAIL,
}


@pytest.fixture
def draft(town: Town, priya: Visitor) -> str:
    """Priya's saved letter, with no words in it."""
    return saved_letter(priya, [town.adoptive], text="")


def _shown(visitor: Visitor, draft_id: str) -> list[str]:
    """Where each file of a draft sends the browser that asks for it ("": it is shown as it is)."""
    page = visitor.get(f"/letters/{draft_id}/pictures").text
    found = re.findall(r'src="(/letters/[0-9a-f]+/pictures/[0-9a-f]+)"', page)
    return [visitor.client.get(one).headers.get("Location", "") for one in found]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_is_taken_in_and_shown_as_a_page(priya: Visitor, draft: str, name: str) -> None:
    assert priya.upload(draft, (name, DOCUMENTS[name])).status_code == 303
    words = words_of(priya.get(f"/letters/{draft}/pictures"))
    assert name in words
    assert "What is document 1?" in words
    assert "Take this document out" in words
    assert _shown(priya, draft) == ["/static/images/page.svg"]
    assert (STATIC / "images" / "page.svg").is_file()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("old.gif", b"GIF89a" + bytes(20)),
        ("scan.tiff", b"II*\0" + bytes(20)),
        ("new.avif", b"\0\0\0\x1cftypavif\0\0\0\0mif1"),
    ],
)
def test_pictures_that_old_browsers_do_not_show_are_photographs_all_the_same(
    priya: Visitor, draft: str, name: str, content: bytes
) -> None:
    assert priya.upload(draft, (name, content)).status_code == 303
    assert "What is in photo 1?" in words_of(priya.get(f"/letters/{draft}/pictures"))
    assert _shown(priya, draft) == ["/static/images/picture.svg"]


def test_a_browser_offers_photographs_and_documents(priya: Visitor, draft: str) -> None:
    offered = re.search(r'accept="([^"]+)"', priya.get(f"/letters/{draft}/pictures").text)
    assert offered is not None
    assert {"image/jpeg", "image/heic", ".pdf", ".docx", ".odt", ".eml"} <= set(offered[1].split(","))


def test_a_letter_may_be_its_document_alone(priya: Visitor, draft: str) -> None:
    nothing = priya.post(f"/letters/{draft}/send", version="1")
    assert (nothing.status_code, "There are no words yet." in words_of(nothing)) == (400, True)
    priya.upload(draft, ("letter.txt", LETTER))
    check = words_of(priya.get(f"/letters/{draft}/check"))
    assert "Your letter is what you added below." in check
    assert "letter.txt" not in check  # nobody who gets the letter sees its name
    answer = priya.post(f"/letters/{draft}/send", version="1")
    assert answer.status_code == 303
    assert "Document 1" in priya.get(answer.location).text


def test_documents_do_not_count_as_photographs(town: Town, priya: Visitor) -> None:
    gran = add_second_arrangement(town, town.priya)  # one photograph was agreed
    draft_id = saved_letter(priya, [gran])
    priya.upload(draft_id, ("a.jpg", picture_bytes()), ("b.txt", LETTER), ("c.pdf", PDF))
    assert "Please take out" not in words_of(priya.get(f"/letters/{draft_id}/pictures"))
    priya.upload(draft_id, ("d.jpg", picture_bytes("another")))
    assert "There are 2 photos here now. Please take out 1" in words_of(
        priya.get(f"/letters/{draft_id}/pictures")
    )
    assert priya.post(f"/letters/{draft_id}/send", version="1").status_code == 400
    photos = re.findall(
        r"/letters/[0-9a-f]+/pictures/[0-9a-f]+/remove", priya.get(f"/letters/{draft_id}/pictures").text
    )
    priya.post(photos[0])
    assert priya.post(f"/letters/{draft_id}/send", version="1").status_code == 303


def test_what_a_file_is_stays_known_when_it_is_described(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive])
    priya.upload(draft_id, ("letter.txt", LETTER))
    page = priya.get(f"/letters/{draft_id}/pictures").text
    (attachment,) = re.findall(r'id="picture-([0-9a-f]{32})"', page)
    form = {"described": attachment, "description": "My letter", "words": attachment}
    assert priya.post(f"/letters/{draft_id}/pictures", **form).status_code == 303
    assert "What is document 1?" in words_of(priya.get(f"/letters/{draft_id}/pictures"))


@pytest.mark.parametrize("reason", ["NoWordReader", "InfectedFile", "Locked", "TooManyPages", "OfOldTimes"])
def test_the_writer_is_told_why_a_document_cannot_go_on(town: Town, priya: Visitor, reason: str) -> None:
    draft_id = saved_letter(priya, [town.adoptive])
    priya.upload(draft_id, ("letter.docx", ZIP), ("one.jpg", picture_bytes()))
    sent = priya.post(f"/letters/{draft_id}/send", version="1").location.partition("?")[0]
    assert "could not open" not in words_of(priya.get(sent))
    with unit_of_work(town.portal.worker, SYSTEM) as work:
        row = work.session.scalars(select(Attachment).order_by(Attachment.position)).all()[0]
        row.state, row.refusal = "refused", reason
    words = words_of(priya.get(sent))
    assert words.count("We are sorry: we could not open this document") == 1
    said = BY_NAME[reason].sentence if reason in BY_NAME else "We could not take this file."
    assert f"{said} You can send it again in a new letter." in words


def test_a_file_that_the_worker_could_not_open_says_so_to_its_writer(town: Town, priya: Visitor) -> None:
    """All of it: the head is a PDF's, the rest is not."""
    item = send_letter(town.portal, town.priya, "", [town.adoptive], pictures=[PDF])
    assert BY_NAME["Broken"].sentence in words_of(priya.get(f"/sent/{item}"))


def test_every_refusal_has_its_words_for_families_and_for_staff() -> None:
    """A row keeps the name; one that the pages don't know would leave people without the reason."""
    names = {one.__name__ for one in (*Refused.__subclasses__(), *Broken.__subclasses__())}
    assert names <= set(BY_NAME)
    assert names - {"ScannerAway"} <= set(REFUSALS)  # that one is tried again and stands in no row
