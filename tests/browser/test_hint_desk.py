"""The hints beside a letter in a browser: by keyboard, all of one kind, watched, held back; plain as well."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from moderation.lifecycle import Role
from tests.browser.conftest import NewPage
from tests.browser.serving import Household, ServedPortal, codes_of
from tests.browser.visitors import DESKTOP, PHONE, StaffVisitor, staff_visitor
from tests.builders import add_staff, send_letter

pytestmark = pytest.mark.xdist_group("browser")

LETTER = """Dear Priya and Tom,

We drove to Whitby. Ring me on 07700 900123 or on 07700 900456.

How is the old mill?

Dawn"""


def at_a_letter(
    new_page: NewPage, served: ServedPortal, word: str, *, scripts: bool = True
) -> tuple[StaffVisitor, Household]:
    """A manager who has taken a letter of a household of its own."""
    home = served.make_household(word)
    send_letter(served.portal, home.mother, LETTER, [home.birth], work_off=False)
    staff = add_staff(served.portal, Role.MANAGER, f"Mo {home.child}")
    mo = staff_visitor(new_page, served, word, scripts=scripts)
    mo.widths = (PHONE, DESKTOP)
    mo.sign_in(staff.log_in_name, codes_of(staff))
    mo.open_from_desk("Priya and Tom", home.child)
    mo.take()
    return mo, home


def focused(mo: StaffVisitor) -> str:
    """What has the focus: a hint's place, or the hint in the list."""
    return str(
        mo.page.evaluate(
            """() => document.activeElement.dataset.hintLink
                ? `list ${document.activeElement.dataset.hintLink}`
                : `letter ${document.activeElement.closest("[data-hint]")?.dataset.hint}`"""
        )
    )


def test_from_hint_to_hint_and_from_list_to_letter_by_keyboard(
    new_page: NewPage, served: ServedPortal
) -> None:
    mo, _ = at_a_letter(new_page, served, "heron")
    mo.look("hints")
    expect(mo.main).to_contain_text("n or j goes to the next hint")
    keys, links = mo.page.keyboard, mo.page.locator("[data-hint-link]")
    links.first.focus()
    first = focused(mo)
    keys.press("n")
    second = focused(mo)
    assert first != second
    assert second.startswith("list ")
    keys.press("k")
    assert focused(mo) == first
    keys.press("p")
    assert focused(mo) == first, "there is none before the first"
    keys.press("j")
    keys.press("Enter")
    place = focused(mo)
    assert place == second.replace("list", "letter")
    outline = mo.page.evaluate(
        "getComputedStyle(document.activeElement.closest('.redact-word')).outlineStyle"
    )
    assert outline == "solid", "the focus is seen"
    keys.press("l")
    assert focused(mo) == second
    mo.page.locator("input[name=w]").first.focus()
    keys.press("j")
    assert focused(mo).startswith("letter ")
    keys.press("k")
    assert mo.taken_out() == [], "no key takes anything out by itself"


def test_all_of_one_kind_watching_and_holding_back(new_page: NewPage, served: ServedPortal) -> None:
    mo, _ = at_a_letter(new_page, served, "curlew")
    mo.press("Take out all 2 telephone numbers")
    expect(mo.page.get_by_text("Your choices are saved.")).to_be_visible()
    assert mo.taken_out() == ["07700", "900123", "07700", "900456"]
    mo.word("mill").click()
    mo.press("Watch for these words from now on")
    mo.sees("Words to watch for")
    assert mo.page.locator("input[name=picked]:checked").input_value() == "mill"
    mo.look("watch")
    mo.press("Keep these words")
    mo.is_refused("watch-refused")
    mo.page.get_by_label("“Oakham” (place)").check()
    mo.fill("Why", "It stands by their house.")
    mo.press("Keep these words")
    mo.sees("Read a letter")
    expect(mo.page.get_by_text("The words are on the list from now on.")).to_be_visible()
    mo.look("watched")
    mo.word("07700").click()
    mo.word("900123").click()
    mo.press("See what they will get")
    mo.look("held-back")
    expect(mo.main).to_contain_text("Held back: decide on each")
    mo.press("Release with words taken out")
    mo.is_refused("held-back-refused")
    expect(mo.main).to_contain_text("Please say for each of these why it may stay")
    mo.page.get_by_label("It may stay: 07700 900123", exact=True).check()
    mo.page.get_by_label("Why it may stay: 07700 900123").fill("A helpline.")
    mo.press("Release with words taken out")
    expect(mo.page.get_by_text("The letter is released.")).to_be_visible()


def test_the_same_without_scripts(new_page: NewPage, served: ServedPortal) -> None:
    mo, _ = at_a_letter(new_page, served, "plover", scripts=False)
    mo.look("plain-hints")
    mo.press("Take out all 2 telephone numbers")
    mo.sees("Read a letter")
    mo.page.locator("input[name=x]").first.check()
    mo.press("Save choices")
    mo.press("See what they will get")
    mo.sees("What Priya and Tom will get")
    mo.look("plain-preview")


def test_the_form_of_an_arrangement_and_the_managers_pages(new_page: NewPage, served: ServedPortal) -> None:
    mo, home = at_a_letter(new_page, served, "dunlin")
    mo.go(f"/cases/{home.arrangement_id}/change")
    mo.press("Suggest words to watch for")
    expect(mo.page.get_by_label("Langham")).to_be_visible()
    mo.look("proposed")
    mo.page.get_by_label("Langham").check()
    mo.press("Save as a new version")
    expect(mo.main).to_contain_text("Watched for as well: Langham")
    mo.go("/desk?show=mine")
    mo.follow("to Priya and Tom")
    mo.follow("Never point at these words")
    mo.fill("Why", "Everybody knows it.")
    mo.press("Keep these words")
    expect(mo.page.get_by_text("A manager will look at your proposal.")).to_be_visible()
    mo.follow("Hints")
    mo.sees("How good are the hints?")
    mo.look("figures")
    mo.follow("The team's own words")
    mo.look("words")
    mo.press("Decline")
    expect(mo.page.get_by_text("It is settled.")).to_be_visible()
    mo.look("words-settled")
