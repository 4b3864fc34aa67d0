"""Sessions: over after a while whatever one does, worth nothing without their cookie, and guessing is counted
over all processes together."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from crypto.errors import SealError, WrongKey
from crypto.sessions import new_session_secret, unseal_with_session
from portal.app import create_app
from portal.keys import load_keys
from portal.models.account import FamilySignIn
from portal.pages.door import Door
from portal.services.sign_in import (
    SignedIn,
    change_password,
    session_context,
    sign_in,
    sign_out,
    sign_out_everywhere,
    who_is,
)
from portal.settings import DOORS
from portal.work import SYSTEM, open_house, unit_of_work
from tests.builders import PASSWORD, Portal, add_correspondent
from tests.promises.intruder import intrusion
from tests.staff.forms import form_to

DAWN = "dawn@example.org"
NEW_PASSWORD = "teapot-lantern-friday"


@pytest.fixture
def portal(small_portal: Portal) -> Portal:
    """Dawn has an account; the session in which she chose her password is the first."""
    add_correspondent(small_portal, "Dawn", DAWN)
    return small_portal


def new_session(portal: Portal) -> tuple[SignedIn, bytes]:
    """Dawn signs in with one more browser."""
    with unit_of_work(portal.family, SYSTEM) as work:
        return sign_in(work, DAWN, PASSWORD)


def alive(portal: Portal, *secrets: bytes) -> list[bool]:
    """Which of these cookies still open something."""
    with unit_of_work(portal.family, SYSTEM, writes=False) as work:
        return [who_is(work, secret) is not None for secret in secrets]


def sign_out_here(portal: Portal, me: SignedIn) -> None:
    """Sign out."""
    with unit_of_work(portal.family, SYSTEM) as work:
        sign_out(work, me)


def sign_out_all(portal: Portal, me: SignedIn) -> None:
    """Sign out everywhere."""
    with unit_of_work(portal.family, SYSTEM) as work:
        sign_out_everywhere(work, me)


def choose_new_password(portal: Portal, me: SignedIn) -> None:
    """Change the password."""
    with unit_of_work(portal.family, SYSTEM) as work:
        change_password(work, me, PASSWORD, NEW_PASSWORD)


@pytest.mark.parametrize(
    ("act", "left"),
    [
        (sign_out_here, [True, False, True]),
        (sign_out_all, [False, False, False]),
        (choose_new_password, [False, True, False]),
    ],
)
def test_which_sessions_end(
    portal: Portal, act: Callable[[Portal, SignedIn], None], left: list[bool]
) -> None:
    first = portal.people["Dawn"].secret
    (me, here), (_, there) = new_session(portal), new_session(portal)
    assert alive(portal, first, here, there) == [True, True, True]
    act(portal, me)
    assert alive(portal, first, here, there) == left
    with unit_of_work(portal.family, SYSTEM, writes=False) as work:
        assert len(work.session.scalars(select(FamilySignIn)).all()) == sum(left)


def test_neither_the_row_nor_the_cookie_is_enough(portal: Portal) -> None:
    secret = portal.people["Dawn"].secret
    with unit_of_work(portal.family, SYSTEM, writes=False) as work:
        row = work.session.scalars(select(FamilySignIn)).one()
        context = session_context(row.id, row.account_id, portal.agency_id)
        assert len(unseal_with_session(row.sealed_private, secret, context)) == 96
    # The row, with everything else that lies in the database or in any key file.
    keys = [key for door in DOORS for key in load_keys(portal.settings, door).file.keys.values()]
    for tried in (row.lookup, row.sealed_private[:32], new_session_secret(), *keys):
        with pytest.raises(SealError) as refused:
            unseal_with_session(row.sealed_private, tried, context)
        assert refused.type is WrongKey
        assert alive(portal, tried) == [False]
    # The cookie, after the row is gone.
    with intrusion(portal) as he:
        he.write("DELETE FROM family_sign_in")
    assert alive(portal, secret) == [False]


def test_the_cookie_s_value_stands_nowhere(portal: Portal) -> None:
    secret = portal.people["Dawn"].secret
    portal.family.engine.dispose()
    files = [one.read_bytes() for one in portal.settings.data.rglob("*") if one.is_file()]
    for shape in (secret, secret.hex().encode(), urlsafe_b64encode(secret).rstrip(b"=")):
        assert not any(shape in content for content in files)


def family_browser(portal: Portal) -> FlaskClient:
    """Dawn's browser, signed in."""
    client = portal.client("family")
    fields = form_to(client.get("/sign-in").text, "/sign-in").fields
    sent = {**fields, "log_in_name": DAWN, "password": PASSWORD}
    assert client.post("/sign-in", data=sent).status_code == 303
    return client


