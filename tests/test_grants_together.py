"""Somebody joins or leaves a side, or gets a first key, while something is given to that side.

Whoever comes second waits, and then sees what the first one did: nobody misses a letter or their card, and
nobody keeps one.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import sleep

import pytest
from sqlalchemy import select

from moderation.decision import content_digest
from portal.models.account import Account, UnlockCode
from portal.models.arrangement import Party
from portal.models.copy import Grant
from portal.models.delivery import Release
from portal.services import deciding
from portal.services.accounts import SameAddressOnBothSides, ask_for_unlock_code
from portal.services.arrangements import add_member, change_terms, remove_member
from portal.services.claims import claim
from portal.services.desk import open_delivery
from portal.services.granting import release_copies
from portal.services.unlocking import issue_unlock_code
from portal.work import SYSTEM, Actor, House, Work, unit_of_work
from tests.builders import (
    Portal,
    Staff,
    add_account,
    add_arrangement,
    add_correspondent,
    add_staff,
    delivery_of,
    party_id,
    send_letter,
    terms,
)

Act = Callable[[Work], object]
SECONDS = 0.7  # in which the second one comes to where it must wait, or is done if nothing makes it wait


def overlap(first: tuple[House, Act], second: tuple[House, Act]) -> None:
    """Do the first; before it is committed, begin the second; let both end. Raises what the second does."""

    def later() -> None:
        with unit_of_work(second[0], SYSTEM) as work:
            second[1](work)

    with ThreadPoolExecutor(1) as pool:
        with unit_of_work(first[0], SYSTEM) as work:
            first[1](work)
            begun = pool.submit(later)
            sleep(SECONDS)
        begun.result()


@dataclass
class Scene:
    """A letter to the birth side that a member of staff has claimed and looked at, and who may read it."""

    portal: Portal
    arrangement: str
    birth: str
    adoptive: str
    staff: Staff
    delivery: str
    seen: deciding.Seen

    def release(self, work: Work) -> None:
        """Let the letter through."""
        deciding.release(work, self.staff.account, self.delivery, self.seen, deciding.Grounds())

    def withdraw(self, work: Work) -> None:
        """Take it back."""
        grounds = deciding.Grounds(record="It went out by mistake.")
        deciding.withdraw(work, self.staff.account, self.delivery, self.seen.version + 1, grounds)

    def change(self, work: Work) -> None:
        """Agree on something else."""
        change_terms(work, self.arrangement, 1, terms(risk_notes="new"))

    def join(self, account: Account, side: str = "birth") -> Act:
        """Put somebody on a side."""
        party = self.birth if side == "birth" else self.adoptive
        return lambda work: add_member(work, party, work.session.get_one(Account, account.id))

    def leave(self, account: Account) -> Act:
        """Take somebody off the birth side."""
        return lambda work: remove_member(work, self.birth, work.session.get_one(Account, account.id))

    def can_open(self, account: Account) -> tuple[bool, bool]:
        """Has somebody grants on the birth side's card, and on all that was released to it?"""
        with unit_of_work(self.portal.staff, SYSTEM, writes=False) as work:
            held = set(work.session.scalars(select(Grant.copy_id).where(Grant.holder_id == account.id)))
            party = work.session.get_one(Party, self.birth)
            releases = work.session.scalars(select(Release).where(Release.to_party_id == self.birth)).all()
            letters = {copy for row in releases for copy in release_copies(work, row)}
            return party.card_copy_id in held, bool(letters) and letters <= held


@pytest.fixture
def scene(portal: Portal) -> Scene:
    """A letter that waits for one press."""
    arrangement = add_arrangement(portal)
    adoptive, birth = (party_id(portal, arrangement, side) for side in ("adoptive", "birth"))
    priya = add_correspondent(portal, "Priya Ashdown", "priya@example.org", adoptive)
    staff = add_staff(portal)
    delivery = delivery_of(portal, send_letter(portal, priya, "Dear Dawn", [adoptive]))
    with unit_of_work(portal.staff, Actor("staff", staff.account.id)) as work:
        version = claim(work, staff.account, delivery.id, delivery.version).version
        item = open_delivery(work, portal.agency_id, delivery.id)
        seen = deciding.Seen(version, content_digest(item.content()), item.terms_version)
    return Scene(portal, arrangement, birth, adoptive, staff, delivery.id, seen)


def asked_code(portal: Portal, account: Account) -> str:
    """A code that staff asked for and the worker has not made yet."""
    with unit_of_work(portal.staff, SYSTEM) as work:
        return ask_for_unlock_code(work, work.session.get_one(Account, account.id), "post").id


def test_who_joins_during_a_release_gets_the_letter(scene: Scene) -> None:
    house, dawn = scene.portal.staff, add_correspondent(scene.portal, "Dawn", "dawn@example.org").account
    overlap((house, scene.release), (house, scene.join(dawn)))
    assert scene.can_open(dawn) == (True, True)


