"""Watch lists: proposed by the program, ticked by a worker, pointed at on the desk, seen by no family."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from moderation.hints.find import UselessTerm
from moderation.hints.hint import Kind, Strength
from portal.services.arrangements import change_terms, find_arrangement, make_arrangement
from portal.services.correspondence import correspondences
from portal.services.desk import open_delivery
from portal.services.letters import own_hints
from portal.terms import Card, Terms
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import protected, terms
from tests.staff.forms import form_to
from tests.staff.office import Browser, Office, words_of

WATCHED = replace(protected("adoptive", Kind.PLACE, "Oakham"), watch=("the windmill", "Langham"))


@pytest.fixture(name="office")
def _office(office: Office) -> Office:
    """The office, where Oakham is what the adoptive side must not say."""
    with unit_of_work(office.portal.staff, SYSTEM) as work:
        change_terms(work, office.arrangement, 1, terms())
    return office


def terms_now(office: Office) -> Terms:
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        return find_arrangement(work, office.portal.agency_id, office.arrangement).terms


def watched(office: Office, value: str) -> tuple[str, ...]:
    return next(one.watch for one in terms_now(office).protected if one.value == value)


def test_terms_sealed_before_there_were_watch_lists_open_with_none() -> None:
    stored = terms().to_json()
    for one in stored["protected"]:
        del one["watch"]
    assert [one.watch for one in Terms.from_json(stored).protected] == [(), (), ()]


def test_terms_come_back_with_their_watch_lists() -> None:
    made = terms(protected=(WATCHED,))
    assert Terms.from_json(made.to_json()) == made
    assert [(one.value, one.watch) for one in made.hinted()] == [
        ("Oakham", False),
        ("the windmill", True),
        ("Langham", True),
    ]
    assert {(one.id, one.side) for one in made.hinted()} == {(WATCHED.id, "adoptive")}


def test_no_card_holds_a_watch_list() -> None:
    made = terms(protected=(WATCHED,))
    for side in ("adoptive", "birth"):
        card = Card.for_side(made, side)  # type: ignore[arg-type]
        assert "windmill" not in str(card.to_json())
        assert "windmill" not in str(card.terms())


def test_the_family_is_not_asked_about_a_word_of_its_own_watch_list(office: Office) -> None:
    with unit_of_work(office.portal.staff, SYSTEM) as work:
        made = make_arrangement(work, office.portal.agency_id, terms(protected=(WATCHED,)))
        assert made.id
    card = Card.for_side(terms(protected=(WATCHED,)), "adoptive")
    found = own_hints("We live in Oakham and walk to the windmill.", [card])
    assert [one.words for one in found if one.private] == ["Oakham"]
    with unit_of_work(office.portal.family, Actor("account", office.priya.account.id), writes=False) as work:
        cards = [one.card for one in correspondences(work, office.priya.me)]
    assert [one.value for one in cards[0].own_terms] == ["Ashdown", "Oakham"]


def test_proposed_words_are_ticked_and_kept(office: Office, sam: Browser) -> None:
    address = f"/cases/{office.arrangement}/change"
    page = sam.press(sam.get(address), "/change", suggest="adoptive")
    assert page.status_code == 200
    form = form_to(page.text, "/change")
    proposed = [value for name, value in form.boxes if name == "adoptive-1-take"]
    assert "Langham" in proposed
    assert form.fields.get("adoptive-1-take") is None, "nothing is ticked by the program"
    assert watched(office, "Oakham") == ()
    answer = sam.press(page, "/change", {"adoptive-1-take": ["Langham", "Burley"]})
    assert answer.status_code == 303, words_of(answer)
    assert watched(office, "Oakham") == ("Langham", "Burley")
    assert watched(office, "Ashdown") == ()
    again = sam.press(sam.get(address), "/change", suggest="adoptive")
    assert ("adoptive-1-take", "Langham") not in form_to(again.text, "/change").boxes
    assert "Watched for as well: Langham; Burley" in words_of(sam.get(f"/cases/{office.arrangement}"))


def test_only_the_side_that_was_asked_for_is_proposed_for(office: Office, sam: Browser) -> None:
    page = sam.press(sam.get(f"/cases/{office.arrangement}/change"), "/change", suggest="birth")
    assert {name for name, _ in form_to(page.text, "/change").boxes if name.endswith("-take")} == {
        "birth-0-take"
    }
    odd = sam.press(sam.get(f"/cases/{office.arrangement}/change"), "/change", suggest="nobody")
    assert (odd.status_code, "-take" in odd.text) == (200, False)


def test_what_was_ticked_stays_when_something_else_must_be_mended(office: Office, sam: Browser) -> None:
    page = sam.press(sam.get(f"/cases/{office.arrangement}/change"), "/change", suggest="adoptive")
    change = {"adoptive-1-take": ["Langham"], "child_birth_name": ""}
    answer = sam.press(page, "/change", change)
    assert answer.status_code == 400
    assert form_to(answer.text, "/change").fields["adoptive-term-watch"][1] == "Langham"
    answer = sam.press(answer, "/change", {"child_birth_name": "Kayleigh Thornbury"})
    assert answer.status_code == 303
    assert watched(office, "Oakham") == ("Langham",)


def test_a_watch_list_is_typed_and_taken_down_again(office: Office, sam: Browser) -> None:
    address = f"/cases/{office.arrangement}/change"
    before = next(one for one in terms_now(office).protected if one.value == "Oakham")
    typed = ["", "The Windmill\r\n\r\n the windmill \r\nOakham\r\nЛангем", "", "", "", "", ""]
    assert sam.press(sam.get(address), "/change", {"adoptive-term-watch": typed}).status_code == 303
    assert watched(office, "Oakham") == ("The Windmill", "Лангем")
    after = next(one for one in terms_now(office).protected if one.value == "Oakham")
    assert replace(after, watch=()) == before, "who added the term, and when, stays"
    assert sam.press(sam.get(address), "/change", {"adoptive-term-watch": [""] * 7}).status_code == 303
    assert watched(office, "Oakham") == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Langham\r\nx", "This is too short. Please enter at least two letters or digits. (“x”)"),
        ("the", "These words are in every letter. Please enter the whole name or place. (“the”)"),
        ("y" * 81, "This is too long. Please enter one name, place or number at a time."),
        ("\r\n".join(f"Word{number}" for number in range(61)), "Please keep to 60 words"),
    ],
)
def test_useless_words_are_refused_as_terms_are(
    office: Office, sam: Browser, typed: str, sentence: str
) -> None:
    address = f"/cases/{office.arrangement}/change"
    answer = sam.press(sam.get(address), "/change", {"adoptive-term-watch": ["", typed] + [""] * 5})
    assert (answer.status_code, sentence in words_of(answer)) == (400, True)
    assert form_to(answer.text, "/change").fields["adoptive-term-watch"][1] == typed.replace("\r\n", "\n")
    assert watched(office, "Oakham") == ()


def test_words_to_watch_for_without_a_term_are_not_lost(office: Office, sam: Browser) -> None:
    typed = [""] * 2 + ["Langham"] + [""] * 4
    answer = sam.press(
        sam.get(f"/cases/{office.arrangement}/change"), "/change", {"adoptive-term-watch": typed}
    )
    assert (answer.status_code, "This is too short" in words_of(answer)) == (400, True)


def test_the_service_refuses_useless_words_as_well(office: Office) -> None:
    what = terms(protected=(replace(WATCHED, watch=("x",)),))
    with pytest.raises(UselessTerm), unit_of_work(office.portal.staff, SYSTEM) as work:
        make_arrangement(work, office.portal.agency_id, what)


def test_a_watched_word_is_pointed_at_on_the_desk_and_in_the_preview(office: Office, sam: Browser) -> None:
    typed = ["", "windmill"] + [""] * 5
    sam.press(sam.get(f"/cases/{office.arrangement}/change"), "/change", {"adoptive-term-watch": typed})
    delivery_id = office.letter("Dear Priya and Tom, I love the windmill near you.\n\nDawn")
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        item = open_delivery(work, office.portal.agency_id, delivery_id)
    oakham = next(one.id for one in item.terms.protected if one.value == "Oakham")
    assert [item.text[one.start : one.end] for one in item.hints if one.term_id == oakham] == ["windmill"]
    assert {one.strength for one in item.hints if one.term_id == oakham} <= {
        Strength.HOLD,
        Strength.ASK,
        Strength.MARK,
    }
    assert "On the list: “Oakham” protects the adoptive side" in words_of(sam.get(f"/desk/{delivery_id}"))
    preview = words_of(sam.get(f"/desk/{delivery_id}/preview"))
    assert re.search(r"Still in it.*windmill", preview)
