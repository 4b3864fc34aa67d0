"""Correspondents' accounts, as staff make and change them. Keys are made by the worker (unlocking)."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, replace

from sqlalchemy import delete, select

from moderation.sanitise.text import clean_line
from portal.db import new_id
from portal.models.account import Account, FamilySignIn, UnlockCode
from portal.models.arrangement import Membership, NameToken, Party
from portal.office import make_mark
from portal.refusal import NotThere, Refusal
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    agency_recipient,
    forget_copy,
    open_json,
    read_together,
    seal_json,
)
from portal.services.agencies import rules_of
from portal.services.granting import lock_account, lock_person
from portal.services.jobs import enqueue
from portal.services.names import fold_name, index_names, log_in_index, name_tokens
from portal.services.turns import wait_for_turn
from portal.services.unlocking import ISSUE_CODE, days_for, forget_code_letter, request_mark
from portal.work import Work

LONGEST_DETAIL = 400


class LogInNameTaken(Refusal):
    """The blind index of this name is in use."""

    sentence = "Another account uses this log-in name already."


class NameNeeded(Refusal):
    """A person without a name."""

    sentence = "Please give the person's name."


class AccountClosed(Refusal):
    """Nothing more is done with a closed account."""

    sentence = "This account is closed."


class MailAddressNeeded(Refusal):
    """A code by e-mail for somebody without an address."""

    sentence = "This person has no e-mail address, so the code can't go by e-mail."


class SameAddressOnBothSides(Refusal):
    """One person or address on both sides of an arrangement."""

    sentence = "This person, e-mail or postal address is on the other side of the same arrangement already."


@dataclass(frozen=True)
class Person:
    """Who somebody is and how to reach them: sealed to the agency, never known to the family door."""

    name: str
    log_in_name: str
    mail: str = ""
    telephone: str = ""
    address: str = ""
    language: str = ""
    notes: str = ""


@dataclass(frozen=True)
class KnownAccount:
    """An account with its opened details, as staff see it."""

    account: Account
    person: Person


def make_account(work: Work, agency_id: str, untrusted: Person, token: str | None = None) -> Account:
    """A new account, not yet invited. Raises NameNeeded, LogInNameTaken, TextTooLong.

    `token` is its id, given out with the form: a second press makes no second account.
    """
    person = clean_person(untrusted)
    if token:
        wait_for_turn(work, "account", token.encode())
    made = work.session.get(Account, token) if token else None
    if made is not None and made.agency_id == agency_id:
        return made
    log_in = log_in_index(work, person.log_in_name)
    wait_for_turn(work, "log-in", log_in)
    if work.session.scalar(select(Account.id).where(Account.log_in == log_in)) is not None:
        raise LogInNameTaken
    account_id = new_id() if made else token or new_id()
    copy = seal_json(
        work, agency_id, CopyKind.PERSON, account_id, asdict(person), [agency_recipient(work, agency_id)]
    )
    account = Account(
        id=account_id,
        agency_id=agency_id,
        log_in=log_in,
        state="made",
        details_copy_id=copy.id,
        has_mail=bool(person.mail),
        created_at=work.now,
    )
    work.session.add(account)
    work.session.flush()
    index_names(work, agency_id, "account", account_id, [person.name])
    work.record("account_made", agency_id, account_id)
    return account


def clean_person(untrusted: Person) -> Person:
    """Details as they are kept, with a log-in name where none was given. Raises NameNeeded, TextTooLong."""
    fields = {name: clean_line(value, LONGEST_DETAIL) for name, value in asdict(untrusted).items()}
    if not fields["name"]:
        raise NameNeeded
    fields["log_in_name"] = fields["log_in_name"] or fields["mail"] or _free_log_in_name(fields["name"])
    return Person(**fields)


def _free_log_in_name(name: str) -> str:
    # For people without e-mail: short enough to copy from a letter, and nobody can guess it.
    first = "".join(letter for letter in name.split()[0].lower() if letter.isalnum())
    return f"{first}-{secrets.randbelow(900_000) + 100_000}"


def change_person(work: Work, account: Account, untrusted: Person) -> None:
    """Change somebody's details. Raises NameNeeded, LogInNameTaken, SameAddressOnBothSides.

    The same details again (a second press) change nothing. Somebody with neither a log-in name nor a mail
    address in the form keeps the log-in name they have: a made-up one would be another with every press.
    """
    if not untrusted.log_in_name.strip() and not untrusted.mail.strip():
        untrusted = replace(untrusted, log_in_name=person_of(work, account).log_in_name)
    person = clean_person(untrusted)
    log_in = log_in_index(work, person.log_in_name)
    wait_for_turn(work, "log-in", log_in)
    account = lock_person(work, account.id)
    if person == person_of(work, account):
        return
    other = select(Account.id).where(Account.log_in == log_in, Account.id != account.id)
    if work.session.scalar(other) is not None:
        raise LogInNameTaken
    for membership in work.session.scalars(
        select(Membership).where(Membership.account_id == account.id)
    ).all():
        check_sides_apart(work, membership.party_id, account.id, person)
    old = account.details_copy_id
    account.details_copy_id = seal_json(
        work,
        account.agency_id,
        CopyKind.PERSON,
        account.id,
        asdict(person),
        [agency_recipient(work, account.agency_id)],
    ).id
    account.log_in, account.has_mail = log_in, bool(person.mail)
    work.session.flush()
    forget_copy(work, old)
    index_names(work, account.agency_id, "account", account.id, [person.name])
    work.record("account_changed", account.agency_id, account.id)


def person_of(work: Work, account: Account) -> Person:
    """Open somebody's details with the agency's key."""
    opener = AgencyOpener(account.agency_id)
    return Person(**open_json(work, account.details_copy_id, CopyKind.PERSON, account.id, opener))


def find_accounts(work: Work, agency_id: str, words: str = "", most: int = 50) -> list[KnownAccount]:
    """Accounts whose names hold every word asked for; newest first."""
    query = (
        select(Account).where(Account.agency_id == agency_id).order_by(Account.created_at.desc(), Account.id)
    )
    for token in name_tokens(work, [words]):
        query = query.where(Account.id.in_(select(NameToken.subject_id).where(NameToken.token == token)))
    found = work.session.scalars(query.limit(most)).all()
    read_together(work, [account.details_copy_id for account in found], AgencyOpener(agency_id))
    return [KnownAccount(account, person_of(work, account)) for account in found]


def _reached_at(person: Person) -> set[str]:
    # An address copied with other commas, lines or capitals is the same address.
    places = (person.mail, person.address)
    folded = ("".join(sign for sign in fold_name(place) if sign.isalnum()) for place in places)
    return {place for place in folded if place}


def check_sides_apart(work: Work, party_id: str, account_id: str, person: Person) -> None:
    """Raises SameAddressOnBothSides for the same person, e-mail or postal address on both sides."""
    party = work.session.get_one(Party, party_id)
    others = work.session.scalars(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .join(Party, Party.id == Membership.party_id)
        .where(Party.arrangement_id == party.arrangement_id, Party.id != party.id)
    )
    for other in others:
        if other.id == account_id or _reached_at(person_of(work, other)) & _reached_at(person):
            raise SameAddressOnBothSides


def ask_for_unlock_code(work: Work, account: Account, channel: str, token: str | None = None) -> UnlockCode:
    """Ask the worker for a fresh code (invitation, or a lost password). Older codes stop working.

    `channel` is "mail" or "post"; `token` is the code's id, given out with the form: a second press asks
    for no second code. Raises MailAddressNeeded, AccountClosed.
    """
    account = lock_account(work, account.id)
    made = work.session.get(UnlockCode, token) if token else None
    if made is not None and made.account_id == account.id:
        return made
    if account.state == "closed":
        raise AccountClosed
    if channel == "mail" and not account.has_mail:
        raise MailAddressNeeded
    _void_codes(work, account)
    code_id = new_id() if made else token or new_id()
    expires_at = work.now + days_for(rules_of(work, account.agency_id), channel)
    code = UnlockCode(
        id=code_id,
        mark=make_mark(work, *request_mark(code_id, account, channel, expires_at)),
        agency_id=account.agency_id,
        account_id=account.id,
        channel=channel,
        state="asked",
        asked_by=work.actor.id,
        created_at=work.now,
        expires_at=expires_at,
    )
    work.session.add(code)
    enqueue(work, ISSUE_CODE, code.id)
    work.record("unlock_code_asked", account.agency_id, account.id, channel=channel)
    return code


def _void_codes(work: Work, account: Account) -> None:
    """No code given out before opens this account any more."""
    older = select(UnlockCode).where(
        UnlockCode.account_id == account.id, UnlockCode.state.in_(("asked", "open"))
    )
    for code in work.session.scalars(older.execution_options(populate_existing=True)):
        code.state, code.sealed_private, code.lookup = "replaced", None, None
        forget_code_letter(work, code)


def find_account(work: Work, agency_id: str, account_id: str) -> Account:
    """An account of one's own agency. Raises NotThere."""
    account = work.session.get(Account, account_id)
    if account is None or account.agency_id != agency_id:
        raise NotThere
    return account


