"""Keys take over from older ones while letters are written and read: no request fails, nothing is lost."""

from __future__ import annotations

import threading
import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from crypto.agency import AgencyKeys, SealedGeneration
from crypto.errors import SealError
from crypto.root_keys import LocalRootKey
from moderation.lifecycle import State
from portal.cli.safekeeping import reseal_everything
from portal.keys import KeysMissing, load_keys
from portal.models.agency import AgencyKey
from portal.models.copy import Grant
from portal.safekeeping.checking import check_everything
from portal.safekeeping.key_files import replace_key_files
from portal.safekeeping.root_keys import (
    ChangeUnderWay,
    FilesDisagree,
    OldRootKeyInUse,
    forget_old_root_keys,
    make_new_root_keys,
)
from portal.services.jobs import CLAIM
from portal.services.rotation import (
    QUARANTINE,
    OldKeysInUse,
    begin_rotation,
    remove_old_generations,
    reseal_grants,
    reseal_under_new_root,
)
from portal.services.staff_accounts import sign_in_staff
from portal.settings import DOORS
from portal.web_server import LIMITS
from portal.work import SYSTEM, unit_of_work
from tests.builders import (
    PASSWORD,
    Portal,
    add_staff,
    close,
    delivery_of,
    open_door,
    picture_bytes,
    send_letter,
    unlock_code,
)
from tests.promises.scene import Scene, make_scene, release_item


def generations(portal: Portal, purpose: str) -> list[int]:
    """The numbers of an agency's generations."""
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        query = select(AgencyKey.number).where(AgencyKey.purpose == purpose).order_by(AgencyKey.number)
        return list(work.session.scalars(query))


def rotate(portal: Portal) -> int:
    """A whole rotation, as the command does it."""
    with unit_of_work(portal.worker, SYSTEM) as work:
        begin_rotation(work, portal.agency_id)
    return reseal_everything(portal.worker, portal.agency_id).done


@contextmanager
def restarted(portal: Portal, **changed: str) -> Iterator[Portal]:
    """The same portal in processes started later: nothing in memory, the key files read again."""
    settings = replace(portal.settings, **changed)  # type: ignore[arg-type]
    houses = {door: open_door(settings, door, portal.clock) for door in DOORS}
    later = replace(portal, settings=settings, apps={}, owners=[], **houses)  # type: ignore[arg-type]
    yield later
    close(later)


def faults_after_a_restart(portal: Portal, **changed: str) -> dict[str, str]:
    """What doesn't open in a process started later."""
    with restarted(portal, **changed) as later:
        return check_everything(later.worker).faults


def test_everything_opens_under_the_new_keys_alone(portal: Portal) -> None:
    scene, staff = make_scene(portal), add_staff(portal)
    before = check_everything(portal.worker)
    assert rotate(portal) > 20
    portal.clock.moment += QUARANTINE
    with unit_of_work(portal.worker, SYSTEM) as work:
        assert remove_old_generations(work, portal.agency_id) == 2
    assert generations(portal, "content") == generations(portal, "escrow") == [2]
    with restarted(portal) as later:
        after = check_everything(later.worker)
        assert (after.faults, after.copies, after.opened) == ({}, before.copies, before.opened)
        with unit_of_work(later.staff, SYSTEM) as work:
            code = pyotp.TOTP(staff.totp_secret).at(portal.clock())
            sign_in_staff(work, staff.log_in_name, PASSWORD, code)
        assert unlock_code(later, scene.dawn.account)  # out of escrow


def test_no_request_fails_while_keys_take_over(portal: Portal) -> None:
    scene, done, stop = make_scene(portal), [], threading.Event()
    staff = add_staff(portal)

    def keep(act: Callable[[], object]) -> None:
        while not stop.is_set():
            act()
            done.append(act)

    def write() -> None:
        picture = [picture_bytes()]
        send_letter(portal, scene.priya, "Dear Dawn", [scene.adoptive], pictures=picture, work_off=False)

    def pass_on() -> None:
        item = send_letter(portal, scene.dawn, "Dear both", [scene.birth], work_off=False)
        while delivery_of(portal, item).state == State.RECEIVED and not stop.is_set():
            time.sleep(0.01)
        if not stop.is_set():
            release_item(portal, staff, item)

    def read() -> None:
        client = portal.client("family")
        client.set_cookie("letterbox-family", cookie)
        assert client.get("/").status_code == 200

    with portal.app("family").test_request_context():
        cookie = secret_as_cookie(scene.priya.secret)
    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(keep, act) for act in (write, portal.work_off, pass_on, read)]
        for _ in range(2):
            rotate(portal)
        stop.set()
        for one in running:
            one.result()
    rotate(portal)  # and what came in at the last moment
    assert len(set(done)) == 4
    assert faults_after_a_restart(portal) == {}


def secret_as_cookie(secret: bytes) -> str:
    """As a browser keeps it."""
    return urlsafe_b64encode(secret).decode().rstrip("=")


def test_old_keys_are_not_deleted_while_something_needs_them(small_portal: Portal) -> None:
    portal = small_portal
    make_scene(portal)
    with unit_of_work(portal.worker, SYSTEM) as work:
        begin_rotation(work, portal.agency_id)
    portal.clock.moment += 2 * QUARANTINE
    with unit_of_work(portal.worker, SYSTEM) as work, pytest.raises(OldKeysInUse):
        remove_old_generations(work, portal.agency_id)
    reseal_everything(portal.worker, portal.agency_id)
    rotate(portal)
    with unit_of_work(portal.worker, SYSTEM) as work, pytest.raises(OldKeysInUse):
        remove_old_generations(work, portal.agency_id)  # the newest is too young
    portal.clock.moment += QUARANTINE
    with unit_of_work(portal.worker, SYSTEM) as work:
        assert remove_old_generations(work, portal.agency_id) == 4
    assert faults_after_a_restart(portal) == {}


