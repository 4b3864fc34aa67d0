"""Whoever can write to the database can't change the audit log unseen, nor can one door write another's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from crypto.chain import next_link
from portal.keys import KeysMissing, load_keys
from portal.services.audit import CHAINS, check_chain
from portal.work import SYSTEM, Work, unit_of_work
from tests.builders import Portal, close, make_portal
from tests.promises.intruder import Intruder, undone_intrusion
from tests.promises.scene import make_scene

FIVE = "chain = 'worker' AND number = 5"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal in the midst of its work: every chain has events."""
    made = make_portal(tmp_path_factory.mktemp("audit") / "portal")
    make_scene(made)
    yield made
    close(made)


def breaks(portal: Portal, work: Work) -> dict[str, int | None]:
    """Where each chain is broken, if it is."""
    keys = {chain: load_keys(portal.settings, chain)[f"chain_{chain}"] for chain in CHAINS}
    return {chain: check_chain(work, chain, keys[chain]).broken_at for chain in CHAINS}


def set_in(column: str, value: str) -> Callable[[Intruder], None]:
    """One field of the fifth event of the worker's chain."""
    return lambda he: he.write(f"UPDATE audit_event SET {column} = {value} WHERE {FIVE}")


def taken_out(he: Intruder) -> None:
    """The fifth event is gone."""
    he.write(f"DELETE FROM audit_event WHERE {FIVE}")


def taken_out_and_renumbered(he: Intruder) -> None:
    """The fifth event is gone, and those behind it have moved up."""
    taken_out(he)
    last = he.read("SELECT max(number) FROM audit_event WHERE chain = 'worker'")
    for number in range(6, last + 1):
        he.write("UPDATE audit_event SET number = :n - 1 WHERE chain = 'worker' AND number = :n", n=number)
    he.write("UPDATE chain_head SET number = number - 1 WHERE chain = 'worker'")


def exchanged(he: Intruder) -> None:
    """The fifth and the sixth have changed places."""
    for old, new in ((5, 0), (6, 5), (0, 6)):
        he.write("UPDATE audit_event SET number = :n WHERE chain = 'worker' AND number = :o", n=new, o=old)


def cut_off(he: Intruder) -> None:
    """The newest events are gone."""
    he.write("DELETE FROM audit_event WHERE chain = 'worker' AND number > 5")


def emptied(he: Intruder) -> None:
    """All events of the chain are gone."""
    he.write("DELETE FROM audit_event WHERE chain = 'worker'")


def head_gone(he: Intruder) -> None:
    """All events of the chain are gone, and its head as well."""
    emptied(he)
    he.write("DELETE FROM chain_head WHERE chain = 'worker'")


def appended(he: Intruder, link: bytes, copied_from: str) -> None:
    """An event more at the end of the worker's chain, and a head to fit."""
    source = he.read("SELECT number FROM chain_head WHERE chain = :c", c=copied_from)
    he.write("UPDATE chain_head SET number = number + 1, link = :l WHERE chain = 'worker'", l=link)
    he.write(
        "INSERT INTO audit_event SELECT 'worker', :n, at, agency_id, event, actor_kind, actor_id,"
        " subject_id, detail, :l FROM audit_event WHERE chain = :c AND number = :o",
        n=he.read("SELECT number FROM chain_head WHERE chain = 'worker'"),
        l=link,
        c=copied_from,
        o=source,
    )


def written_by_hand(he: Intruder) -> None:
    """An event more, linked under a key of the intruder's."""
    head = he.read("SELECT link FROM chain_head WHERE chain = 'worker'")
    appended(he, next_link(bytes(32), head, 1, b"event"), "worker")


def written_at_the_family_door(he: Intruder) -> None:
    """An event of the family door's, with its true link, at the end of the worker's chain."""
    appended(he, he.read("SELECT link FROM chain_head WHERE chain = 'family'"), "family")


CHANGES: dict[str, tuple[int | str, Callable[[Intruder], None]]] = {
    "who": (5, set_in("actor_id", "'somebody'")),
    "as what": (5, set_in("actor_kind", "'staff'")),
    "what": (5, set_in("event", "'nothing'")),
    "of what": (5, set_in("subject_id", "'another'")),
    "when": (5, set_in("at", "'2026-06-01 09:00:01.000000'")),
    "whose": (5, set_in("agency_id", "'another'")),
    "details": (5, set_in("detail", "'{\"more\": 1}'")),
    "link": (5, set_in("link", "x'00'")),
    "taken out": (6, taken_out),
    "taken out and renumbered": (5, taken_out_and_renumbered),
    "exchanged": (5, exchanged),
    "cut off": (6, cut_off),
    "emptied": (1, emptied),
    "head gone": (1, head_gone),
    "written by hand": ("the end", written_by_hand),
    "written at the family door": ("the end", written_at_the_family_door),
}


def test_without_an_intruder_the_chains_are_whole(portal: Portal) -> None:
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        assert breaks(portal, work) == {"family": None, "staff": None, "worker": None}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_audit_log_shows(portal: Portal, change: str) -> None:
    number, act = CHANGES[change]
    with undone_intrusion(portal) as (he, work):
        last = he.read("SELECT number FROM chain_head WHERE chain = 'worker'")
        act(he)
        expected = last + 1 if number == "the end" else number
        assert breaks(portal, work) == {"family": None, "staff": None, "worker": expected}


def test_no_process_holds_the_key_of_another_s_chain(portal: Portal) -> None:
    for house in (portal.family, portal.staff, portal.worker):
        for chain in set(CHAINS) - {house.door}:
            with pytest.raises(KeysMissing):
                house.keys[f"chain_{chain}"]
