"""V7.2.4: whoever signs in anew has a new secret, and the old one opens nothing."""

from __future__ import annotations

from moderation.lifecycle import Role
from tests.builders import add_staff
from tests.staff.office import Browser, Office


def secret_of(browser: Browser) -> str:
    """What the session's cookie holds."""
    cookie = browser.client.get_cookie("letterbox-staff")
    assert cookie is not None
    return cookie.value


def test_staff_who_sign_in_again_end_the_session_before(office: Office) -> None:
    sam, mo = add_staff(office.portal), add_staff(office.portal, Role.MANAGER, "Mo Manager")
    browser, elsewhere = office.sign_in(sam), office.sign_in(sam)
    first = secret_of(browser)
    office.sign_in(mo, browser)
    assert secret_of(browser) != first
    assert browser.get("/team").status_code == 200
    thief = office.stranger()
    thief.client.set_cookie("letterbox-staff", first)
    assert thief.get("/desk").status_code == 302
    assert elsewhere.get("/desk").status_code == 200