def test_a_rotation_that_was_cut_short_goes_on_where_it_was(small_portal: Portal) -> None:
    portal = small_portal
    make_scene(portal)
    with unit_of_work(portal.worker, SYSTEM) as work:
        begin_rotation(work, portal.agency_id)
    with unit_of_work(portal.worker, SYSTEM) as work:
        assert reseal_grants(work, portal.agency_id, most=5).done == 5
    assert faults_after_a_restart(portal) == {}
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        left = select(func.count()).where(Grant.holder_kind == "agency", Grant.generation == 1)
        waiting = work.session.scalar(left)
    assert reseal_everything(portal.worker, portal.agency_id).done == waiting
    assert faults_after_a_restart(portal) == {}


@pytest.mark.parametrize("cut_after", ["staff", "worker"])
def test_a_change_of_root_keys_that_was_cut_short_goes_on(scene: Scene, cut_after: str) -> None:
    """Killed between the two key files; `cut_after` has the new key already, the other hasn't."""
    settings = scene.portal.settings
    other = "worker" if cut_after == "staff" else "staff"
    before = load_keys(settings, other).file.keys
    make_new_root_keys(settings)
    replace_key_files(settings, {other: before})
    with restarted(scene.portal) as portal:
        with unit_of_work(portal.worker, SYSTEM) as work:
            reseal_under_new_root(work)
        with pytest.raises(FilesDisagree):
            forget_old_root_keys(portal.worker)
    make_new_root_keys(settings)
    with restarted(scene.portal) as portal:
        with unit_of_work(portal.worker, SYSTEM) as work:
            reseal_under_new_root(work)
        forget_old_root_keys(portal.worker)
    assert faults_after_a_restart(scene.portal) == {}
    roots = [load_keys(settings, door).file.keys["root_content"] for door in ("staff", "worker")]
    assert roots[0] == roots[1]
    with pytest.raises(KeysMissing):
        load_keys(settings, "staff")["root_escrow"]


def test_forgetting_that_was_cut_short_is_no_new_change(scene: Scene) -> None:
    settings = scene.portal.settings
    make_new_root_keys(settings)
    under_way = load_keys(settings, "worker").file.keys
    with restarted(scene.portal) as portal:
        with unit_of_work(portal.worker, SYSTEM) as work:
            reseal_under_new_root(work)
        forget_old_root_keys(portal.worker)
        replace_key_files(settings, {"worker": under_way})  # killed before this file's turn
        with pytest.raises(ChangeUnderWay):
            make_new_root_keys(settings)
        forget_old_root_keys(portal.worker)
    assert faults_after_a_restart(scene.portal) == {}


@pytest.fixture
def scene(small_portal: Portal) -> Scene:
    """A portal in the midst of its work."""
    return make_scene(small_portal)


def test_root_keys_take_over_and_the_old_ones_open_nothing(scene: Scene) -> None:
    old = load_keys(scene.portal.settings, "worker").file.keys
    make_new_root_keys(scene.portal.settings)
    assert check_everything(scene.portal.worker).faults == {}  # a process that was not restarted yet
    with restarted(scene.portal) as portal:
        with pytest.raises(ChangeUnderWay):
            make_new_root_keys(portal.settings)
        with pytest.raises(OldRootKeyInUse):
            forget_old_root_keys(portal.worker)
        for changed in (2, 0):
            with unit_of_work(portal.worker, SYSTEM) as work:
                assert reseal_under_new_root(work) == changed
        forget_old_root_keys(portal.worker)
    for door in ("staff", "worker"):
        keys = load_keys(portal.settings, door).file.keys
        assert not any(name.endswith("_old") for name in keys)
        assert (portal.settings.keys / f"{door}.json").stat().st_mode & 0o777 == 0o600
    assert faults_after_a_restart(scene.portal) == {}
    with unit_of_work(scene.portal.worker, SYSTEM, writes=False) as work:
        for row in work.session.scalars(select(AgencyKey).options(undefer("*"))):
            with pytest.raises(SealError):
                opened_with(old[f"root_{row.purpose}"], row)


def opened_with(root: bytes, row: AgencyKey) -> bytes:
    """A generation's private half, by a root key alone."""
    sealed = SealedGeneration(row.agency_id, row.purpose, row.number, row.public, row.sealed_private)
    return AgencyKeys(LocalRootKey(root), [sealed]).private(row.agency_id, row.purpose, row.number)


def test_a_root_key_named_in_the_settings_takes_over_too(scene: Scene) -> None:
    given = "base64:" + b64encode(b"another root key, of 32 bytes...").decode()
    new = {"root_key": given, "escrow_root_key": given}
    old = {"old_root_key": "file", "old_escrow_root_key": "file"}
    with restarted(scene.portal, **new, **old) as portal, unit_of_work(portal.worker, SYSTEM) as work:
        assert reseal_under_new_root(work) == 2
    assert faults_after_a_restart(scene.portal, **new) == {}


def test_a_day_is_enough() -> None:
    """Whatever took the older key before the newer was there has ended long ago: a request, or a job."""
    longest = max(timedelta(seconds=int(str(LIMITS["timeout"]))), CLAIM)
    assert longest * 10 <= QUARANTINE
