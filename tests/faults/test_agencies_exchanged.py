"""Two agencies on one installation, and rows of the one in the place of the other's: the table says which
readers then meet a refusal. Nobody reads a word of the other agency's, and nothing is sealed to its keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import text

from portal.contact import Contact
from portal.models.account import Account
from portal.services.accounts import ask_for_unlock_code
from portal.services.agencies import found_agency
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, close, make_portal
from tests.faults.two_agencies import Side, make_side, read_all

NAMES = ("Nora", "Olive")


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
        try:
            yield
        finally:
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