# Steps of minutes between looks at the home page, and whether the last look still shows it.
@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ([59], True),
        ([60], False),
        ([59, 59], True),
        ([59, 60], False),
        ([50] * 14, True),  # 11 hours and 40 minutes
        ([50] * 14 + [19], True),
        ([50] * 14 + [20], False),  # twelve hours, never idle
    ],
)
def test_a_session_ends_idle_or_not(portal: Portal, steps: list[int], shown: bool) -> None:
    with intrusion(portal) as he:
        he.write("DELETE FROM family_sign_in")  # the one in which she chose her password
    client = family_browser(portal)
    statuses = [client.get("/").status_code]
    for step in steps:
        portal.clock.forward(minutes=step)
        statuses.append(client.get("/").status_code)
    assert statuses == [200] * len(steps) + [200 if shown else 302]
    portal.work_off()
    with unit_of_work(portal.family, SYSTEM, writes=False) as work:
        assert len(work.session.scalars(select(FamilySignIn)).all()) == int(shown)


@pytest.fixture
def processes(portal: Portal) -> Iterator[list[Door]]:
    """The family door in two processes: nothing in common but the database, the files and the key file."""
    houses = [open_house(portal.settings, "family", portal.clock) for _ in range(2)]
    yield [create_app(house) for house in houses]
    for house in houses:
        house.engine.dispose()


def attempts(door: Door, path: str, *tries: dict[str, str], network: str = "192.0.2.1") -> list[int]:
    """Send the form of a page again and again, from some network."""
    client = door.test_client()
    fields, place = form_to(client.get(path).text, path).fields, {"REMOTE_ADDR": network}
    return [client.post(path, data={**fields, **one}, environ_base=place).status_code for one in tries]


def test_guesses_are_counted_over_all_processes(portal: Portal, processes: list[Door]) -> None:
    wrong = {"log_in_name": DAWN, "password": "not the password"}
    right = {"log_in_name": f" {DAWN.upper()} ", "password": PASSWORD}
    for door in processes:
        assert attempts(door, "/sign-in", *[wrong] * 5) == [400] * 5
    for door in processes:
        assert attempts(door, "/sign-in", wrong, right) == [429, 429]
        # Dawn at home isn't kept out by a stranger elsewhere who knows her name.
        assert attempts(door, "/sign-in", right, network="198.51.100.7") == [303]
    end_of_window(portal)
    # Getting in costs no try, and gives none back: a stranger in the same network learns nothing by it.
    assert attempts(processes[0], "/sign-in", *[wrong] * 9, right) == [400] * 9 + [303]
    assert attempts(processes[1], "/sign-in", right) == [303]
    assert attempts(processes[1], "/sign-in", wrong, right) == [400, 429]


def end_of_window(portal: Portal) -> None:
    """A quarter of an hour passes for the counts."""
    with intrusion(portal) as he:
        he.write("UPDATE rate_count SET expires_at = '2020-01-01 00:00:00.000000'")


def test_one_network_has_so_many_guesses_at_all_names_and_codes(processes: list[Door]) -> None:
    names = [{"log_in_name": f"person-{number}", "password": "not the password"} for number in range(61)]
    codes = [{"code": "7KQM-2XPD-9RTW-4HJN-C3", "log_in_name": DAWN, "password": NEW_PASSWORD}] * 21
    one, other = processes
    assert attempts(one, "/sign-in", *names[:30]) == [400] * 30
    assert attempts(other, "/sign-in", *names[30:]) == [400] * 30 + [429]
    assert attempts(one, "/unlock", *codes[:10]) == [400] * 10
    assert attempts(other, "/unlock", *codes[10:]) == [400] * 10 + [429]


def test_the_counts_tell_neither_name_nor_network(portal: Portal, processes: list[Door]) -> None:
    attempts(processes[0], "/sign-in", {"log_in_name": DAWN, "password": "not the password"})
    with intrusion(portal) as he:
        keys = " ".join(row[0] for row in he.rows("SELECT key FROM rate_count"))
    assert keys
    assert "dawn" not in keys.lower()
    assert "192.0.2" not in keys
