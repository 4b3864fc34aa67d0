"""Whoever tries again and again must wait, wherever they come from."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from portal.db import new_id
from portal.pages.door import network_of
from portal.pages.forms import MOST_FIELDS
from portal.services.drafts import MOST_DRAFTS
from portal.throttle import LOOKS, SIGN_IN_HERE, SIGN_IN_NAME
from tests.family.visits import Town, saved_letter, words_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("203.0.113.7, 10.0.0.1", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_where_a_request_comes_from(address: str, network: str) -> None:
    environment = EnvironBuilder(environ_base={"REMOTE_ADDR": address}).get_environ()
    assert network_of(Request(environment)) == network


def test_one_household_has_one_share_of_tries_however_many_addresses(town: Town) -> None:
    answers = [_tried_from(town, f"2001:db8::{number:x}") for number in range(SIGN_IN_HERE.amount + 1)]
    assert answers == [400] * SIGN_IN_HERE.amount + [429]


def test_one_name_is_not_guessed_at_for_ever_from_many_networks(town: Town) -> None:
    for _ in range(SIGN_IN_NAME.amount):
        town.portal.app("family").throttle.count(SIGN_IN_NAME, "priya@example.org")
    assert _tried_from(town, "203.0.113.7") == 429
    assert _tried_from(town, "203.0.113.7", "dawn@example.org") == 400


def test_a_strangers_form_of_countless_fields_is_not_taken_apart(town: Town) -> None:
    visitor = town.visitor()
    token, kind = visitor.token(), "application/x-www-form-urlencoded"
    for more, status in ((MOST_FIELDS["family"] - 1, 400), (MOST_FIELDS["family"], 413)):
        body = f"csrf_token={token}" + "&a=" * more
        answer = visitor.client.post("/sign-in", data=body, content_type=kind)
        assert answer.status_code == status


def test_countless_files_are_not_opened(town: Town) -> None:
    visitor = town.as_person(town.priya)
    draft_id = saved_letter(visitor, [town.adoptive])
    answer = visitor.upload(draft_id, *[("one.jpg", b"")] * MOST_FIELDS["family"])
    assert answer.status_code == 413
    assert "one photo or document at a time" in words_of(answer)
    assert not list(Path(town.portal.settings.blobs).glob("*/*"))


def _tried_from(town: Town, address: str, name: str = "priya@example.org") -> int:
    visitor = town.visitor()
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor.sign_in(name, "wrong-password").status_code


def test_letters_are_not_begun_without_end_and_the_words_stay(town: Town) -> None:
    visitor = town.as_person(town.priya)
    for _ in range(MOST_DRAFTS):
        saved_letter(visitor, [town.adoptive])
    refused = visitor.post(f"/letters/{new_id()}", text="One letter more", to=town.adoptive, version="0")
    assert refused.status_code == 400
    assert "throw one away" in words_of(refused)
    assert ">\nOne letter more</textarea>" in refused.text or ">One letter more</textarea>" in refused.text


def test_looking_a_long_letter_over_again_and_again_has_a_limit(town: Town) -> None:
    visitor = town.as_person(town.priya)
    draft_id = saved_letter(visitor, [town.adoptive])
    answers = {visitor.client.get(f"/letters/{draft_id}/check").status_code for _ in range(LOOKS.amount)}
    assert answers == {200}
    assert visitor.client.get(f"/letters/{draft_id}/check").status_code == 429
