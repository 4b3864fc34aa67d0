"""Closing an account ends everything it could still do, and nothing is given to it any more."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from moderation.decision import Reason
from portal.models.account import Account, FamilySignIn, UnlockCode
from portal.models.copy import Grant
from portal.services import deciding
from portal.services.accounts import AccountClosed, ask_for_unlock_code, close_account
from portal.services.arrangements import add_member
from portal.services.claims import claim
from portal.services.sign_in import CodeRefused, SignInRefused, change_password, use_code
from portal.work import SYSTEM, unit_of_work
from tests.builders import (
    PASSWORD,
    Portal,
    add_account,
    add_arrangement,
    add_correspondent,
    add_staff,
    delivery_of,
    party_id,
    send_letter,
    unlock_code,
)


def close(portal: Portal, account: Account) -> None:
    """As staff do it."""
    with unit_of_work(portal.staff, SYSTEM) as work:
        close_account(work, work.session.get_one(Account, account.id))


def test_sessions_and_codes_go_with_their_keys(portal: Portal) -> None:
    dawn = add_correspondent(portal, "Dawn", "dawn@example.org")
    code = unlock_code(portal, dawn.account)
    with unit_of_work(portal.staff, SYSTEM) as work:
        asked = ask_for_unlock_code(work, work.session.get_one(Account, dawn.account.id), "post").id
    close(portal, dawn.account)
    portal.work_off()
    with unit_of_work(portal.owner(), SYSTEM, writes=False) as work:
        assert work.session.scalar(select(func.count()).select_from(FamilySignIn)) == 0
        codes = work.session.scalars(select(UnlockCode)).all()
        assert {(row.state, row.sealed_private, row.letter_copy_id) for row in codes} == {
            ("used", None, None),
            ("replaced", None, None),
        }
        assert work.session.get_one(UnlockCode, asked).state == "replaced"
    with pytest.raises(CodeRefused), unit_of_work(portal.family, SYSTEM) as work:
        use_code(work, code, PASSWORD, dawn.log_in_name)


def test_a_password_set_at_the_last_moment_opens_nothing_again(portal: Portal) -> None:
    dawn = add_correspondent(portal, "Dawn", "dawn@example.org")
    close(portal, dawn.account)
    with pytest.raises(SignInRefused), unit_of_work(portal.family, SYSTEM) as work:
        change_password(work, dawn.me, PASSWORD, "another-kettle-monday")
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        assert work.session.get_one(Account, dawn.account.id).state == "closed"


def test_a_closed_account_joins_nothing(portal: Portal) -> None:
    party = party_id(portal, add_arrangement(portal), "birth")
    dawn = add_account(portal, "Dawn", "dawn@example.org")
    close(portal, dawn)
    with pytest.raises(AccountClosed), unit_of_work(portal.staff, SYSTEM) as work:
        add_member(work, party, work.session.get_one(Account, dawn.id))


def test_what_a_closed_writer_would_be_told_is_kept_for_the_record_alone(portal: Portal) -> None:
    party = party_id(portal, add_arrangement(portal), "birth")
    dawn, staff = add_correspondent(portal, "Dawn", "dawn@example.org", party), add_staff(portal)
    delivery = delivery_of(portal, send_letter(portal, dawn, "Dear all", [party]))
    close(portal, dawn.account)
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        grants = select(func.count()).where(Grant.holder_id == dawn.account.id)
        before = work.session.scalar(grants)
    grounds = deciding.Grounds((Reason.BLAME,), "", "Could you write this part again?")
    with unit_of_work(portal.staff, SYSTEM) as work:
        version = claim(work, staff.account, delivery.id, delivery.version).version
        deciding.return_to_writer(work, staff.account, delivery.id, version, grounds)
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        assert work.session.scalar(grants) == before
