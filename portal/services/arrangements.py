"""Arrangements: made, changed in versions, closed; who belongs to which party."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from crypto.errors import NotCertified
from moderation.hints.find import check_term
from portal.db import new_id
from portal.models.account import Account
from portal.models.arrangement import Arrangement, ArrangementVersion, Membership, NameToken, Party
from portal.models.delivery import Release
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
    take_back_grants,
)
from portal.services.accounts import (
    AccountClosed,
    Person,
    check_sides_apart,
    clean_person,
    make_account,
    person_of,
)
from portal.services.granting import (
    grant_everything_due,
    lock_arrangement,
    lock_person,
    membership_mark,
    party_recipients,
    release_copies,
)
from portal.services.names import index_names, name_tokens
from portal.services.turns import wait_for_turn
from portal.terms import SIDES, Card, Side, Terms
from portal.work import Work

# Letters and figures that are not taken for one another when read out or copied by hand.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class TermsChangedMeanwhile(Refusal):
    """The version seen isn't the current one."""

    sentence = "Somebody else changed this arrangement while you were working on it. Please look again."


class ChannelClosed(Refusal):
    """The arrangement isn't active."""

    sentence = "Letters can't be sent here at the moment. Please speak to the letterbox team."


class NoSuchState(Refusal):
    """A word that is no state of an arrangement."""

    sentence = "Please choose one of the states."


STATES = ("active", "paused", "prohibited", "ended")


@dataclass(frozen=True)
class KnownArrangement:
    """An arrangement with its current terms opened, as staff see it."""

    arrangement: Arrangement
    terms: Terms
    parties: dict[str, Party]


def make_arrangement(work: Work, agency_id: str, terms: Terms, token: str | None = None) -> Arrangement:
    """A new arrangement with both parties and no members yet. Raises UselessTerm.

    `token` is its id, given out with the form: a second press makes no second arrangement.
    """
    _check_terms(terms)
    if token:
        wait_for_turn(work, "arrangement", token.encode())
    made = work.session.get(Arrangement, token) if token else None
    if made is not None and made.agency_id == agency_id:
        return made
    arrangement = Arrangement(
        id=new_id() if made else token or new_id(),
        agency_id=agency_id,
        state="active",
        version=0,
        created_at=work.now,
    )
    work.session.add(arrangement)
    work.session.flush()
    for side in SIDES:
        party_id = new_id()
        work.session.add(
            Party(
                id=party_id,
                agency_id=agency_id,
                arrangement_id=arrangement.id,
                side=side,
                reference="".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(8)),
                card_copy_id=_seal_card(work, agency_id, party_id, terms, side),
            )
        )
    work.session.flush()
    _store_version(work, arrangement, terms)
    work.record("arrangement_made", agency_id, arrangement.id)
    return arrangement


def _check_terms(terms: Terms) -> None:
    for one in terms.protected:
        for word in (one.value, *one.watch):
            check_term(word)


def _seal_card(work: Work, agency_id: str, party_id: str, terms: Terms, side: Side) -> str:
    to = [agency_recipient(work, agency_id), *party_recipients(work, party_id)]
    card = Card.for_side(terms, side).to_json()
    return seal_json(work, agency_id, CopyKind.CARD, party_id, card, to).id


def _store_version(work: Work, arrangement: Arrangement, terms: Terms, why: str = "") -> None:
    arrangement.version += 1
    copy = seal_json(
        work,
        arrangement.agency_id,
        CopyKind.TERMS,
        arrangement.id,
        {"number": arrangement.version, "terms": terms.to_json(), "why": why},
        [agency_recipient(work, arrangement.agency_id)],
    )
    work.session.add(
        ArrangementVersion(
            arrangement_id=arrangement.id,
            number=arrangement.version,
            copy_id=copy.id,
            made_by=work.actor.id,
            made_at=work.now,
        )
    )
    names = [terms.child_birth_name, terms.child_adoptive_name, terms.adoptive.signs, terms.birth.signs]
    index_names(work, arrangement.agency_id, "arrangement", arrangement.id, names)


def change_terms(
    work: Work, arrangement_id: str, seen_version: int, terms: Terms, why: str = ""
) -> Arrangement:
    """Make a new version; `why` is sealed with it. Raises TermsChangedMeanwhile if `seen_version` isn't the
    current one.

    Decisions made under the older version no longer hold: release checks the number again.
    """
    _check_terms(terms)
    arrangement = lock_arrangement(work, arrangement_id)
    if arrangement.version != seen_version:
        raise TermsChangedMeanwhile
    _store_version(work, arrangement, terms, why)
    for party in parties_of(work, arrangement.id).values():
        old = party.card_copy_id
        party.card_copy_id = _seal_card(work, party.agency_id, party.id, terms, _side(party))
        work.session.flush()
        forget_copy(work, old)
    work.record("arrangement_changed", arrangement.agency_id, arrangement.id, version=arrangement.version)
    return arrangement


def _side(party: Party) -> Side:
    return "adoptive" if party.side == "adoptive" else "birth"


def set_state(work: Work, arrangement_id: str, state: str) -> None:
    """Open ("active") or close ("paused", "prohibited", "ended") the channel. Raises NoSuchState."""
    if state not in STATES:
        raise NoSuchState
    arrangement = lock_arrangement(work, arrangement_id)
    if arrangement.state == state:
        return
    arrangement.state = state
    work.record("arrangement_state_set", arrangement.agency_id, arrangement.id, state=state)


