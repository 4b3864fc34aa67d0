"""What other sites, hostile words and proxies in between may not bring about."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.db import new_id
from portal.services.accounts import ask_for_unlock_code
from portal.work import SYSTEM, unit_of_work
from tests.builders import add_account, close, make_portal
from tests.family.visits import Town, saved_letter, words_of
from tests.servers.mail import MailServer

MORE = "\r\nBcc: everybody@example.org\r\n\r\nMore words"
EVALUATED = "{{ 7 * 7 }} {% print(7 * 7) %} ${7 * 7} #{7 * 7} <%= 7 * 7 %>"


@pytest.mark.parametrize(
    "origin", ["null", "https://elsewhere.example", "http://localhost.elsewhere.example"]
)
def test_a_form_of_another_site_does_nothing(town: Town, origin: str) -> None:
    priya, draft = town.as_person(town.priya), new_id()
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
    form = {"text": "Not by me", "to": town.adoptive, "version": "0"}
    answer = priya.client.post(f"/letters/{draft}", data=form, headers=headers)
    assert answer.status_code == 400
    theirs = town.as_person(town.dawn).token()
    answer = priya.client.post(f"/letters/{draft}", data=form | {"csrf_token": theirs}, headers=headers)
    assert answer.status_code == 400
    assert draft not in priya.get("/").text


def test_words_are_never_taken_for_a_template(town: Town) -> None:
    priya = town.as_person(town.priya)
    draft = saved_letter(priya, [town.adoptive], EVALUATED, EVALUATED)
    for path in (f"/letters/{draft}", f"/letters/{draft}/check"):
        page = priya.get(path)
        assert "{{ 7 * 7 }}" in page.text
        assert "49" not in words_of(page)


def test_a_page_of_somebody_is_kept_by_no_proxy(town: Town) -> None:
    """Whatever a proxy makes of cookies: our pages may not be kept, and what may be kept sets none."""
    priya = town.as_person(town.priya)
    for path in ("/", "/sent", "/letters-for-you", "/account", "/sign-in", "/not-there", "/account.css"):
        answer = priya.client.get(path)
        assert answer.headers["Cache-Control"] == "no-store", path
    with priya.client.get("/static/build/main.css") as look:
        assert "Set-Cookie" not in look.headers
        assert (look.status_code == 200) == ("max-age" in look.headers["Cache-Control"])


def test_an_address_adds_no_line_to_a_mail(tmp_path: Path, mail_server: MailServer) -> None:
    """Nor further recipients."""
    portal = make_portal(tmp_path / "portal", **mail_server.settings())
    for number, address in enumerate((f"dawn@example.org{MORE}", "dawn@example.org, b@example.org")):
        account = add_account(portal, "Dawn", address)
        with unit_of_work(portal.staff, SYSTEM) as work:
            ask_for_unlock_code(work, account, "mail")
        portal.clock.forward(minutes=number)
        portal.work_off()
    for recipients, mail in mail_server.mails:
        assert len(recipients) == 1
        assert "Bcc" not in mail
        assert mail["To"].count("@") == 1
    close(portal)
