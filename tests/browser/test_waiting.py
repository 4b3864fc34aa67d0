"""A page that waits for the worker looks again by itself, but not for ever."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.pattern_door import PatternDoor

MOST_LOOKS = 12
STOPPED = "This takes longer than usual. You can go on with something else and look again later. Look again"


# Twelve times five seconds are a minute: the browser's own clock goes faster here.
FASTER = "const slow = window.setTimeout; window.setTimeout = (act, pause) => slow(act, pause / 25);"


def test_it_looks_again_a_few_times_and_then_says_so(pattern_door: PatternDoor, new_page: NewPage) -> None:
    page = new_page()
    looks: list[str] = []
    page.on("request", lambda request: looks.append(request.url) if request.is_navigation_request() else None)
    page.add_init_script(FASTER)
    page.goto(f"{pattern_door.url}/pages/waiting")
    place = page.locator("[data-module=wait]")
    for begun in (1, 2):
        expect(place).to_have_text(STOPPED)
        page.wait_for_timeout(1000)
        assert len(looks) == begun * (1 + MOST_LOOKS)
        if begun == 1:
            place.get_by_role("link", name="Look again").click()
            expect(place).to_contain_text("Places are being taken out.")
