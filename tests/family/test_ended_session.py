"""A session that ended while somebody wrote: the words come along through the sign-in, whatever happens."""

from __future__ import annotations

from html import unescape

from werkzeug.test import TestResponse

from portal.db import new_id
from tests.builders import PASSWORD
from tests.family.visits import TOKEN, Town, Visitor, saved_letter, words_of

WORDS = 'Dear Dawn,\n\n<i>this</i> took me "hours".'


def _form(page: str) -> dict[str, str]:
    """The hidden fields of the sign-in page."""
    fields = {}
    for name in ("draft_id", "version", "to"):
        fields[name] = page.partition(f'name="{name}" value="')[2].partition('"')[0]
    for name in ("text", "note"):
        box = page.partition(f'<textarea name="{name}" hidden>\n')[2].partition("</textarea>")[0]
        fields[name] = unescape(box)
    found = TOKEN.search(page)
    assert found is not None
    return fields | {"csrf_token": found[1]}


def _posted_late(town: Town, visitor: Visitor, draft_id: str, version: str) -> dict[str, str]:
    token = visitor.token()
    town.portal.clock.forward(hours=2)
    form = {"text": WORDS, "note": "a note", "to": town.adoptive, "version": version}
    page = visitor.client.post(f"/letters/{draft_id}", data=form | {"csrf_token": token})
    assert page.status_code == 401
    assert "Your words are safe" in words_of(page)
    return _form(page.text)


def _sign_in(visitor: Visitor, carried: dict[str, str], name: str = "priya@example.org") -> TestResponse:
    return visitor.client.post("/sign-in", data=carried | {"log_in_name": name, "password": PASSWORD})


def test_words_of_a_new_letter_are_kept(town: Town, priya: Visitor) -> None:
    draft_id = new_id()
    carried = _posted_late(town, priya, draft_id, "0")
    answer = _sign_in(priya, carried)
    assert (answer.status_code, answer.location) == (303, f"/letters/{draft_id}?kept=1")
    page = priya.get(answer.location)
    assert "Your words are kept." in words_of(page)
    assert "this</i>" not in page.text
    assert "&lt;i&gt;this&lt;/i&gt; took me" in page.text
    assert "a note" in page.text


def test_a_slip_at_the_password_loses_nothing(town: Town, priya: Visitor) -> None:
    carried = _posted_late(town, priya, new_id(), "0")
    again = priya.client.post(
        "/sign-in", data=carried | {"log_in_name": "priya@example.org", "password": "x"}
    )
    assert again.status_code == 400
    carried = _form(again.text)
    assert carried["text"] == WORDS
    assert _sign_in(priya, carried).status_code == 303


def test_words_of_a_letter_changed_elsewhere_stand_beside_the_others(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive], "Begun")
    priya.post(f"/letters/{draft_id}", text="Elsewhere", to=town.adoptive, version="1")
    page = _sign_in(priya, _posted_late(town, priya, draft_id, "1"))
    assert page.status_code == 409
    assert "took me" in page.text
    assert "Elsewhere" in page.text
    assert "Your letterbox" in words_of(priya.get("/"))


def test_words_for_a_letter_of_somebody_else_or_sent_already_are_shown(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive], "Begun")
    carried = _posted_late(town, priya, draft_id, "1")
    page = _sign_in(priya, carried, "dawn@example.org")
    assert page.status_code == 200
    assert "Your words are here" in words_of(page)
    assert "took me" in page.text
    assert "Begun" not in page.text
    priya.post("/sign-out")
    carried["csrf_token"] = priya.token()
    _sign_in(priya, carried)
    priya.post(f"/letters/{draft_id}/send", version="2")
    shown = _sign_in(priya, carried | {"csrf_token": priya.token(), "text": "later words"})
    assert "later words" in shown.text


def test_scripts_are_told_plainly(town: Town, priya: Visitor) -> None:
    token = priya.token()
    town.portal.clock.forward(hours=2)
    for path in ("save", "pictures"):
        answer = priya.client.post(
            f"/letters/{new_id()}/{path}",
            data={"text": "x", "csrf_token": token},
            headers={"X-Requested-With": "fetch"},
        )
        assert answer.status_code == 401
        assert answer.is_json


def test_a_button_without_words_leads_back_to_its_page(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive])
    town.portal.clock.forward(hours=2)
    page = priya.post(f"/letters/{draft_id}/send", version="1")
    assert page.status_code == 401
    assert f'name="next" value="/letters/{draft_id}"' in page.text


def test_words_about_a_picture_are_shown(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive])
    town.portal.clock.forward(hours=2)
    page = priya.post(f"/letters/{draft_id}/pictures", described=new_id(), description="At the <sea>")
    assert "At the &lt;sea&gt;" in page.text


def test_a_form_from_before_a_sign_in_elsewhere_comes_back_whole(town: Town, priya: Visitor) -> None:
    draft_id = saved_letter(priya, [town.adoptive])
    old = priya.token()
    priya.sign_in("priya@example.org")
    form = {"text": WORDS, "note": "a note", "to": town.adoptive, "version": "1"}
    page = priya.client.post(f"/letters/{draft_id}", data=form | {"csrf_token": old})
    assert page.status_code == 400
    assert "Please press the button once more" in words_of(page)
    found = TOKEN.search(page.text.partition('id="main-content"')[2])
    assert found is not None
    assert priya.client.post(f"/letters/{draft_id}", data=form | {"csrf_token": found[1]}).status_code == 303
    assert "took me" in priya.get(f"/letters/{draft_id}").text


def test_another_site_gets_nothing_carried(town: Town, priya: Visitor) -> None:
    form = {"text": "planted", "to": town.adoptive, "version": "0"}
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    signed_in = priya.client.post(f"/letters/{new_id()}", data=form, headers=elsewhere)
    assert signed_in.status_code == 400
    assert "Save my words" not in signed_in.text
    stranger = town.visitor().client.post(f"/letters/{new_id()}", data=form, headers=elsewhere)
    assert stranger.status_code == 401
    assert "planted" not in stranger.text
