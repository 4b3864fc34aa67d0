"""Passwords: a refusal tells nothing about who exists, neither in words nor in work done; and which may be
chosen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import pyotp
import pytest
from werkzeug.test import TestResponse

from crypto.passwords import spend_equal_time
from crypto.unlock_codes import new_unlock_code
from portal.models.account import Account
from portal.pages.door import Door
from portal.refusal import Refusal
from portal.services.accounts import close_account
from portal.services.sign_in import (
    CodeRefused,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    SignInRefused,
    check_new_password,
    sign_in,
    use_code,
)
from portal.services.staff_accounts import sign_in_staff, switch_off_staff
from portal.services.unlocking import argon_cost
from portal.work import SYSTEM, unit_of_work
from tests.builders import (
    PASSWORD,
    Portal,
    Staff,
    add_account,
    add_correspondent,
    add_staff,
    close,
    make_portal,
    unlock_code,
)
from tests.staff.forms import form_to

WRONG = "violin-pebble-window"


@dataclass(frozen=True)
class Doorstep:
    """People in every state in front of both doors; the names of all are equally long."""

    portal: Portal
    sam: Staff
    left: Staff
    code: str


def make_doorstep(folder: Path, **settings: str) -> Doorstep:
    """The people, and an unlock code for one of them."""
    portal = make_portal(folder, **settings)
    add_correspondent(portal, "Alma Active", "active@example.org")
    closed = add_correspondent(portal, "Cora Closed", "closed@example.org")
    code = unlock_code(portal, add_account(portal, "Ida Invited", "invite@example.org"))
    add_account(portal, "Mia Made", "undone@example.org")
    sam, left = add_staff(portal), add_staff(portal)
    with unit_of_work(portal.staff, SYSTEM) as work:
        close_account(work, work.session.get_one(Account, closed.account.id))
        switch_off_staff(work, work.session.merge(left.account))
    return Doorstep(portal, sam, left, code)


@pytest.fixture(scope="module")
def cheap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doorstep]:
    """Where passwords cost next to nothing."""
    made = make_doorstep(tmp_path_factory.mktemp("cheap") / "portal")
    yield made
    close(made.portal)


@pytest.fixture(scope="module")
def costly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doorstep]:
    """Where a password costs much more than everything else that signing in does."""
    cost = {"LETTERBOX_ARGON_KIB": str(16 * 1024), "LETTERBOX_ARGON_PASSES": "3"}
    made = make_doorstep(tmp_path_factory.mktemp("costly") / "portal", **cost)
    yield made
    close(made.portal)


FAMILY = {
    "nobody has this name": "nobody@example.org",
    "the password is wrong": "active@example.org",
    "the account is closed": "closed@example.org",
    "the person is invited": "invite@example.org",
    "the person is not invited": "undone@example.org",
}


def refused_page(app: Door, fields: dict[str, str]) -> TestResponse:
    """What a fresh browser gets for these fields in the sign-in form."""
    client = app.test_client()
    form = form_to(client.get("/sign-in").text, "/sign-in")
    return client.post("/sign-in", data={**form.fields, **fields}, environ_base={"REMOTE_ADDR": "192.0.2.1"})


def face_of(page: TestResponse, name: str) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that a page tells: status, bytes without the form token and the typed name, headers without the
    cookie's own random value."""
    body = re.sub(rb'(name="csrf_token" value=")[^"]+', rb"\1", page.data).replace(name.encode(), b"NAME")
    headers = [
        (key, re.sub(r"=[^;]+", "=", value, count=1) if key == "Set-Cookie" else value)
        for key, value in page.headers
    ]
    return page.status_code, body, headers


def test_the_family_door_answers_everybody_alike(cheap: Doorstep) -> None:
    app = cheap.portal.app("family")
    faces = {
        what: face_of(refused_page(app, {"log_in_name": name, "password": WRONG}), name)
        for what, name in FAMILY.items()
    }
    assert len({len(name) for name in FAMILY.values()}) == 1
    first = faces["the password is wrong"]
    assert first[0] == 400
    assert b"do not fit together" in first[1]
    assert all(face == first for face in faces.values())


