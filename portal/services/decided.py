"""What was decided about a delivery before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from moderation.decision import Reason
from moderation.lifecycle import Action
from portal.models.delivery import Decision, Delivery
from portal.models.staff import StaffAccount
from portal.sealing import AgencyOpener, CopyKind, open_json
from portal.services.claims import find_delivery
from portal.services.grounds import Grounds
from portal.services.staff_accounts import staff_name
from portal.work import Work


@dataclass(frozen=True)
class PastDecision:
    """A decision with its grounds opened, and the name of who decided, for staff. `grounds.kept`: by kind."""

    decision: Decision
    action: Action
    grounds: Grounds
    by: str


def past_decisions(work: Work, delivery: Delivery) -> list[PastDecision]:
    """All decisions about a delivery, oldest first."""
    query = select(Decision).where(Decision.delivery_id == delivery.id)
    rows = work.session.scalars(query.order_by(Decision.decided_at, Decision.id)).all()
    return [_opened(work, row) for row in rows]


def _opened(work: Work, decision: Decision) -> PastDecision:
    opener = AgencyOpener(decision.agency_id)
    stored = open_json(work, decision.reasons_copy_id, CopyKind.REASONS, decision.id, opener)
    told = ""
    if decision.told_copy_id is not None:
        told = open_json(work, decision.told_copy_id, CopyKind.TOLD, decision.id, opener)["text"]
    reasons = tuple(Reason(one) for one in stored["reasons"])
    kept = tuple((kind, why) for kind, why in stored.get("kept", ()))  # older decisions have none
    grounds = Grounds(reasons, stored["record"], told, kept)
    by = staff_name(work, work.session.get_one(StaffAccount, decision.staff_id))
    return PastDecision(decision, Action(decision.action), grounds, by)


def decided_already(
    work: Work, staff: StaffAccount, delivery_id: str, seen_version: int, actions: frozenset[Action]
) -> bool:
    """Is this a second press of a button whose first press was obeyed?

    True if the one thing that happened since `seen_version` is this person's own decision of this kind.
    """
    delivery = find_delivery(work, staff.agency_id, delivery_id)
    newest = work.session.scalars(
        select(Decision)
        .where(Decision.delivery_id == delivery.id)
        .order_by(Decision.decided_at.desc())
        .limit(1)
    ).one_or_none()
    return (
        newest is not None
        and delivery.version == seen_version + 1
        and newest.staff_id == staff.id
        and newest.action in actions
    )
