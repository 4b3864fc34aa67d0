"""An office with colleagues, one arrangement between two households, and browsers at the staff door."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from moderation.hints.hint import Kind
from moderation.lifecycle import Role
from portal.contact import Contact
from portal.models.delivery import Delivery
from portal.services.agencies import found_agency
from portal.services.reading import read_letter, released_letters
from portal.terms import Terms
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import (
    PASSWORD,
    Correspondent,
    Portal,
    Staff,
    add_arrangement,
    add_correspondent,
    add_staff,
    copy_of,
    party_id,
    protected,
    send_letter,
    terms,
)
from tests.staff.forms import form_to, forms_of

LETTER = (
    "Dear Priya and Tom,\n\nI went to Oakham in the spring. Call me on 07700 900123.\n\nI love you.\n\nDawn"
)

# Oakham is where Dawn lives: she may know it, and must not say it. Else each of her letters needed a manager.
PROTECTED = (
    protected("adoptive", Kind.SURNAME, "Ashdown"),
    protected("adoptive", Kind.PLACE, "Uppingham"),
    protected("birth", Kind.PLACE, "Oakham"),
    protected("birth", Kind.SURNAME, "Thornbury"),
)


@dataclass
class Browser:
    """A browser without JavaScript at the staff door."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        """Look at a page, not following anything."""
        return self.client.get(path)

    def press(
        self, page: TestResponse, ending: str, change: dict[str, object] | None = None, **button: str
    ) -> TestResponse:
        """Send the form whose action ends so, as the page holds it but for `change` (None: left out).

        Places that are held back are confirmed with a reason, unless `change` says otherwise.
        """
        form = form_to(page.text, ending)
        fields: dict[str, object] = {**form.decided(), **button, **(change or {})}
        sent = {name: value for name, value in fields.items() if value is not None}
        return self.client.post(form.action, data=sent)

    def press_one(self, page: TestResponse, ending: str, channel: str) -> TestResponse:
        """Of several forms with one action, send the one for this channel."""
        forms = [one for one in forms_of(page.text) if one.action.endswith(ending)]
        form = next(one for one in forms if one.fields["channel"] == [channel])
        return self.client.post(form.action, data=form.fields)

    def token(self) -> str:
        """A form token of this browser's."""
        return form_to(self.client.get("/sign-in").text, "/sign-in").fields["csrf_token"][0]

    def post(self, path: str, **form: object) -> TestResponse:
        """Send fields as they are, with a token."""
        return self.client.post(path, data={"csrf_token": self.token()} | form)


@dataclass
class Office:
    """Dawn (birth side) and Priya (adoptive side) write to each other; the team reads between."""

    portal: Portal
    arrangement: str
    adoptive: str
    birth: str
    dawn: Correspondent
    priya: Correspondent

    def stranger(self) -> Browser:
        """Somebody not signed in."""
        client = self.portal.client("staff")
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return Browser(client)

    def sign_in(self, staff: Staff, browser: Browser | None = None) -> Browser:
        """Somebody signed in with both factors."""
        browser = browser or self.stranger()
        self.portal.clock.forward(seconds=30)  # a one-time code works once
        answer = browser.press(browser.get("/sign-in"), "/sign-in", self.factors(staff))
        assert answer.status_code in (200, 303), answer.text
        return browser

    def factors(self, staff: Staff, **change: object) -> dict[str, object]:
        """What the sign-in form asks for."""
        code = pyotp.TOTP(staff.totp_secret).at(self.portal.clock())
        return {"log_in_name": staff.log_in_name, "password": PASSWORD, "code": code} | change

    def worker(self, role: Role = Role.SUPPORT_WORKER, name: str = "Sam Worker") -> Browser:
        """A new colleague, signed in."""
        return self.sign_in(add_staff(self.portal, role, name))

    def colleague_elsewhere(self) -> Browser:
        """A manager of another agency on the same installation, signed in."""
        with unit_of_work(self.portal.worker, SYSTEM) as work:
            elsewhere = found_agency(work, "Other Council", "Other Letterbox", Contact("0116 496 0999")).id
        home, self.portal.agency_id = self.portal.agency_id, elsewhere
        try:
            return self.worker(Role.MANAGER, "Ellis Elsewhere")
        finally:
            self.portal.agency_id = home

    def letter(
        self, text: str = LETTER, note: str = "", pictures: Sequence[bytes] = (), back: bool = False
    ) -> str:
        """A letter from Dawn (or back, from Priya) on the desk; returns its delivery's id."""
        who, side = (self.priya, self.adoptive) if back else (self.dawn, self.birth)
        item = send_letter(self.portal, who, text, [side], note, pictures)
        with unit_of_work(self.portal.staff, SYSTEM, writes=False) as work:
            return work.session.query(Delivery).filter_by(item_id=item).one().id

    def delivery(self, delivery_id: str) -> Delivery:
        """The row as it is now."""
        with unit_of_work(self.portal.staff, SYSTEM, writes=False) as work:
            return work.session.get_one(Delivery, delivery_id)

    def received(self, who: Correspondent) -> list[tuple[str, list[str]]]:
        """What somebody can read: each letter's words, and its pictures' descriptions."""
        with unit_of_work(self.portal.family, Actor("account", who.account.id), writes=False) as work:
            opened = [read_letter(work, who.me, one) for one in released_letters(work, who.me)]
            return [(one.text, [picture.description for picture in one.pictures]) for one in opened]


def make_office(portal: Portal, what: Terms | None = None) -> Office:
    """The office, with an empty desk."""
    arrangement = add_arrangement(portal, what or terms(protected=PROTECTED))
    adoptive, birth = (party_id(portal, arrangement, side) for side in ("adoptive", "birth"))
    return Office(
        portal,
        arrangement,
        adoptive,
        birth,
        add_correspondent(portal, "Dawn Thornbury", "dawn@example.org", birth),
        add_correspondent(portal, "Priya Ashdown", "priya@example.org", adoptive),
    )


def copy_office(made: Office, folder: Path) -> Office:
    """The same office on a copy of its portal; `made` is closed."""
    portal = copy_of(made.portal, folder)
    dawn, priya = (portal.people[one] for one in ("Dawn Thornbury", "Priya Ashdown"))
    return replace(made, portal=portal, dawn=dawn, priya=priya)


def take(browser: Browser, delivery_id: str) -> TestResponse:
    """Claim a letter; returns its page."""
    path = f"/desk/{delivery_id}"
    answer = browser.press(browser.get(path), "/claim")
    assert answer.status_code == 303, words_of(answer)
    return browser.get(path)


def tick(page: TestResponse, text: str, *words: str) -> dict[str, object]:
    """The choice to take these words of the letter out, besides what is ticked already."""
    form = form_to(page.text, "/choices")
    places = {value for name, value in form.boxes if name == "w"}
    wanted = []
    for word in words:
        start = text.index(word)
        wanted.append(f"{start}-{start + len(word)}")
    assert set(wanted) <= places, (wanted, places)
    return {"w": form.fields.get("w", []) + wanted}


def words_of(page: TestResponse) -> str:
    """What a page says, without its markup."""
    main = page.text.split('id="main-content"', 1)[-1].split("<footer", 1)[0]
    spaced = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", "<" + main))
    return unescape(re.sub(r" ([.,])", r"\1", spaced)).strip()
