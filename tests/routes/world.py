"""One thing of every kind, so that every address can be filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select
from werkzeug.test import TestResponse

from moderation.hints.hint import Kind
from portal.db import new_id
from portal.models.account import Account
from portal.models.delivery import ReleasedPicture
from portal.models.item import Attachment
from portal.services.accounts import ask_for_unlock_code
from portal.services.agency_words import WordList, propose_words, words_of_agency
from portal.services.claims import claim, find_delivery, hand_back
from portal.services.desk import open_delivery, save_review
from portal.services.review import Review
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import (
    Correspondent,
    Portal,
    add_account,
    add_arrangement,
    add_correspondent,
    add_staff,
    delivery_of,
    party_id,
    picture_bytes,
    send_letter,
)
from tests.family.visits import Town, Visitor, make_town, released, returned, saved_letter

TOKENS = re.compile(r'(name="csrf_token" value=")[^"]+')


@dataclass(frozen=True)
class World:
    """`ids` belong to Priya (and to the team); `other` is of another family in the same agency."""

    town: Town
    other: Correspondent
    ids: dict[str, str]

    def address(self, rule: str, ids: dict[str, str]) -> str:
        """A rule with ids filled in."""

        def fill(found: re.Match[str]) -> str:
            name = found[1].rpartition(":")[2]
            if name == "attachment_id" and "/letters/" not in rule:
                name = "sent_attachment_id"
            return ids[name]

        return re.sub(r"<([^>]+)>", fill, rule)

    def nothing(self) -> dict[str, str]:
        """The same names with ids of nothing."""
        kept = {"side", "name"}
        return {name: value if name in kept else new_id() for name, value in self.ids.items()}


def make_world(portal: Portal) -> World:
    """Build it through the services and the family door."""
    town = make_town(portal)
    other_party = party_id(portal, add_arrangement(portal), "birth")
    other = add_correspondent(portal, "Olu Bright", "olu@example.org", other_party)
    priya = town.as_person(town.priya)
    item = send_letter(portal, town.priya, "Dear Dawn", [town.adoptive], pictures=[picture_bytes()])
    returned(town, item, "Please leave out the name of the school.")
    second = send_letter(
        portal, town.priya, "A second letter", [town.adoptive], pictures=[picture_bytes("another")]
    )
    waiting = delivery_of(portal, second)
    page_id = painted_page(portal, waiting.id)
    answer = send_letter(portal, town.dawn, "Hello", [town.birth], pictures=[picture_bytes()])
    release_id = released(town, answer)
    draft_id = saved_letter(priya, [town.adoptive], "A draft")
    assert priya.upload(draft_id, ("a.jpg", picture_bytes())).status_code == 303
    spare = add_account(portal, "Spare Person", "spare@example.org")
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        attached = select(Attachment.id)
        ids = {
            "release_id": release_id,
            "picture_id": work.session.scalars(
                select(ReleasedPicture.id).where(ReleasedPicture.release_id == release_id)
            ).one(),
            "draft_id": draft_id,
            "attachment_id": work.session.scalars(attached.where(Attachment.draft_id == draft_id)).one(),
            "sent_attachment_id": work.session.scalars(attached.where(Attachment.item_id == item)).one(),
            "item_id": item,
            "arrangement_id": waiting.arrangement_id,
            "side": "adoptive",
            "delivery_id": waiting.id,
            "page_id": page_id,
            "name": "hold",
            "account_id": spare.id,
        }
    colleague = add_staff(portal).account
    ids["staff_id"] = colleague.id
    with unit_of_work(portal.staff, SYSTEM) as work:
        propose_words(work, colleague, WordList.QUIET, Kind.PLACE, "Sunny Bank", "Everybody's street.")
        ids["word_id"] = words_of_agency(work, portal.agency_id)[0].id
    world = World(town, other, ids)
    ask_for_code(world)
    return world


def painted_page(portal: Portal, delivery_id: str) -> str:
    """A page of a letter on the desk, with a place taken out of it; the letter is handed back."""
    colleague = add_staff(portal).account
    with unit_of_work(portal.staff, Actor("staff", colleague.id)) as work:
        delivery = find_delivery(work, portal.agency_id, delivery_id)
        claimed = claim(work, colleague, delivery_id, delivery.version)
        (page,) = open_delivery(work, portal.agency_id, delivery_id).pages
        chosen = Review(places=((page.id, 10, 10, 80, 40),))
        saved = save_review(work, colleague, delivery_id, claimed.version, chosen)
        hand_back(work, colleague, delivery_id, saved.version)
    portal.work_off()
    return page.id


def ask_for_code(world: World) -> None:
    """A fresh code to print; older ones are used up by pages that ask for one."""
    portal = world.town.portal
    with unit_of_work(portal.staff, SYSTEM) as work:
        account = work.session.get_one(Account, world.ids["account_id"])
        account.state = "invited"
        world.ids["code_id"] = ask_for_unlock_code(work, account, "post").id
    portal.work_off()


def routes(app_rules: object) -> list[tuple[str, str]]:
    """(method, rule) of every route but the static files."""
    found = []
    for rule in app_rules:  # type: ignore[attr-defined]
        if rule.endpoint != "static":
            found += [(method, rule.rule) for method in rule.methods - {"HEAD", "OPTIONS"}]
    return sorted(found)


def press(visitor: Visitor, method: str, address: str, **form: object) -> TestResponse:
    """Go to an address, with a form token and no more than `form` filled in."""
    if method == "GET":
        return visitor.client.get(address)
    return visitor.post(address, version="1", **form)


def without_tokens(answer: TestResponse) -> bytes:
    """A page's bytes but for its form tokens, which differ every time."""
    return TOKENS.sub(r"\1", answer.get_data(as_text=True)).encode()
