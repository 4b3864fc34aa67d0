"""The family door's table, walked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Blueprint

from portal.access import UndeclaredPermission, check_every_route
from portal.app import create_app
from portal.db import new_id
from tests.builders import close, make_portal
from tests.family.visits import Visitor
from tests.routes.tables import FAMILY_TABLE
from tests.routes.world import World, make_world, press, routes, without_tokens

# These end or spend what other rows need, so they come last, in this order.
LAST = ("again", "send", "remove", "throw-away", "sign-out-everywhere", "sign-out")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world on SQLite."""
    portal = make_portal(tmp_path)
    yield make_world(portal)
    close(portal)


def _in_order(world: World) -> list[tuple[str, str]]:
    found = routes(world.town.portal.app("family").url_map.iter_rules())
    return sorted(found, key=lambda one: _place(one[1]))


def _place(rule: str) -> int:
    return next((number for number, end in enumerate(LAST, 1) if rule.endswith(end)), 0)


def test_the_table_names_every_route(world: World) -> None:
    found = routes(world.town.portal.app("family").url_map.iter_rules())
    assert sorted(FAMILY_TABLE) == sorted(f"{method} {rule}" for method, rule in found)


def test_everybody_gets_what_the_table_says_and_nothing_else(world: World) -> None:
    people: dict[str, Visitor] = {
        "nobody": world.town.visitor(),
        "other": world.town.as_person(world.other),
        "own": world.town.as_person(world.town.priya),
    }
    for method, rule in _in_order(world):
        allowed = FAMILY_TABLE[f"{method} {rule}"]
        for who, visitor in people.items():
            answer = press(visitor, method, world.address(rule, world.ids), draft_id=new_id())
            place = (who, method, rule, answer.status_code)
            if who in allowed:
                assert answer.status_code in {200, 302, 303, 400, 409, 413}, place
                assert "/sign-in" not in answer.headers.get("Location", ""), place
            elif who == "nobody" and method == "GET":
                assert answer.status_code == 302, place
                assert answer.headers["Location"].startswith("/sign-in"), place
            elif who == "nobody":
                assert answer.status_code == 401, place
            else:
                nothing = press(visitor, method, world.address(rule, world.nothing()))
                assert answer.status_code == 404, place
                assert without_tokens(answer) == without_tokens(nothing), place
                assert dict(answer.headers) == dict(nothing.headers), place
        if rule.startswith("/sign-out"):
            people["other"] = world.town.as_person(world.other)
            people["own"] = world.town.as_person(world.town.priya)


def test_a_route_without_a_declared_permission_stops_the_start(world: World) -> None:
    app = create_app(world.town.portal.family)
    pages = Blueprint("forgotten", __name__)
    pages.add_url_rule("/forgotten-page", view_func=lambda: "open to all", endpoint="page")
    app.register_blueprint(pages)
    with pytest.raises(UndeclaredPermission, match="/forgotten-page"):
        check_every_route(app)
