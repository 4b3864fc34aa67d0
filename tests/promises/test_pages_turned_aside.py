"""An intruder bends the rows of pages and pictures, without any key: sealed letters and the worker's sealed
notes say which are whose, and nothing is shown, released or granted on a row's word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from crypto.errors import NotCertified
from portal.models.account import Account
from portal.models.background import Job
from portal.models.copy import Grant
from portal.services import desk
from portal.services.accounts import ask_for_unlock_code
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, add_staff, delivery_of, picture_bytes, send_letter
from tests.promises.intruder import Intruder, intrusion
from tests.promises.scene import Scene, make_people, release_item


@dataclass
class Sent:
    """Rita's letter with a photograph, and Priya's letter with another."""

    scene: Scene
    ritas: str
    priyas: str


@pytest.fixture
def sent(small_portal: Portal) -> Sent:
    scene = make_people(small_portal)
    with intrusion(small_portal) as he:
        rita = str(he.read("SELECT party_id FROM membership WHERE account_id = :a", a=scene.rita.account.id))
    letters = [
        send_letter(small_portal, who, "Look", [party], pictures=[picture_bytes()])
        for who, party in ((scene.rita, rita), (scene.priya, scene.adoptive))
    ]
    return Sent(scene, *letters)


def granted(scene: Scene, account: Account) -> set[str]:
    """What somebody's key opens."""
    with unit_of_work(scene.portal.worker, SYSTEM, writes=False) as work:
        return set(work.session.scalars(select(Grant.copy_id).where(Grant.holder_id == account.id)))


def test_another_familys_released_picture_is_granted_to_nobody(sent: Sent) -> None:
    scene, staff = sent.scene, add_staff(sent.scene.portal)
    theirs = release_item(scene.portal, staff, sent.ritas)
    ours = release_item(scene.portal, staff, sent.priyas)
    before = granted(scene, scene.dawn.account)
    with intrusion(scene.portal) as he:
        he.write(
            "UPDATE released_picture SET release_id = :o, position = 2 WHERE release_id = :t",
            o=ours.id,
            t=theirs.id,
        )
    with unit_of_work(scene.portal.staff, SYSTEM) as work:
        ask_for_unlock_code(work, work.session.get_one(Account, scene.dawn.account.id), "post")
    scene.portal.work_off()
    assert granted(scene, scene.dawn.account) == before
    with unit_of_work(scene.portal.worker, SYSTEM, writes=False) as work:
        assert set(work.session.scalars(select(Job.fault))) == {"NotCertified"}


def move_page(he: Intruder, here: str, there: str) -> None:
    """A page of one letter's file becomes the second of the other's."""
    he.write(
        "UPDATE page SET number = 2, attachment_id = (SELECT id FROM attachment WHERE item_id = :there)"
        " WHERE attachment_id = (SELECT id FROM attachment WHERE item_id = :here)",
        here=here,
        there=there,
    )


def other_familys_page(sent: Sent, he: Intruder) -> None:
    """Rita's photograph stands in Priya's letter."""
    move_page(he, sent.ritas, sent.priyas)


def page_moved_away(sent: Sent, he: Intruder) -> None:
    """Priya's photograph is not where staff should see it."""
    move_page(he, sent.priyas, sent.ritas)


def page_said_to_be_unread(sent: Sent, he: Intruder) -> None:
    """The words and codes of a page are forgotten, as if it were from before pages were read."""
    he.write("UPDATE page SET read_copy_id = NULL")


def notes_forgotten(sent: Sent, he: Intruder) -> None:
    """The worker's notes on a file are forgotten, as if it were from before there were any."""
    he.write("UPDATE attachment SET notes_copy_id = NULL")


@pytest.mark.parametrize(
    "act", [other_familys_page, page_moved_away, page_said_to_be_unread, notes_forgotten]
)
def test_a_page_is_shown_and_released_with_its_own_letter_alone(
    sent: Sent, act: Callable[[Sent, Intruder], None]
) -> None:
    portal, delivery = sent.scene.portal, delivery_of(sent.scene.portal, sent.priyas)
    with intrusion(portal) as he:
        act(sent, he)
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work, pytest.raises(NotCertified):
        desk.open_delivery(work, portal.agency_id, delivery.id)
    with pytest.raises(NotCertified):
        release_item(portal, add_staff(portal), sent.priyas)


def test_with_rows_as_they_were_both_are_released(sent: Sent) -> None:
    staff = add_staff(sent.scene.portal)
    for item in (sent.ritas, sent.priyas):
        assert release_item(sent.scene.portal, staff, item).copy_id
