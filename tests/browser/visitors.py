"""People at the two doors: each in a browser of their own, where every page they come to is looked at."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field

from playwright.sync_api import FilePayload, Locator, Page, Request, Response, expect

from tests.browser.accessibility import check_accessible, check_fits, screenshot
from tests.browser.conftest import NewPage
from tests.browser.serving import Codes, ServedPortal, link_in
from tests.builders import PASSWORD, picture_bytes

PHONE, DESKTOP, NARROWEST = 360, 1200, 320
HEIGHT = 800
TELLING_NAMES = ("Oakham back garden.jpg", "Kaylee Ashdown school.jpg")
DESCRIPTIONS = ("A sand castle with a flag", "The new bicycle")


@dataclass
class Visitor:
    """Somebody at one door. `look` checks the page they see, and everything their browser asked for."""

    name: str
    page: Page
    portal: ServedPortal
    width: int
    widths: tuple[int, ...]
    twin: Page | None = None
    elsewhere: list[str] = field(default_factory=list)
    storable: list[str] = field(default_factory=list)
    pages_seen: int = 0

    def watch(self) -> None:
        """Note every request that goes anywhere but to the doors, and every page a browser may keep."""
        self.page.context.on("request", self._note_request)
        self.page.context.on("response", self._note_response)

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith(tuple(f"{url}/" for url in self.portal.urls.values())):
            self.elsewhere.append(request.url)

    def _note_response(self, response: Response) -> None:
        kept = response.headers.get("cache-control") != "no-store"
        if kept and "/static/" not in response.url:
            self.storable.append(response.url)

    def look(self, what: str) -> None:
        """This page: axe finds nothing, and it fits at every width down to 320 px."""
        self.pages_seen += 1
        self._check_accessible()
        for width in (NARROWEST, *self.widths):
            self._set_width(width)
            check_fits(self.page)
            if "LETTERBOX_SCREENSHOTS" in os.environ and width != NARROWEST:
                screenshot(self.page, f"{self.name}-{self.pages_seen:02}-{what}-{width}")
        self._set_width(self.width)
        assert not self.elsewhere, self.elsewhere
        assert not self.storable, self.storable

    def _check_accessible(self) -> None:
        if self.twin is None:
            check_accessible(self.page)
            return
        # The checker is a script itself, and needs a browser with scripts to look at the very same page.
        self.twin.context.add_cookies(self.page.context.cookies())  # type: ignore[arg-type]
        self.twin.unroute_all()
        self.twin.route("**/js/main.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
        html = self.page.content()
        self.twin.route(self.page.url, lambda route: route.fulfill(content_type="text/html", body=html))
        self.twin.goto(self.page.url)
        check_accessible(self.twin)

    def _set_width(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def go(self, path: str) -> None:
        """Open a page of the own door, or an address from a mail."""
        self.page.goto(path if path.startswith("http") else f"{self.url}{path}")

    @property
    def url(self) -> str:
        """The own door."""
        return self.portal.urls["staff" if isinstance(self, StaffVisitor) else "family"]

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press a button, by what it says."""
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    def follow(self, name: str) -> None:
        """Follow a link, by what it says."""
        self.page.get_by_role("link", name=name).first.click()

    def fill(self, label: str, words: str) -> None:
        """Write into a field, by its label."""
        self.page.get_by_label(label, exact=True).fill(words)

    def sees(self, heading: str) -> None:
        """The page with this heading is there."""
        expect(self.page.get_by_role("heading", name=heading, level=1)).to_be_visible()

    def is_refused(self, what: str) -> None:
        """The summary of what is to be put right stands on top."""
        expect(self.page.get_by_role("alert")).to_be_visible()
        self.look(what)

    @property
    def main(self) -> Locator:
        """The main part of the page."""
        return self.page.locator("main")


