"""The way of one delivery: whose letter it is, with which pictures, from which party and to which.

The family door writes it down. The worker looks at it once and seals it with the hints, under the office's
mark; from then on no row can be bent to turn a letter aside.
"""

from __future__ import annotations

from sqlalchemy import select

from crypto.errors import NotCertified
from portal.models.arrangement import Membership, Party
from portal.models.delivery import Delivery
from portal.models.item import Attachment, Item
from portal.services.granting import check_members, check_membership
from portal.terms import other_side
from portal.work import Work


def check_way(work: Work, delivery: Delivery) -> None:
    """Raises NotCertified unless a member of one party of the arrangement writes to the party across, and
    the office put everybody there into it."""
    item = work.session.get_one(Item, delivery.item_id)
    here = work.session.get_one(Party, delivery.from_party_id)
    there = work.session.get_one(Party, delivery.to_party_id)
    membership = work.session.get(Membership, (here.id, item.account_id))
    same = here.arrangement_id == there.arrangement_id == delivery.arrangement_id
    if membership is None or not same or there.side != other_side(here.side):
        raise NotCertified
    check_membership(work, membership, here)
    check_members(work, there)


def side_of(work: Work, delivery: Delivery) -> str:
    """The side that writes."""
    return work.session.get_one(Party, delivery.from_party_id).side


def way_of(work: Work, delivery: Delivery) -> dict[str, object]:
    """A delivery's way as the rows tell it now; anything json can hold."""
    item = work.session.get_one(Item, delivery.item_id)
    pictures = select(Attachment.id).where(Attachment.item_id == item.id).order_by(Attachment.id)
    return {
        "item": item.id,
        "writer": item.account_id,
        "pictures": list(work.session.scalars(pictures)),
        "from": delivery.from_party_id,
        "from_side": side_of(work, delivery),
        "to": delivery.to_party_id,
        "arrangement": delivery.arrangement_id,
    }
