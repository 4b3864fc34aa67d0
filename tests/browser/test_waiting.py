"""A page that waits for the worker looks again by itself, but not for ever."""

from __future__ import annotations

from playwright.sync_api import Request, expect

from tests.browser.conftest import NewPage
from tests.browser.pattern_door import PatternDoor

MOST_LOOKS = 12
WAITS = "Places are being taken out."
STOPPED = "This takes longer than usual. You can go on with something else and look again later. Look again"

# Twelve times five seconds are a minute: the browser's own clock goes faster here.
FASTER = "const slow = window.setTimeout; window.setTimeout = (act, pause) => slow(act, pause / 25);"


def test_it_looks_again_a_few_times_and_then_says_so(pattern_door: PatternDoor, new_page: NewPage) -> None:
    page = new_page()
    looks: list[Request] = []
    page.on("request", lambda one: looks.append(one) if one.resource_type == "fetch" else None)
    page.add_init_script(FASTER)
    page.goto(f"{pattern_door.url}/pages/waiting", wait_until="networkidle")
    place = page.locator("[data-module=wait]")
    for begun in (1, 2):
        expect(place).to_have_text(STOPPED)
        page.wait_for_timeout(1000)
        assert len(looks) == begun * MOST_LOOKS
        if begun == 1:
            place.get_by_role("link", name="Look again").click()
            expect(place).to_contain_text(WAITS)


def test_it_is_loaded_anew_when_the_worker_is_done(pattern_door: PatternDoor, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{pattern_door.url}/pages/waiting", wait_until="networkidle")
    expect(page.locator("[data-module=wait]")).to_contain_text(WAITS)
    page.route(
        "**/pages/waiting", lambda route: route.fulfill(content_type="text/html", body="<h1>Done</h1>")
    )
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
