"""V16.3: who was refused stands in the log; what they typed doesn't."""

from __future__ import annotations

import logging

import pytest

from moderation.lifecycle import Role
from tests.builders import PASSWORD, add_staff
from tests.family.visits import Visitor
from tests.staff.office import Office

LOG = "letterbox"
WRONG = "violin-pebble-window"


def lines_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Lines about refusals, without the marks and ids that differ from run to run."""
    return [one.getMessage() for one in caplog.records if one.getMessage().startswith("refused ")]


@pytest.fixture(autouse=True)
def _listen(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, LOG)


def family(office: Office) -> Visitor:
    """A browser at the family door."""
    return Visitor(office.portal.client("family"))


def test_a_refused_sign_in_is_logged_by_a_mark(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("dawn@example.org", " DAWN@example.org", "nobody@example.org"):
        assert family(office).sign_in(name, WRONG).status_code == 400
    first, again, other = lines_of(caplog)
    assert first.startswith("refused sign-in at family in signing_in.sign_in_now by nobody - name ")
    assert first == again != other
    assert "dawn" not in caplog.text.lower()
    assert WRONG not in caplog.text


def test_refused_staff_codes_and_old_passwords_are_logged(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    browser = office.stranger()
    factors = {"log_in_name": "sam@council.example", "password": WRONG, "code": "123456"}
    browser.press(browser.get("/sign-in"), "/sign-in", factors)
    family(office).post("/unlock", code="0W40-J2GB", log_in_name="a@b.example", password="kettle-marmalade")
    dawn = family(office)
    dawn.sign_in("dawn@example.org")
    dawn.post("/account/password", old=WRONG, new="kettle-marmalade")
    sam = office.worker()
    sam.press(sam.get("/you"), "/password", {"old_password": WRONG, "new_password": "kettle-marmalade"})
    found = [line.partition(" by ")[0] for line in lines_of(caplog)]
    assert found == [
        "refused sign-in at staff in signing_in.sign_in",
        "refused code at family in unlocking.unlock_now",
        "refused old password at family in account.change_password_now",
        "refused old password at staff in own.change_password",
    ]
    for typed in (WRONG, "0W40", "123456", "kettle", "@"):
        assert typed not in " ".join(lines_of(caplog))


def test_limits_and_form_tokens_are_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(11):
        family(office).sign_in("nobody@example.org", WRONG)
    dawn = family(office)
    dawn.sign_in("dawn@example.org")
    dawn.client.post("/sign-out-everywhere", data={"csrf_token": "made up"})
    found = {line.partition(" by ")[0] for line in lines_of(caplog)}
    assert "refused try over sign-in at family in signing_in.sign_in_now" in found
    assert "refused form token at family in signing_in.sign_out_everywhere_now" in found


def test_things_of_others_are_logged_with_who_tried(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    dawn = family(office)
    dawn.sign_in("dawn@example.org")
    assert dawn.get("/letters/" + "0" * 32).status_code == 404
    viewer = add_staff(office.portal, Role.PARTNERSHIP_VIEWER, "Vi Viewer")
    assert office.sign_in(viewer).get("/desk").status_code == 404
    first, second = lines_of(caplog)
    assert first.endswith(f" by account {office.dawn.account.id}")
    assert first.startswith("refused NotThere at family in ")
    assert second == f"refused permission see desk at staff in desk.queue_page by staff {viewer.account.id}"


def test_what_goes_well_is_not_called_a_refusal(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    assert family(office).sign_in("dawn@example.org", PASSWORD).status_code == 303
    assert family(office).get("/no-such-page").status_code == 404
    assert lines_of(caplog) == []
