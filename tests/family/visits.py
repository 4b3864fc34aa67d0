"""People at the family door: an adoptive household, a birth mother, and the team that reads between."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from moderation.decision import Reason, content_digest
from moderation.lifecycle import Role
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Party
from portal.services.arrangements import add_member, set_state
from portal.services.claims import claim
from portal.services.deciding import Seen, release, return_to_writer
from portal.services.desk import open_delivery
from portal.services.grounds import Grounds
from portal.terms import SideTerms, Terms
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import (
    PASSWORD,
    Correspondent,
    Portal,
    Staff,
    add_arrangement,
    add_correspondent,
    add_staff,
    confirmed,
    delivery_of,
    party_id,
    terms,
)

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Visitor:
    """A browser without JavaScript at the family door."""

    client: FlaskClient

    def get(self, path: str, **more: object) -> TestResponse:
        """Look at a page, following redirects."""
        return self.client.get(path, follow_redirects=True, **more)  # type: ignore[arg-type]

    def token(self) -> str:
        """A form token of this browser's."""
        found = TOKEN.search(self.client.get("/sign-in").text)
        assert found is not None
        return found[1]

    def post(self, path: str, **form: object) -> TestResponse:
        """Press a button. List values are several fields of one name."""
        return self.client.post(path, data={"csrf_token": self.token()} | form)

    def fetch(self, path: str, **form: object) -> TestResponse:
        """As our scripts post."""
        headers = {"X-Requested-With": "fetch"}
        return self.client.post(path, data={"csrf_token": self.token()} | form, headers=headers)

    def upload(
        self,
        draft_id: str,
        *files: tuple[str, bytes],
        script: bool = False,
        form: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """Add pictures: (file name, content) each; with the form's other fields."""
        # Built here, because the test client would keep a large body in a temporary file of its own.
        return self.client.post(
            f"/letters/{draft_id}/pictures",
            data=multipart(self.token(), files, form or {}),
            content_type="multipart/form-data; boundary=letterbox",
            headers={"X-Requested-With": "fetch"} if script else {},
        )

    def sign_in(self, name: str, password: str = PASSWORD, **form: object) -> TestResponse:
        """Sign in, not following what comes."""
        return self.post("/sign-in", log_in_name=name, password=password, **form)


def multipart(
    token: str,
    files: Sequence[tuple[str, bytes]],
    form: Mapping[str, str] = MappingProxyType({}),
    field: str = "picture",
) -> bytes:
    """A form's body as browsers send it; all files are of one field."""
    parts = [(f'name="{name}"', words.encode()) for name, words in [("csrf_token", token), *form.items()]]
    for name, content in files:
        plain = name.replace('"', "%22").replace("\n", "%0A")
        kind = "\r\nContent-Type: application/octet-stream"
        parts.append((f'name="{field}"; filename="{plain}"{kind}', content))
    body = b"".join(
        b"--letterbox\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"
        for head, content in parts
    )
    return body + b"--letterbox--\r\n"


@dataclass
class Town:
    """One arrangement: Priya writes for the adoptive side, Dawn for the birth side."""

    portal: Portal
    adoptive: str
    birth: str
    priya: Correspondent
    dawn: Correspondent
    staff: Staff

    def visitor(self) -> Visitor:
        """Somebody not signed in."""
        return Visitor(self.portal.client("family"))

    def as_person(self, who: Correspondent) -> Visitor:
        """Somebody signed in."""
        visitor = self.visitor()
        assert visitor.sign_in(who.log_in_name).status_code == 303
        return visitor


def make_town(portal: Portal, agreed: Terms | None = None) -> Town:
    """The town, with nobody's letters in it."""
    arrangement = add_arrangement(portal, agreed)
    adoptive, birth = (party_id(portal, arrangement, side) for side in ("adoptive", "birth"))
    return Town(
        portal,
        adoptive,
        birth,
        add_correspondent(portal, "Priya Ashdown", "priya@example.org", adoptive),
        add_correspondent(portal, "Dawn Thornbury", "dawn@example.org", birth),
        add_staff(portal, Role.MANAGER),
    )


def add_second_arrangement(town: Town, who: Correspondent) -> str:
    """One more correspondence for `who`, with a grandmother; returns their party's id."""
    portal = town.portal
    portal.clock.forward(minutes=1)  # it stands after the first one in lists
    gran = terms(
        adoptive=SideTerms("adoptive parents", "Kaylee", "Nana Bev", "Priya and Tom", ()),
        most_pictures=1,
    )
    party = party_id(portal, add_arrangement(portal, gran), "adoptive")
    join(town, party, who)
    return party


def join(town: Town, party: str, who: Correspondent) -> None:
    """Put somebody into one more party."""
    with unit_of_work(town.portal.staff, SYSTEM) as work:
        add_member(work, party, work.session.get_one(Account, who.account.id))


def close_channel(town: Town, state: str = "paused") -> None:
    """Close the arrangement."""
    with unit_of_work(town.portal.staff, SYSTEM) as work:
        set_state(work, work.session.get_one(Party, town.adoptive).arrangement_id, state)


def saved_letter(visitor: Visitor, to: Sequence[str], text: str = "Dear Dawn", note: str = "") -> str:
    """Write and save a letter; returns its draft's id."""
    draft_id = new_id()
    answer = visitor.post(f"/letters/{draft_id}", text=text, note=note, to=list(to), version="0")
    assert answer.status_code == 303, answer.text
    return draft_id


def released(town: Town, item_id: str, told: str = "") -> str:
    """Let a letter through as it is; returns the release's id."""
    delivery_id = _claimed(town, item_id)
    with unit_of_work(town.portal.staff, Actor("staff", town.staff.account.id)) as work:
        item = open_delivery(work, town.portal.agency_id, delivery_id)
        seen = Seen(item.delivery.version, content_digest(item.content()), item.terms_version)
        grounds = Grounds(told=told, kept=confirmed(item))
        return release(work, town.staff.account, delivery_id, seen, grounds).id


def returned(town: Town, item_id: str, told: str) -> None:
    """Send a letter back to its writer."""
    delivery_id = _claimed(town, item_id)
    with unit_of_work(town.portal.staff, Actor("staff", town.staff.account.id)) as work:
        version = open_delivery(work, town.portal.agency_id, delivery_id).delivery.version
        grounds = Grounds((Reason.FULL_NAME,), "", told)
        return_to_writer(work, town.staff.account, delivery_id, version, grounds)


def _claimed(town: Town, item_id: str) -> str:
    delivery = delivery_of(town.portal, item_id)
    with unit_of_work(town.portal.staff, SYSTEM) as work:
        claim(work, town.staff.account, delivery.id, delivery.version)
    return delivery.id


def words_of(page: TestResponse) -> str:
    """What a page says, without its markup."""
    main = page.text.split('id="main-content"', 1)[-1].split("<footer", 1)[0]
    spaced = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", "<" + main))
    return unescape(re.sub(r" ([.,])", r"\1", spaced))