def test_the_staff_door_answers_everybody_alike(cheap: Doorstep) -> None:
    app, now = cheap.portal.app("staff"), cheap.portal.clock()
    right = {"password": PASSWORD, "code": pyotp.TOTP(cheap.sam.totp_secret).at(now)}
    nobody = "x" * (len(cheap.sam.log_in_name) - 16) + "@council.example"
    tries = {
        "nobody": (nobody, right),
        "wrong password": (cheap.sam.log_in_name, right | {"password": WRONG}),
        "wrong code": (cheap.sam.log_in_name, right | {"code": "000000"}),
        "no code": (cheap.sam.log_in_name, right | {"code": ""}),
        "has left": (
            cheap.left.log_in_name,
            {"password": PASSWORD, "code": pyotp.TOTP(cheap.left.totp_secret).at(now)},
        ),
    }
    faces = {
        what: face_of(refused_page(app, {"log_in_name": name} | fields), name)
        for what, (name, fields) in tries.items()
    }
    assert len({len(name) for name, _ in tries.values()}) == 1
    assert faces["nobody"][0] == 401
    assert all(face == faces["nobody"] for face in faces.values())


def work_in(act: Callable[[], object]) -> float:
    """The processor's time in one act, in seconds: the clock on the wall would tell of others' work too."""
    began = time.thread_time()
    act()
    return time.thread_time() - began


def family_try(doorstep: Doorstep, name: str) -> None:
    """A wrong password at the family door."""
    with unit_of_work(doorstep.portal.family, SYSTEM) as work, pytest.raises(SignInRefused):
        sign_in(work, name, WRONG)


def staff_try(doorstep: Doorstep, name: str) -> None:
    """Wrong factors at the staff door."""
    with unit_of_work(doorstep.portal.staff, SYSTEM) as work, pytest.raises(SignInRefused):
        sign_in_staff(work, name, WRONG, "000000")


def code_try(doorstep: Doorstep, code: str) -> None:
    """A code at the family door with somebody else's log-in name: nothing is set with it."""
    with unit_of_work(doorstep.portal.family, SYSTEM) as work, pytest.raises(CodeRefused):
        use_code(work, code, PASSWORD, "nobody@family.example")


def test_every_try_costs_one_guess(costly: Doorstep) -> None:
    """Exactly one Argon2 run, whoever the name or the code belongs to."""
    tries: dict[str, Callable[[], object]] = {
        what: partial(family_try, costly, name) for what, name in FAMILY.items()
    }
    tries |= {
        "staff: nobody": partial(staff_try, costly, "nobody@council.example"),
        "staff: wrong password": partial(staff_try, costly, costly.sam.log_in_name),
        "staff: has left": partial(staff_try, costly, costly.left.log_in_name),
        "code: opens": partial(code_try, costly, costly.code),
        "code: guessed": partial(code_try, costly, new_unlock_code()),
    }
    cost = argon_cost(costly.portal.settings)
    one_guess = partial(spend_equal_time, WRONG, cost)
    for what, act in tries.items():
        act()  # whatever is done once a process is done
        # None would be near 0, two near 2, each time. A neighbour who takes the memory's time away from this
        # processor is there once.
        ratios = []
        while len(ratios) < 4 and not any(0.6 < ratio < 1.7 for ratio in ratios):
            guess = median(work_in(one_guess) for _ in range(5))
            ratios.append(median(work_in(act) for _ in range(5)) / guess)
        assert 0.6 < ratios[-1] < 1.7, f"{what}: {ratios} guesses"


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("kettle-ma", PasswordTooShort),
        ("kettle-mar", None),
        ("k" * 150 + "e" * 51, PasswordTooLong),
        ("passwordpassword", PasswordTooCommon),
        ("Password123!", PasswordTooCommon),
        ("1234567890", PasswordTooCommon),
        ("aaaaaaaaaaaa", PasswordTooCommon),
        ("abababababab", PasswordTooCommon),
        ("ILOVEYOU 2026", PasswordTooCommon),
        ("iloveyou!!!!!", PasswordTooCommon),
        ("dawn@example.org", PasswordTooCommon),
        ("my dawn@example.org", PasswordTooCommon),
        ("correct horse battery", None),
        ("всёхорошобудет", None),
        ("only small letters here", None),
        ("😀😀🐈🌳😀🎈🎈🌧️🌳🐈", None),
    ],
)
def test_which_passwords_may_be_chosen(password: str, refusal: type[Refusal] | None) -> None:
    if refusal is None:
        check_new_password(password, "dawn@example.org")
        return
    with pytest.raises(refusal):
        check_new_password(password, "dawn@example.org")
