"""Signing in at the family door: unlock code, password, session. The password is never stored nor compared:
it opens the person's own key, or it doesn't."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import undefer

from crypto.context import Context
from crypto.errors import SealError, WrongPassword
from crypto.passwords import (
    needs_new_cost,
    seal_under_password,
    spend_equal_time,
    unseal_with_password,
)
from crypto.sessions import new_session_secret, seal_under_session, session_lookup, unseal_with_session
from crypto.unlock_codes import derive_unlock, parse_unlock_code, unseal_with_code
from portal.clock import ASTRAY
from portal.db import new_id
from portal.models.account import Account, FamilySignIn, UnlockCode
from portal.models.agency import Agency
from portal.refusal import NotThere, Refusal
from portal.sealing import AccountOpener
from portal.services.granting import lock_account
from portal.services.guessable import is_guessable
from portal.services.names import fold_name, log_in_index
from portal.services.notices import Notice, tell_account
from portal.services.unlocking import argon_cost, code_context, forget_code_letter
from portal.settings import Settings
from portal.work import Actor, Work

LEAST_PASSWORD = 10
LONGEST_PASSWORD = 200
SEEN_STEP = timedelta(minutes=1)


class SignInRefused(Refusal):
    """Unknown name, wrong password, closed account, wrong second factor: all the same."""

    sentence = "That log-in name and password do not fit together. Please check both and try again."


class CodeRefused(Refusal):
    """An unlock code that opens nothing: unknown, used, replaced, expired, or another's."""

    sentence = "This code does not work. It may be mistyped, used already, or too old."


class PasswordTooShort(Refusal):
    """Fewer than LEAST_PASSWORD characters."""

    sentence = "Please choose a longer password: at least 10 letters, numbers or signs."


class PasswordTooLong(Refusal):
    """More than LONGEST_PASSWORD characters."""

    sentence = "Please choose a shorter password: at most 200 letters, numbers or signs."


class PasswordTooCommon(Refusal):
    """On the list of passwords that are tried first, or nearly."""

    sentence = "Many people use this password, so it is easy to guess. Please choose another one."


@dataclass(frozen=True)
class SignedIn:
    """Somebody at the family door, with the key out of their own session."""

    sign_in_id: str
    account: Account
    agency: Agency
    opener: AccountOpener
    seen_at: datetime


def password_context(account_id: str, agency_id: str) -> Context:
    """What a private half under a password is bound to."""
    return Context("password", account_id, agency_id)


def session_context(sign_in_id: str, account_id: str, agency_id: str) -> Context:
    """What a private half under a session's secret is bound to."""
    return Context("session", account_id, agency_id, sign_in_id)


def check_new_password(password: str, log_in_name: str = "") -> None:
    """Length and what is tried first (guessable.py); no rules of composition.

    Raises PasswordTooShort, PasswordTooLong, PasswordTooCommon.
    """
    if len(password) < LEAST_PASSWORD:
        raise PasswordTooShort
    if len(password) > LONGEST_PASSWORD:
        raise PasswordTooLong
    plain = fold_name(password)
    if is_guessable(plain) or (log_in_name and fold_name(log_in_name) in plain):
        raise PasswordTooCommon


def check_not_own_name(work: Work, log_in: bytes, password: str) -> None:
    """A password that is one's own log-in name, or has it as one of its words, is the first guess.

    For who changes a password: the tables know the name by its blind index only. Raises PasswordTooCommon.
    """
    if any(log_in_index(work, guess) == log_in for guess in {password, *password.split()}):
        raise PasswordTooCommon


