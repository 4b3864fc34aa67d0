"""A letter that came on paper: scanned in at the staff door, read, and on a phone at the other side."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import NewPage
from tests.browser.serving import ServedPortal, codes_of
from tests.browser.visitors import PHONE, family_visitor, staff_visitor
from tests.builders import add_staff, picture_bytes

pytestmark = pytest.mark.xdist_group("browser")

WORDS = "Dear Priya, all is well. The dog sends a paw."


def picture(name: str, words: str) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture_bytes(words)}


def test_a_letter_on_paper_is_scanned_in_read_and_passed_on(new_page: NewPage, served: ServedPortal) -> None:
    family = served.make_household("scanning")
    staff = add_staff(served.portal)
    sam = staff_visitor(new_page, served, "scanning-worker")
    sam.sign_in(staff.log_in_name, codes_of(staff))
    sam.go(f"/cases/{family.arrangement_id}")
    sam.press("Scan in a letter that came on paper")
    sam.sees("Scan in a letter that came on paper")
    sam.look("scan-in")
    sam.press("Send it to the desk")
    sam.is_refused("scan-in-refused")
    sam.page.get_by_label("Dawn", exact=False).first.check()
    sam.page.locator("input[name=page]").set_input_files([picture("one.jpg", "Dear Priya")])
    sam.page.locator("input[name=picture]").set_input_files([picture("garden.jpg", "a garden")])
    sam.page.locator("textarea[name=text]").fill(WORDS)
    sam.press("Send it to the desk")
    expect(sam.page.get_by_text("The letter is scanned in.")).to_be_visible()
    sam.look("scanned-in")
    sam.open_from_desk("Priya", family.child)
    expect(sam.page.get_by_text("This letter came on paper.")).to_be_visible()
    sam.take()
    sam.look("letter-on-paper")
    sam.press("See what they will get")
    expect(sam.page.get_by_text("Both its typed words and pages of the paper go on")).to_be_visible()
    sam.look("letter-on-paper-preview")
    sam.press("Release")
    priya = family_visitor(new_page, served, "scanning-reader", PHONE)
    priya.sign_in(family.adopter.log_in_name)
    priya.open_waiting("Dawn")
    expect(priya.page.get_by_text(WORDS)).to_be_visible()
    expect(priya.page.locator("main img")).to_have_count(2)
    priya.look("letter-that-came-on-paper")
