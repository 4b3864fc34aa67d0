"""What somebody caught in a letter is watched for from then on: a new version, a new look, nothing lost."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from moderation.hints.hint import Hint
from portal.models.arrangement import Arrangement, ArrangementVersion
from portal.models.delivery import Decision
from portal.sealing import AgencyOpener, CopyKind, open_json
from portal.services.arrangements import find_arrangement
from portal.services.correspondence import correspondences
from portal.services.desk import open_delivery
from portal.terms import Terms
from portal.work import SYSTEM, Actor, unit_of_work
from tests.staff.forms import form_to
from tests.staff.office import Browser, Office, take, tick, words_of

TEXT = "Dear Priya and Tom,\n\nHow is the old mill? I think of the two swans.\n\nDawn"


def terms_now(office: Office) -> tuple[int, Terms]:
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        known = find_arrangement(work, office.portal.agency_id, office.arrangement)
        return known.arrangement.version, known.terms


def hints_now(office: Office, delivery_id: str) -> list[tuple[str, Hint]]:
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        item = open_delivery(work, office.portal.agency_id, delivery_id)
        return [(item.text[one.start : one.end], one) for one in item.hints]


def term_id(office: Office, value: str) -> str:
    return next(one.id for one in terms_now(office)[1].protected if one.value == value)


def caught_page(browser: Browser, delivery_id: str, *words: str) -> TestResponse:
    """Tick words in the letter and press the button."""
    page = take(browser, delivery_id)
    answer = browser.press(page, "/choices", tick(page, TEXT, *words), go="watch")
    assert answer.status_code == 303, words_of(answer)
    return browser.get(answer.headers["Location"])


def test_words_picked_in_the_letter_are_watched_for_from_now_on(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(TEXT)
    before = terms_now(office)[0]
    page = caught_page(sam, delivery_id, "old", "mill")
    assert form_to(page.text, "/watch").fields["words"] == ["old mill"]
    oakham = term_id(office, "Oakham")
    answer = sam.press(page, "/watch", {"to": f"term-{oakham}", "why": "It stands by their house."})
    assert answer.headers["Location"] == f"/desk/{delivery_id}?done=watched"
    version, terms = terms_now(office)
    assert version == before + 1
    assert next(one.watch for one in terms.protected if one.id == oakham) == ("old mill",)
    found = [hint.term_id for words, hint in hints_now(office, delivery_id) if words == "old mill"]
    assert found == [oakham], "the letter was looked through again"
    assert "old mill" in words_of(sam.get(answer.headers["Location"])).split("Hints", 1)[1]


def test_who_when_and_why_are_kept_with_the_new_version(office: Office, sam: Browser) -> None:
    page = caught_page(sam, office.letter(TEXT), "mill")
    sam.press(page, "/watch", {"to": f"term-{term_id(office, 'Oakham')}", "why": "It stands by their house."})
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        row = work.session.get_one(ArrangementVersion, (office.arrangement, 2))
        opener = AgencyOpener(office.portal.agency_id)
        stored = open_json(work, row.copy_id, CopyKind.TERMS, office.arrangement, opener)
    assert stored["why"] == "It stands by their house."
    assert row.made_at == office.portal.clock()
    assert len(row.made_by) == 32


def test_a_new_protected_word_names_its_kind_and_side(office: Office, sam: Browser) -> None:
    page = caught_page(sam, office.letter(TEXT), "two", "swans")
    choice = {"to": "new", "kind": "landmark", "side": "adoptive", "why": "A pub in their village."}
    answer = sam.press(page, "/watch", choice | {"words": "the Two Swans"})
    assert answer.status_code == 303, words_of(answer)
    new = terms_now(office)[1].protected[-1]
    assert (new.value, new.side, new.kind, new.reason) == (
        "the Two Swans",
        "adoptive",
        "landmark",
        "A pub in their village.",
    )
    assert (new.added_on, len(new.added_by)) == ("2026-06-01", 32)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({}, "to", "Please choose what the words belong to."),
        ({"to": "new"}, "to", "Please choose what the words belong to."),
        ({"to": "term-" + "0" * 32}, "to", "Please choose what the words belong to."),
        ({"to": "new", "side": "nobody"}, "to", "Please choose what the words belong to."),
        ({"to": "new", "side": "birth", "words": "x"}, "words", "This is too short."),
        ({"to": "quiet", "words": "the"}, "words", "These words are in every letter."),
        ({"to": "new", "side": "birth", "why": "y" * 500}, "why", "too long"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    office: Office, sam: Browser, change: dict[str, object], field: str, sentence: str
) -> None:
    page = caught_page(sam, office.letter(TEXT), "mill")
    answer = sam.press(page, "/watch", {"why": "My reason."} | change)
    assert (answer.status_code, sentence in words_of(answer)) == (400, True)
    fields = form_to(answer.text, "/watch").fields
    assert fields["why"] == [change.get("why", "My reason.")]
    assert fields["words"] == [change.get("words", "mill")]
    assert f'href="#{field}"' in answer.text
    assert terms_now(office)[0] == 1


def test_of_several_words_one_is_chosen(office: Office, sam: Browser) -> None:
    page = caught_page(sam, office.letter(TEXT), "mill", "swans")
    form = form_to(page.text, "/watch")
    assert [value for name, value in form.boxes if name == "picked"] == ["mill", "swans"]
    answer = sam.press(page, "/watch", {"picked": "swans", "to": f"term-{term_id(office, 'Ashdown')}"})
    assert answer.status_code == 303
    assert [one.watch for one in terms_now(office)[1].protected if one.value == "Ashdown"] == [("swans",)]


def test_two_people_at_once_the_second_is_told_and_loses_nothing(
    office: Office, sam: Browser, mo: Browser
) -> None:
    page = caught_page(sam, office.letter(TEXT), "mill")
    change = {"risk_notes": "Something new."}
    assert mo.press(mo.get(f"/cases/{office.arrangement}/change"), "/change", change).status_code == 303
    choice = {"to": f"term-{term_id(office, 'Oakham')}", "why": "My reason."}
    answer = sam.press(page, "/watch", choice)
    assert (answer.status_code, "Somebody else changed this arrangement" in words_of(answer)) == (409, True)
    fields = form_to(answer.text, "/watch").fields
    assert (fields["words"], fields["why"], fields["to"]) == (["mill"], ["My reason."], [choice["to"]])
    assert sam.press(answer, "/watch").status_code == 303
    version, terms = terms_now(office)
    assert (version, terms.risk_notes) == (3, "Something new.")
    assert [one.watch for one in terms.protected if one.value == "Oakham"] == [("mill",)]


def test_pressing_twice_is_pressing_once(office: Office, sam: Browser) -> None:
    page = caught_page(sam, office.letter(TEXT), "mill")
    for _ in range(2):
        answer = sam.press(page, "/watch", {"to": f"term-{term_id(office, 'Oakham')}"})
        assert answer.headers["Location"].endswith("?done=watched")
    assert terms_now(office)[0] == 2


def test_somebody_elses_letter_is_left_alone(office: Office, sam: Browser, mo: Browser) -> None:
    delivery_id = office.letter(TEXT)
    page = caught_page(sam, delivery_id, "mill")
    assert mo.get(f"/desk/{delivery_id}/watch").headers["Location"] == f"/desk/{delivery_id}"
    sam.press(sam.get(f"/desk/{delivery_id}"), "/choices", go="hand-back")
    take(mo, delivery_id)
    answer = sam.press(page, "/watch", {"to": f"term-{term_id(office, 'Oakham')}", "why": "My reason."})
    assert answer.status_code == 409
    assert form_to(answer.text, "/watch").fields["why"] == ["My reason."]
    assert terms_now(office)[0] == 1


def test_a_decision_stays_bound_to_the_terms_it_was_made_under(office: Office, sam: Browser) -> None:
    first = office.letter("Dear Priya and Tom, we planted beans.\n\nDawn")
    take(sam, first)
    assert sam.press(sam.get(f"/desk/{first}/preview"), "/release").status_code == 303
    second = office.letter(TEXT)
    page = caught_page(sam, second, "mill")
    preview = sam.get(f"/desk/{second}/preview")
    sam.press(page, "/watch", {"to": f"term-{term_id(office, 'Oakham')}"})
    late = sam.press(preview, "/release")
    assert late.status_code == 409, "what was seen before the list grew is not released unseen"
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        decided = work.session.scalars(select(Decision).where(Decision.delivery_id == first)).one()
        assert decided.terms_version == 1
        assert work.session.get_one(Arrangement, office.arrangement).version == 2


def test_no_card_and_no_page_of_a_family_changes_by_a_caught_word(office: Office, sam: Browser) -> None:
    page = caught_page(sam, office.letter(TEXT), "mill")
    sam.press(page, "/watch", {"to": f"term-{term_id(office, 'Oakham')}"})
    for who in (office.dawn, office.priya):
        with unit_of_work(office.portal.family, Actor("account", who.account.id), writes=False) as work:
            cards = [one.card for one in correspondences(work, who.me)]
        assert "mill" not in str([one.to_json() for one in cards])


def test_no_word_stands_in_an_address(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(TEXT)
    page = take(sam, delivery_id)
    answer = sam.press(page, "/choices", tick(page, TEXT, "mill"), go="watch")
    assert re.fullmatch(rf"/desk/{delivery_id}/watch\?w=\d+-\d+", answer.headers["Location"])
    for odd in ("", "x", "5", "99999-99999999", "9-3", quote("٣-٤"), "-", "1-2-3"):
        assert sam.get(f"/desk/{delivery_id}/watch?w={odd}&to={odd}").status_code == 200
