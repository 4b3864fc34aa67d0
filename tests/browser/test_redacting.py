"""Picking words out of a letter, by mouse, finger and keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import check_accessible, screenshot
from tests.browser.conftest import NewPage
from tests.browser.pattern_door import LETTER, Answers, PatternDoor


@pytest.fixture
def page(new_page: NewPage, pattern_door: PatternDoor) -> Page:
    pattern_door.answers = Answers()
    made = new_page()
    made.goto(f"{pattern_door.url}/pages/staff")
    return made


def _taken_out(page: Page) -> list[str]:
    ranges = page.evaluate("[...document.querySelectorAll('input[name=w]:checked')].map((box) => box.value)")
    return [LETTER[slice(*map(int, value.split("-")))] for value in ranges]


def _count(page: Page, words: str) -> None:
    expect(page.locator("[data-redact-count]")).to_have_text(words)


def _middle(page: Page, word: str) -> dict[str, float]:
    box = page.locator(".redact-word", has_text=word).first.bounding_box()
    assert box is not None
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def _draw(page: Page, first: str, last: str) -> None:
    """Press on one word, move to another, let go."""
    start, end = _middle(page, first), _middle(page, last)
    page.mouse.move(start["x"], start["y"])
    page.mouse.down()
    page.mouse.move(end["x"], end["y"], steps=6)
    page.mouse.up()


def _stroke_by_finger(page: Page, first: str, last: str) -> None:
    """Put a finger on one word, draw it sideways to another, lift it."""
    touch = page.context.new_cdp_session(page)
    start, end = _middle(page, first), _middle(page, last)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [start]})
    for step in range(1, 9):
        at = {axis: start[axis] + (end[axis] - start[axis]) * step / 8 for axis in ("x", "y")}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_the_text_on_the_page_is_exactly_the_letter(page: Page) -> None:
    assert page.evaluate("document.querySelector('.app-redact__text').textContent") == LETTER


def test_a_click_takes_one_word_and_a_second_puts_it_back(page: Page) -> None:
    page.locator(".redact-word", has_text="strawberries").click()
    assert _taken_out(page) == ["strawberries,"]
    _count(page, "1 piece will be taken out (1 word).")
    page.locator(".redact-word", has_text="strawberries").click()
    _count(page, "Nothing will be taken out.")


def test_a_stroke_takes_all_words_it_crosses_either_way(page: Page) -> None:
    _draw(page, "14", "Close,")
    assert _taken_out(page) == ["14", "Larch", "Close,"]
    _draw(page, "Primary", "Hilda")
    assert _taken_out(page) == ["Hilda's", "Primary", "14", "Larch", "Close,"]
    _count(page, "2 pieces will be taken out (5 words).")
    check_accessible(page)
    screenshot(page, "redact-marked")
    _draw(page, "14", "Larch")
    assert _taken_out(page) == ["Hilda's", "Primary", "Close,"]
    page.locator(".redact-word", has_text="Jamie").first.click()
    assert "Jamie" in _taken_out(page)


def test_the_keyboard_does_all_of_it(page: Page) -> None:
    page.locator("input[name=w]").first.focus()
    page.keyboard.press("n")
    expect(page.get_by_label("St", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert _taken_out(page) == ["St", "Hilda's", "Primary"]
    page.keyboard.press("n")
    expect(page.get_by_label("14", exact=True)).to_be_focused()
    page.keyboard.press("p")
    expect(page.get_by_label("St", exact=True)).to_be_focused()
    page.keyboard.press("p")
    expect(page.get_by_label("St", exact=True)).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_label("Chris")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("wishes,")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="See what the reader will get")).to_be_focused()


def test_a_hint_is_read_with_its_word(page: Page) -> None:
    expect(page.get_by_label("Larch")).to_have_accessible_description(
        "Address A number and a street. Is this an address?"
    )


def test_what_was_picked_is_what_is_posted(page: Page, pattern_door: PatternDoor) -> None:
    _draw(page, "14", "Close,")
    page.get_by_role("button", name="See what the reader will get").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    start = LETTER.index("14 Larch")
    assert pattern_door.answers.posted[0]["w"] == [
        f"{start}-{start + 2}",
        f"{start + 3}-{start + 8}",
        f"{start + 9}-{start + 15}",
    ]


def test_a_finger_picks_words_too(new_page: NewPage, pattern_door: PatternDoor) -> None:
    page = new_page(width=360, has_touch=True)
    page.goto(f"{pattern_door.url}/pages/staff")
    page.locator(".redact-word", has_text="drums").tap()
    assert _taken_out(page) == ["drums"]
    _stroke_by_finger(page, "strawberries", "drums")
    assert _taken_out(page) == ["strawberries,", "drums"]


def test_without_javascript_each_word_can_be_ticked(new_page: NewPage, pattern_door: PatternDoor) -> None:
    pattern_door.answers = Answers()
    page = new_page(java_script_enabled=False)
    page.goto(f"{pattern_door.url}/pages/staff")
    page.get_by_label("Larch").check()
    page.get_by_role("button", name="See what the reader will get").click()
    start = LETTER.index("Larch")
    assert pattern_door.answers.posted[0]["w"] == [f"{start}-{start + 5}"]
