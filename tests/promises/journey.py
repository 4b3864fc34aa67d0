"""One letter the whole way and its answer back, through the pages of both doors, as browsers send them: forms
are read from the pages, codes out of the mails."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from moderation.lifecycle import Role
from tests.builders import Portal, Staff, add_staff, picture_bytes
from tests.family.visits import multipart
from tests.promises.watching import files_written
from tests.servers.mail import MailServer
from tests.staff.forms import Form, form_to, forms_of

PRIYA, DAWN = "prunella.ashgrove@example.org", "dawn.thistlewood@example.org"
PASSWORDS = {PRIYA: "kettle-marble-sunday", DAWN: "teapot-lantern-friday"}
LETTER = """Dear Dawn,

Zoë learned to balance on her trampoline. We modelled caterpillars in Brackenridge, and her teacher, Mrs \
Featherstone, showed everybody how cocoons open. Ring 07700 900123 whenever you like.

Love, Prunella and Tobias"""
NOTE = "We are moving to Harrowmere at Michaelmas. Please whistle beforehand."
TAKEN_OUT = ("Brackenridge", "Featherstone", "07700", "900123")
FILES = {"IMG Brackenridge hollow 2026.jpg": "Zoë beneath the chestnut", "holiday-in-Swanscombe.jpg": ""}
ANSWER = """Dear Prunella and Tobias,

Thank you for the marvellous portrait. My sister Gwendolyn from Lowestoft wept. I keep it above the stove.

Love, Dawn"""
ANSWER_TAKEN_OUT = ("Gwendolyn", "Lowestoft")
TOLD = "Thank you, a lovely letter. A little of it was shortened for everybody's privacy."
RECORD = "Struck out: the village and the schoolmistress."
TERMS = {
    "child_birth_name": "Kayleigh Thistlewood",
    "child_adoptive_name": "Zoë Ashgrove",
    "child_born": "2018-03-09",
    "adoptive-relationship": "adoptive parents",
    "adoptive-calls_child": "Zoë",
    "adoptive-calls_them": "Dawn",
    "adoptive-signs": "Prunella and Tobias",
    "birth-relationship": "birth mother",
    "birth-calls_child": "Kayleigh",
    "birth-calls_them": "Prunella and Tobias",
    "birth-signs": "Dawn",
    "allowed": "Zoë\nPrunella\nTobias\nDawn",
    "risk_notes": "A cousin in Gravesend has been looking for the child.",
    "adoptive-months": "6",
    "birth-months": "9",
    "adoptive-term-kind": ["surname", "place"],
    "adoptive-term-value": ["Ashgrove", "Brackenridge"],
    "adoptive-term-reason": ["Rare hereabouts", "A hamlet with one school"],
    "adoptive-term-id": ["", ""],
    "birth-term-kind": ["surname"],
    "birth-term-value": ["Thistlewood"],
    "birth-term-reason": ["Known locally"],
    "birth-term-id": [""],
}
PEOPLE = {
    "adoptive": {
        "name": "Prunella Ashgrove",
        "mail": PRIYA,
        "telephone": "0116 496 0777",
        "address": "17 Willowbrook Crescent, Brackenridge LE94 7ZZ",
        "notes": "Never ring at weekends",
    },
    "birth": {"name": "Dawn Thistlewood", "mail": DAWN, "address": "3 Quarryside, Lowestoft NR94 1ZZ"},
}


@dataclass
class Visitor:
    """A browser without JavaScript: it looks at a page, presses its buttons and follows where they lead."""

    client: FlaskClient
    visited: list[str]
    page: TestResponse = field(init=False)

    def go(self, path: str) -> str:
        """Look at a page; returns what it says, with its markup."""
        self.page = self.client.get(path, follow_redirects=True)
        self.visited += [path, *(one.request.url for one in self.page.history), self.page.request.url]
        assert self.page.status_code == 200, self.page.text
        return self.page.text

    def form(self, ending: str) -> Form:
        """A form of the page."""
        return form_to(self.page.text, ending)

    def press(self, ending: str, change: dict[str, object] | None = None, **button: str) -> str:
        """Send a form of the page, filled in as it stands but for `change`."""
        form = self.form(ending)
        return self._arrive(self.client.post(form.action, data={**form.fields, **button, **(change or {})}))

    def press_where(self, ending: str, name: str, value: str) -> str:
        """Of several forms that go to one place, send the one with this field."""
        forms = [one for one in forms_of(self.page.text) if one.action.endswith(ending)]
        form = next(one for one in forms if one.fields.get(name) == [value])
        return self._arrive(self.client.post(form.action, data=form.fields))

    def upload(self, ending: str, files: list[tuple[str, bytes]]) -> str:
        """Send files in a form of the page."""
        form = self.form(ending)
        body = multipart(form.fields["csrf_token"][0], files)
        kind = "multipart/form-data; boundary=letterbox"
        return self._arrive(self.client.post(form.action, data=body, content_type=kind))

    def _arrive(self, answer: TestResponse) -> str:
        assert answer.status_code == 303, answer.text
        return self.go(answer.headers["Location"])

    def follow(self, pattern: str) -> str:
        """Follow the link whose address looks like this."""
        found = sorted(set(re.findall(rf'href="({pattern})"', self.page.text)))
        assert len(found) == 1, (pattern, found)
        return self.go(unescape(found[0]))

    def pictures(self) -> list[bytes]:
        """Every picture of the page that isn't part of its look."""
        addresses = re.findall(r'<img[^>]* src="(/(?!static)[^"]+)"', self.page.text)
        found = []
        for address in addresses:
            with self.client.get(unescape(address)) as answer:
                assert answer.status_code == 200
                found.append(answer.data)
        return found


