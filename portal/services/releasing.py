"""Making what a recipient may read: a new copy with its own key, granted at release and to nobody before."""

from __future__ import annotations

from collections.abc import Sequence

from portal.db import new_id
from portal.models.delivery import Delivery, Release, ReleasedPicture
from portal.sealing import (
    AgencyOpener,
    CopyKind,
    Recipient,
    agency_recipient,
    open_blob,
    seal_blob,
    seal_json,
)
from portal.services.desk import DeskItem, DeskPicture
from portal.services.granting import party_recipients
from portal.work import Work


def make_release(work: Work, delivery: Delivery, item: DeskItem) -> Release:
    """The release of exactly `item.content()` to the delivery's recipient."""
    release_id, agency_id = new_id(), delivery.agency_id
    to = [agency_recipient(work, agency_id), *party_recipients(work, delivery.to_party_id)]
    included = [(new_id(), one) for one in item.pictures if one.included]
    letter = {
        "to": delivery.to_party_id,
        "text": item.content().text,
        "pictures": [{"id": picture_id, "description": one.description} for picture_id, one in included],
    }
    copy = seal_json(work, agency_id, CopyKind.RELEASED_LETTER, release_id, letter, to)
    made = Release(
        id=release_id,
        agency_id=agency_id,
        delivery_id=delivery.id,
        to_party_id=delivery.to_party_id,
        copy_id=copy.id,
        released_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    for position, (picture_id, one) in enumerate(included, start=1):
        work.session.add(_released_picture(work, made, picture_id, position, one, to))
    return made


def _released_picture(
    work: Work,
    made: Release,
    picture_id: str,
    position: int,
    picture: DeskPicture,
    to: Sequence[Recipient],
) -> ReleasedPicture:
    # New copies under new keys: nothing ties what the recipient holds to what the writer sent.
    agency_id, row = made.agency_id, picture.attachment
    opener = AgencyOpener(agency_id)
    assert row.safe_copy_id is not None
    assert row.small_copy_id is not None
    large = open_blob(work, row.safe_copy_id, CopyKind.SAFE_PICTURE, row.id, opener)
    small = open_blob(work, row.small_copy_id, CopyKind.SMALL_PICTURE, row.id, opener)
    return ReleasedPicture(
        id=picture_id,
        release_id=made.id,
        position=position,
        copy_id=seal_blob(work, agency_id, CopyKind.RELEASED_PICTURE, picture_id, large, to).id,
        small_copy_id=seal_blob(work, agency_id, CopyKind.RELEASED_SMALL, picture_id, small, to).id,
    )
