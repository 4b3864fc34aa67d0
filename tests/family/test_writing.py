"""Writing: words are saved, two windows never overwrite each other, and nothing typed is ever lost."""

from __future__ import annotations

from html import escape

import pytest

from portal.db import new_id
from portal.services.drafts import MOST_KEPT
from tests.builders import send_letter
from tests.family.visits import (
    Town,
    Visitor,
    add_second_arrangement,
    close_channel,
    saved_letter,
    words_of,
)

HOSTILE = "</textarea><script>alert(1)</script>\u202egnp.exe\u200b &amp; \u0001 'quoted' \"twice\""


def _box(page: str, name: str = "text") -> str:
    """What stands in a text area, as in the page's source."""
    head, _, rest = page.partition(f'name="{name}"')
    assert rest, head
    return rest.partition(">")[2].partition("</textarea>")[0]


def test_a_new_letter_has_an_id_of_its_own_and_the_back_button_finds_the_words(
    town: Town, priya: Visitor
) -> None:
    asked = priya.client.get("/letters/new")
    page = priya.get(asked.location)
    draft_id = asked.location.rpartition("=")[2]
    assert f'action="/letters/{draft_id}"' in page.text
    assert "For Dawn, about Kaylee." in words_of(page)
    priya.post(f"/letters/{draft_id}", text="Dear Dawn", to=town.adoptive, version="0")
    back = priya.client.get(asked.location)
    assert back.location == f"/letters/{draft_id}"
    assert _box(priya.get(back.location).text) == "Dear Dawn"


def test_saving_goes_on_to_photos_or_home(town: Town, priya: Visitor) -> None:
    draft_id = new_id()
    form = {"text": "Dear Dawn", "note": "We moved.", "to": town.adoptive}
    assert priya.post(f"/letters/{draft_id}", version="0", **form).location == f"/letters/{draft_id}/pictures"
    later = priya.post(f"/letters/{draft_id}", version="1", later="yes", **form)
    assert (later.status_code, later.location) == (303, "/")
    page = priya.get(f"/letters/{draft_id}").text
    assert (_box(page), _box(page, "note")) == ("Dear Dawn", "We moved.")


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "ж" * 200_000,
        "e\u0301" * 50 + "\r\n\r\nline",
        "متن\u200f فارسی",
        "[taken out] 🙂",
    ],
)
def test_any_text_is_kept_word_for_word_and_escaped(town: Town, priya: Visitor, text: str) -> None:
    draft_id = saved_letter(priya, [town.adoptive], text)
    page = priya.get(f"/letters/{draft_id}").text
    assert _box(page).replace("&#34;", '"').replace("&#39;", "'") == escape(
        text.replace("\r\n", "\n"), quote=False
    )
    assert "<script>alert" not in page
    for place in ("pictures", "check"):
        shown = priya.get(f"/letters/{draft_id}/{place}")
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text


def test_the_same_form_sent_twice_is_one_draft(town: Town, priya: Visitor) -> None:
    draft_id = new_id()
    for _ in range(2):
        form = {"text": "Dear Dawn", "to": town.adoptive, "version": "0"}
        assert priya.post(f"/letters/{draft_id}", **form).status_code == 303
    assert words_of(priya.get("/")).count("Go on with your letter") == 1


def test_two_windows_keep_both_texts(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive], "Begun")
    first = {"text": "From window one", "to": town.adoptive, "version": "1"}
    second = {"text": "From window two", "note": "note two", "to": town.adoptive, "version": "1"}
    assert priya.post(f"/letters/{draft_id}", **first).status_code == 303
    page = priya.post(f"/letters/{draft_id}", **second)
    assert page.status_code == 409
    assert _box(page.text) == "From window two"
    assert _box(page.text, "note") == "note two"
    assert "From your other window" in words_of(page)
    assert "From window one" in page.text.partition('id="elsewhere"')[2]
    assert 'name="version" value="2"' in page.text
    assert 'data-module="autosave' not in page.text
    again = priya.post(f"/letters/{draft_id}", **second | {"version": "2"})
    assert again.status_code == 303
    assert _box(priya.get(f"/letters/{draft_id}").text) == "From window two"