def test_a_release_during_a_joining_reaches_who_joins(scene: Scene) -> None:
    house, dawn = scene.portal.staff, add_correspondent(scene.portal, "Dawn", "dawn@example.org").account
    overlap((house, scene.join(dawn)), (house, scene.release))
    assert scene.can_open(dawn) == (True, True)


def test_who_joins_while_the_terms_change_gets_the_new_card(scene: Scene) -> None:
    house, dawn = scene.portal.staff, add_correspondent(scene.portal, "Dawn", "dawn@example.org").account
    overlap((house, scene.change), (house, scene.join(dawn)))
    assert scene.can_open(dawn)[0]


def test_who_gets_a_first_key_during_a_release_gets_the_letter(scene: Scene) -> None:
    portal, dawn = scene.portal, add_account(scene.portal, "Dawn", "dawn@example.org", scene.birth)
    code = asked_code(portal, dawn)
    overlap((portal.staff, scene.release), (portal.worker, lambda work: issue_unlock_code(work, code)))
    assert scene.can_open(dawn) == (True, True)


def test_who_joins_while_their_first_key_is_made_gets_their_card(scene: Scene) -> None:
    portal, dawn = scene.portal, add_account(scene.portal, "Dawn", "dawn@example.org")
    code = asked_code(portal, dawn)
    overlap((portal.worker, lambda work: issue_unlock_code(work, code)), (portal.staff, scene.join(dawn)))
    assert scene.can_open(dawn)[0]


def test_who_leaves_during_a_release_keeps_nothing(scene: Scene) -> None:
    house = scene.portal.staff
    dawn = add_correspondent(scene.portal, "Dawn", "dawn@example.org", scene.birth).account
    overlap((house, scene.release), (house, scene.leave(dawn)))
    assert scene.can_open(dawn) == (False, False)


def test_a_release_during_a_leaving_does_not_reach_who_leaves(scene: Scene) -> None:
    house = scene.portal.staff
    dawn = add_correspondent(scene.portal, "Dawn", "dawn@example.org", scene.birth).account
    overlap((house, scene.leave(dawn)), (house, scene.release))
    assert scene.can_open(dawn) == (False, False)


def test_who_leaves_while_the_terms_change_does_not_keep_the_new_card(scene: Scene) -> None:
    house = scene.portal.staff
    dawn = add_correspondent(scene.portal, "Dawn", "dawn@example.org", scene.birth).account
    overlap((house, scene.change), (house, scene.leave(dawn)))
    assert not scene.can_open(dawn)[0]


def test_who_joins_while_a_letter_is_taken_back_does_not_get_it(scene: Scene) -> None:
    house, dawn = scene.portal.staff, add_correspondent(scene.portal, "Dawn", "dawn@example.org").account
    with unit_of_work(house, SYSTEM) as work:
        scene.release(work)
    overlap((house, scene.withdraw), (house, scene.join(dawn)))
    assert scene.can_open(dawn) == (True, False)


def test_nobody_gets_onto_both_sides_at_once(scene: Scene) -> None:
    house, dawn = scene.portal.staff, add_correspondent(scene.portal, "Dawn", "dawn@example.org").account
    with pytest.raises(SameAddressOnBothSides):
        overlap((house, scene.join(dawn)), (house, scene.join(dawn, "adoptive")))


def test_two_codes_asked_for_at_once_are_one_code_that_works(scene: Scene) -> None:
    portal, dawn = scene.portal, add_account(scene.portal, "Dawn", "dawn@example.org", scene.birth)

    def ask(work: Work) -> None:
        ask_for_unlock_code(work, work.session.get_one(Account, dawn.id), "post")

    overlap((portal.staff, ask), (portal.staff, ask))
    portal.work_off()
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        rows = work.session.scalars(select(UnlockCode).where(UnlockCode.account_id == dawn.id)).all()
        assert sorted(row.state for row in rows) == ["open", "replaced"]


def test_a_code_replaced_while_it_is_made_leaves_nothing_behind(scene: Scene) -> None:
    portal, dawn = scene.portal, add_account(scene.portal, "Dawn", "dawn@example.org", scene.birth)
    first = asked_code(portal, dawn)

    def ask(work: Work) -> None:
        ask_for_unlock_code(work, work.session.get_one(Account, dawn.id), "post")

    overlap((portal.worker, lambda work: issue_unlock_code(work, first)), (portal.staff, ask))
    with unit_of_work(portal.owner(), SYSTEM, writes=False) as work:
        row = work.session.get_one(UnlockCode, first)
        assert (row.state, row.sealed_private, row.lookup, row.letter_copy_id) == (
            "replaced",
            None,
            None,
            None,
        )
