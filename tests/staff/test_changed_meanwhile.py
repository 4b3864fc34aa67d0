"""Deciding when something changed meanwhile: what was seen, once, or nothing; no word is lost."""

from __future__ import annotations

import pytest

from tests.staff.forms import form_to
from tests.staff.office import Browser, Office, take, words_of
from tests.staff.outcomes import counts_of, preview_of, told_of


def test_pressing_release_twice_releases_once(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    preview = preview_of(sam, delivery_id, "Oakham")
    for _ in range(3):
        answer = sam.press(preview, "/release")
        assert answer.headers["Location"] == "/desk?done=released"
    assert counts_of(office, delivery_id) == (1, 1, 1)


def test_terms_changed_between_preview_and_release(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    preview = preview_of(sam, delivery_id, "Oakham")
    change = {"risk_notes": "Something new."}
    assert sam.press(sam.get(f"/cases/{office.arrangement}/change"), "/change", change).status_code == 303
    words = {"told": "My own words for Dawn.", "record": "My record.", "reason": ["full_name"]}
    answer = sam.press(preview, "/release", words)
    assert (answer.status_code, "The arrangement has changed" in words_of(answer)) == (409, True)
    fields = form_to(answer.text, "/release").fields
    assert (fields["told"], fields["record"], fields["reason"]) == (
        ["My own words for Dawn."],
        ["My record."],
        ["full_name"],
    )
    assert counts_of(office, delivery_id) == (0, 0, 0)
    assert sam.press(answer, "/release").headers["Location"] == "/desk?done=released"
    assert told_of(office, delivery_id) == ["My own words for Dawn."]


def test_choices_changed_between_preview_and_release(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    preview = preview_of(sam, delivery_id, "Oakham")
    page = sam.get(f"/desk/{delivery_id}")
    sam.press(page, "/choices", {"w": None}, go="save")
    answer = sam.press(preview, "/release", {"told": "My words."})
    assert answer.status_code == 409
    assert counts_of(office, delivery_id) == (0, 0, 0)
    assert form_to(answer.text, "/release").fields["told"] == ["My words."]
    assert "I went to Oakham" in words_of(answer)


@pytest.mark.parametrize("change", [{"digest": "00" * 32}, {"digest": "zz"}, {"digest": None}])
def test_another_content_than_was_seen_is_never_released(
    office: Office, sam: Browser, change: dict[str, object]
) -> None:
    delivery_id = office.letter()
    preview = preview_of(sam, delivery_id)
    answer = sam.press(preview, "/release", change)
    assert (answer.status_code, "look again" in words_of(answer)) == (409, True)
    assert office.received(office.priya) == []


@pytest.mark.parametrize("state", ["paused", "prohibited", "ended"])
def test_nothing_passes_a_closed_arrangement(office: Office, sam: Browser, state: str) -> None:
    delivery_id = office.letter()
    preview = preview_of(sam, delivery_id)
    case = sam.get(f"/cases/{office.arrangement}")
    assert sam.press(case, "/state", {"state": state}).status_code == 303
    answer = sam.press(preview, "/release", {"told": "Kept words."})
    assert answer.status_code == 409
    assert form_to(answer.text, "/release").fields["told"] == ["Kept words."]
    assert office.received(office.priya) == []


@pytest.mark.parametrize("name", ["return", "hold", "stop"])
def test_words_on_a_decision_that_came_too_late_are_shown_again(
    office: Office, sam: Browser, mo: Browser, name: str
) -> None:
    delivery_id = office.letter()
    page = take(sam, delivery_id)
    form = sam.get(f"/desk/{delivery_id}/{name}")
    sam.press(page, "/choices", go="hand-back")
    take(mo, delivery_id)
    words = {"reason": ["full_name"], "told": "My kept words.", "record": "My kept record."}
    answer = sam.press(form, f"/{name}", words)
    text = words_of(answer)
    assert (answer.status_code, "With a colleague (Mo Manager)" in text) == (409, True)
    assert "My kept record." in text
    if name == "return":
        assert "My kept words." in text
    assert counts_of(office, delivery_id)[0] == 0


def test_two_people_release_one_letter_once(office: Office, sam: Browser, mo: Browser) -> None:
    delivery_id = office.letter()
    page = take(sam, delivery_id)
    preview = sam.get(f"/desk/{delivery_id}/preview")
    sam.press(page, "/choices", go="hand-back")
    preview_of_mo = preview_of(mo, delivery_id)
    mo.press(preview_of_mo, "/release")
    answer = sam.press(preview, "/release", {"told": "Kept words for Dawn."})
    assert (answer.status_code, "Kept words for Dawn." in answer.text) == (409, True)
    assert counts_of(office, delivery_id) == (1, 1, 1)


def test_only_who_took_the_letter_sees_the_decisions(office: Office, sam: Browser, mo: Browser) -> None:
    delivery_id = office.letter()
    take(sam, delivery_id)
    assert "/release" not in mo.get(f"/desk/{delivery_id}/preview").text
    for name in ("return", "hold", "stop"):
        assert mo.get(f"/desk/{delivery_id}/{name}").headers["Location"] == f"/desk/{delivery_id}"
    fields = form_to(sam.get(f"/desk/{delivery_id}/preview").text, "/release").fields
    seen = {name: fields[name][0] for name in ("version", "digest", "terms_version")}
    answer = mo.post(f"/desk/{delivery_id}/release", **seen)
    assert (answer.status_code, "A colleague is reading this letter now" in words_of(answer)) == (409, True)
    assert office.received(office.priya) == []
