"""Looking the letter over and sending it: once, as it was seen, and warned of what it may give away."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from portal.db import new_id
from portal.models.item import Draft, Item
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal, picture_bytes
from tests.family.visits import Town, Visitor, make_town, saved_letter, words_of


def _items(town: Town) -> int:
    with unit_of_work(town.portal.family, SYSTEM, writes=False) as work:
        return work.session.scalar(select(func.count()).select_from(Item)) or 0


def test_the_letter_is_shown_as_the_other_side_will_see_it(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive], "One\n\nTwo <b>\nthree", note="Our new number is 5")
    priya.upload(draft_id, ("IMG_secret_name.jpg", picture_bytes()))
    page = priya.get(f"/letters/{draft_id}/check")
    assert "<p>One</p><p>Two &lt;b&gt;<br>three</p>" in page.text
    assert "IMG_secret_name" not in page.text
    sheet = re.search(r'<article class="app-letter".*?</article>', page.text, re.DOTALL)
    assert sheet is not None
    assert "Our new number" not in sheet[0]
    assert "Only the team reads this. It is not part of the letter. Our new number is 5" in words_of(page)
    assert "Some photos have no words about them yet." in words_of(page)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Ring me on 07700 900123", "“07700 900123”. It looks like a telephone number."),
        ("Write to me@example.org", "“me@example.org”. It looks like an e-mail address."),
        ("We live at LE2 3AB", "“LE2 3AB”. It looks like a postcode."),
        ("Love from the Ashdowns", "This is on your list of things to keep private."),
    ],
)
def test_a_hint_asks_and_never_stops(town: Town, priya: Visitor, text: str, question: str) -> None:
    draft_id = saved_letter(priya, [town.adoptive], text)
    words = words_of(priya.get(f"/letters/{draft_id}/check")).replace(" ”", "”").replace("“ ", "“")
    assert question in words
    assert "Do you want to take it out?" in words
    assert priya.post(f"/letters/{draft_id}/send", version="1").status_code == 303


def test_words_that_may_stay_are_not_asked_about_again(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive], "Ring 07700 900123. Or me@example.org. <b>")
    page = words_of(priya.get(f"/letters/{draft_id}/check"))
    assert page.count("Do you want to take it out?") == 2
    page = words_of(priya.post(f"/letters/{draft_id}/check", stays="07700 900123"))
    assert page.count("Do you want to take it out?") == 1
    assert "“me@example.org”" in page.replace(" ”", "”").replace("“ ", "“")
    both = priya.post(f"/letters/{draft_id}/check", stays=["07700 900123", "me@example.org", "<b>"])
    assert "Please look at these words" not in words_of(both)
    assert priya.post(f"/letters/{draft_id}/send", version="1").status_code == 303


def test_what_is_only_for_a_checkers_eye_is_not_asked_of_the_writer(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive], "Dear Dawn, with love from Priya A. and Tom")
    assert "Please look at these words" not in words_of(priya.get(f"/letters/{draft_id}/check"))


def test_names_that_both_sides_use_are_not_asked_about(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive], "Dear Dawn, we live near Dawn and Tom and Kaylee.")
    assert "Please look at these words" not in words_of(priya.get(f"/letters/{draft_id}/check"))


@pytest.mark.parametrize(
    ("text", "note", "sentence", "href"),
    [
        ("", "", "There are no words yet.", "#text"),
        ("\u200b \u202e\n", "", "There are no words yet.", "#text"),
        ("a " * 100_000, "", "This is too long.", "#text"),
        ("Hello", "a " * 100_000, "This is too long.", "#text"),
    ],
)
def test_what_stands_in_the_way_is_said_with_a_link_to_mend_it(
    town: Town, priya: Visitor, text: str, note: str, sentence: str, href: str
) -> None:
    draft_id = saved_letter(priya, [town.adoptive], text, note)
    page = priya.get(f"/letters/{draft_id}/check")
    assert sentence in words_of(page)
    assert f'href="/letters/{draft_id}{href}"' in page.text
    assert "Send the letter" not in words_of(page)
    refused = priya.post(f"/letters/{draft_id}/send", version="1")
    assert refused.status_code == 400
    assert sentence in words_of(refused)
    assert priya.get(f"/letters/{draft_id}").status_code == 200
    assert _items(town) == 0


def test_a_letter_of_photographs_alone_can_be_sent(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive], "")
    priya.upload(draft_id, ("one.jpg", picture_bytes()))
    assert priya.post(f"/letters/{draft_id}/send", version="1").status_code == 303


def test_sending_twice_is_one_letter(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive])
    first = priya.post(f"/letters/{draft_id}/send", version="1")
    second = priya.post(f"/letters/{draft_id}/send", version="1")
    assert first.location == second.location
    assert _items(town) == 1
    assert "Thank you. Your letter is with us" in words_of(priya.get(first.location))


def test_what_was_not_looked_at_is_not_sent(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive], "First")
    priya.post(f"/letters/{draft_id}", text="Second", to=town.adoptive, version="1")
    page = priya.post(f"/letters/{draft_id}/send", version="1")
    assert page.status_code == 409
    assert "changed in another window" in words_of(page)
    assert "<p>Second</p>" in page.text
    assert _items(town) == 0
    assert priya.post(f"/letters/{draft_id}/send", version="2").status_code == 303


def test_presses_at_the_same_moment_make_one_draft_and_one_letter(portal: Portal) -> None:
    town = make_town(portal)
    priya = town.as_person(town.priya)
    token, draft_id = priya.token(), new_id()
    cookies = [priya.client.get_cookie(name) for name in ("letterbox-family", "letterbox-family-form")]

    def press(path: str, form: dict[str, str]) -> int:
        browser = portal.client("family")
        for cookie in cookies:
            assert cookie is not None
            browser.set_cookie(cookie.key, cookie.value)
        return browser.post(path, data=form | {"csrf_token": token}).status_code

    form = {"text": "Dear Dawn", "to": town.adoptive, "version": "0"}
    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(lambda _: press(f"/letters/{draft_id}", form), range(4)))
        sent = list(pool.map(lambda _: press(f"/letters/{draft_id}/send", {"version": "1"}), range(4)))
    assert saved == [303] * 4
    assert sent == [303] * 4
    assert _items(town) == 1
    with unit_of_work(portal.family, SYSTEM, writes=False) as work:
        assert work.session.scalars(select(Draft)).all() == []
