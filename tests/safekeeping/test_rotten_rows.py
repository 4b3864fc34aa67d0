"""Rows that don't open stop no rotation: the rest is sealed anew, they are named, somebody judges."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from crypto.errors import WrongKey
from portal.cli.safekeeping import reseal_everything
from portal.models.account import Account
from portal.models.agency import AgencyKey
from portal.models.copy import Grant
from portal.models.staff import StaffAccount
from portal.safekeeping.checking import check_everything
from portal.services.rotation import QUARANTINE, OldKeysInUse, begin_rotation, remove_old_generations
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, add_staff
from tests.promises.scene import Scene, make_scene
from tests.safekeeping.test_commands import Shell


def spoil(scene: Scene) -> dict[str, str]:
    """One of each kind of row made rotten: its id, and the fault that is told."""
    portal, copy = scene.portal, scene.copy_of("Priya's queued letter", "letter")
    staff = add_staff(portal)
    with portal.owner().engine.begin() as db:
        grant = db.execute(
            text("SELECT id FROM copy_grant WHERE copy_id = :c AND holder_kind = 'agency'"), {"c": copy.id}
        ).scalar_one()
        db.execute(update(Grant).where(Grant.id == grant).values(sealed_key=b"rubbish"))
        db.execute(update(Account).where(Account.id == scene.dawn.account.id).values(escrow=b"\x07"))
        db.execute(update(StaffAccount).where(StaffAccount.id == staff.account.id).values(mark=b"forged"))
    return {grant: "UnknownFormat", scene.dawn.account.id: "UnknownFormat", staff.account.id: "NotCertified"}


def test_rotten_rows_are_passed_over_named_and_judged(portal: Portal) -> None:
    scene = make_scene(portal)
    rotten = spoil(scene)
    with unit_of_work(portal.worker, SYSTEM) as work:
        begin_rotation(work, portal.agency_id)
    first = reseal_everything(portal.worker, portal.agency_id)
    assert (first.done > 20, first.rotten) == (True, rotten)
    again = reseal_everything(portal.worker, portal.agency_id)
    assert (again.done, again.rotten) == (0, rotten)
    portal.clock.moment += QUARANTINE
    judged = list(rotten)
    with unit_of_work(portal.worker, SYSTEM) as work:
        for known in ([], judged[:1], judged[:2], judged[1:]):
            with pytest.raises(OldKeysInUse) as refused:
                remove_old_generations(work, portal.agency_id, known)
            assert {one for one in judged if one in str(refused.value)} == set(judged) - set(known)
        assert remove_old_generations(work, portal.agency_id, judged) == 2
    assert list(check_everything(portal.worker).faults.values()) == ["UnknownFormat"]


def test_the_commands_name_them(small_portal: Portal) -> None:
    rotten = spoil(make_scene(small_portal))
    shell = Shell(small_portal.settings.data)
    for words in (["rotate-keys"], ["rotate-keys", "--go-on"]):
        done = shell.type(*words)
        assert (done.exit_code, "3 rows don't open" in done.output) == (1, True), done.output
        assert all(f"{row_id}: {fault}" in done.output for row_id, fault in rotten.items())
    with small_portal.owner().engine.begin() as db:
        db.execute(update(AgencyKey).values(created_at=small_portal.clock() - timedelta(days=900)))
    held_up = shell.type("remove-old-keys")
    assert held_up.exit_code == 1
    assert "Held up by" in held_up.output
    words = [word for row_id in rotten for word in ("--despite", row_id)]
    assert "2 older keys deleted" in shell.says("remove-old-keys", *words)


def test_an_older_key_that_does_not_open_is_no_fault_of_the_rows(small_portal: Portal) -> None:
    make_scene(small_portal)
    with unit_of_work(small_portal.worker, SYSTEM) as work:
        begin_rotation(work, small_portal.agency_id)
        newest = work.session.get_one(AgencyKey, (small_portal.agency_id, "content", 2)).sealed_private
        other = newest[:4] + bytes(len(newest) - 4)
        work.session.execute(update(AgencyKey).where(AgencyKey.number == 1).values(sealed_private=other))
    small_portal.worker.keyring._opened.clear()
    with pytest.raises(WrongKey):
        reseal_everything(small_portal.worker, small_portal.agency_id)
