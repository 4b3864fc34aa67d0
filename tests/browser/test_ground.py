"""The pages' ground: nothing that axe minds, nothing wider than a small phone, whole without a script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import check_accessible, check_fits, screenshot
from tests.browser.conftest import NewPage
from tests.browser.pattern_door import PatternDoor

PAGES = ["family", "staff", "print", "sent", "wrong"]
WIDTHS = [1200, 360, 320]
# Links inside a sentence, and the words of a letter, are free of the size rule (WCAG 2.5.8, inline).
SMALL_TARGETS = """() => [...document.querySelectorAll(
    "button, .govuk-button, input:not([type=hidden]):not([name=w]), textarea, select, nav a, .app-header a"
  )]
  .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 44)
  .map((e) => e.outerHTML.slice(0, 120))"""


def _open(new_page: NewPage, door: PatternDoor, name: str, width: int = 1200, **options: object) -> Page:
    page = new_page(width=width, **options)
    page.goto(f"{door.url}/pages/{name}")
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits(new_page: NewPage, pattern_door: PatternDoor, name: str) -> None:
    page = _open(new_page, pattern_door, name)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        screenshot(page, f"ground-{name}-{width}")
        check_fits(page)
        if width != 360:
            check_accessible(page)


@pytest.mark.parametrize("name", ["family", "staff"])
def test_a_page_is_whole_without_javascript(new_page: NewPage, pattern_door: PatternDoor, name: str) -> None:
    page = _open(new_page, pattern_door, name, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.get_by_role("button", name="See what the reader" if name == "staff" else "Go on").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()


@pytest.mark.parametrize("width", [1200, 320])
def test_targets_are_large(new_page: NewPage, pattern_door: PatternDoor, width: int) -> None:
    assert _open(new_page, pattern_door, "family", width).evaluate(SMALL_TARGETS) == []


def test_high_contrast_and_paper_are_looked_after(new_page: NewPage, pattern_door: PatternDoor) -> None:
    forced = _open(new_page, pattern_door, "staff", forced_colors="active")
    forced.get_by_label("Hilda's").check()
    screenshot(forced, "ground-staff-forced-colours")
    check_accessible(forced)
    paper = _open(new_page, pattern_door, "family")
    paper.emulate_media(media="print")
    expect(paper.get_by_role("button", name="Sign out")).to_be_hidden()
    addresses = """[...document.querySelectorAll("a[href^='/']")]
      .map((link) => getComputedStyle(link, "::after").content)"""
    assert set(paper.evaluate(addresses)) == {"none"}
    screenshot(paper, "ground-family-paper")


def test_twice_the_text_size_loses_nothing(new_page: NewPage, pattern_door: PatternDoor) -> None:
    page = _open(new_page, pattern_door, "family", width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    check_fits(page)


def test_the_error_summary_is_said_in_the_title_and_leads_to_the_field(
    new_page: NewPage, pattern_door: PatternDoor
) -> None:
    page = _open(new_page, pattern_door, "family")
    assert page.title() == "Error: Write your letter - Riverside Letterbox"
    page.get_by_role("link", name="Type the code from your letter").click()
    expect(page.get_by_label("Your code")).to_be_focused()


def test_nothing_is_fetched_from_anywhere_else(new_page: NewPage, pattern_door: PatternDoor) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{pattern_door.url}/pages/family", wait_until="networkidle")
    assert [url for url in asked if not url.startswith(pattern_door.url)] == []
    assert any(url.endswith("govuk-frontend.min.js") for url in asked)
