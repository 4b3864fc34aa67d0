"""Chapters 3, 4 and 13: what stands on every answer of both doors, whatever was asked."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import portal
from tests.builders import PASSWORD, Portal, add_correspondent, add_staff, close, make_portal

DOORS = ("family", "staff")
ASKED = [
    ("GET", "/"),
    ("GET", "/sign-in"),
    ("GET", "/no-such-page"),
    ("GET", "/static/build/main.css"),
    ("GET", "/static/no-such-file"),
    ("GET", "/static/"),
    ("GET", "/static/../keys.py"),
    ("POST", "/sign-in"),
    ("POST", "/sign-out"),
    ("PUT", "/sign-in"),
    ("OPTIONS", "/sign-in"),
    ("TRACE", "/sign-in"),
]
SCRIPTS = Path(portal.__file__).parent / "static" / "js"
NEVER = (
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "document.cookie",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "postMessage",
    "WebSocket",
)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def at(house: Portal, door: str) -> tuple[FlaskClient, str]:
    """A browser at a door behind TLS, and the door's address."""
    return house.client(door), f"https://{door}.example"


def sign_in(house: Portal, door: str) -> tuple[FlaskClient, str, TestResponse]:
    """Somebody signed in at a door behind TLS, with the answer that let them in."""
    client, address = at(house, door)
    fields = {"password": PASSWORD}
    if door == "family":
        fields["log_in_name"] = add_correspondent(house, "Dawn Thornbury", "dawn@example.org").log_in_name
    else:
        staff = add_staff(house)
        house.clock.forward(seconds=30)
        fields |= {"log_in_name": staff.log_in_name, "code": pyotp.TOTP(staff.totp_secret).at(house.clock())}
    token = TOKEN.search(client.get("/sign-in", base_url=address).text)
    assert token is not None
    answer = client.post("/sign-in", data=fields | {"csrf_token": token[1]}, base_url=address)
    assert answer.status_code == 303
    return client, address, answer


@pytest.mark.parametrize("door", DOORS)
def test_every_answer_has_the_headers(safe_portal: Portal, door: str) -> None:
    client, address = at(safe_portal, door)
    for method, path in ASKED:
        answer = client.open(path, method=method, base_url=address, buffered=True)
        policy = answer.headers["Content-Security-Policy"]
        for directive in (
            "default-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ):
            assert directive in policy.split("; "), (method, path)
        assert "unsafe" not in policy
        assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Server" not in answer.headers


@pytest.mark.parametrize("door", DOORS)
def test_only_the_look_of_the_pages_is_ever_kept(safe_portal: Portal, door: str) -> None:
    client, address = at(safe_portal, door)
    kept = {
        path
        for method, path in ASKED
        if client.open(path, method=method, base_url=address, buffered=True).headers["Cache-Control"]
        != "no-store"
    }
    assert kept == {"/static/build/main.css"}


@pytest.mark.parametrize("door", DOORS)
def test_every_body_says_what_it_is(safe_portal: Portal, door: str) -> None:
    client, address = at(safe_portal, door)
    for method, path in ASKED:
        answer = client.open(path, method=method, base_url=address, buffered=True)
        if answer.data and "image" not in answer.headers["Content-Type"]:
            assert answer.headers["Content-Type"].endswith("charset=utf-8"), (method, path)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("TRACE", "/sign-in", 405),
        ("PUT", "/sign-in", 405),
        ("DELETE", "/sign-in", 405),
        ("GET", "/sign-out", 405),
        ("GET", "/static/", 404),
        ("GET", "/static/js/", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
        ("GET", "/.git/config", 404),
        ("GET", "/console", 404),
        ("GET", "/metrics", 404),
        ("GET", "/health", 404),
    ],
)
def test_nothing_is_served_that_is_not_a_page(
    safe_portal: Portal, door: str, method: str, path: str, status: int
) -> None:
    client, address = at(safe_portal, door)
    assert client.open(path, method=method, base_url=address, buffered=True).status_code == status


@pytest.mark.parametrize("door", DOORS)
def test_every_cookie_is_out_of_reach(safe_portal: Portal, door: str) -> None:
    client, address, answer = sign_in(safe_portal, door)
    cookies = answer.headers.getlist("Set-Cookie")
    cookies += client.get("/sign-in", base_url=address).headers.getlist("Set-Cookie")
    names = {cookie.partition("=")[0] for cookie in cookies}
    assert names == {f"__Host-letterbox-{door}", f"__Host-letterbox-{door}-form"}
    for cookie in cookies:
        marks = set(cookie.split("; ")[1:])
        assert {"Secure", "HttpOnly", "Path=/"} <= marks
        assert marks & {"SameSite=Lax", "SameSite=Strict"}
        assert not any(mark.startswith(("Domain", "Expires", "Max-Age")) for mark in marks) or "=;" in cookie
        assert len(cookie.partition(";")[0]) < 4096


@pytest.mark.parametrize("door", DOORS)
def test_who_signs_out_leaves_nothing_in_the_browser(safe_portal: Portal, door: str) -> None:
    client, address, _ = sign_in(safe_portal, door)
    page = client.get("/account" if door == "family" else "/you", base_url=address)
    token = TOKEN.search(page.text)
    assert token is not None
    answer = client.post("/sign-out", data={"csrf_token": token[1]}, base_url=address)
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/account" if door == "family" else "/you", base_url=address).status_code == 302


def test_no_script_keeps_anything_in_the_browser() -> None:
    scripts = sorted(SCRIPTS.glob("*.js"))
    assert len(scripts) >= 9
    for script in scripts:
        text = script.read_text()
        assert [word for word in NEVER if word in text] == [], script.name


@pytest.mark.parametrize("door", DOORS)
def test_no_setting_of_the_library_s_turns_its_debugger_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    made = make_portal(tmp_path)
    assert not made.app(door).debug
    close(made)
