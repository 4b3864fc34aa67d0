"""The same way with JavaScript switched off, at both doors: slower to the hand, and nothing is missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.serving import Household, ServedPortal, codes_of
from tests.browser.visitors import (
    DESCRIPTIONS,
    FamilyVisitor,
    StaffVisitor,
    plain_family_visitor,
    staff_visitor,
)
from tests.builders import add_staff

pytestmark = pytest.mark.xdist_group("browser")

LETTER = "Dear Dawn,\n\nKaylee plays the drums in Oakham, very loud.\n\nLove, Priya and Tom"


def test_a_letter_goes_all_the_way_without_javascript(new_page: NewPage, served: ServedPortal) -> None:
    family = served.make_household("plain")
    staff = add_staff(served.portal)
    priya = plain_family_visitor(new_page, served, "plain-adopter")
    send_plainly(priya, family)
    sam = staff_visitor(new_page, served, "plain-worker", scripts=False)
    sam.sign_in(staff.log_in_name, codes_of(staff))
    redact_by_ticking(sam, family)
    served.mail_to(family.mother.log_in_name, "Something is waiting for you")
    dawn = plain_family_visitor(new_page, served, "plain-mother")
    dawn.sign_in(family.mother.log_in_name)
    dawn.open_waiting("Priya and Tom")
    read = dawn.page.locator(".app-letter")
    expect(read).to_contain_text("Kaylee plays the [taken out] in [taken out], very loud.")
    expect(dawn.page.locator("main img")).to_have_count(2)


def send_plainly(priya: FamilyVisitor, family: Household) -> None:
    """Write, send both photographs by the plain form, describe them, check, and press "Send" twice."""
    priya.sign_in(family.adopter.log_in_name)
    priya.press("Write a letter")
    priya.write(LETTER, "No script runs here.")
    priya.choose_pictures()
    priya.press("Add to my letter")
    expect(priya.page.locator(".app-photo")).to_have_count(2)
    priya.describe_pictures()
    priya.press("Go on to check your letter")
    expect(priya.main).to_contain_text("No script runs here.")
    priya.look("check")
    priya.page.get_by_role("button", name="Send the letter").dblclick()
    priya.sees("Thank you. Your letter is with us")
    priya.go("/sent")
    expect(priya.page.locator(".app-rows > li")).to_have_count(1)


def redact_by_ticking(sam: StaffVisitor, family: Household) -> None:
    """Each word is a box; a hint's box takes out its words when the form is sent."""
    sam.open_from_desk("Dawn", family.child)
    sam.take()
    sam.page.get_by_label("drums", exact=True).check()
    sam.page.get_by_label("Take out all words of this hint: Oakham").check()
    sam.look("letter-ticked")
    sam.press("See what they will get")
    expect(sam.page.locator(".app-letter .removed")).to_have_count(2)
    expect(sam.page.locator("figcaption", has_text=DESCRIPTIONS[1])).to_be_visible()
    sam.page.get_by_label("Says or hints where somebody lives").check()
    sam.look("preview")
    sam.press("Release with words taken out")
    sam.sees("Desk")
