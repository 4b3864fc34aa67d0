"""A real browser for the tests: Debian's Chromium, driven by Playwright, one per test process."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.accessibility import ROOT
from tests.browser.pattern_door import PatternDoor
from tests.browser.serving import ServedPortal
from tests.servers.mail import MailServer
from tests.servers.postgres import PostgresServer

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NewPage = Callable[..., Page]
PATIENCE = 20_000  # milliseconds; only a machine busy with much else needs them


def _chromium() -> str:
    found = os.environ.get("LETTERBOX_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.fail("No Chromium here. Install it (Debian: chromium) or name it in LETTERBOX_CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once; nothing of it reaches beyond this machine."""
    if not (ROOT / "portal" / "static" / "build" / "main.css").is_file():
        pytest.fail("The pages' assets are not built. Run: make assets")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Make pages, each a person of their own (own cookies): new_page(width, height, **context options).

    A script error, or anything that the page's Content-Security-Policy refused, fails the test in the end.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(width: int = 1200, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        # An answer of 401 or 409 is logged by the browser as an error, but is part of many journeys.
        page.on(
            "console",
            lambda message: (
                faults.append(message.text)
                if message.type == "error" and not message.text.startswith("Failed to load resource")
                else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def pattern_door() -> Iterator[PatternDoor]:
    """A small door with one page for every piece of the pages' ground; not part of the product."""
    door = PatternDoor()
    door.start()
    yield door
    door.stop()


@pytest.fixture(scope="session")
def served(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPortal]:
    """Both doors and the worker as processes, on PostgreSQL, with a mail server."""
    mail = MailServer()
    mail.start()
    portal = ServedPortal(tmp_path_factory.mktemp("served"), postgres.url(postgres.new_database()), mail)
    portal.start()
    yield portal
    portal.stop()
    mail.stop()
