"""A portal in the midst of its work, made through the services: letters in every state, and their writers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import select

from moderation.decision import Reason, content_digest
from moderation.hints.hint import Kind
from moderation.lifecycle import Role
from portal.db import new_id
from portal.models.copy import Copy
from portal.models.delivery import Release
from portal.services import deciding, desk
from portal.services.claims import claim
from portal.services.drafts import DraftContent, save_draft
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import (
    Correspondent,
    Portal,
    Staff,
    add_account,
    add_arrangement,
    add_correspondent,
    add_staff,
    attach,
    confirmed,
    delivery_of,
    party_id,
    picture_bytes,
    protected,
    send_letter,
    terms,
    unlock_code,
)

LETTER = "Dear Dawn, Kaylee can swim. We live near Oakham now. Love, Priya and Tom"
ANSWER = "Dear Priya and Tom, thank you. I am Dawn Thornbury. Love, Dawn"
NOTE = "For the team alone: our new telephone is 0116 496 0777."


@dataclass
class Scene:
    """Priya writes to Dawn; Rita belongs to another family. `made_in` tells in which step a copy was made."""

    portal: Portal
    arrangement: str = ""
    adoptive: str = ""
    birth: str = ""
    made_in: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)

    @property
    def priya(self) -> Correspondent:
        """The adopter."""
        return self.portal.people["Priya Ashdown"]

    @property
    def dawn(self) -> Correspondent:
        """The birth mother."""
        return self.portal.people["Dawn Thornbury"]

    @property
    def rita(self) -> Correspondent:
        """Somebody of another family."""
        return self.portal.people["Rita Fenwick"]

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Whatever is sealed in here belongs to this step."""
        before = {one.id for one in self.copies()}
        yield
        self.made_in |= {one.id: name for one in self.copies() if one.id not in before}

    def copies(self) -> list[Copy]:
        """Every sealed copy there is."""
        with unit_of_work(self.portal.worker, SYSTEM, writes=False) as work:
            return list(work.session.scalars(select(Copy).order_by(Copy.created_at, Copy.id)))

    def copy_of(self, step: str, kind: str) -> Copy:
        """The (first) copy of one kind made in one step."""
        return next(one for one in self.copies() if (self.made_in.get(one.id), one.kind) == (step, kind))


def make_people(portal: Portal) -> Scene:
    """An arrangement with Priya and Dawn in it, another with Rita, and nothing written yet."""
    scene = Scene(portal)
    with scene.step("staff"):
        add_staff(portal)
    with scene.step("their arrangement"):
        scene.arrangement = add_arrangement(portal)
    scene.adoptive = party_id(portal, scene.arrangement, "adoptive")
    scene.birth = party_id(portal, scene.arrangement, "birth")
    sides = {scene.adoptive: "Priya's side", scene.birth: "Dawn's side"}
    scene.made_in |= {one.id: sides[one.subject_id] for one in scene.copies() if one.subject_id in sides}
    with scene.step("Rita's arrangement"):
        other = add_arrangement(portal, terms(protected=(protected("birth", Kind.SURNAME, "Fenwick"),)))
    for name, mail, party in (
        ("Priya Ashdown", "priya@example.org", scene.adoptive),
        ("Dawn Thornbury", "dawn@example.org", scene.birth),
        ("Rita Fenwick", "rita@example.org", party_id(portal, other, "birth")),
    ):
        with scene.step(f"{name.split()[0]}'s account"):
            add_correspondent(portal, name, mail, party)
    return scene


def make_scene(portal: Portal) -> Scene:
    """Letters released, queued, begun and sent back; a person invited by post who has not come yet."""
    scene = make_people(portal)
    staff = add_staff_in(scene)
    with scene.step("Priya's released letter"):
        sent = send_letter(portal, scene.priya, LETTER, [scene.adoptive], NOTE, [picture_bytes()])
        release_item(portal, staff, sent, ["Oakham"], told="Thank you. We took a few words out.")
    with scene.step("Priya's queued letter"):
        queued = send_letter(
            portal, scene.priya, f"Another one. {LETTER}", [scene.adoptive], NOTE, [picture_bytes()]
        )
        review_item(portal, staff, queued, ["Oakham"])
    with scene.step("Priya's draft"):
        begin_draft(scene)
    with scene.step("Dawn's returned letter"):
        returned = send_letter(portal, scene.dawn, ANSWER, [scene.birth], "Please ring me.")
        return_item(portal, staff, returned, "Please sign with your first name.")
    with scene.step("Nora's invitation"):
        unlock_code(portal, add_account(portal, "Nora Quill", "nora@example.org"))
    scene.items = {"released": sent, "queued": queued, "returned": returned}
    return scene


def add_staff_in(scene: Scene) -> Staff:
    """A member of staff, noted as made in the step "staff"."""
    with scene.step("staff"):
        return add_staff(scene.portal, Role.MANAGER, "Max Manager")


def begin_draft(scene: Scene) -> str:
    """A draft of Priya's with a picture; returns its id."""
    draft_id, me = new_id(), scene.priya.me
    with unit_of_work(scene.portal.family, Actor("account", me.account.id)) as work:
        save_draft(work, me, draft_id, DraftContent("Not yet sent", "", (scene.adoptive,)), 0)
        attach(work, me, draft_id, picture_bytes(), "Oakham garden.jpg")
    return draft_id


def review_item(portal: Portal, staff: Staff, item_id: str, words: Sequence[str]) -> desk.DeskItem:
    """Claim an item's delivery and take these words out; returns it as it is then."""
    delivery = delivery_of(portal, item_id)
    with unit_of_work(portal.staff, Actor("staff", staff.account.id)) as work:
        version = claim(work, staff.account, delivery.id, delivery.version).version
        text = desk.open_delivery(work, portal.agency_id, delivery.id).text
        places = tuple((text.index(word), text.index(word) + len(word)) for word in words)
        desk.save_review(work, staff.account, delivery.id, version, desk.Review(removed=places))
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        return desk.open_delivery(work, portal.agency_id, delivery.id)


def release_item(
    portal: Portal, staff: Staff, item_id: str, words: Sequence[str] = (), told: str = ""
) -> Release:
    """Claim, redact and release an item to its one recipient."""
    item = review_item(portal, staff, item_id, words)
    seen = deciding.Seen(item.delivery.version, content_digest(item.content()), item.terms_version)
    grounds = deciding.Grounds((Reason.WHERE_SOMEBODY_LIVES,) if words else (), "", told, confirmed(item))
    with unit_of_work(portal.staff, Actor("staff", staff.account.id)) as work:
        return deciding.release(work, staff.account, item.delivery.id, seen, grounds)


def return_item(portal: Portal, staff: Staff, item_id: str, told: str) -> None:
    """Claim an item and send it back to its writer."""
    delivery = delivery_of(portal, item_id)
    with unit_of_work(portal.staff, Actor("staff", staff.account.id)) as work:
        version = claim(work, staff.account, delivery.id, delivery.version).version
        grounds = deciding.Grounds((Reason.FULL_NAME,), "Signed with her surname.", told)
        deciding.return_to_writer(work, staff.account, delivery.id, version, grounds)
