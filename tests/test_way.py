"""An item's whole way through the services, on every kind of storage."""

from __future__ import annotations

from portal.keys import load_keys
from portal.services.audit import CHAINS, check_chain
from portal.work import SYSTEM, unit_of_work
from tests.builders import (
    Portal,
    add_arrangement,
    add_correspondent,
    add_staff,
    delivery_of,
    party_id,
    picture_bytes,
    send_letter,
)


def test_a_letter_arrives_at_the_desk_made_safe(portal: Portal) -> None:
    arrangement = add_arrangement(portal)
    adoptive = party_id(portal, arrangement, "adoptive")
    priya = add_correspondent(portal, "Priya Ashdown", "priya@example.org", adoptive)
    item = send_letter(portal, priya, "Dear Dawn, all is well.", [adoptive], pictures=[picture_bytes()])
    assert delivery_of(portal, item).state == "waiting"


def test_every_audit_chain_is_whole(portal: Portal) -> None:
    add_staff(portal)
    arrangement = add_arrangement(portal)
    adoptive = party_id(portal, arrangement, "adoptive")
    priya = add_correspondent(portal, "Priya Ashdown", "priya@example.org", adoptive)
    send_letter(portal, priya, "Dear Dawn", [adoptive])
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        reports = [
            check_chain(work, chain, load_keys(portal.settings, chain)[f"chain_{chain}"]) for chain in CHAINS
        ]
    assert [report.broken_at for report in reports] == [None, None, None]
    assert all(report.events for report in reports)
