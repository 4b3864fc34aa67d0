"""Two who change one member of staff at the same moment: the mark fits what is there afterwards.

Each of the two has read the row before the other changed it, as a door does when a request comes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from crypto.grants import generation_of
from portal.models.staff import StaffAccount
from portal.services.rotation import begin_rotation, reseal_staff
from portal.services.staff_accounts import (
    SignInRefused,
    change_staff_password,
    find_staff,
    sign_in_staff,
    switch_off_staff,
)
from portal.services.staff_marks import check_staff
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import PASSWORD, Portal, Staff, add_staff, close, make_portal
from tests.servers.postgres import PostgresServer

NEW_PASSWORD = "another-marble-kettle"
Change = Callable[[Portal, Staff], None]


@pytest.fixture
def office(tmp_path: Path, postgres: PostgresServer) -> Iterator[Portal]:
    """A portal where two can be at work at one moment, with a rotation begun."""
    portal = make_portal(tmp_path, DATABASE_URL=postgres.url(postgres.new_database()))
    yield portal
    close(portal)


def reseal(portal: Portal, _: Staff) -> None:
    """The worker brings second factors under newer keys."""
    with unit_of_work(portal.worker, SYSTEM) as work:
        begin_rotation(work, portal.agency_id)
    with unit_of_work(portal.worker, SYSTEM) as work:
        reseal_staff(work, portal.agency_id)


def change_password(portal: Portal, staff: Staff) -> None:
    """In another browser of the same person."""
    with unit_of_work(portal.staff, Actor("staff", staff.account.id)) as work:
        account = find_staff(work, portal.agency_id, staff.account.id)
        change_staff_password(work, account, "", PASSWORD, NEW_PASSWORD)


def switch_off(portal: Portal, staff: Staff) -> None:
    """A manager's doing."""
    with unit_of_work(portal.staff, SYSTEM) as work:
        switch_off_staff(work, find_staff(work, portal.agency_id, staff.account.id))


def as_it_is_now(portal: Portal, staff: Staff) -> StaffAccount:
    """The row, if the office's mark fits it."""
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        account = find_staff(work, portal.agency_id, staff.account.id)
        check_staff(work, account)
        return account


def comes_in(portal: Portal, staff: Staff, password: str) -> None:
    """Somebody signs in, with a code that was not used yet."""
    portal.clock.forward(minutes=5)
    with unit_of_work(portal.staff, SYSTEM) as work:
        sign_in_staff(work, staff.log_in_name, password, pyotp.TOTP(staff.totp_secret).at(portal.clock()))


@pytest.mark.parametrize("meanwhile", [reseal, switch_off])
def test_a_password_changed_at_the_same_moment(office: Portal, meanwhile: Change) -> None:
    staff = add_staff(office)
    with unit_of_work(office.staff, Actor("staff", staff.account.id)) as work:
        mine = find_staff(work, office.agency_id, staff.account.id)
        meanwhile(office, staff)
        change_staff_password(work, mine, "", PASSWORD, NEW_PASSWORD)
    account = as_it_is_now(office, staff)
    if meanwhile is switch_off:
        assert not account.active
        with pytest.raises(SignInRefused):
            comes_in(office, staff, NEW_PASSWORD)
    else:
        comes_in(office, staff, NEW_PASSWORD)


@pytest.mark.parametrize("meanwhile", [reseal, change_password])
def test_switched_off_at_the_same_moment(office: Portal, meanwhile: Change) -> None:
    staff = add_staff(office)
    with unit_of_work(office.staff, SYSTEM) as work:
        theirs = find_staff(work, office.agency_id, staff.account.id)
        meanwhile(office, staff)
        switch_off_staff(work, theirs)
    assert not as_it_is_now(office, staff).active


@pytest.mark.parametrize("meanwhile", [change_password, switch_off])
def test_a_second_factor_resealed_at_the_same_moment(office: Portal, meanwhile: Change) -> None:
    staff = add_staff(office)
    with unit_of_work(office.worker, SYSTEM) as work:
        begin_rotation(work, office.agency_id)
    with unit_of_work(office.worker, SYSTEM) as work:
        seen = work.session.scalars(select(StaffAccount)).all()
        meanwhile(office, staff)
        reseal_staff(work, office.agency_id)
        assert len(seen) == 1
    account = as_it_is_now(office, staff)
    assert generation_of(account.totp) == 2
    if account.active:
        comes_in(office, staff, NEW_PASSWORD)


def test_one_who_signs_in_is_read_anew(office: Portal) -> None:
    staff = add_staff(office)
    with unit_of_work(office.staff, SYSTEM) as work:
        seen = find_staff(work, office.agency_id, staff.account.id)
        switch_off(office, staff)
        assert seen.active
        with pytest.raises(SignInRefused):
            sign_in_staff(work, staff.log_in_name, PASSWORD, pyotp.TOTP(staff.totp_secret).at(office.clock()))
