"""A photograph, a Word letter and a scanned PDF, each with a name in it, go from one family to the other.

The name is taken out with the mouse, by ticking and by the keyboard alone; nothing the reader gets holds it.
"""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import FilePayload, expect

from moderation.redaction.places import matches
from moderation.sanitise.room.room import Room
from tests.browser.conftest import NewPage
from tests.browser.serving import ServedPortal, codes_of
from tests.browser.visitors import PHONE, FamilyVisitor, StaffVisitor, family_visitor, staff_visitor
from tests.builders import add_staff
from tests.moderation.sanitise.attacks.letters import docx
from tests.moderation.sanitise.opened import read_again

pytestmark = pytest.mark.xdist_group("browser")

NAME = "Rowanbury"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sign(words: str) -> Image.Image:
    """A board with words on it."""
    picture = Image.new("RGB", (1000, 400), "#efe8d8")
    draw = ImageDraw.Draw(picture)
    draw.text((80, 80), words, fill="#222222", font=ImageFont.load_default(80), spacing=60)
    return picture


def photograph() -> bytes:
    """As a telephone makes it, with a place in its metadata as well."""
    picture, out = sign(f"{NAME}\nplayground"), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = f"Swings in {NAME}"
    picture.save(out, "JPEG", exif=exif, quality=92)
    return out.getvalue()


def scan() -> bytes:
    """A scanned page as a PDF of pixels."""
    out = BytesIO()
    sign(f"Our walk in\n{NAME}").save(out, "PDF", resolution=100, title=NAME)
    return out.getvalue()


