"""A letter comes back with a question and is sent again; and what a restless writer does on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import NewPage
from tests.browser.serving import Household, ServedPortal, codes_of
from tests.browser.visitors import (
    DESKTOP,
    FamilyVisitor,
    StaffVisitor,
    family_visitor,
    staff_visitor,
)
from tests.builders import add_staff

pytestmark = pytest.mark.xdist_group("browser")

SIGNED_OUT = "You have been signed out. Your words are still on this page."
FIRST = "Dear Priya and Tom, I think of her every day. We will be together soon. Dawn"
SECOND = "Dear Priya and Tom, I think of her every day. Dawn"
PROMISE = "Makes a promise, or puts pressure or guilt on the reader"
SUGGESTED = "A child may find this part hard to carry."


def test_a_letter_comes_back_and_is_sent_again(new_page: NewPage, served: ServedPortal) -> None:
    family = served.make_household("again")
    staff = add_staff(served.portal)
    dawn = family_visitor(new_page, served, "again-mother", DESKTOP)
    dawn.sign_in(family.mother.log_in_name)
    dawn.press("Write a letter")
    dawn.write(FIRST)
    dawn.check_and_send()
    sam = staff_visitor(new_page, served, "again-worker")
    sam.sign_in(staff.log_in_name, codes_of(staff))
    send_back(sam, family)
    change_and_send_again(dawn, family)
    sam.open_from_desk("Priya and Tom", family.child)
    expect(sam.page.locator(".app-letter")).not_to_contain_text("together soon")
    sam.take()
    sam.press("See what they will get")
    sam.press("Release", exact=True)
    sam.sees("Desk")
    served.mail_to(family.adopter.log_in_name, "Something is waiting for you")
    priya = family_visitor(new_page, served, "again-adopter", DESKTOP)
    priya.sign_in(family.adopter.log_in_name)
    priya.open_waiting("Dawn")
    expect(priya.page.locator(".app-letter")).to_have_text(SECOND)


def send_back(sam: StaffVisitor, family: Household) -> None:
    """The support worker sends it back: first without saying why, then with suggested words."""
    sam.open_from_desk("Priya and Tom", family.child)
    sam.take()
    sam.press("See what they will get")
    sam.follow("Send it back to the writer")
    sam.press("Send it back", exact=True)
    sam.is_refused("return-without-reason")
    sam.page.get_by_label(PROMISE).check()
    sam.press("Suggest words for these reasons")
    words = sam.page.get_by_label("Words for the writer")
    assert words.input_value().startswith(SUGGESTED)
    words.fill(f"{words.input_value()}\n\nThe rest is lovely.")
    sam.look("return")
    sam.press("Send it back", exact=True)
    sam.sees("Desk")
    expect(sam.main).to_contain_text("The letter goes back to the writer with your words.")


def change_and_send_again(dawn: FamilyVisitor, family: Household) -> None:
    """The mail asks her to come; the team's words stand on the page; her letter is there to be changed."""
    asked = dawn.portal.mail_to(family.mother.log_in_name, "We have a question for you")
    assert "promise" not in asked.get_content()
    dawn.go("/")
    dawn.look("home-question")
    dawn.press("Read the question")
    expect(dawn.main).to_contain_text("A question for you")
    expect(dawn.main).to_contain_text(SUGGESTED)
    expect(dawn.main).to_contain_text("The rest is lovely.")
    dawn.look("question")
    dawn.press("Change it and send it again")
    dawn.sees("Write your letter")
    expect(dawn.main).to_contain_text(SUGGESTED)
    expect(dawn.page.get_by_label("Your letter", exact=True)).to_have_value(FIRST)
    dawn.write(SECOND)
    dawn.check_and_send()
    dawn.go("/sent")
    expect(dawn.page.locator(".app-rows > li")).to_have_count(2)
    dawn.look("sent-list")


def test_words_outlive_a_session_and_a_double_press_sends_once(
    new_page: NewPage, served: ServedPortal
) -> None:
    family = served.make_household("restless")
    priya = family_visitor(new_page, served, "restless", DESKTOP)
    priya.sign_in(family.adopter.log_in_name)
    priya.press("Write a letter")
    letter = priya.page.get_by_label("Your letter", exact=True)
    letter.fill("Dear Dawn,")
    expect(priya.page.locator("[data-autosave-words]")).to_have_text("Saved", timeout=15_000)
    lose_the_session(priya, family)
    watch_the_upload(priya)
    priya.press("Go on to check your letter")
    priya.page.get_by_role("button", name="Send the letter").dblclick()
    priya.sees("Thank you. Your letter is with us")
    priya.go("/sent")
    expect(priya.page.locator(".app-rows > li")).to_have_count(1)
    leave_nothing_behind(priya)


def lose_the_session(priya: FamilyVisitor, family: Household) -> None:
    """The session ends while she writes: her words stay on the page, and come along when she signs in."""
    cookies = priya.page.context.cookies()
    priya.page.context.clear_cookies()
    priya.page.get_by_label("Your letter", exact=True).fill("Dear Dawn, Kaylee can whistle.")
    expect(priya.page.locator("[data-autosave-words]")).to_have_text(SIGNED_OUT, timeout=15_000)
    priya.look("signed-out-while-writing")
    assert cookies
    priya.press("Go on to photos and documents")
    priya.sees("Sign in")
    expect(priya.main).to_contain_text("Your words are safe.")
    priya.look("sign-in-with-words")
    priya.give_password(family.adopter.log_in_name, "not-my-password-at-all")
    expect(priya.page.get_by_role("alert")).to_be_visible()
    priya.give_password(family.adopter.log_in_name)
    priya.sees("Write your letter")
    expect(priya.main).to_contain_text("Your words are kept.")
    expect(priya.page.get_by_label("Your letter", exact=True)).to_have_value("Dear Dawn, Kaylee can whistle.")
    priya.look("words-kept")
    priya.press("Go on to photos and documents")
    priya.sees("Photos and documents")


def watch_the_upload(priya: FamilyVisitor) -> None:
    """While pictures are on their way, the page says how far they are."""
    held: list[Route] = []
    priya.page.route("**/pictures", lambda route: route.continue_() if held else held.append(route))
    priya.choose_pictures()
    priya.press("Add to my letter")
    expect(priya.page.locator(".app-upload [role=status]")).to_have_text("Sending file 1 of 2")
    expect(priya.page.locator(".app-upload progress")).to_be_visible()
    priya.look("upload")
    held[0].continue_()
    expect(priya.page.locator(".app-photo")).to_have_count(2)
    priya.page.unroute("**/pictures")


def leave_nothing_behind(priya: FamilyVisitor) -> None:
    """After signing out, the Back button shows nothing of what was there."""
    priya.follow("Your letter of")
    expect(priya.main).to_contain_text("Kaylee can whistle.")
    priya.press("Sign out")
    priya.sees("You are signed out")
    priya.look("signed-out")
    for _ in range(3):
        priya.page.go_back()
        priya.sees("Sign in")
        assert "whistle" not in priya.page.content()