def sign_in(work: Work, log_in_name: str, password: str) -> tuple[SignedIn, bytes]:
    """Sign somebody in; returns who, and the secret for their cookie.

    Unknown name, wrong password, closed account: the same SignInRefused after the same work.
    """
    account = work.session.scalars(
        select(Account)
        .where(Account.log_in == log_in_index(work, log_in_name[:400]))
        .options(undefer(Account.sealed_private))
    ).one_or_none()
    password = password[: LONGEST_PASSWORD + 1]
    cost = argon_cost(work.house.settings)
    if account is None or account.sealed_private is None or account.state != "active":
        spend_equal_time(password, cost)
        raise SignInRefused
    context = password_context(account.id, account.agency_id)
    try:
        private = unseal_with_password(account.sealed_private, password, context)
    except WrongPassword:
        raise SignInRefused from None
    if needs_new_cost(account.sealed_private, cost):
        account.sealed_private = seal_under_password(private, password, context, cost)
    return _begin(work, account, private)


def _begin(work: Work, account: Account, private: bytes) -> tuple[SignedIn, bytes]:
    secret, sign_in_id = new_session_secret(), new_id()
    work.session.add(
        FamilySignIn(
            id=sign_in_id,
            account_id=account.id,
            lookup=session_lookup(secret),
            sealed_private=seal_under_session(
                private, secret, session_context(sign_in_id, account.id, account.agency_id)
            ),
            created_at=work.now,
            seen_at=work.now,
        )
    )
    work.actor = Actor("account", account.id)
    work.record("signed_in", account.agency_id, account.id)
    agency = work.session.get_one(Agency, account.agency_id)
    return SignedIn(sign_in_id, account, agency, AccountOpener(account.id, private), work.now), secret


# Asked with every request, so made once: putting a query together takes as long as asking it.
_WHO_IS = (
    select(FamilySignIn, Account, Agency)
    .join(Account, Account.id == FamilySignIn.account_id)
    .join(Agency, Agency.id == Account.agency_id)
    .where(FamilySignIn.lookup == bindparam("lookup"))
)


def who_is(work: Work, secret: bytes) -> SignedIn | None:
    """Who a cookie's secret belongs to, if the session is alive; None otherwise."""
    found = work.session.execute(_WHO_IS, {"lookup": session_lookup(secret)}).one_or_none()
    if found is None:
        return None
    row, account, agency = found
    if account.state != "active" or not is_alive(row.created_at, row.seen_at, work.now, work.house.settings):
        return None
    context = session_context(row.id, account.id, account.agency_id)
    try:
        private = unseal_with_session(row.sealed_private, secret, context)
    except SealError:
        return None
    return SignedIn(row.id, account, agency, AccountOpener(account.id, private), row.seen_at)


def is_alive(created_at: datetime, seen_at: datetime, now: datetime, settings: Settings) -> bool:
    """Neither idle too long nor signed in too long ago; nor later than now, by a clock that was wrong."""
    idle, absolute = timedelta(minutes=settings.idle_minutes), timedelta(hours=settings.absolute_hours)
    return -ASTRAY < now - seen_at < idle and -ASTRAY < now - created_at < absolute


def note_seen(work: Work, sign_in_id: str) -> None:
    """The person is still there; written at most once a minute."""
    row = work.session.get(FamilySignIn, sign_in_id)
    if row is not None and work.now - row.seen_at >= SEEN_STEP:
        row.seen_at = work.now


def _open_code(work: Work, untrusted_code: str) -> tuple[UnlockCode, Account, bytes]:
    code = parse_unlock_code(untrusted_code)
    cost = argon_cost(work.house.settings)
    unlock = derive_unlock(code, work.house.keys["log_in_index"], cost)
    found = work.session.scalars(select(UnlockCode).where(UnlockCode.lookup == unlock.lookup)).one_or_none()
    if found is None:
        raise CodeRefused
    # The person before their code, as everybody locks them who deals with codes.
    account = _lock(work, found.account_id, CodeRefused)
    row = work.session.get_one(UnlockCode, found.id, with_for_update=True, populate_existing=True)
    over = row.state != "open" or row.expires_at <= work.now or account.state == "closed"
    over = over or row.created_at >= work.now + ASTRAY  # its days were counted by a clock that was wrong
    if over or row.sealed_private is None:
        raise CodeRefused
    context = code_context(account.id, account.agency_id)
    return row, account, unseal_with_code(row.sealed_private, unlock, context)