def parties_of(work: Work, arrangement_id: str) -> dict[str, Party]:
    """Both parties by side."""
    found = work.session.scalars(select(Party).where(Party.arrangement_id == arrangement_id))
    return {party.side: party for party in found}


def terms_of(work: Work, arrangement: Arrangement, number: int | None = None) -> Terms:
    """Open one version of the terms (the current one, if none is named) with the agency's key."""
    return _open_terms(
        work,
        arrangement,
        work.session.get_one(ArrangementVersion, (arrangement.id, number or arrangement.version)),
    )


def _open_terms(work: Work, arrangement: Arrangement, version: ArrangementVersion) -> Terms:
    opener = AgencyOpener(arrangement.agency_id)
    stored = open_json(work, version.copy_id, CopyKind.TERMS, arrangement.id, opener)
    if stored["number"] != version.number:
        raise NotCertified  # one version's row points at another's terms
    return Terms.from_json(stored["terms"])


def find_arrangement(work: Work, agency_id: str, arrangement_id: str) -> KnownArrangement:
    """An arrangement of one's own agency. Raises NotThere."""
    arrangement = work.session.get(Arrangement, arrangement_id)
    if arrangement is None or arrangement.agency_id != agency_id:
        raise NotThere
    return know_all(work, agency_id, [arrangement])[0]


def know_all(work: Work, agency_id: str, arrangements: Sequence[Arrangement]) -> list[KnownArrangement]:
    """Arrangements of one agency as staff see them: three queries, however many they are."""
    ids = [one.id for one in arrangements]
    parties: dict[str, dict[str, Party]] = {one: {} for one in ids}
    for party in work.session.scalars(select(Party).where(Party.arrangement_id.in_(ids))):
        parties[party.arrangement_id][party.side] = party
    current = (
        select(ArrangementVersion)
        .join(Arrangement, Arrangement.id == ArrangementVersion.arrangement_id)
        .where(Arrangement.id.in_(ids), ArrangementVersion.number == Arrangement.version)
    )
    versions = {row.arrangement_id: row for row in work.session.scalars(current)}
    read_together(work, [row.copy_id for row in versions.values()], AgencyOpener(agency_id))
    return [
        KnownArrangement(one, _open_terms(work, one, versions[one.id]), parties[one.id])
        for one in arrangements
    ]


def find_arrangements(work: Work, agency_id: str, words: str = "", most: int = 50) -> list[KnownArrangement]:
    """Arrangements whose names hold every word asked for, newest first; or by one party's reference."""
    query = select(Arrangement).where(Arrangement.agency_id == agency_id)
    reference = words.strip().upper()
    by_reference = select(Party.arrangement_id).where(
        Party.reference == reference, Party.agency_id == agency_id
    )
    arrangement_id = work.session.scalar(by_reference)
    if arrangement_id is not None:
        query = query.where(Arrangement.id == arrangement_id)
    else:
        for token in name_tokens(work, [words]):
            query = query.where(
                Arrangement.id.in_(select(NameToken.subject_id).where(NameToken.token == token))
            )
    rows = work.session.scalars(query.order_by(Arrangement.created_at.desc(), Arrangement.id).limit(most))
    return know_all(work, agency_id, rows.all())


def members_of(work: Work, party_id: str) -> list[Account]:
    """The accounts of a party."""
    return list(
        work.session.scalars(
            select(Account)
            .join(Membership, Membership.account_id == Account.id)
            .where(Membership.party_id == party_id)
            .order_by(Account.created_at, Account.id)
        )
    )


def add_member(work: Work, party_id: str, account: Account) -> None:
    """Put somebody into a party; they can read its card and what was released to it, also earlier.

    Raises SameAddressOnBothSides, AccountClosed.
    """
    account = lock_person(work, account.id, party_id)
    if account.state == "closed":
        raise AccountClosed
    if work.session.get(Membership, (party_id, account.id)) is not None:
        return
    check_sides_apart(work, party_id, account.id, person_of(work, account))
    party = work.session.get_one(Party, party_id)
    mark = make_mark(work, *membership_mark(party, account.id))
    work.session.add(Membership(party_id=party_id, account_id=account.id, mark=mark))
    work.session.flush()
    grant_everything_due(work, account)
    work.record("member_added", account.agency_id, party_id, account=account.id)


def make_member(work: Work, agency_id: str, party_id: str, untrusted: Person, token: str) -> Account:
    """A new account, in a party from the start. Raises SameAddressOnBothSides, and as for make_account."""
    check_sides_apart(work, party_id, token, clean_person(untrusted))
    account = make_account(work, agency_id, untrusted, token)
    add_member(work, party_id, account)
    return account


def remove_member(work: Work, party_id: str, account: Account) -> None:
    """Take somebody out of a party, with every grant they had through it."""
    account = lock_person(work, account.id, party_id)
    membership = work.session.get(Membership, (party_id, account.id))
    if membership is None:
        return
    work.session.delete(membership)
    party = work.session.get_one(Party, party_id, populate_existing=True)
    releases = work.session.scalars(select(Release).where(Release.to_party_id == party_id)).all()
    copies = [party.card_copy_id, *(one for row in releases for one in release_copies(work, row))]
    take_back_grants(work, copies, "account", account.id)
    work.record("member_removed", account.agency_id, party_id, account=account.id)


def check_open(arrangement: Arrangement) -> None:
    """Raises ChannelClosed unless letters may pass."""
    if arrangement.state != "active":
        raise ChannelClosed
