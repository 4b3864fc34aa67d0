"""Two agencies on one installation, and rows of the one in the place of the other's: the table says which
readers then meet a refusal. Nobody reads a word of the other agency's, and nothing is sealed to its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pyotp
import pytest
from sqlalchemy import select, text

from crypto.errors import SealError
from moderation.hints.hint import Kind
from portal.contact import Contact
from portal.models.account import Account
from portal.models.arrangement import Arrangement
from portal.models.copy import Copy, Grant
from portal.models.staff import StaffAccount
from portal.refusal import Refusal
from portal.sealing import account_recipient, agency_recipient
from portal.services.accounts import ask_for_unlock_code, person_of
from portal.services.agencies import found_agency
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
    close,
    delivery_of,
    make_portal,
    party_id,
    protected,
    send_letter,
    terms,
)

NAMES = ("Nora", "Olive")


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


@dataclass
class Ground:
    """Both."""

    portal: Portal
    sides: tuple[Side, Side]
    well: list[dict[str, str | Exception]] = field(default_factory=list)

    @contextmanager
    def exchanged(self, column: str, row: str) -> Iterator[None]:
        """A column (table.column) of both sides' rows has changed places."""
        self._exchange(column, row)
        yield
        self._exchange(column, row)

    def _exchange(self, columns: str, row: str) -> None:
        table, names = columns.split(".")
        with self.portal.worker.engine.begin() as connection:
            held = [
                connection.execute(text(f"SELECT {names} FROM {table} WHERE {one.rows[row]}"))
                .mappings()
                .one()
                for one in self.sides
            ]
            assert dict(held[0]) != dict(held[1])
            put = ", ".join(f"{name} = :{name}" for name in held[0])
            for one, values in zip(self.sides, reversed(held), strict=True):
                connection.execute(text(f"UPDATE {table} SET {put} WHERE {one.rows[row]}"), dict(values))


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


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Made once; what was exchanged is exchanged back."""
    portal = make_portal(tmp_path_factory.mktemp("agencies") / "portal")
    with unit_of_work(portal.worker, SYSTEM) as work:
        contact = Contact("0116 496 0999")
        agencies = [portal.agency_id, found_agency(work, "Other Council", "Other Letterbox", contact).id]
    first, second = (make_side(portal, name, one) for name, one in zip(NAMES, agencies, strict=True))
    for side, other in ((first, second), (second, first)):
        side.other = other.agency_id
        with unit_of_work(portal.staff, SYSTEM) as work:
            account = work.session.get_one(Account, side.who.account.id)
            side.rows["unlock_code"] = f"id = '{ask_for_unlock_code(work, account, 'post').id}'"
    yield Ground(portal, (first, second), read_all(portal, (first, second)))
    close(portal)


OFFICE = ("desk", "record", "plan", "colleague", "team")
EXCHANGES: Mapping[tuple[str, str], Sequence[str]] = {
    ("copy.body", "safe-letter"): ["desk"],
    ("copy.body", "note-to-staff"): ["desk", "own", "password"],
    ("copy.body", "hints"): ["desk"],
    ("copy.body", "letter"): ["own", "password"],
    ("copy.body", "person"): ["record"],
    ("copy.body", "staff-person"): ["colleague"],
    ("copy.body", "terms"): ["desk", "plan"],
    ("copy.agency_id", "safe-letter"): ["desk"],
    ("copy.agency_id", "letter"): ["own", "password"],
    ("copy.agency_id", "person"): ["record"],
    ("copy.agency_id", "terms"): ["desk", "plan"],
    ("copy_grant.sealed_key", "safe-letter for agency"): ["desk"],
    ("copy_grant.sealed_key", "note-to-staff for agency"): ["desk"],
    ("copy_grant.sealed_key", "terms for agency"): ["desk", "plan"],
    ("copy_grant.sealed_key", "person for agency"): ["record"],
    ("copy_grant.sealed_key", "letter for account"): ["own", "password"],
    ("copy_grant.copy_id", "safe-letter for agency"): ["desk"],
    ("copy_grant.copy_id", "letter for account"): ["own", "password"],
    ("copy_grant.holder_id", "safe-letter for agency"): ["desk"],
    ("copy_grant.holder_id", "letter for account"): ["own", "password"],
    ("agency_key.public", "content"): [*OFFICE, "to_agency", "code"],
    ("agency_key.certificate", "content"): ["to_agency", "code"],
    ("agency_key.sealed_private", "content"): [*OFFICE, "code"],
    ("agency_key.public, certificate", "content"): [*OFFICE, "to_agency", "code"],
    ("agency_key.public, certificate, sealed_private", "content"): [*OFFICE, "to_agency", "code"],
    ("agency_key.sealed_private", "escrow"): ["code"],
    ("agency_key.public, certificate, sealed_private", "escrow"): ["code"],
    ("account.escrow", "account"): ["code"],
    ("account.sealed_private", "account"): ["password"],
    ("account.public, certificate", "account"): ["to_account", "code"],
    ("account.agency_id", "account"): ["record", "session", "password", "to_account", "code"],
    ("account.details_copy_id", "account"): ["record"],
    ("family_sign_in.sealed_private", "family_sign_in"): ["session"],
    ("family_sign_in.account_id", "family_sign_in"): ["session"],
    ("item.safe_copy_id", "item"): ["desk"],
    ("item.copy_id", "item"): ["own", "password"],
    ("item.account_id", "item"): ["desk", "own", "password"],
    ("delivery.agency_id", "delivery"): ["desk"],
    ("delivery.item_id", "delivery"): ["desk"],
    ("delivery.hints_copy_id", "delivery"): ["desk"],
    ("arrangement.agency_id", "arrangement"): ["desk", "plan"],
    ("staff_account.agency_id", "staff_account"): ["colleague", "team"],
    ("staff_account.details_copy_id", "staff_account"): ["colleague", "team"],
    ("staff_account.totp", "staff_account"): ["team"],
    ("staff_account.totp, mark", "staff_account"): ["team"],
    ("staff_account.password, totp, mark", "staff_account"): ["team"],
    ("unlock_code.account_id", "unlock_code"): ["code"],
}


def test_in_its_own_place_everything_opens(ground: Ground) -> None:
    for found in ground.well:
        assert [reader for reader, got in found.items() if isinstance(got, Exception)] == ["elsewhere"]
    alike = {reader for reader, got in ground.well[0].items() if str(got) == str(ground.well[1][reader])}
    assert alike == {"elsewhere", "code"}  # the others would show it if they read what isn't theirs


@pytest.mark.parametrize(("column", "row"), EXCHANGES)
def test_in_the_other_agency_s_place_nothing_opens(ground: Ground, column: str, row: str) -> None:
    with ground.exchanged(column, row):
        found = read_all(ground.portal, ground.sides)
    for well, after in zip(ground.well, found, strict=True):
        refused = {reader for reader, got in after.items() if isinstance(got, Exception)}
        assert refused == {"elsewhere", *EXCHANGES[column, row]}, after
        assert all(after[reader] == well[reader] for reader in after.keys() - refused)
