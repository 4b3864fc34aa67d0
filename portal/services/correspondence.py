"""Whom somebody writes to and hears from: their own side's card of each arrangement, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.models.arrangement import Arrangement, Membership, Party
from portal.sealing import CopyKind, NoGrant, open_json
from portal.services.sign_in import SignedIn
from portal.terms import Card
from portal.work import Work


@dataclass(frozen=True)
class Correspondence:
    """One arrangement as a correspondent sees it: their own party, its card, whether letters may pass, and
    since when there is an arrangement."""

    party: Party
    card: Card
    open: bool
    since: date


def correspondences(work: Work, me: SignedIn) -> list[Correspondence]:
    """The arrangements somebody writes and reads in."""
    rows = work.session.execute(
        select(Party, Arrangement.state, Arrangement.created_at)
        .join(Membership, Membership.party_id == Party.id)
        .join(Arrangement, Arrangement.id == Party.arrangement_id)
        .where(Membership.account_id == me.account.id)
        .order_by(Arrangement.created_at, Party.id)
    )
    return [
        Correspondence(party, card_of(work, me, party), state == "active", made_at.date())
        for party, state, made_at in rows
    ]


def card_of(work: Work, me: SignedIn, party: Party) -> Card:
    """One's own side's card. Raises NoGrant for anybody else's."""
    try:
        card = open_json(work, party.card_copy_id, CopyKind.CARD, party.id, me.opener)
    except NoGrant:
        # The terms may have changed since the party was read, and another card is there in its place.
        work.session.refresh(party)
        card = open_json(work, party.card_copy_id, CopyKind.CARD, party.id, me.opener)
    return Card.from_json(card)


def chosen(mine: Iterable[Correspondence], party_ids: Iterable[str]) -> list[Correspondence]:
    """The correspondences of these own parties, in the order of the page; others are passed over."""
    wanted = set(party_ids)
    return [one for one in mine if one.party.id in wanted]
