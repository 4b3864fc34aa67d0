"""Every form of both doors, pressed twice: at once, at the very same moment, and a day later.

Whatever comes a second time leaves what one press leaves, or is refused with a plain page. A form that is new
fails the first test until tests/histories/forms.py has a press of it.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import event
from werkzeug.test import TestResponse

from portal.work import SYSTEM, unit_of_work
from portal.worker.running import Worker
from tests.builders import Clock, Portal, close, make_portal, open_door, settings_in
from tests.family.visits import Visitor
from tests.histories.forms import Press, World, make_world
from tests.killed.ground import differences
from tests.killed.invariants import broken, shape
from tests.killed.pressing import Step
from tests.proving import PROVE
from tests.routes.world import routes

PLAIN = frozenset({200, 303, 400, 401, 404, 409, 429})
# By `make prove` all of them are pressed on PostgreSQL, and at one moment.
FEW = frozenset(
    {"begin a letter", "add pictures", "send", "send again", "unlock", "claim", "release", "own password"}
    | {"make an arrangement", "make an account", "make a member", "add a member", "code by post"}
    | {"make a colleague"}
)
TOKEN = re.compile(rb'csrf_token"?[=\s]+([A-Za-z0-9_.-]+)')
# A day later it is another session that is left than the day before.
OF_A_SESSION = ("family_sign_in", "staff_sign_in", "audit_event: family, signed_out")
OF_A_SESSION += ("audit_event: staff, staff_signed_out",)


@dataclass
class Ground:
    """The world as it was before anybody pressed, and copies of it."""

    world: World
    folder: Path
    more: dict[str, str]
    new_database: Callable[[], str] | None
    copies: int = 0
    once: dict[str, dict[str, int]] = field(default_factory=dict)

    def copy(self) -> Portal:
        """A fresh copy."""
        self.copies += 1
        folder = self.folder.with_name(f"copy-{self.copies}")
        shutil.copytree(self.folder, folder)
        more = {"DATABASE_URL": self.new_database()} if self.new_database else {}
        settings, clock = settings_in(folder, **more), Clock(self.world.portal.clock())
        doors = (open_door(settings, door, clock) for door in ("family", "staff", "worker"))
        return Portal(settings, clock, *doors, agency_id=self.world.portal.agency_id)

    def remove(self, portal: Portal) -> None:
        """It was looked at."""
        close(portal)
        shutil.rmtree(portal.settings.data)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """The world, on SQLite or on PostgreSQL."""
    folder, more = tmp_path_factory.mktemp("forms") / "portal", {}
    new_database = None
    if request.param == "postgres":
        server = request.getfixturevalue("postgres")
        template = server.new_database()
        more = {"DATABASE_URL": server.url(template)}

        def new_database() -> str:
            return server.url(server.new_database(template))

    portal = make_portal(folder, **more)
    world = make_world(portal)
    close(portal)
    return Ground(world, folder, more, new_database)


def _presses(ground: Ground, *, few: bool) -> list[Press]:
    return [one for one in ground.world.presses if PROVE or not few or one.name in FEW]


def _send(portal: Portal, step: Step) -> TestResponse:
    headers = {"Cookie": step.cookie, "Sec-Fetch-Site": "same-origin"}
    client = portal.app(step.door).test_client(use_cookies=False)
    return client.post(step.path, data=step.body, content_type=step.content_type, headers=headers)


def _look(portal: Portal) -> dict[str, int]:
    """What there is, when the worker has done its work."""
    Worker(portal.worker).drain()
    with unit_of_work(portal.owner(), SYSTEM, writes=False) as work:
        return shape(work)


def _faults(portal: Portal) -> list[str]:
    """By `make prove`: everything opens, every reference leads somewhere, the chains are whole."""
    if not PROVE:
        return []
    with unit_of_work(portal.owner(), SYSTEM, writes=False) as work:
        return [one for one in broken(work) if not one.startswith("a notice is left")]


def _extra(press: Press, now: dict[str, int], once: dict[str, int], *more: str) -> list[str]:
    """What there is more or less of than one press leaves, but for what each press leaves by its nature."""
    ignored = press.each_time + more
    found = differences(now, once)
    return [f"{count} {name}" for name, count in found.items() if not name.startswith(ignored)]


def _answered(press: Press, answer: TestResponse, wanted: int) -> list[str]:
    wrong = [] if answer.status_code == wanted else [f"answered {answer.status_code} and not {wanted}"]
    if answer.status_code not in PLAIN or "Traceback" in answer.text:
        wrong.append(f"an error page: {answer.status_code}")
    return wrong


def test_there_is_a_press_for_every_form(ground: Ground) -> None:
    presses, portal = ground.world.presses, ground.copy()
    for door in ("family", "staff"):
        rules = portal.app(door).url_map
        wanted = {rule for method, rule in routes(rules.iter_rules()) if method == "POST"}
        places = rules.bind("")
        pressed = {
            places.match(one.step.path, method="POST", return_rule=True)[0].rule
            for one in presses
            if one.step.door == door
        }
        assert wanted == pressed
    ground.remove(portal)


def test_a_second_press_changes_nothing(ground: Ground) -> None:
    """At once; a day later with the old page; and a day later by the same person, signed in anew."""
    presses = _presses(ground, few=ground.new_database is not None)
    wrong = [f"{one.name}: {fault}" for one in presses for fault in _again_and_later(ground, one)]
    assert not wrong, "\n".join(wrong)


def _again_and_later(ground: Ground, press: Press) -> list[str]:
    portal = ground.copy()
    wrong = _answered(press, _send(portal, press.step), press.first)
    once = ground.once[press.name] = _look(portal)
    wrong += _answered(press, _send(portal, press.step), press.again)
    wrong += [f"at once: {one}" for one in _extra(press, _look(portal), once)]
    portal.clock.forward(days=1)
    later = _by_the_same_person(ground.world, portal, press)
    once = _look(portal)
    old_page = _send(portal, press.step).status_code
    wrong += [f"the old page is answered {old_page}"] * (old_page not in PLAIN)
    wrong += [f"later: {one}" for one in _answered(press, _send(portal, later), press.answer_later)]
    wrong += [f"later: {one}" for one in _extra(press, _look(portal), once, *OF_A_SESSION)]
    wrong += _faults(portal)
    ground.remove(portal)
    return wrong


def _by_the_same_person(world: World, portal: Portal, press: Press) -> Step:
    """The same press with a session, and a form token, of today. Who can't sign in any more has the token."""
    step, client = press.step, portal.client(press.step.door)
    visitor = Visitor(client)
    names = {"log_in_name": world.office.dawn.log_in_name}
    if step.door == "staff":
        names = {name: str(value) for name, value in _factors(world, portal).items()}
    if not step.path.endswith(("/sign-in", "/unlock")):
        visitor.post("/sign-in", **(names | {"password": press.password}))
    fresh, old = visitor.token().encode(), TOKEN.search(step.body)
    assert old is not None
    shown = client.get("/sign-in")
    cookie = shown.request.headers["Cookie"]
    return replace(step, cookie=cookie, body=step.body.replace(old[1], fresh))