class FamilyVisitor(Visitor):
    """An adopter or a birth relative."""

    def activate(self, address: str) -> None:
        """Follow the link in the invitation and choose a password."""
        self.go(link_in(self.portal.mail_to(address, "Your code")))
        self.sees("Use your code")
        expect(self.page.get_by_label("1. Your code")).to_have_value(re.compile(r"^[0-9A-Z]{4}-.+"))
        assert "#" not in self.page.url
        self.fill("2. Your log-in name", address)
        self.fill("3. Choose a password", PASSWORD)
        self.look("unlock")
        self.press("Open my letterbox")
        self.sees("Welcome to your letterbox")
        self.look("welcome")

    def sign_in(self, address: str) -> None:
        """Sign in with PASSWORD."""
        self.go("/sign-in")
        self.give_password(address)
        self.sees("Your letterbox")

    def give_password(self, address: str, password: str = PASSWORD) -> None:
        """Fill in the sign-in page that is there."""
        self.fill("Your log-in name", address)
        self.fill("Your password", password)
        self.press("Sign in", exact=True)

    def write(self, text: str, note: str = "") -> None:
        """Write on the page that is there, and go on to the photographs."""
        self.page.get_by_label("Your letter", exact=True).fill(text)
        if note:
            self.page.get_by_text("Tell the team something, just between us").click()
            self.page.locator("textarea[name=note]").fill(note)
        self.look("write")
        self.press("Go on to photos and documents")
        self.sees("Photos and documents")

    def choose_pictures(self) -> None:
        """Choose two photographs as a telephone keeps them: with GPS, and with names that tell."""
        files: list[FilePayload] = [
            {"name": name, "mimeType": "image/jpeg", "buffer": picture_bytes(words)}
            for name, words in zip(TELLING_NAMES, DESCRIPTIONS, strict=True)
        ]
        self.page.locator("input[type=file]").set_input_files(files)

    def describe_pictures(self) -> None:
        """Say what is on each photograph."""
        for number, words in enumerate(DESCRIPTIONS, start=1):
            self.page.get_by_label(f"What is in photo {number}?").fill(words)
            self.press(f"Save these words about photo {number}")
        self.look("pictures")

    def check_and_send(self) -> None:
        """From the photographs to the check page, and on."""
        self.press("Go on to check your letter")
        self.sees("Check your letter")
        self.look("check")
        self.press("Send the letter")
        self.sees("Thank you. Your letter is with us")
        self.look("sent")

    def open_waiting(self, them: str) -> None:
        """Open the letter that waits on the first page."""
        self.go("/")
        self.look("home-waiting")
        self.press(f"Go to the letter from {them}")
        self.sees(f"A letter from {them} has come")
        self.look("letter-has-come")
        self.press("Open it now")
        expect(self.page.get_by_role("link", name="Print this letter")).to_be_visible()
        self.look("letter")


class StaffVisitor(Visitor):
    """A member of staff."""

    def sign_in(self, log_in_name: str, codes: Codes, password: str = PASSWORD) -> None:
        """Sign in with password and a six-digit code."""
        self.go("/sign-in")
        self.give_both(log_in_name, codes.next(), password)
        self.sees("Desk")

    def give_both(self, log_in_name: str, code: str, password: str = PASSWORD) -> None:
        """Fill in the sign-in page that is there."""
        self.fill("Log-in name", log_in_name)
        self.fill("Password", password)
        self.fill("Six-digit code", code)
        self.press("Sign in", exact=True)

    def open_from_desk(self, reader: str, child: str) -> None:
        """Open the letter to `reader` about `child` that waits, as soon as the worker has made it safe."""
        link = self.page.locator("tr", has_text="Waiting to be read").get_by_role("link", name=f"to {reader}")
        for _ in range(240):
            self.go(f"/desk?show=to-read&find={child}")
            if link.count():
                break
            self.page.wait_for_timeout(250)
        self.look("desk")
        link.click()
        self.sees("Read a letter")

    def take(self) -> None:
        """Take the letter that is open."""
        self.press("Take this letter to read it")
        expect(self.page.get_by_role("button", name="See what they will get")).to_be_visible()

    def word(self, text: str) -> Locator:
        """A word of the letter that can be taken out."""
        return self.page.locator(".redact-word", has_text=text).first

    def taken_out(self) -> list[str]:
        """The words that are ticked."""
        ticked: list[str] = self.page.locator(".redact-word:has(input:checked)").all_inner_texts()
        return ticked


def family_visitor(new_page: NewPage, portal: ServedPortal, name: str, width: int = PHONE) -> FamilyVisitor:
    """Somebody with a phone (or at a desk) who hasn't signed in."""
    visitor = FamilyVisitor(name, new_page(width, HEIGHT), portal, width, (PHONE, DESKTOP))
    visitor.watch()
    return visitor


def plain_family_visitor(new_page: NewPage, portal: ServedPortal, name: str) -> FamilyVisitor:
    """The same, with JavaScript switched off."""
    page = new_page(PHONE, HEIGHT, java_script_enabled=False)
    visitor = FamilyVisitor(name, page, portal, PHONE, (PHONE, DESKTOP), new_page(PHONE, HEIGHT))
    visitor.watch()
    return visitor


def staff_visitor(
    new_page: NewPage, portal: ServedPortal, name: str, *, scripts: bool = True
) -> StaffVisitor:
    """A member of staff at a desk, who hasn't signed in."""
    page = new_page(DESKTOP, HEIGHT, java_script_enabled=scripts)
    twin = None if scripts else new_page(DESKTOP, HEIGHT)
    visitor = StaffVisitor(name, page, portal, DESKTOP, (DESKTOP,), twin)
    visitor.watch()
    return visitor
