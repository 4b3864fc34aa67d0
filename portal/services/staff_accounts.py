"""Staff: making accounts, signing in with password and one-time code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pyotp
from sqlalchemy import delete, select

from crypto.grants import generation_of, seal_to, unseal_from
from crypto.passwords import check_password, hash_password, needs_new_cost, spend_equal_time
from crypto.sessions import new_session_secret, session_lookup
from moderation.lifecycle import Role
from moderation.sanitise.text import clean_line
from portal.clock import ASTRAY
from portal.db import new_id
from portal.keyring import CONTENT
from portal.models.staff import StaffAccount, StaffSignIn
from portal.refusal import NotThere, Refusal
from portal.sealing import AgencyOpener, CopyKind, agency_recipient, open_json, seal_json
from portal.services.accounts import NameNeeded
from portal.services.names import log_in_index
from portal.services.sign_in import (
    LONGEST_PASSWORD,
    SEEN_STEP,
    SignInRefused,
    check_new_password,
    check_not_own_name,
)
from portal.services.staff_marks import (
    check_sign_in,
    check_staff,
    lock_staff,
    mark_sign_in,
    mark_staff,
    totp_context,
)
from portal.services.turns import wait_for_turn
from portal.services.unlocking import argon_cost
from portal.work import Actor, Work

TOTP_STEP_SECONDS = 30
STAFF_ROLES = (
    Role.ADMIN,
    Role.SUPPORT_WORKER,
    Role.SOCIAL_WORKER,
    Role.MANAGER,
    Role.INSPECTOR,
    Role.PARTNERSHIP_VIEWER,
)


class StaffLogInNameTaken(Refusal):
    """The blind index of this name is in use."""

    sentence = "Another member of staff uses this log-in name already."


class NotYourself(Refusal):
    """Somebody would lock themselves out."""

    sentence = "You can't switch off your own account. Please ask another manager."


class OldPasswordWrong(Refusal):
    """The present password isn't this one."""

    sentence = "This is not your password of today. Please type it again."


class NoSuchRole(Refusal):
    """No role, or none that staff can have."""

    sentence = "Please choose what this person does."


@dataclass(frozen=True)
class NewStaff:
    """What a new member of staff is given once: the account and the second factor's secret (base 32)."""

    account: StaffAccount
    totp_secret: str


@dataclass(frozen=True)
class KnownStaff:
    """A member of staff with their opened name."""

    account: StaffAccount
    name: str


def _mail_of(log_in_name: str) -> str:
    address = clean_line(log_in_name, 200)
    local, _, host = address.rpartition("@")
    return address if local and "." in host and " " not in address else ""


def make_staff(
    work: Work, agency_id: str, name: str, log_in_name: str, role: Role, password: str
) -> NewStaff:
    """A new member of staff; notices go to their log-in name, if it is an address.

    Raises StaffLogInNameTaken, NoSuchRole, NameNeeded, and the sentences about
    passwords."""
    name = clean_line(name, 200)
    if not name or not log_in_name.strip():
        raise NameNeeded
    if role not in STAFF_ROLES:
        raise NoSuchRole
    check_new_password(password, log_in_name)
    log_in = log_in_index(work, log_in_name)
    wait_for_turn(work, "staff log-in", log_in)
    if work.session.scalar(select(StaffAccount.id).where(StaffAccount.log_in == log_in)) is not None:
        raise StaffLogInNameTaken
    staff_id, secret = new_id(), pyotp.random_base32()
    agency = agency_recipient(work, agency_id)
    known = {"name": name, "mail": _mail_of(log_in_name)}
    details = seal_json(work, agency_id, CopyKind.PERSON, staff_id, known, [agency])
    account = StaffAccount(
        id=staff_id,
        agency_id=agency_id,
        log_in=log_in,
        role=role,
        active=True,
        details_copy_id=details.id,
        password=hash_password(password, argon_cost(work.house.settings)),
        totp=seal_to(
            agency.public, secret.encode(), totp_context(staff_id, agency_id), agency.holder.generation
        ),
        totp_step=0,
        created_at=work.now,
    )
    mark_staff(work, account)
    work.session.add(account)
    work.session.flush()
    work.record("staff_made", agency_id, staff_id, role=role)
    return NewStaff(account, secret)


def staff_name(work: Work, account: StaffAccount) -> str:
    """A member of staff's name, for colleagues."""
    opener = AgencyOpener(account.agency_id)
    return str(open_json(work, account.details_copy_id, CopyKind.PERSON, account.id, opener)["name"])


def staff_mail(work: Work, account: StaffAccount) -> str:
    """Where notices for a member of staff go; "" if their log-in name is no address."""
    opener = AgencyOpener(account.agency_id)
    opened = open_json(work, account.details_copy_id, CopyKind.PERSON, account.id, opener)
    return str(opened.get("mail", ""))


