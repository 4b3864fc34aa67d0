"""The family door's pages that nobody hopes for: refused, not there, too much, changed meanwhile."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from portal.db import new_id
from tests.browser.conftest import NewPage
from tests.browser.serving import ServedPortal
from tests.browser.visitors import FamilyVisitor, family_visitor
from tests.builders import PASSWORD, terms

pytestmark = pytest.mark.xdist_group("browser")

NOT_THERE = "We can't find this page"
WRONG = "a-password-that-is-wrong"


def test_strangers_are_told_little_and_kindly(new_page: NewPage, served: ServedPortal) -> None:
    nora = family_visitor(new_page, served, "stranger")
    nora.go("/")
    nora.sees("Sign in")
    nora.look("sign-in")
    nora.give_password("nobody@example.org", WRONG)
    nora.is_refused("sign-in-refused")
    nora.follow("I forgot my password")
    nora.look("forgotten")
    nora.follow("I have my new code")
    nora.press("Open my letterbox")
    nora.is_refused("no-code")
    nora.fill("1. Your code", "7KQM-2XPD-9RTW-4HJN-C3")
    nora.fill("2. Your log-in name", "nobody@example.org")
    nora.fill("3. Choose a password", PASSWORD)
    nora.press("Open my letterbox")
    nora.is_refused("wrong-code")
    nora.go(f"/letters-for-you/{new_id()}")
    nora.sees("Sign in")
    nora.go("/nothing-here")
    nora.sees(NOT_THERE)
    nora.look("not-there")
    for _ in range(10):
        nora.go("/sign-in")
        nora.give_password("nobody@example.org", WRONG)
    nora.sees("Please wait a little")
    nora.look("too-many-tries")


def test_a_letter_that_can_not_go_yet(new_page: NewPage, served: ServedPortal) -> None:
    family = served.make_household("unhappy", terms(most_pictures=1))
    priya = family_visitor(new_page, served, "unhappy")
    priya.sign_in(family.adopter.log_in_name)
    priya.go(f"/letters-for-you/{new_id()}")
    priya.sees(NOT_THERE)
    priya.look("not-there")
    priya.go("/letters/new")
    priya.press("Go on to photos and documents")
    refuse_a_file(priya)
    priya.press("Go on to check your letter")
    priya.is_refused("check-empty")
    priya.page.get_by_role("alert").get_by_role("link").click()
    priya.page.get_by_label("Your letter", exact=True).fill("word " * 20_001)
    priya.press("Go on to photos and documents")
    priya.press("Go on to check your letter")
    priya.is_refused("check-too-long")
    expect(priya.main).to_contain_text("All your words are kept.")
    priya.page.get_by_role("alert").get_by_role("link").click()
    priya.page.get_by_label("Your letter", exact=True).fill("Dear Dawn, hello.")
    priya.press("Go on to photos and documents")
    priya.choose_pictures()
    priya.press("Add to my letter")
    expect(priya.main).to_contain_text("There are 2 photos here now. Please take out 1")
    priya.look("too-many-pictures")
    priya.press("Go on to check your letter")
    priya.is_refused("check-too-many")
    priya.page.get_by_role("alert").get_by_role("link").click()
    priya.sees("Photos and documents")
    write_in_two_windows(priya)
    priya.follow("Throw this letter away")
    priya.sees("Throw this letter away?")
    priya.look("throw-away")
    priya.press("Yes, throw it away")
    priya.sees("Your letterbox")
    change_password_badly(priya)


def refuse_a_file(priya: FamilyVisitor) -> None:
    """A file of a kind that is not taken: the page says which, and why."""
    a_program = {"name": "holiday.jpg", "mimeType": "image/jpeg", "buffer": b"MZ\x90\x00" * 90}
    priya.page.locator("input[type=file]").set_input_files(a_program)  # type: ignore[arg-type]
    priya.press("Add to my letter")
    expect(priya.page.locator(".app-upload__refused")).to_contain_text("holiday.jpg")
    priya.look("not-taken")


def write_in_two_windows(priya: FamilyVisitor) -> None:
    """Two windows with one letter: the slower one gets both texts, and loses neither."""
    priya.follow("Back")
    other: Page = priya.page.context.new_page()
    other.goto(priya.page.url)
    other.get_by_label("Your letter", exact=True).fill("From the other window.")
    other.get_by_role("button", name="Save and finish later").click()
    expect(other.get_by_role("heading", name="Your letterbox")).to_be_visible()
    other.close()
    priya.page.get_by_label("Your letter", exact=True).fill("From this window.")
    priya.press("Go on to photos and documents")
    expect(priya.main).to_contain_text("This letter was changed in another window.")
    expect(priya.page.get_by_label("Your letter", exact=True)).to_have_value("From this window.")
    expect(priya.page.locator("#other-text")).to_have_value("From the other window.")
    priya.look("two-windows")
    priya.press("Go on to photos and documents")
    priya.follow("Back")


def change_password_badly(priya: FamilyVisitor) -> None:
    """A password anybody would guess is refused; a form from before says so."""
    priya.go("/account/password")
    priya.fill("The password you have now", PASSWORD)
    priya.fill("Your new password", "password12")
    priya.press("Change my password")
    priya.is_refused("weak-password")
    priya.page.locator("input[name=csrf_token]").evaluate_all(
        "all => all.forEach((one) => one.value = 'old')"
    )
    priya.press("Change my password")
    priya.sees("This page was open for a long time")
    priya.look("form-too-old")
