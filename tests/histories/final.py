"""Reads the whole database for the checker."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.account import Account
from portal.models.arrangement import Arrangement, ArrangementVersion, Membership, Party
from portal.models.audit import AuditEvent
from portal.models.background import OutboxMessage
from portal.models.copy import Copy, Grant
from portal.models.delivery import Decision, Delivery, Reading, Release, ReleasedPicture
from portal.models.item import Draft, Item
from portal.models.staff import StaffAccount
from portal.work import SYSTEM, House, unit_of_work
from tests.histories.history import (
    CopyRow,
    DecisionRow,
    DeliveryRow,
    Event,
    Final,
    ItemRow,
    Mail,
    ReleaseRow,
)


def read_final(house: House, given_items: frozenset[str] = frozenset()) -> Final:
    """All there is. `given_items` were there before the history began."""
    with unit_of_work(house, SYSTEM, writes=False) as work:
        rows = work.session
        return Final(
            deliveries=tuple(
                DeliveryRow(
                    one.id,
                    one.item_id,
                    one.arrangement_id,
                    one.to_party_id,
                    one.state,
                    one.version,
                    one.claimed_by,
                )
                for one in rows.scalars(select(Delivery))
            ),
            items=tuple(ItemRow(one.id, one.draft_id, one.account_id) for one in rows.scalars(select(Item))),
            decisions=tuple(
                DecisionRow(one.delivery_id, one.action, one.staff_id, one.to_party_id, one.terms_version)
                for one in rows.scalars(select(Decision))
            ),
            releases=_releases(rows),
            copies=_copies(rows),
            mails=tuple(
                Mail(one.template, one.account_id, one.occasion)
                for one in rows.scalars(select(OutboxMessage))
            ),
            events=_events(rows),
            drafts={one.id: (one.account_id, one.version) for one in rows.scalars(select(Draft))},
            members=frozenset((one.party_id, one.account_id) for one in rows.scalars(select(Membership))),
            cards={one.id: one.card_copy_id for one in rows.scalars(select(Party))},
            arrangements={one.id: (one.state, one.version) for one in rows.scalars(select(Arrangement))},
            versions=_versions(rows),
            readings=frozenset((one.release_id, one.account_id) for one in rows.scalars(select(Reading))),
            roles={one.id: one.role for one in rows.scalars(select(StaffAccount))},
            claim_minutes=house.settings.claim_minutes,
            given_items=given_items,
            with_mail=frozenset(rows.scalars(select(Account.id).where(Account.has_mail))),
        )


def _releases(rows: Session) -> tuple[ReleaseRow, ...]:
    pictures: dict[str, list[str]] = defaultdict(list)
    for one in rows.scalars(select(ReleasedPicture)):
        pictures[one.release_id] += [one.copy_id, one.small_copy_id]
    return tuple(
        ReleaseRow(
            one.id,
            one.delivery_id,
            one.to_party_id,
            one.withdrawn_at is not None,
            (one.copy_id, *pictures[one.id]),
        )
        for one in rows.scalars(select(Release))
    )


def _copies(rows: Session) -> tuple[CopyRow, ...]:
    holders: dict[str, set[str]] = defaultdict(set)
    for copy_id, kind, holder in rows.execute(select(Grant.copy_id, Grant.holder_kind, Grant.holder_id)):
        holders[copy_id].add("agency" if kind == "agency" else holder)
    found = rows.execute(select(Copy.id, Copy.kind, Copy.subject_id)).all()
    return tuple(CopyRow(one, kind, subject, frozenset(holders[one])) for one, kind, subject in found)


def _events(rows: Session) -> tuple[Event, ...]:
    found = rows.scalars(select(AuditEvent).order_by(AuditEvent.chain, AuditEvent.number))
    return tuple(
        Event(one.chain, one.number, one.at, one.event, one.actor_id, one.subject_id, one.detail)
        for one in found
    )


def _versions(rows: Session) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for arrangement_id, number in rows.execute(
        select(ArrangementVersion.arrangement_id, ArrangementVersion.number)
    ):
        found[arrangement_id].append(number)
    return {one: tuple(sorted(numbers)) for one, numbers in found.items()}
