"""A released document is read as large pages under the words, printed with them, and kept as one file."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from moderation.decision import content_digest
from portal.models.delivery import Delivery
from portal.services.claims import claim
from portal.services.deciding import Seen, release, withdraw
from portal.services.desk import open_delivery, save_review
from portal.services.grounds import Grounds
from portal.services.reading import LetterPicture
from portal.services.review import Review
from portal.throttle import KEPT_LETTERS
from portal.work import Actor, unit_of_work
from tests.builders import confirmed, delivery_of, picture_bytes, send_letter
from tests.family.visits import Town, Visitor, words_of
from tests.routes.world import without_tokens

LONG = "\n".join(f"She can count to {number}." for number in range(1, 81)).encode()
"""A letter of two pages."""


Choose = Callable[[Sequence[str]], Review]


def _let_through(
    town: Town, text: str, files: Sequence[bytes], choose: Choose = lambda _pages: Review()
) -> str:
    """Send a letter and release it as chosen; returns where Dawn reads it, not opened yet."""
    delivery = delivery_of(
        town.portal, send_letter(town.portal, town.priya, text, [town.adoptive], "", files)
    )
    staff, team = town.staff.account, Actor("staff", town.staff.account.id)
    with unit_of_work(town.portal.staff, team) as work:
        claim(work, staff, delivery.id, delivery.version)
    with unit_of_work(town.portal.staff, team) as work:
        seen = open_delivery(work, town.portal.agency_id, delivery.id)
        review = choose([one.id for one in seen.pages])
        save_review(work, staff, delivery.id, seen.delivery.version, review)
    with unit_of_work(town.portal.staff, team) as work:
        ready = open_delivery(work, town.portal.agency_id, delivery.id)
        decided = Seen(ready.delivery.version, content_digest(ready.content()), ready.terms_version)
        grounds = Grounds(kept=confirmed(ready))
        return f"/letters-for-you/{release(work, staff, delivery.id, decided, grounds).id}"


def _choose(pages: Sequence[str]) -> Review:
    first, second, photo, kept = pages
    said = ((first, "How she counts, 1"), (second, "How she counts, 2"), (photo, "The <garden>"))
    return Review(descriptions=said, in_office=(kept,))


@pytest.fixture
def path(town: Town, dawn: Visitor) -> str:
    """Where Dawn reads a letter that she opened: two pages of a document, one photograph, and one more that
    is kept in the office."""
    files = [LONG, picture_bytes(), picture_bytes("a bench")]
    address = _let_through(town, "Dear Dawn\n\nhello", files, _choose)
    dawn.post(f"{address}/open")
    return address


def _figures(page: str) -> list[str]:
    return re.findall(r'<figure class="app-letter-page">.*?</figure>', page, re.DOTALL)


def test_pages_are_shown_large_and_in_order_under_the_words(dawn: Visitor, path: str) -> None:
    page = dawn.get(path).text
    first, second = _figures(page)
    assert "The letter goes on: page 1 of 2" in first
    assert "The letter goes on: page 2 of 2" in second
    assert 'alt="How she counts, 1"' in first
    assert 'alt="How she counts, 2"' in second
    for one in (first, second):
        assert re.search(r'src="/letters-for-you/[0-9a-f]+/pictures/[0-9a-f]+"', one)  # not the small one
        width, height = (int(re.search(rf'{side}="(\d+)"', one)[1]) for side in ("width", "height"))  # type: ignore[index]
        assert 1000 < width < height
        assert "See it larger" in one
    assert page.index("<p>hello</p>") < page.index(first) < page.index(second)
    (photo,) = re.findall(r'<figure class="app-photo">.*?</figure>', page, re.DOTALL)
    assert "The &lt;garden&gt;" in photo
    assert re.search(r'src="[^"]+\?small"[^>]* width="640" height="480"', photo)


def test_nothing_is_said_of_an_office_where_nothing_is_kept(town: Town, dawn: Visitor) -> None:
    path = _let_through(town, "Hello", [])
    dawn.post(f"{path}/open")
    page = dawn.get(path).text
    assert "office" not in page
    assert _figures(page) == []


def test_the_print_view_has_every_page_and_photograph(dawn: Visitor, path: str) -> None:
    page = dawn.get(f"{path}/print")
    assert len(_figures(page.text)) == 2
    assert page.text.count("<img") == 3
    assert "See it larger" not in page.text
    for place in (dawn.get(path), page):
        assert "1 picture is kept for you at the team’s office. You can look at it there." in words_of(place)
        assert "ring the letterbox team on 0116 496 0123" in words_of(place)


def test_letters_released_before_say_less_of_their_pictures() -> None:
    old = LetterPicture(id="1", description="A garden")  # type: ignore[arg-type]
    assert (old.photograph, old.number, old.of) == (True, 1, 1)


def test_the_letter_is_kept_as_one_file_that_names_nothing(
    town: Town, dawn: Visitor, path: str, tmp_path: Path
) -> None:
    assert f'href="{path}/letter.pdf"' in dawn.get(path).text
    answer = dawn.get(f"{path}/letter.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=letter.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    file = tmp_path / "letter.pdf"
    file.write_bytes(answer.data)
    words = " ".join(_told_by("pdftotext", str(file), "-").split())
    for said in (
        "A letter Dear Dawn hello",
        "Page 1 of 2: How she counts, 1",
        "Page 2 of 2: How she counts, 2",
    ):
        assert said in words
    assert "The <garden>" in words
    assert len(_told_by("pdfimages", "-list", str(file)).splitlines()) == 2 + 3
    known = _told_by("exiftool", "-a", "-G0", "-s", str(file))
    named = set(re.findall(r"\[(?:PDF|XMP)\]\s+(\w+)", known))
    assert named <= {"PDFVersion", "Linearized", "PageCount", "Language", "TaggedPDF", "Part", "Title"}, known
    assert re.search(r"Title\s*: A letter\n", known)
    assert re.search(r"TaggedPDF\s*: Yes", known)
    clear = _told_by("qpdf", "--stream-data=uncompress", "--object-streams=disable", str(file), "-").lower()
    for hidden in (
        "weasyprint",
        "pikepdf",
        "/producer",
        "/creationdate",
        "img_",
        "d:20",
        "priya",
        town.birth,
    ):
        assert hidden not in clear


def _told_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def test_only_an_opened_letter_of_ones_own_is_a_file(town: Town, dawn: Visitor) -> None:
    closed = _let_through(town, "Hello", [])
    assert dawn.client.get(f"{closed}/letter.pdf").location == closed
    dawn.post(f"{closed}/open")
    assert dawn.client.get(f"{closed}/letter.pdf").data.startswith(b"%PDF-")
    other = town.as_person(town.priya)
    nothing = other.client.get("/letters-for-you/" + "0" * 32 + "/letter.pdf")
    theirs = other.client.get(f"{closed}/letter.pdf")
    assert (theirs.status_code, without_tokens(theirs)) == (404, without_tokens(nothing))


def test_a_file_is_asked_for_only_so_often(town: Town, dawn: Visitor) -> None:
    path = _let_through(town, "Hello", [])
    dawn.post(f"{path}/open")
    for _ in range(KEPT_LETTERS.amount - 1):
        town.portal.app("family").throttle.count(KEPT_LETTERS, town.dawn.account.id)
    assert dawn.get(f"{path}/letter.pdf").status_code == 200
    refused = dawn.get(f"{path}/letter.pdf")
    assert (refused.status_code, "wait" in words_of(refused)) == (429, True)
    assert dawn.get(path).status_code == 200


def test_a_letter_taken_back_is_no_file_any_more(town: Town, dawn: Visitor) -> None:
    path = _let_through(town, "Hello", [])
    dawn.post(f"{path}/open")
    with unit_of_work(town.portal.staff, Actor("staff", town.staff.account.id)) as work:
        delivery = work.session.scalars(select(Delivery)).one()
        withdraw(work, town.staff.account, delivery.id, delivery.version, Grounds(record="A mistake"))
    assert dawn.get(f"{path}/letter.pdf").status_code == 404