def files() -> list[FilePayload]:
    """What is sent."""
    letter = docx("Dear Dawn,", f"we went to {NAME} fair on Sunday.", "All the best, Priya and Tom")
    return [
        {"name": f"{NAME}.jpg", "mimeType": "image/jpeg", "buffer": photograph()},
        {"name": f"{NAME} fair.docx", "mimeType": WORD, "buffer": letter},
        {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": scan()},
    ]


def test_a_name_is_taken_out_of_a_photograph_a_word_letter_and_a_scan(
    new_page: NewPage, served: ServedPortal, tmp_path: Path
) -> None:
    family = served.make_household("documents")
    staff = add_staff(served.portal)
    send(family_visitor(new_page, served, "documents-adopter", PHONE), family.adopter.log_in_name)
    sam = staff_visitor(new_page, served, "documents-worker")
    sam.sign_in(staff.log_in_name, codes_of(staff))
    sam.open_from_desk("Dawn", family.child)
    sam.take()
    sam.look("letter-with-pages")
    with_the_mouse(sam)
    by_ticking(sam)
    with_the_keyboard(sam)
    release(sam)
    dawn = family_visitor(new_page, served, "documents-mother", PHONE)
    dawn.sign_in(family.mother.log_in_name)
    dawn.open_waiting("Priya and Tom")
    check_what_came(dawn, tmp_path)


def send(priya: FamilyVisitor, log_in_name: str) -> None:
    """The adopter sends all three, with a few typed words."""
    priya.sign_in(log_in_name)
    priya.press("Write a letter")
    priya.write("Dear Dawn, here is our letter.")
    priya.page.locator("input[type=file]").set_input_files(files())
    priya.press("Add to my letter")
    expect(priya.page.get_by_text("scan.pdf").first).to_be_visible(timeout=20_000)
    priya.check_and_send()


def open_page(sam: StaffVisitor, number: int) -> None:
    """Look closely at a picture or page of the letter that is open."""
    sam.page.get_by_role("button", name="Take places out of").nth(number).click()
    expect(sam.page.get_by_role("heading", level=1)).to_contain_text("Take places out of")


def with_the_mouse(sam: StaffVisitor) -> None:
    """A rectangle over the name on the photograph."""
    open_page(sam, 0)
    sam.look("page-photograph")
    page = sam.page.locator("[data-places-page]")
    page.scroll_into_view_if_needed()
    box = page.bounding_box()
    assert box is not None
    scale = box["width"] / 1000
    mouse = sam.page.mouse
    mouse.move(box["x"] + 60 * scale, box["y"] + 60 * scale)
    mouse.down()
    mouse.move(box["x"] + 400 * scale, box["y"] + 120 * scale)
    mouse.move(box["x"] + 640 * scale, box["y"] + 190 * scale)
    mouse.up()
    expect(sam.page.get_by_label("Place drawn by hand, 1")).to_be_checked()
    sam.press("Save and go back to the letter")


def by_ticking(sam: StaffVisitor) -> None:
    """The name among the words of the Word letter's page."""
    open_page(sam, 1)
    sam.look("page-of-a-word-letter")
    sam.page.locator(".redact-word", has_text=NAME).first.locator("input").check(force=True)
    sam.press("Save and go back to the letter")


def with_the_keyboard(sam: StaffVisitor) -> None:
    """A place on the scan by the keyboard alone: added, moved away, and instead the name everywhere."""
    sam.page.get_by_role("button", name="Take places out of").nth(2).focus()
    sam.page.keyboard.press("Enter")
    expect(sam.page.get_by_role("heading", level=1)).to_contain_text("Take places out of")
    sam.page.get_by_role("button", name="Add a place").focus()
    sam.page.keyboard.press("Enter")
    box = sam.page.get_by_label("Place drawn by hand, 1")
    expect(box).to_be_checked()
    before = box.get_attribute("value")
    sam.page.keyboard.press("ArrowDown")
    sam.page.keyboard.press("Shift+ArrowRight")
    assert box.get_attribute("value") != before
    sam.page.keyboard.press("Delete")
    expect(box).to_have_count(0)
    sam.page.get_by_label("Take out a word everywhere").focus()
    sam.page.keyboard.type(NAME.lower())
    sam.page.get_by_role("button", name="Take it out everywhere").focus()
    sam.page.keyboard.press("Enter")
    expect(sam.page.locator("[data-places-list] q", has_text=NAME)).to_have_count(1)
    sam.look("page-of-a-scan")
    sam.page.get_by_role("button", name="Save and go back to the letter").focus()
    sam.page.keyboard.press("Enter")
    expect(sam.page.get_by_role("heading", name="Read a letter")).to_be_visible()


def release(sam: StaffVisitor) -> None:
    """As soon as the worker has painted and proved all three."""
    sam.press("See what they will get")
    for _ in range(120):
        if sam.page.locator("img[src*='/painted']").count() == 3:
            break
        sam.page.wait_for_timeout(500)
        sam.page.reload()
    expect(sam.page.locator("img[src*='/painted']")).to_have_count(3)
    sam.look("preview-with-pages")
    for box in sam.page.locator("input[name=keep]").all():
        box.check(force=True)
    for why in sam.page.locator("input[name^=why-]").all():
        why.fill("The reader knows it.")
    sam.press("Release with words taken out")
    sam.sees("Desk")


def check_what_came(dawn: FamilyVisitor, folder: Path) -> None:
    """Every picture, and the PDF, as the reader's browser gets them."""
    html = dawn.page.content()
    assert NAME not in html
    addresses = dawn.page.locator("main img").evaluate_all("all => all.map(one => one.src)")
    assert len(addresses) == 3
    room = Room()
    shown = []
    for address in addresses:
        for one in (address, address.removesuffix("?small")):
            content = dawn.page.request.get(one).body()
            assert NAME.encode() not in content
            reading = read_again(content, room)
            assert not matches(reading, NAME)
            shown.append(reading.text)
    assert any("playground" in text for text in shown)
    assert any("Our walk" in text for text in shown)
    link = dawn.page.get_by_role("link", name="PDF").get_attribute("href")
    assert link is not None
    answer = dawn.page.request.get(f"{dawn.url}{link}")
    assert answer.headers["content-type"] == "application/pdf"
    kept = folder / "letter.pdf"
    kept.write_bytes(answer.body())
    said = subprocess.run(["pdftotext", kept, "-"], capture_output=True, text=True, check=True).stdout
    assert "here is our letter" in said
    facts = subprocess.run(["exiftool", "-a", "-G", kept], capture_output=True, text=True, check=True).stdout
    for place in (said, facts, kept.read_bytes().decode("latin-1")):
        assert NAME not in place