def sign_in_staff(work: Work, log_in_name: str, password: str, code: str) -> tuple[StaffAccount, bytes]:
    """Both factors at once; SignInRefused says nothing about which of them was wrong.

    A one-time code works once: the last step used is kept.
    """
    account = work.session.scalars(
        select(StaffAccount)
        .where(StaffAccount.log_in == log_in_index(work, log_in_name[:400]))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    password = password[: LONGEST_PASSWORD + 1]
    if account is None or not account.active:
        spend_equal_time(password, argon_cost(work.house.settings))
        raise SignInRefused
    check_staff(work, account)
    right = check_password(account.password, password)
    step = _matching_step(work, account, code)
    if not right or step is None:
        raise SignInRefused
    account.totp_step = step
    cost = argon_cost(work.house.settings)
    if needs_new_cost(account.password, cost):
        account.password = hash_password(password, cost)
        mark_staff(work, account)
    secret = new_session_secret()
    row = StaffSignIn(
        id=new_id(),
        staff_id=account.id,
        lookup=session_lookup(secret),
        created_at=work.now,
        seen_at=work.now,
    )
    mark_sign_in(work, row, account)
    work.session.add(row)
    work.actor = Actor("staff", account.id)
    work.record("staff_signed_in", account.agency_id, account.id)
    return account, secret


def _matching_step(work: Work, account: StaffAccount, code: str) -> int | None:
    number = generation_of(account.totp)
    private = work.house.keyring.private(work.session, account.agency_id, CONTENT, number)
    secret = unseal_from(private, account.totp, totp_context(account.id, account.agency_id)).decode()
    totp = pyotp.TOTP(secret, interval=TOTP_STEP_SECONDS)
    digits = "".join(letter for letter in code[:20] if letter.isascii() and letter.isdigit())
    now = int(work.now.timestamp()) // TOTP_STEP_SECONDS
    # A last step of days to come was kept by a clock that was wrong; nobody is to be locked out until then.
    astray = account.totp_step > now + ASTRAY.total_seconds() // TOTP_STEP_SECONDS
    for step in (now, now - 1, now + 1):
        if (astray or step > account.totp_step) and totp.verify(digits, for_time=step * TOTP_STEP_SECONDS):
            return step
    return None


def who_is_staff(work: Work, secret: bytes) -> tuple[StaffAccount, StaffSignIn] | None:
    """Whose session a cookie's secret is, and the session; None if it is over.

    Raises NotCertified for a session or an account that isn't the office's doing.
    """
    row = work.session.scalars(
        select(StaffSignIn).where(StaffSignIn.lookup == session_lookup(secret))
    ).one_or_none()
    settings = work.house.settings
    if row is None:
        return None
    idle, absolute = (
        timedelta(minutes=settings.staff_idle_minutes),
        timedelta(hours=settings.staff_absolute_hours),
    )
    if not -ASTRAY < work.now - row.seen_at < idle or not -ASTRAY < work.now - row.created_at < absolute:
        return None
    account = work.session.get_one(StaffAccount, row.staff_id)
    check_staff(work, account)
    check_sign_in(work, row, account)
    return (account, row) if account.active else None


def note_staff_seen(work: Work, sign_in_id: str) -> None:
    """The member of staff is still there; written at most once a minute."""
    row = work.session.get(StaffSignIn, sign_in_id)
    if row is not None and work.now - row.seen_at >= SEEN_STEP:
        row.seen_at = work.now


def sign_out_staff(work: Work, account: StaffAccount, sign_in_id: str, *, everywhere: bool) -> None:
    """End this session, or all of this person's."""
    own = StaffSignIn.staff_id == account.id
    work.session.execute(
        delete(StaffSignIn).where(own if everywhere else own & (StaffSignIn.id == sign_in_id))
    )
    work.record("staff_signed_out", account.agency_id, account.id, everywhere=everywhere)


def find_staff(work: Work, agency_id: str, staff_id: str) -> StaffAccount:
    """A member of one's own agency's team. Raises NotThere."""
    account = work.session.get(StaffAccount, staff_id)
    if account is None or account.agency_id != agency_id:
        raise NotThere
    return account


def team_of(work: Work, agency_id: str) -> list[KnownStaff]:
    """The whole team: who can sign in first, then by name."""
    rows = work.session.scalars(select(StaffAccount).where(StaffAccount.agency_id == agency_id)).all()
    known = [KnownStaff(row, staff_name(work, row)) for row in rows]
    return sorted(known, key=lambda one: (not one.account.active, one.name.casefold(), one.account.id))


def change_staff_password(work: Work, account: StaffAccount, sign_in_id: str, old: str, new: str) -> None:
    """Change one's own password; all other sessions end.

    Raises OldPasswordWrong and the sentences about passwords.
    """
    account = lock_staff(work, account.id)
    if not check_password(account.password, old[: LONGEST_PASSWORD + 1]):
        raise OldPasswordWrong
    check_new_password(new)
    check_not_own_name(work, account.log_in, new)
    account.password = hash_password(new, argon_cost(work.house.settings))
    mark_staff(work, account)
    work.session.execute(
        delete(StaffSignIn).where(StaffSignIn.staff_id == account.id, StaffSignIn.id != sign_in_id)
    )
    work.record("staff_password_changed", account.agency_id, account.id)


def switch_off_staff(work: Work, account: StaffAccount) -> None:
    """A member of staff has left: no signing in, and every session ends now. Raises NotYourself."""
    if work.actor.id == account.id:
        raise NotYourself
    account = lock_staff(work, account.id)
    if not account.active:
        return
    account.active = False
    mark_staff(work, account)
    work.session.execute(delete(StaffSignIn).where(StaffSignIn.staff_id == account.id))
    work.record("staff_switched_off", account.agency_id, account.id)


def sweep_staff_sign_ins(work: Work) -> None:
    """Delete staff sessions that are over."""
    settings = work.house.settings
    idle = work.now - timedelta(minutes=settings.staff_idle_minutes)
    oldest = work.now - timedelta(hours=settings.staff_absolute_hours)
    work.session.execute(
        delete(StaffSignIn).where(
            (StaffSignIn.seen_at <= idle)
            | (StaffSignIn.created_at <= oldest)
            | (StaffSignIn.seen_at >= work.now + ASTRAY)
        )
    )