def _factors(world: World, portal: Portal) -> dict[str, object]:
    return replace(world.office, portal=portal).factors(world.manager)


def test_two_presses_at_one_moment_are_one(ground: Ground) -> None:
    """Two windows, or two fast fingers: both come in before either is done."""
    presses = _presses(ground, few=True)
    wrong = [f"{one.name}: {fault}" for one in presses for fault in _both_at_once(ground, one)]
    assert not wrong, "\n".join(wrong)


def _both_at_once(ground: Ground, press: Press) -> list[str]:
    portal, start = ground.copy(), Barrier(2)
    for house in (portal.family, portal.staff):
        event.listen(house.engine, "before_cursor_execute", _wait_before_new_rows)
    portal.app(press.step.door)

    def press_it(_number: int) -> TestResponse:
        start.wait()
        return _send(portal, press.step)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press_it, range(2)))
    wrong = [] if press.first in {one.status_code for one in answers} else ["neither was obeyed"]
    wrong += [fault for one in answers for fault in _answered(press, one, one.status_code)]
    wrong += _extra(press, _look(portal), _once(ground, press))
    wrong += _faults(portal)
    ground.remove(portal)
    return wrong


def _once(ground: Ground, press: Press) -> dict[str, int]:
    """What one press leaves."""
    if press.name not in ground.once:
        portal = ground.copy()
        _send(portal, press.step)
        ground.once[press.name] = _look(portal)
        ground.remove(portal)
    return ground.once[press.name]


def _wait_before_new_rows(*told: object) -> None:
    """So that both have asked what there is before either adds to it."""
    if str(told[2]).startswith("INSERT"):
        time.sleep(0.02 if "rate_count" not in str(told[2]) else 0)
