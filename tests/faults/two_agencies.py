"""A family of each of two agencies, and who reads what of theirs: the team, the writer, the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyotp
from sqlalchemy import select, text

from crypto.errors import SealError
from moderation.hints.hint import Kind
from portal.models.account import Account
from portal.models.arrangement import Arrangement
from portal.models.copy import Copy, Grant
from portal.models.staff import StaffAccount
from portal.refusal import Refusal
from portal.sealing import account_recipient, agency_recipient
from portal.services.accounts import person_of
from portal.services.arrangements import terms_of
from portal.services.desk import open_delivery
from portal.services.sign_in import sign_in, who_is
from portal.services.staff_accounts import sign_in_staff, staff_name
from portal.services.tracking import sent_letter
from portal.services.unlocking import issue_unlock_code
from portal.settings import DOORS
from portal.work import SYSTEM, House, Work, open_house, unit_of_work
from tests.builders import (
    PASSWORD,
    Correspondent,
    Portal,
    Staff,
    add_arrangement,
    add_correspondent,
    add_staff,
    delivery_of,
    party_id,
    protected,
    send_letter,
    terms,
)


@dataclass
class Side:
    """One agency with a family: its writer, their letter on the desk, a colleague, a code asked for."""

    name: str
    agency_id: str
    who: Correspondent
    staff: Staff
    rows: dict[str, str] = field(default_factory=dict)
    other: str = ""

    def id_of(self, row: str) -> str:
        """The id of one of its rows."""
        return self.rows[row].split("'")[1]


Reader = Callable[[Work, Side], str]


class Undone(Exception):
    """It was only to be seen whether it can be done."""


def desk(work: Work, side: Side) -> str:
    """The agency's team opens the letter."""
    opened = open_delivery(work, side.agency_id, side.id_of("delivery"))
    return opened.text + opened.note


def elsewhere(work: Work, side: Side) -> str:
    """The other agency's team opens it: never."""
    return open_delivery(work, side.other, side.id_of("delivery")).text


def team(work: Work, side: Side) -> str:
    """A colleague signs in with both factors."""
    digits = pyotp.TOTP(side.staff.totp_secret).at(work.now)
    return sign_in_staff(work, side.staff.log_in_name, PASSWORD, digits)[0].id


def record(work: Work, side: Side) -> str:
    """The team looks somebody up."""
    return person_of(work, work.session.get_one(Account, side.who.account.id)).name


def plan(work: Work, side: Side) -> str:
    """The team looks at an arrangement."""
    row = work.session.scalars(select(Arrangement).where(text(side.rows["arrangement"]))).one()
    return terms_of(work, row).basis


def colleague(work: Work, side: Side) -> str:
    """The team looks at itself."""
    return staff_name(work, work.session.get_one(StaffAccount, side.staff.account.id))


def own(work: Work, side: Side) -> str:
    """The writer looks at their letter."""
    return sent_letter(work, side.who.me, side.id_of("item")).text


def session(work: Work, side: Side) -> str:
    """The writer is still signed in."""
    known = who_is(work, side.who.secret)
    if known is None:
        raise Refusal
    return known.account.id


def password(work: Work, side: Side) -> str:
    """The writer signs in."""
    known, _ = sign_in(work, side.who.log_in_name, PASSWORD)
    return sent_letter(work, known, side.id_of("item")).text


def to_agency(work: Work, side: Side) -> str:
    """Something is sealed to the agency."""
    return agency_recipient(work, side.agency_id).public.hex()


def to_account(work: Work, side: Side) -> str:
    """Something is sealed to the writer."""
    return account_recipient(work, work.session.get_one(Account, side.who.account.id)).public.hex()


def code(work: Work, side: Side) -> str:
    """The worker makes a code, out of escrow."""
    issue_unlock_code(work, side.id_of("unlock_code"))
    return ""


READERS: dict[Reader, str] = {
    desk: "staff",
    elsewhere: "staff",
    team: "staff",
    record: "staff",
    plan: "staff",
    colleague: "staff",
    own: "family",
    session: "family",
    password: "family",
    to_agency: "family",
    to_account: "staff",
    code: "worker",
}


def read_all(portal: Portal, sides: Sequence[Side]) -> list[dict[str, str | Exception]]:
    """What every reader of each side gets or meets, in fresh processes; nothing of it is kept."""
    houses = {door: open_house(portal.settings, door, portal.clock) for door in DOORS}
    found: list[dict[str, str | Exception]] = []
    for side in sides:
        found.append({one.__name__: _read(houses[door], one, side) for one, door in READERS.items()})
    for house in houses.values():
        house.engine.dispose()
    return found


def _read(house: House, reader: Reader, side: Side) -> str | Exception:
    got = ""
    try:
        with unit_of_work(house, SYSTEM) as work:
            got = reader(work, side)
            raise Undone
    except Undone:
        return got
    except (SealError, Refusal) as refusal:
        return refusal


def make_side(portal: Portal, name: str, agency_id: str) -> Side:
    """A family of this agency's."""
    portal.agency_id, words = agency_id, f"{name}shire"
    place = protected("birth", Kind.PLACE, words)
    arrangement = add_arrangement(portal, terms(basis=words, protected=(place,)))
    party = party_id(portal, arrangement, "birth")
    who = add_correspondent(portal, f"{name} {words}", f"{name.lower()}@example.org", party)
    side = Side(name, agency_id, who, add_staff(portal, name=f"Sam {words}"))
    item = send_letter(portal, who, f"I live in {words}.", [party], f"A note from {words}.")
    delivery = delivery_of(portal, item).id
    ids = {"item": item, "delivery": delivery, "arrangement": arrangement}
    ids |= {"account": who.account.id, "staff_account": side.staff.account.id}
    side.rows = {table: f"id = '{one}'" for table, one in ids.items()}
    side.rows["family_sign_in"] = f"id = '{who.me.sign_in_id}'"
    for purpose in ("content", "escrow"):
        side.rows[purpose] = f"agency_id = '{agency_id}' AND purpose = '{purpose}'"
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        for copy, grant in work.session.execute(
            select(Copy, Grant).join(Grant, Grant.copy_id == Copy.id).where(Copy.subject_id.in_(ids.values()))
        ):
            kind = copy.kind if copy.subject_id != side.staff.account.id else "staff-person"
            side.rows[kind] = f"id = '{copy.id}'"
            side.rows[f"{kind} for {grant.holder_kind}"] = f"id = '{grant.id}'"
    return side
