"""The post room's lists are short: what waits must not be pushed off them by what is done."""

from __future__ import annotations

from moderation.decision import content_digest
from portal.models.account import Account
from portal.services import deciding
from portal.services.accounts import ask_for_unlock_code
from portal.services.claims import claim
from portal.services.desk import open_delivery
from portal.services.post_room import PRINTED, code_letters, paper_letters, print_code_letter, print_letter
from portal.services.unlocking import CODE_PRINTED
from portal.work import SYSTEM, unit_of_work
from tests.builders import (
    Portal,
    add_account,
    add_arrangement,
    add_correspondent,
    add_staff,
    delivery_of,
    party_id,
    send_letter,
)


def say_at_the_family_door(portal: Portal, event: str, subject_id: str) -> None:
    """An event that is the staff door's to tell, told by a family door that somebody broke into."""
    with unit_of_work(portal.family, SYSTEM) as work:
        work.record(event, portal.agency_id, subject_id)


def test_letters_that_wait_longest_come_first_and_printed_ones_last(small_portal: Portal) -> None:
    portal, arrangement = small_portal, add_arrangement(small_portal)
    party = party_id(portal, arrangement, "adoptive")
    priya, staff = add_correspondent(portal, "Priya", "priya@example.org", party), add_staff(portal)
    made = []
    for text in ("first", "second", "third"):
        delivery = delivery_of(portal, send_letter(portal, priya, text, [party]))
        with unit_of_work(portal.staff, SYSTEM) as work:
            version = claim(work, staff.account, delivery.id, delivery.version).version
            item = open_delivery(work, portal.agency_id, delivery.id)
            seen = deciding.Seen(version, content_digest(item.content()), item.terms_version)
            made.append(deciding.release(work, staff.account, delivery.id, seen, deciding.Grounds()).id)
        portal.clock.forward(days=1)
    say_at_the_family_door(portal, PRINTED, made[0])
    for printed, order in ((None, [0, 1, 2]), (0, [1, 2, 0]), (1, [2, 1, 0])):
        with unit_of_work(portal.staff, SYSTEM) as work:
            if printed is not None:
                print_letter(work, portal.agency_id, made[printed])
        with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
            listed = [one.release.id for one in paper_letters(work, portal.agency_id)]
        assert listed == [made[place] for place in order]


def test_codes_that_were_printed_come_behind_those_that_were_not(small_portal: Portal) -> None:
    portal, asked = small_portal, []
    for name in ("Ann", "Bev"):
        account = add_account(portal, name, "")
        with unit_of_work(portal.staff, SYSTEM) as work:
            asked.append(ask_for_unlock_code(work, work.session.get_one(Account, account.id), "post").id)
        portal.work_off()
        portal.clock.forward(days=1)
        if name == "Ann":
            say_at_the_family_door(portal, CODE_PRINTED, account.id)
    with unit_of_work(portal.staff, SYSTEM) as work:
        assert [one.code.id for one in code_letters(work, portal.agency_id)] == asked
        print_code_letter(work, portal.agency_id, asked[0])
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        assert [one.code.id for one in code_letters(work, portal.agency_id)] == asked[::-1]
