"""One address on both sides of an arrangement would send one side's letters to the other: it is refused."""

from __future__ import annotations

import pytest

from portal.db import new_id
from portal.models.account import Account
from portal.services.accounts import Person, SameAddressOnBothSides, change_person, make_account, person_of
from portal.services.arrangements import add_member, make_member
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, add_arrangement, party_id

PRIYA = Person(
    "Priya Ashdown", "priya@example.org", "priya@example.org", address="12 Mill Lane, Oakham LE15 6AA"
)


@pytest.mark.parametrize(
    "same",
    [
        {"mail": "PRIYA@example.org"},
        {"address": "12 mill lane\nOakham\nLE156AA"},
        {"address": "12, Mill Lane, Oakham, le15 6aa"},
    ],
)
def test_the_same_address_is_refused_by_every_road(small_portal: Portal, same: dict[str, str]) -> None:
    portal, arrangement = small_portal, add_arrangement(small_portal)
    adoptive, birth = (party_id(portal, arrangement, side) for side in ("adoptive", "birth"))
    dawn = Person("Dawn", "dawn", **same)
    with unit_of_work(portal.staff, SYSTEM) as work:
        make_member(work, portal.agency_id, adoptive, PRIYA, new_id())
        harmless = make_member(work, portal.agency_id, birth, Person("Nan", "nan"), new_id()).id
        apart = make_account(work, portal.agency_id, dawn).id
    with pytest.raises(SameAddressOnBothSides), unit_of_work(portal.staff, SYSTEM) as work:
        add_member(work, birth, work.session.get_one(Account, apart))
    with pytest.raises(SameAddressOnBothSides), unit_of_work(portal.staff, SYSTEM) as work:
        make_member(work, portal.agency_id, birth, Person("Dawn", "dawn2", **same), new_id())
    with pytest.raises(SameAddressOnBothSides), unit_of_work(portal.staff, SYSTEM) as work:
        change_person(work, work.session.get_one(Account, harmless), Person("Nan", "nan", **same))


def test_no_address_is_nobody_s_address(small_portal: Portal) -> None:
    portal, arrangement = small_portal, add_arrangement(small_portal)
    with unit_of_work(portal.staff, SYSTEM) as work:
        for side in ("adoptive", "birth"):
            party = party_id(portal, arrangement, side)
            made = make_member(work, portal.agency_id, party, Person(f"{side} person", ""), new_id())
            assert person_of(work, made).address == ""
