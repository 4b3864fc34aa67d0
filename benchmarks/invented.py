"""A portal with an invented letter on PostgreSQL, and people who are signed in to it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

import pyotp

from moderation.decision import content_digest
from portal.models.staff import StaffAccount
from portal.services.claims import claim
from portal.services.deciding import Seen, release
from portal.services.desk import open_delivery
from portal.services.grounds import Grounds
from portal.services.reading import mark_opened
from portal.services.staff_accounts import sign_in_staff
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import (
    PASSWORD,
    Clock,
    Correspondent,
    Portal,
    Staff,
    add_arrangement,
    add_correspondent,
    add_staff,
    confirmed,
    delivery_of,
    make_portal,
    party_id,
    send_letter,
)

SENTENCES = (
    "We went to the park again and she fed the ducks with her brother while it rained a little.",
    "She likes swimming, drawing horses and reading in bed.",
    "She asks about you now and then, so we look at the picture together.",
    "She lost a tooth and was very proud.",
    "Her new teacher says that she is kind to others.",
)


def letter_text(words: int) -> str:
    """A letter of so many words, in paragraphs of fifty."""
    chosen = list(islice(cycle(" ".join(SENTENCES).split()), words))
    return "\n\n".join(" ".join(chosen[at : at + 50]) for at in range(0, words, 50))


def portal_now(folder: Path, database_url: str) -> Portal:
    """A portal whose clock stands at this moment, so that real servers find its sessions alive."""
    return make_portal(folder, Clock(datetime.now(UTC)), DATABASE_URL=database_url)


def driver_url(database_url: str) -> str:
    """A DATABASE_URL as SQLAlchemy reads it."""
    return database_url.replace("postgresql://", "postgresql+psycopg://", 1)


def settings_of(portal: Portal) -> dict[str, str]:
    """What a server of this portal must be told."""
    return {
        "LETTERBOX_DATA": str(portal.settings.data),
        "DATABASE_URL": portal.settings.database_url.replace("postgresql+psycopg://", "postgresql://"),
    }


def cookie(door: str, secret: bytes) -> str:
    """The cookie of somebody signed in at a door."""
    return f"letterbox-{door}=" + urlsafe_b64encode(secret).decode().rstrip("=")


def sign_in(portal: Portal, staff: Staff) -> str:
    """Sign a member of staff in; returns the cookie."""
    code = pyotp.TOTP(staff.totp_secret).at(portal.clock.moment)
    with unit_of_work(portal.staff, SYSTEM) as work:
        return cookie("staff", sign_in_staff(work, staff.log_in_name, PASSWORD, code)[1])


@dataclass(frozen=True)
class Opened:
    """A released letter its reader has opened, and the reader."""

    release_id: str
    reader: Correspondent


def opened_letter(portal: Portal, words: int) -> Opened:
    """Write, release and open a letter."""
    arrangement = add_arrangement(portal)
    adoptive, birth = (party_id(portal, arrangement, side) for side in ("adoptive", "birth"))
    writer = add_correspondent(portal, "Priya", "priya@example.org", adoptive)
    reader = add_correspondent(portal, "Dawn", "dawn@example.org", birth)
    item_id = send_letter(portal, writer, letter_text(words), [adoptive])
    release_id = _release(portal, add_staff(portal).account, delivery_of(portal, item_id).id)
    with unit_of_work(portal.family, Actor("account", reader.account.id)) as work:
        mark_opened(work, reader.me, release_id)
    return Opened(release_id, reader)


def _release(portal: Portal, staff: StaffAccount, delivery_id: str) -> str:
    with unit_of_work(portal.staff, Actor("staff", staff.id)) as work:
        delivery = open_delivery(work, staff.agency_id, delivery_id).delivery
        version = claim(work, staff, delivery_id, delivery.version).version
        item = open_delivery(work, staff.agency_id, delivery_id)
        seen = Seen(version, content_digest(item.content()), item.terms_version)
        return release(work, staff, delivery_id, seen, Grounds(kept=confirmed(item))).id
