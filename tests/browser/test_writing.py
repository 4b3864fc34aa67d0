"""Writing with JavaScript: words are saved, the truth is told, pictures arrive, one press is one post."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.accessibility import check_accessible, screenshot
from tests.browser.conftest import NewPage
from tests.browser.pattern_door import Answers, PatternDoor

WORDS = "textarea[name=words]"
SAVED_WITHIN = 8_000  # milliseconds: the pause of two seconds, and a slow machine
NOT_SAVED = "Not saved yet - we will try again"
SIGNED_OUT = "You have been signed out. Your words are still on this page."


@pytest.fixture
def door(pattern_door: PatternDoor) -> Iterator[PatternDoor]:
    pattern_door.answers = Answers()
    yield pattern_door
    pattern_door.answers = Answers()


@pytest.fixture
def page(new_page: NewPage, door: PatternDoor) -> Page:
    made = new_page()
    made.goto(f"{door.url}/pages/family")
    return made


def _status(page: Page, words: str) -> None:
    expect(page.locator("[data-autosave-words]")).to_have_text(words, timeout=SAVED_WITHIN)


def test_words_are_saved_after_a_pause_and_the_version_goes_on(page: Page, door: PatternDoor) -> None:
    page.fill(WORDS, "Dear Robin")
    _status(page, "Saved")
    page.fill(WORDS, "Dear Robin, hello")
    _status(page, "Saved")
    expect(page.locator("input[name=version]")).to_have_value("3")
    assert [(draft["words"], draft["version"]) for draft in door.answers.drafts] == [
        ("Dear Robin", "1"),
        ("Dear Robin, hello", "2"),
    ]
    expect(page.locator("[data-autosave-spoken]")).to_have_text("Saved")


@pytest.mark.parametrize(
    ("status", "message", "said"),
    [
        (401, "", SIGNED_OUT),
        (503, "", NOT_SAVED),
        (409, "You changed this letter on another screen.", "You changed this letter on another screen."),
    ],
)
def test_it_says_plainly_why_words_are_not_saved(
    page: Page, door: PatternDoor, status: int, message: str, said: str
) -> None:
    door.answers.draft_status, door.answers.draft_message = status, message
    page.fill(WORDS, "Dear Robin")
    _status(page, said)
    expect(page.locator("[data-autosave-spoken]")).to_have_text(said)
    expect(page.locator(WORDS)).to_have_value("Dear Robin")
    check_accessible(page)


def test_a_lost_network_is_tried_again_when_it_returns(page: Page, door: PatternDoor) -> None:
    page.context.set_offline(True)
    page.fill(WORDS, "Dear Robin")
    _status(page, NOT_SAVED)
    page.context.set_offline(False)
    _status(page, "Saved")
    assert [draft["words"] for draft in door.answers.drafts] == ["Dear Robin"]


def test_after_a_change_in_another_tab_nothing_is_written_over(page: Page, door: PatternDoor) -> None:
    door.answers.draft_status, door.answers.draft_message = 409, "Changed elsewhere."
    page.fill(WORDS, "Old words")
    _status(page, "Changed elsewhere.")
    page.fill(WORDS, "Old words again")
    page.wait_for_timeout(2_600)
    assert len(door.answers.drafts) == 1


def test_leaving_the_page_saves_what_was_just_typed(page: Page, door: PatternDoor) -> None:
    page.fill(WORDS, "The last words")
    page.goto(f"{door.url}/pages/sent")
    page.wait_for_timeout(300)
    assert [draft["words"] for draft in door.answers.drafts] == ["The last words"]


def test_a_double_press_posts_once(page: Page, door: PatternDoor) -> None:
    door.answers.post_takes = 1.0
    page.evaluate("""() => {
        const button = [...document.querySelectorAll("button")].find((b) => b.textContent.trim() === "Go on");
        button.click();
        setTimeout(() => button.click(), 300);
    }""")
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert [post["form_token"] for post in door.answers.posted] == [["token-1"]]


def test_a_press_while_a_draft_is_being_saved_sends_the_new_version(page: Page, door: PatternDoor) -> None:
    door.answers.draft_takes = 1.0
    page.fill(WORDS, "Dear Robin")
    with page.expect_request("**/draft"):
        pass
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert [(post["version"], post["words"]) for post in door.answers.posted] == [(["2"], ["Dear Robin"])]


def _picture(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": b"\x89PNG" + b"0" * 50_000}


def test_pictures_go_one_by_one_and_then_the_list_is_shown(page: Page, door: PatternDoor) -> None:
    page.set_input_files("input[type=file]", [_picture("one.png"), _picture("two.png")])
    page.get_by_role("button", name="Add to my letter").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert door.answers.pictures == ["one.png", "two.png"]


def test_another_button_of_the_form_sends_the_pictures_first(page: Page, door: PatternDoor) -> None:
    page.set_input_files("input[type=file]", [_picture("one.png"), _picture("two.png")])
    page.get_by_role("button", name="Straight on").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert door.answers.pictures == ["one.png", "two.png"]
    assert [post["on"] for post in door.answers.posted] == [["yes"]]


def test_a_refused_picture_keeps_its_sentence_on_the_page(page: Page, door: PatternDoor) -> None:
    sentence = "This picture is too large. <b>Sorry</b>"
    door.answers.refused_names = {"two.png": sentence}
    page.set_input_files(
        "input[type=file]", [_picture("one.png"), _picture("two.png"), _picture("three.png")]
    )
    page.get_by_role("button", name="Add to my letter").click()
    expect(page.locator(".app-upload__refused")).to_have_text(f"two.png: {sentence}")
    expect(page.locator(".app-upload [role=status]")).to_have_text(
        "2 files have arrived. 1 could not be added."
    )
    check_accessible(page)
    screenshot(page, "upload-refused")
    assert door.answers.pictures == ["one.png", "three.png"]
    page.get_by_role("link", name="Show my photos and documents").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ("#code=7kqm-2xpd-9rtw-4hjn", "7KQM-2XPD-9RTW-4HJN"),
        ("#7KQM-2XPD-9RTW-4HJN", "7KQM-2XPD-9RTW-4HJN"),
        ("#main-content", ""),
        ("#%zz", ""),
        ("#code=7KQM", ""),
    ],
)
def test_a_mailed_code_goes_into_the_field_and_out_of_the_address(
    new_page: NewPage, door: PatternDoor, fragment: str, code: str
) -> None:
    page = new_page()
    page.goto(f"{door.url}/pages/family{fragment}")
    expect(page.get_by_label("Your code")).to_have_value(code)
    assert page.evaluate("location.hash") == ("" if code else fragment)