def newest_code(work: Work, account: Account) -> UnlockCode | None:
    """The code last asked for, whatever became of it."""
    query = select(UnlockCode).where(UnlockCode.account_id == account.id)
    return work.session.scalars(query.order_by(UnlockCode.created_at.desc()).limit(1)).one_or_none()


def parties_of_account(work: Work, account: Account) -> list[Party]:
    """The parties somebody belongs to."""
    return list(
        work.session.scalars(
            select(Party)
            .join(Membership, Membership.party_id == Party.id)
            .where(Membership.account_id == account.id)
            .order_by(Party.id)
        )
    )


def sign_out_person(work: Work, account: Account) -> None:
    """End every signed-in browser of somebody who rings because a telephone was lost or somebody looks on."""
    account = lock_account(work, account.id)
    work.session.execute(delete(FamilySignIn).where(FamilySignIn.account_id == account.id))
    work.record("signed_out_by_staff", account.agency_id, account.id)


def close_account(work: Work, account: Account) -> None:
    """Nobody can sign in with this account any more; what it received stays on record.

    Sessions and codes go at once, with the keys sealed in them.
    """
    account = lock_account(work, account.id)
    if account.state == "closed":
        return
    account.state = "closed"
    _void_codes(work, account)
    work.session.execute(delete(FamilySignIn).where(FamilySignIn.account_id == account.id))
    work.record("account_closed", account.agency_id, account.id)
