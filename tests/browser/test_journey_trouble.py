"""The staff door's pages when something is wrong: refused, not there, taken by a colleague, signed out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from moderation.lifecycle import Role
from portal.db import new_id
from tests.browser.conftest import NewPage
from tests.browser.serving import Codes, Household, ServedPortal, codes_of
from tests.browser.visitors import StaffVisitor, staff_visitor
from tests.builders import Staff, add_staff, send_letter

pytestmark = pytest.mark.xdist_group("browser")

NOT_THERE = "We can't find this page"


def test_staff_pages_when_something_is_wrong(new_page: NewPage, served: ServedPortal) -> None:
    family = served.make_household("trouble")
    manager = add_staff(served.portal, Role.MANAGER, "Maya Brook")
    maya = staff_visitor(new_page, served, "trouble")
    maya.go("/sign-in")
    maya.give_both(manager.log_in_name, "000000")
    maya.is_refused("sign-in-refused")
    codes = codes_of(manager)
    maya.sign_in(manager.log_in_name, codes)
    maya.go("/desk/" + new_id())
    maya.sees(NOT_THERE)
    maya.look("not-there")
    for path, button in (
        ("/cases/new", "Make the arrangement"),
        ("/people/new", "Make the account"),
        ("/team/new", "Add this colleague"),
    ):
        maya.go(path)
        maya.press(button)
        maya.is_refused(f"refused{path.replace('/', '-')}")
    print_on_paper(maya, family)
    address = meet_a_colleague(maya, new_page, family)
    carry_on_after_signing_in_again(maya, address, manager, codes)


def print_on_paper(maya: StaffVisitor, family: Household) -> None:
    """A code that goes by post, and the letter it is printed on."""
    maya.go(f"/people/{family.mother.account.id}")
    maya.press("Make a code to send by post")
    for _ in range(40):
        maya.go("/post")
        if maya.page.get_by_role("button", name="Open to print").count():
            break
        maya.page.wait_for_timeout(250)
    maya.look("post-room")
    maya.press("Open to print")
    maya.sees("Your code for Marlow Letterbox")
    maya.look("unlock-letter")
    maya.page.emulate_media(media="print")
    maya.look("unlock-letter-on-paper")
    expect(maya.page.get_by_role("link", name="Back to the post room")).to_be_hidden()
    maya.page.emulate_media(media="screen")


def meet_a_colleague(maya: StaffVisitor, new_page: NewPage, family: Household) -> str:
    """Two people at one letter: the second is told who has it. Then the letter is stopped."""
    served = maya.portal
    send_letter(served.portal, family.adopter, "I know where you live.", [family.adoptive], work_off=False)
    staff = add_staff(served.portal, name="Sam Okafor")
    sam = staff_visitor(new_page, served, "trouble-sam")
    sam.sign_in(staff.log_in_name, codes_of(staff))
    maya.open_from_desk("Dawn", family.child)
    sam.go(maya.page.url)
    maya.take()
    sam.press("Take this letter to read it")
    sam.is_refused("taken-by-colleague")
    expect(sam.main).to_contain_text("Maya Brook")
    address = maya.page.url
    maya.press("See what they will get")
    for link, heading in (
        ("Hold it on file", "Hold it on file"),
        ("Stop it: somebody is in danger", "Stop it"),
    ):
        maya.follow(link)
        maya.sees(heading)
        maya.look(heading.replace(" ", "-"))
        maya.page.go_back()
    maya.follow("Stop it: somebody is in danger")
    maya.page.get_by_label("A threat to somebody").check()
    maya.press("Stop the letter")
    maya.sees("Desk")
    maya.go(address)
    maya.look("stopped")
    return address


def carry_on_after_signing_in_again(maya: StaffVisitor, address: str, manager: Staff, codes: Codes) -> None:
    """The session ends while a form is open: the form is kept, and sent when she is back."""
    maya.go(address)
    maya.follow("Put it back on the desk")
    maya.page.get_by_label("For the record").fill("It was a line of a song.")
    maya.page.context.clear_cookies(name="letterbox-staff")
    maya.press("Put it back on the desk")
    maya.sees("Sign in")
    expect(maya.main).to_contain_text("What you sent is kept on this page")
    maya.look("sign-in-with-form")
    maya.give_both(manager.log_in_name, codes.next())
    maya.sees("Please send it once more")
    maya.look("carry-on")
    maya.press("Send it now")
    maya.sees("Desk")
    expect(maya.main).to_contain_text("The letter is back on the desk.")
