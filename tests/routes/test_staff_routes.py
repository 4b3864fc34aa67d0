"""The staff door's table, walked as every role, as a stranger, and as another agency's team."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest

from moderation.lifecycle import Role
from portal.contact import Contact
from portal.services.agencies import found_agency
from portal.services.staff_accounts import STAFF_ROLES
from portal.work import SYSTEM, unit_of_work
from tests.builders import PASSWORD, Portal, Staff, add_staff, close, make_portal
from tests.family.visits import Visitor
from tests.routes.tables import OPEN_AT_STAFF_DOOR, STAFF_TABLE
from tests.routes.world import World, ask_for_code, make_world, press, routes, without_tokens

LAST = ("/code", "remove", "close", "switch-off", "sign-out-everywhere", "sign-out")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world on SQLite."""
    portal = make_portal(tmp_path)
    yield make_world(portal)
    close(portal)


def _in_order(world: World) -> list[tuple[str, str]]:
    found = routes(world.town.portal.app("staff").url_map.iter_rules())
    return sorted(found, key=lambda one: _place(one[1]))


def _place(rule: str) -> int:
    return next((number for number, end in enumerate(LAST, 1) if rule.endswith(end)), 0)


def _at_the_door(portal: Portal, who: Staff) -> Visitor:
    visitor = Visitor(portal.client("staff"))
    portal.clock.forward(minutes=1)  # a one-time code works once
    code = pyotp.TOTP(who.totp_secret).at(portal.clock.moment)
    answer = visitor.post("/sign-in", log_in_name=who.log_in_name, password=PASSWORD, code=code)
    assert answer.status_code == 303, answer.text
    return visitor


def test_the_table_names_every_route(world: World) -> None:
    found = routes(world.town.portal.app("staff").url_map.iter_rules())
    assert sorted({**STAFF_TABLE, **OPEN_AT_STAFF_DOOR}) == sorted(
        f"{method} {rule}" for method, rule in found
    )


def test_each_role_gets_what_the_table_says_and_nothing_else(world: World) -> None:
    for role in reversed(STAFF_ROLES):
        _walk(world, role)


def _walk(world: World, role: Role) -> None:
    portal = world.town.portal
    person = add_staff(portal, role)
    ask_for_code(world)
    visitor = _at_the_door(portal, person)
    for method, rule in _in_order(world):
        place = f"{method} {rule}"
        if place in OPEN_AT_STAFF_DOOR:
            continue
        answer = press(visitor, method, world.address(rule, world.ids), account=world.ids["account_id"])
        if role in STAFF_TABLE[place]:
            assert answer.status_code in {200, 302, 303, 400, 409}, (role, place, answer.status_code)
        else:
            nothing = press(visitor, method, "/there-is-no-such-page")
            assert answer.status_code == 404, (role, place, answer.status_code)
            assert without_tokens(answer) == without_tokens(nothing), place
        if rule.endswith("sign-out-everywhere"):
            visitor = _at_the_door(portal, person)


def test_a_stranger_gets_the_sign_in_page(world: World) -> None:
    visitor = Visitor(world.town.portal.client("staff"))
    for method, rule in _in_order(world):
        if f"{method} {rule}" in OPEN_AT_STAFF_DOOR:
            continue
        answer = press(visitor, method, world.address(rule, world.ids))
        if method == "GET":
            assert answer.status_code == 302, rule
            assert answer.headers["Location"].startswith("/sign-in"), rule
        else:
            assert answer.status_code == 401, rule


def test_another_agencys_manager_finds_nothing(world: World) -> None:
    portal = world.town.portal
    with unit_of_work(portal.worker, SYSTEM) as work:
        elsewhere = found_agency(work, "Hill Council", "Hill Letterbox", Contact("01632 960001")).id
    own_agency, portal.agency_id = portal.agency_id, elsewhere
    visitor = _at_the_door(portal, add_staff(portal, Role.MANAGER))
    portal.agency_id = own_agency
    for method, rule in _in_order(world):
        if "<" not in rule or f"{method} {rule}" in OPEN_AT_STAFF_DOOR:
            continue
        answer = press(visitor, method, world.address(rule, world.ids))
        nothing = press(visitor, method, world.address(rule, world.nothing()))
        assert answer.status_code == 404, (method, rule, answer.status_code)
        assert without_tokens(answer) == without_tokens(nothing), (method, rule)
