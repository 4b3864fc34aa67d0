"""Signing in and out: what others got wrong."""

from __future__ import annotations

from portal.pages.cookies import cookie_name
from tests.builders import PASSWORD
from tests.family.visits import Town

STRANGER, AT_HOME = {"REMOTE_ADDR": "198.51.100.7"}, {"REMOTE_ADDR": "203.0.113.9"}


def test_nobody_is_signed_out_by_a_picture_on_another_page(town: Town) -> None:
    priya = town.as_person(town.priya)
    for path in ("/sign-out", "/sign-out-everywhere"):
        assert priya.client.get(path).status_code in (404, 405)
    assert priya.client.get("/").status_code == 200


def test_a_session_planted_in_a_browser_is_never_taken_over(town: Town) -> None:
    planted = "A" * 43
    visitor = town.visitor()
    with town.portal.app("family").test_request_context():
        name = cookie_name(secure=False)
    visitor.client.set_cookie(name, planted)
    assert visitor.sign_in(town.priya.log_in_name).status_code == 303
    given = visitor.client.get_cookie(name)
    assert given is not None
    assert given.value != planted
    stranger = town.visitor()
    stranger.client.set_cookie(name, planted)
    assert stranger.client.get("/").status_code in (302, 303)


def test_a_form_token_from_before_signing_in_is_no_good_afterwards(town: Town) -> None:
    visitor = town.visitor()
    before = visitor.token()
    assert visitor.sign_in(town.priya.log_in_name).status_code == 303
    answer = visitor.client.post("/sign-out-everywhere", data={"csrf_token": before})
    assert answer.status_code == 400


def test_a_stranger_locks_nobody_out(town: Town) -> None:
    """However often a stranger tries a name from elsewhere, its owner gets in at home."""
    stranger = town.visitor()
    stranger.client.environ_base.update(STRANGER)
    for _ in range(15):
        stranger.sign_in(town.priya.log_in_name, "wrong-password-here")
    assert stranger.sign_in(town.priya.log_in_name).status_code == 429
    priya = town.visitor()
    priya.client.environ_base.update(AT_HOME)
    assert priya.sign_in(town.priya.log_in_name).status_code == 303


def test_a_password_without_end_is_refused_like_any_other(town: Town) -> None:
    for door, path in (("family", "/sign-in"), ("staff", "/sign-in")):
        client = town.portal.client(door)
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        page = client.get(path).text
        token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
        form = {"csrf_token": token, "log_in_name": town.priya.log_in_name, "code": "000000"}
        answers = {
            client.post(path, data=form | {"password": PASSWORD + "x" * length}).status_code
            for length in (0, 1_000, 100_000)
        }
        assert answers <= {303, 400, 401, 413}, (door, answers)
        endless = client.post(path, data=form | {"password": "x" * 30_000_000})
        assert endless.status_code in (400, 401, 413), (door, endless.status_code)
