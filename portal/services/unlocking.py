"""Unlock codes: one mechanism for an invitation and for a lost password. Making one is the worker's alone."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from crypto.certificates import certify
from crypto.context import Context
from crypto.derivation import length_prefixed
from crypto.errors import NotCertified
from crypto.grants import generation_of, new_key_pair, seal_to, unseal_from
from crypto.passwords import Argon2Cost
from crypto.unlock_codes import derive_unlock, new_unlock_code, seal_under_code
from portal.keyring import ESCROW
from portal.models.account import Account, UnlockCode
from portal.office import check_mark
from portal.rules import AgencyRules
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    account_key_context,
    agency_recipient,
    forget_copy,
    open_json,
    seal_json,
)
from portal.services.granting import grant_everything_due, lock_person
from portal.services.notices import Notice, tell_account
from portal.settings import Settings
from portal.work import Work

ISSUE_CODE = "issue-unlock-code"
CODE_PRINTED = "unlock_letter_printed"


def days_for(rules: AgencyRules, channel: str) -> timedelta:
    """How long a code works: letters travel longer than mails."""
    by_mail = channel == "mail"
    return timedelta(days=rules.unlock_code_days_by_mail if by_mail else rules.unlock_code_days_by_post)


def argon_cost(settings: Settings) -> Argon2Cost:
    """The cost of a password guess, from the settings."""
    return Argon2Cost(settings.argon.memory_kib, settings.argon.iterations, settings.argon.lanes)


def escrow_context(account_id: str, agency_id: str) -> Context:
    """What an escrowed private half is bound to."""
    return Context("escrow", account_id, agency_id)


def code_context(account_id: str, agency_id: str) -> Context:
    """What a private half under an unlock code is bound to."""
    return Context("unlock-code", account_id, agency_id)


def request_mark(
    code_id: str, account: Account, channel: str, expires_at: datetime
) -> tuple[Context, str, str, str]:
    """What the office's mark on a request for a code is made over."""
    context = Context("unlock-request", code_id, account.agency_id)
    return context, account.id, channel, expires_at.astimezone(UTC).isoformat()


def issue_unlock_code(work: Work, code_id: str) -> None:
    """Make the code that was asked for and put it in the mail, or in a letter to print.

    Run twice, it makes one code: only a code still "asked" is issued. Raises NotCertified if the
    office didn't ask.
    """
    asked = work.session.get(UnlockCode, code_id)
    if asked is None:
        return
    account = lock_person(work, asked.account_id)
    row = work.session.get_one(UnlockCode, code_id, with_for_update=True, populate_existing=True)
    if row.state != "asked":
        return
    check_mark(work, row.mark, *request_mark(row.id, account, row.channel, row.expires_at))
    private = _private_half(work, account)
    code = new_unlock_code()
    unlock = derive_unlock(code, work.house.keys["log_in_index"], argon_cost(work.house.settings))
    row.lookup = unlock.lookup
    row.sealed_private = seal_under_code(private, unlock, code_context(account.id, account.agency_id))
    row.state = "open"
    row.letter_copy_id = seal_json(
        work,
        account.agency_id,
        CopyKind.UNLOCK_LETTER,
        row.id,
        {"code": code, "account": account.id, "channel": row.channel, "log_in": account.log_in.hex()},
        [agency_recipient(work, account.agency_id)],
    ).id
    if row.channel == "mail":
        tell_account(work, account, Notice.UNLOCK, row.id)
    work.record("unlock_code_issued", account.agency_id, account.id, channel=row.channel)


def _private_half(work: Work, account: Account) -> bytes:
    house = work.house
    context = escrow_context(account.id, account.agency_id)
    if account.escrow is not None:
        opened = _open_escrow(work, account)
        grant_everything_due(work, account)
        return opened
    pair = new_key_pair()
    number, escrow_public = house.keyring.public(work.session, account.agency_id, ESCROW)
    account.public = pair.public
    account.certificate = certify(
        house.keys["certificate_sign"], pair.public, account_key_context(account.id, account.agency_id)
    )
    account.escrow = seal_to(escrow_public, pair.private, context, number)
    if account.state == "made":
        account.state = "invited"
    work.session.flush()
    grant_everything_due(work, account)
    return pair.private


def _open_escrow(work: Work, account: Account) -> bytes:
    sealed = account.escrow
    assert sealed is not None
    number = generation_of(sealed)
    private = work.house.keyring.private(work.session, account.agency_id, ESCROW, number)
    work.record("escrow_opened", account.agency_id, account.id)
    return unseal_from(private, sealed, escrow_context(account.id, account.agency_id))


def code_in_letter(work: Work, row: UnlockCode, account: Account) -> str:
    """The code itself, to be given to that person. Raises NotCertified if it was made for somebody else, for
    another log-in name, or to go another way: rows can be bent, the sealed letter can't."""
    assert row.letter_copy_id is not None
    opened = open_json(work, row.letter_copy_id, CopyKind.UNLOCK_LETTER, row.id, AgencyOpener(row.agency_id))
    sealed = length_prefixed(opened["account"], opened["channel"], opened["log_in"])
    asked = length_prefixed(account.id, row.channel, account.log_in.hex())
    if row.account_id != account.id or not hmac.compare_digest(sealed, asked):
        raise NotCertified
    return str(opened["code"])


def code_to_print(work: Work, row: UnlockCode) -> str:
    """The code of a letter that goes by post (staff door). Recorded, because it opens an account."""
    code = code_in_letter(work, row, work.session.get_one(Account, row.account_id))
    work.record(CODE_PRINTED, row.agency_id, row.account_id)
    return code


def forget_code_letter(work: Work, row: UnlockCode) -> None:
    """The mail has left, or the code was used or ran out: the code itself is kept nowhere any more."""
    copy_id, row.letter_copy_id = row.letter_copy_id, None
    work.session.flush()
    if copy_id is not None:
        forget_copy(work, copy_id)


def expire_codes(work: Work) -> None:
    """Codes past their day stop existing, not only working."""
    for row in work.session.scalars(
        select(UnlockCode)
        .where(UnlockCode.state == "open", UnlockCode.expires_at <= work.now)
        .with_for_update(skip_locked=True)
    ):
        row.state, row.sealed_private, row.lookup = "expired", None, None
        forget_code_letter(work, row)