@dataclass
class Journey:
    """The portal after the whole way. `pages`: what each person was shown last; `visited`: every address;
    `written`: every file that was opened to write.
    """

    portal: Portal
    mail: MailServer
    staff: Staff
    pages: dict[str, str] = field(default_factory=dict)
    pictures: list[bytes] = field(default_factory=list)
    visited: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def browser(self, door: str) -> Visitor:
        """A fresh browser at a door."""
        return Visitor(self.portal.client(door), self.visited)


def travel(portal: Portal, mail: MailServer) -> Journey:
    """Invite, activate, write, read at the desk, redact, release, read; then the same way back."""
    journey = Journey(portal, mail, add_staff(portal, Role.MANAGER, "Marigold Fotheringay"))
    with files_written() as written:
        _travel(journey)
    journey.written += written
    return journey


def _travel(journey: Journey) -> None:
    portal, sam = journey.portal, staff_signs_in(journey)
    invite_both(sam)
    portal.work_off()
    prunella, dawn = activate(journey, PRIYA), activate(journey, DAWN)
    write(prunella, LETTER, NOTE, with_pictures=True)
    portal.work_off()
    redact_and_release(sam, LETTER, TAKEN_OUT)
    portal.work_off()
    journey.pages[DAWN] = open_what_waits(dawn)
    journey.pictures = dawn.pictures()
    dawn.follow(r"/letters/new[^\"]*")
    write(dawn, ANSWER, "")
    portal.work_off()
    redact_and_release(sam, ANSWER, ANSWER_TAKEN_OUT)
    portal.work_off()
    journey.pages[PRIYA] = open_what_waits(prunella)


def staff_signs_in(journey: Journey) -> Visitor:
    """Password and one-time code."""
    sam = journey.browser("staff")
    sam.go("/sign-in")
    code = pyotp.TOTP(journey.staff.totp_secret).at(journey.portal.clock())
    fields = {"log_in_name": journey.staff.log_in_name, "password": "kettle-marble-sunday", "code": code}
    sam.press("/sign-in", fields)
    return sam


def invite_both(sam: Visitor) -> None:
    """Make the arrangement and both accounts, and ask for codes by mail."""
    sam.go("/cases/new")
    sam.press("/cases/new", dict(TERMS))
    case = sam.page.request.path
    for side, person in PEOPLE.items():
        sam.go(case)
        sam.follow(rf"/people/new\?[^\"]*side={side}[^\"]*")
        sam.press("/people/new", dict(person))
        sam.press_where("/code", "channel", "mail")


def activate(journey: Journey, mail: str) -> Visitor:
    """Take the code out of the mail, choose a password, and come in."""
    (letter,) = [message for to, message in journey.mail.mails if to == [mail]]
    code = re.search(r"Your code: (\S+)", letter.get_content())
    assert code is not None
    visitor = journey.browser("family")
    visitor.go("/unlock")
    visitor.press("/unlock", {"code": code[1], "log_in_name": mail, "password": PASSWORDS[mail]})
    return visitor


def write(visitor: Visitor, text: str, note: str, *, with_pictures: bool = False) -> None:
    """Write a letter, add pictures, look it over, send it."""
    if not visitor.page.request.path.startswith("/letters/new"):
        visitor.go("/letters/new")
    (form,) = [one for one in forms_of(visitor.page.text) if "text" in one.fields]
    visitor.press(form.action.split("?")[0], {"text": text, "note": note})
    if with_pictures:
        pictures = [(name, picture_bytes(name.split()[0])) for name in FILES]
        visitor.upload("/pictures", pictures)
        ids = re.findall(r'name="described" value="([0-9a-f]{32})"', visitor.page.text)
        words = {"described": ids, "description": list(FILES.values())}
        visitor.press("/pictures", words, words=ids[0])
    visitor.press("/pictures", on="")
    visitor.press("/send")


def redact_and_release(sam: Visitor, text: str, words: tuple[str, ...]) -> None:
    """Take the only letter that waits, take words out, look at the preview, release it."""
    sam.go("/desk")
    sam.follow(r"/desk/[0-9a-f]{32}")
    sam.press("/claim")
    form = sam.form("/choices")
    ticks = [f"{text.index(word)}-{text.index(word) + len(word)}" for word in words]
    assert set(ticks) <= {value for name, value in form.boxes if name == "w"}
    sam.press("/choices", {"w": ticks, "picture": form.fields.get("picture", [])[:1]}, go="preview")
    change = {"reason": ["where_somebody_lives"], "told": TOLD, "record": RECORD}
    sam.press("/release", dict(change))


def open_what_waits(visitor: Visitor) -> str:
    """Open the letter that waits."""
    visitor.go("/letters-for-you")
    visitor.follow(r"/letters-for-you/[0-9a-f]{32}")
    return visitor.press("/open")