def test_autosave_answers_as_the_script_expects(town: Town, priya: Visitor) -> None:
    draft_id = new_id()
    path, form = f"/letters/{draft_id}/save", {"to": town.adoptive}
    assert priya.fetch(path, text="D", version="0", **form).json == {"version": 1}
    assert priya.fetch(path, text="De", version="1", **form).json == {"version": 2}
    assert priya.fetch(path, text="De", version="1", **form).json == {"version": 2}  # a lost answer
    elsewhere = priya.fetch(path, text="Other", version="1", **form)
    assert elsewhere.status_code == 409
    assert elsewhere.json is not None
    assert "changed in another window" in elsewhere.json["message"]
    assert _box(priya.get(f"/letters/{draft_id}").text) == "De"


def test_more_than_can_be_kept_stays_on_the_page(town: Town, priya: Visitor) -> None:
    text = "word " * (MOST_KEPT // 5 + 1)
    page = priya.post(f"/letters/{new_id()}", text=text, to=town.adoptive, version="0")
    assert page.status_code == 400
    assert "This is too long" in words_of(page)
    assert _box(page.text) == text
    assert priya.fetch(f"/letters/{new_id()}/save", text=text, version="0").status_code == 422


def test_writing_on_after_it_was_sent_gives_the_words_back(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive])
    sent = priya.post(f"/letters/{draft_id}/send", version="1").location.partition("?")[0]
    page = priya.post(f"/letters/{draft_id}", text="One more thing", version="1")
    assert page.status_code == 409
    assert "One more thing" in page.text
    assert sent in page.text
    assert priya.fetch(f"/letters/{draft_id}/save", text="One more", version="1").status_code == 409
    for path in ("", "/check", "/pictures", "/throw-away"):
        assert priya.client.get(f"/letters/{draft_id}{path}").location == sent


def test_whom_it_is_for_is_asked_when_there_are_several(town: Town, priya: Visitor) -> None:
    gran = add_second_arrangement(town, town.priya)
    page = priya.get("/letters/new")
    assert "Who is this letter for?" in words_of(page)
    assert " checked" not in page.text
    draft_id = new_id()
    answer = priya.post(f"/letters/{draft_id}", text="Dear all", version="0")
    assert answer.status_code == 303  # the browser's back button must find a page, not the answer to a form
    nobody = priya.get(answer.headers["Location"])
    assert "Please choose who this letter is for." in words_of(nobody)
    assert _box(nobody.text) == "Dear all"
    assert 'name="version" value="1"' in nobody.text
    chosen = priya.post(f"/letters/{draft_id}", text="Dear all", to=[gran, town.adoptive], version="1")
    assert chosen.status_code == 303
    assert "Please choose who" not in words_of(priya.get(answer.headers["Location"]))
    assert "For Dawn and Nana Bev." in words_of(priya.get(f"/letters/{draft_id}/check"))


def test_an_answer_is_for_whom_it_answers(town: Town, priya: Visitor) -> None:
    gran = add_second_arrangement(town, town.priya)
    page = priya.get(f"/letters/new?to={gran}").text
    assert f'value="{gran}" checked' in page
    assert page.count(" checked") == 1


def test_a_letter_is_not_addressed_through_a_party_of_somebody_else(town: Town, priya: Visitor) -> None:
    assert priya.get(f"/letters/new?to={town.birth}").status_code == 404
    answer = priya.post(f"/letters/{new_id()}", text="My words", to=town.birth, version="0")
    assert answer.status_code == 404
    assert "My words" in answer.text


def test_a_closed_channel_keeps_the_draft(town: Town, priya: Visitor) -> None:
    close_channel(town)
    assert "are closed at the moment. You can write, and your words are kept" in words_of(
        priya.get("/letters/new")
    )
    draft_id = saved_letter(priya, [town.adoptive])
    page = priya.post(f"/letters/{draft_id}/send", version="1")
    assert page.status_code == 400
    assert "Letters can't be sent here at the moment." in words_of(page)
    assert "Your letter is kept for you." in words_of(page)
    assert _box(priya.get(f"/letters/{draft_id}").text) == "Dear Dawn"


def test_throwing_away_asks_first(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive])
    assert "We can't bring them back" in words_of(priya.get(f"/letters/{draft_id}/throw-away"))
    assert priya.post(f"/letters/{draft_id}/throw-away").status_code == 303
    assert priya.get(f"/letters/{draft_id}").status_code == 404
    assert send_letter(town.portal, town.priya, "Another", [town.adoptive])
