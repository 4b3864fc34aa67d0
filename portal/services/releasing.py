"""Making what a recipient may read: a new copy with its own key, granted at release and to nobody before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

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
from portal.services.desk import DeskItem
from portal.services.desk_pages import DeskPage
from portal.services.granting import party_recipients
from portal.work import Work


def make_release(work: Work, delivery: Delivery, item: DeskItem) -> Release:
    """The release of exactly `item.content()` to the delivery's recipient."""
    release_id, agency_id = new_id(), delivery.agency_id
    to = [agency_recipient(work, agency_id), *party_recipients(work, delivery.to_party_id)]
    included = [(new_id(), one) for one in item.pages if one.included]
    letter = {
        "to": delivery.to_party_id,
        "text": item.content().text,
        "pictures": _entries(included),
        "in_office": item.content().in_office,
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


def _entries(included: Sequence[tuple[str, DeskPage]]) -> list[dict[str, object]]:
    """What the reader is told of each page. Pages are counted as they go: one left out leaves no gap."""
    going = Counter(one.attachment.id for _, one in included)
    seen: Counter[str] = Counter()
    entries: list[dict[str, object]] = []
    for picture_id, one in included:
        seen[one.attachment.id] += 1
        entries.append(
            {
                "id": picture_id,
                "description": one.description,
                "photograph": one.notes.is_picture,
                "number": seen[one.attachment.id],
                "of": going[one.attachment.id],
                "width": one.read.width,
                "height": one.read.height,
            }
        )
    return entries


def _released_picture(
    work: Work,
    made: Release,
    picture_id: str,
    position: int,
    going: DeskPage,
    to: Sequence[Recipient],
) -> ReleasedPicture:
    # New copies under new keys: nothing ties what the recipient holds to what the writer sent.
    agency_id = made.agency_id
    large, small = _pixels(work, going, AgencyOpener(agency_id))
    return ReleasedPicture(
        id=picture_id,
        release_id=made.id,
        position=position,
        copy_id=seal_blob(work, agency_id, CopyKind.RELEASED_PICTURE, picture_id, large, to).id,
        small_copy_id=seal_blob(work, agency_id, CopyKind.RELEASED_SMALL, picture_id, small, to).id,
    )


def _pixels(work: Work, going: DeskPage, opener: AgencyOpener) -> tuple[Iterator[bytes], Iterator[bytes]]:
    """The page as it goes, and a small one: as it came, or as it was painted and proved."""
    if not going.boxes:
        page = going.page
        large = open_blob(work, page.safe_copy_id, CopyKind.SAFE_PICTURE, page.id, opener)
        return large, open_blob(work, page.small_copy_id, CopyKind.SMALL_PICTURE, page.id, opener)
    assert going.painted is not None
    row = going.painted.row
    large = open_blob(work, row.copy_id, CopyKind.PAINTED_PAGE, row.id, opener)
    return large, open_blob(work, row.small_copy_id, CopyKind.PAINTED_SMALL, row.id, opener)