def _lock(work: Work, account_id: str, refusal: type[Refusal]) -> Account:
    # On PostgreSQL this door can't even lock an account that was closed a moment ago.
    try:
        return lock_account(work, account_id)
    except NotThere:
        raise refusal from None


def use_code(work: Work, untrusted_code: str, password: str, log_in_name: str) -> tuple[SignedIn, bytes]:
    """Set a password with an unlock code and sign in. All other sessions end; the code is used up.

    The person types their log-in name once more, so that a code found on the way is not enough,
    and so that they learn which name to use next year. Raises BadUnlockCode for a slip of typing,
    CodeRefused for any other code, and the sentences about passwords.
    """
    check_new_password(password, log_in_name)
    row, account, private = _open_code(work, untrusted_code)
    if account.log_in != log_in_index(work, log_in_name[:400]):
        raise CodeRefused
    first = account.state != "active"
    _set_password(work, account, private, password)
    row.state, row.used_at, row.sealed_private, row.lookup = "used", work.now, None, None
    forget_code_letter(work, row)
    if not first:
        tell_account(work, account, Notice.PASSWORD_CHANGED, row.id)
    work.record("unlock_code_used", account.agency_id, account.id)
    return _begin(work, account, private)


def change_password(work: Work, me: SignedIn, old: str, new: str) -> None:
    """Change one's own password. Raises SignInRefused if the old one is wrong. Other sessions end."""
    check_new_password(new)
    check_not_own_name(work, me.account.log_in, new)
    account = _lock(work, me.account.id, SignInRefused)
    if account.state != "active" or account.sealed_private is None:
        raise SignInRefused  # closed a moment ago: setting a password must not open it again
    context = password_context(account.id, account.agency_id)
    try:
        private = unseal_with_password(account.sealed_private, old[: LONGEST_PASSWORD + 1], context)
    except WrongPassword:
        raise SignInRefused from None
    _set_password(work, account, private, new, keep=me.sign_in_id)
    tell_account(work, account, Notice.PASSWORD_CHANGED, new_id())


def _set_password(work: Work, account: Account, private: bytes, password: str, keep: str = "") -> None:
    cost = argon_cost(work.house.settings)
    context = password_context(account.id, account.agency_id)
    account.sealed_private = seal_under_password(private, password, context, cost)
    account.state, account.password_set_at = "active", work.now
    work.session.execute(
        delete(FamilySignIn).where(FamilySignIn.account_id == account.id, FamilySignIn.id != keep)
    )
    work.record("password_set", account.agency_id, account.id)


def sign_out(work: Work, me: SignedIn) -> None:
    """End this session: its sealed key is deleted."""
    work.session.execute(delete(FamilySignIn).where(FamilySignIn.id == me.sign_in_id))
    work.record("signed_out", me.account.agency_id, me.account.id)


def sign_out_everywhere(work: Work, me: SignedIn) -> None:
    """End every session of this account."""
    work.session.execute(delete(FamilySignIn).where(FamilySignIn.account_id == me.account.id))
    work.record("signed_out_everywhere", me.account.agency_id, me.account.id)


def sweep_sign_ins(work: Work) -> None:
    """Delete sessions that are over, with the keys sealed in them."""
    settings = work.house.settings
    idle, absolute = timedelta(minutes=settings.idle_minutes), timedelta(hours=settings.absolute_hours)
    work.session.execute(
        delete(FamilySignIn).where(
            (FamilySignIn.seen_at <= work.now - idle)
            | (FamilySignIn.created_at <= work.now - absolute)
            | (FamilySignIn.seen_at >= work.now + ASTRAY)
        )
    )
