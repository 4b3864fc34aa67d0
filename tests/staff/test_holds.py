"""Nothing is redacted or released by a hint: what is held back passes by a reason of a person alone."""

from __future__ import annotations

import pytest

from moderation.decision import content_digest
from moderation.hints.hint import Kind
from portal.models.hint_lists import RuleCount
from portal.services import deciding
from portal.services.choosing import holds_left
from portal.services.claims import claim
from portal.services.desk import open_delivery
from portal.services.held_back import HoldsLeft
from portal.services.rule_counts import RuleFigures, rule_figures, rule_of
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import Portal, add_staff, picture_bytes
from tests.staff.forms import WHY_IT_MAY_STAY, form_to
from tests.staff.office import Browser, Office, make_office, take, tick, words_of

TEXT = "Dear Priya and Tom,\n\nCall me on 07700 900123 or 07700 900456.\n\nDawn"
NOTHING = {"keep": None}


def held(browser: Browser, delivery_id: str) -> list[str]:
    preview = browser.get(f"/desk/{delivery_id}/preview")
    return [value for name, value in form_to(preview.text, "/release").boxes if name == "keep"]


def test_nothing_held_back_is_confirmed_by_the_program(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(TEXT)
    take(sam, delivery_id)
    form = form_to(sam.get(f"/desk/{delivery_id}/preview").text, "/release")
    assert len([1 for name, _ in form.boxes if name == "keep"]) == 2
    assert "keep" not in form.fields
    assert [form.fields[name] for name in form.fields if name.startswith("why-")] == [[""]] * 2


@pytest.mark.parametrize("which", ["none", "one", "no reason", "blank reason", "another place"])
def test_each_place_needs_its_own_reason(office: Office, sam: Browser, which: str) -> None:
    delivery_id = office.letter(TEXT)
    take(sam, delivery_id)
    first, second = held(sam, delivery_id)
    change: dict[str, object] = {
        "none": NOTHING,
        "one": {"keep": [first]},
        "no reason": {f"why-{second}": ""},
        "blank reason": {f"why-{second}": " \t "},
        "another place": {"keep": [first, "0-0-3"], "why-0-0-3": "A reason."},
    }[which]
    answer = sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release", {"told": "My words."} | change)
    assert (answer.status_code, "say for each of these why it may stay" in words_of(answer)) == (400, True)
    assert form_to(answer.text, "/release").fields["told"] == ["My words."]
    assert office.received(office.priya) == []
    assert office.delivery(delivery_id).state == "claimed"


def test_with_a_reason_for_each_it_goes_and_the_reasons_are_kept(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(TEXT)
    take(sam, delivery_id)
    first, second = held(sam, delivery_id)
    change = {f"why-{first}": "A helpline.", f"why-{second}": "The school's office."}
    answer = sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release", change)
    assert answer.headers["Location"] == "/desk?done=released"
    assert len(office.received(office.priya)) == 1
    page = words_of(sam.get(f"/desk/{delivery_id}"))
    assert "Left in (phone): A helpline." in page
    assert "Left in (phone): The school's office." in page


def test_what_is_taken_out_needs_no_reason(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(TEXT)
    page = take(sam, delivery_id)
    sam.press(page, "/choices", go="kind-phone")
    assert held(sam, delivery_id) == []
    answer = sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    assert answer.status_code == 303
    assert "07700" not in office.received(office.priya)[0][0]


def test_words_under_a_picture_are_held_back_too(office: Office, sam: Browser) -> None:
    delivery_id = office.letter("Dear Priya and Tom, look!", pictures=[picture_bytes()])
    page = take(sam, delivery_id)
    name = next(one for one in form_to(page.text, "/choices").fields if one.startswith("description-"))
    sam.press(page, "/choices", {name: "Ring 07700 900123"}, go="preview")
    assert [key.split("-")[0] for key in held(sam, delivery_id)] == ["1"]
    preview = sam.get(f"/desk/{delivery_id}/preview")
    assert sam.press(preview, "/release", NOTHING).status_code == 400
    assert sam.press(preview, "/release").status_code == 303


def test_saying_that_a_hint_is_wrong_releases_nothing(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(TEXT)
    page = take(sam, delivery_id)
    boxes = [value for name, value in form_to(page.text, "/choices").boxes if name == "x"]
    sam.press(page, "/choices", {"x": boxes}, go="preview")
    assert len(held(sam, delivery_id)) == 2
    assert sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release", NOTHING).status_code == 400


def test_the_service_itself_refuses(portal: Portal) -> None:
    office = make_office(portal)
    staff, delivery_id = add_staff(portal).account, office.letter(TEXT)
    with unit_of_work(portal.staff, Actor("staff", staff.id)) as work:
        version = claim(work, staff, delivery_id, office.delivery(delivery_id).version).version
        item = open_delivery(work, portal.agency_id, delivery_id)
    seen = deciding.Seen(version, content_digest(item.content()), item.terms_version)
    keys = [one.key for one in holds_left(item)]
    for kept in ((), ((keys[0], "A helpline."),), tuple((key, "") for key in keys)):
        with pytest.raises(HoldsLeft), unit_of_work(portal.staff, Actor("staff", staff.id)) as work:
            deciding.release(work, staff, delivery_id, seen, deciding.Grounds(kept=kept))
    assert office.received(office.priya) == []


def figures(office: Office, delivery_id: str) -> list[RuleFigures]:
    """The numbers of the rules that found the letter's telephone numbers."""
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        item = open_delivery(work, office.portal.agency_id, delivery_id)
        rules = {rule_of(one) for one in item.hints if one.kind is Kind.PHONE}
        return [one for one in rule_figures(work, office.portal.agency_id) if one.rule in rules]


def test_rules_are_counted_when_a_letter_goes_and_not_before(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(TEXT)
    page = take(sam, delivery_id)
    second = f"{TEXT.index('07700 900456')}-{TEXT.index('07700 900456') + 12}"
    sam.press(page, "/choices", tick(page, TEXT, "07700", "900123") | {"x": [second]}, go="save")
    assert figures(office, delivery_id) == []
    assert sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release").status_code == 303
    (one,) = figures(office, delivery_id)
    assert (one.shown, one.taken_out, one.said_wrong, one.precision) == (2, 1, 1, 0.5)


def test_a_second_letter_adds_to_the_numbers(portal: Portal) -> None:
    office = make_office(portal)
    sam = office.worker()
    for _ in range(2):
        delivery_id = office.letter(TEXT)
        sam.press(take(sam, delivery_id), "/choices", go="kind-phone")
        assert sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release").status_code == 303
    (one,) = figures(office, delivery_id)
    assert (one.shown, one.taken_out, one.said_wrong, one.precision) == (4, 4, 0, 1.0)


def test_the_numbers_hold_no_word(office: Office, sam: Browser, mo: Browser) -> None:
    delivery_id = office.letter(TEXT + " We saw Whitby.")
    take(sam, delivery_id)
    sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        rows = work.session.query(RuleCount).all()
    assert {column.name for column in RuleCount.__table__.columns} == {
        "agency_id",
        "rule",
        "shown",
        "taken_out",
        "said_wrong",
    }
    assert not any(word in row.rule for row in rows for word in ("07700", "Whitby", "whitby"))
    page = mo.get("/hints")
    assert "How good are the hints?" in words_of(page)
    assert "Whitby" not in page.text
    assert sam.get("/hints").status_code == 404


def test_hints_stand_in_groups_with_what_must_be_decided_first(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(TEXT + "\n\nWe saw Whitby and Scarborough.")
    page = words_of(take(sam, delivery_id)).split("Hints", 1)[1]
    assert page.index("Known, or a way to get in touch (2)") < page.index("May identify")
    assert "Take out all 2 telephone numbers" in page


def test_all_of_one_kind_goes_at_one_press_and_nothing_else(office: Office, sam: Browser) -> None:
    text = TEXT + "\n\nWe saw Whitby."
    delivery_id = office.letter(text)
    page = take(sam, delivery_id)
    answer = sam.press(page, "/choices", go="kind-phone")
    assert answer.headers["Location"] == f"/desk/{delivery_id}?done=saved"
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        item = open_delivery(work, office.portal.agency_id, delivery_id)
    assert [item.text[start:end] for start, end in item.review.removed] == ["07700 900123", "07700 900456"]
    assert "Take out all 2" not in words_of(sam.get(f"/desk/{delivery_id}"))
    sam.press(sam.get(f"/desk/{delivery_id}"), "/choices", go="kind-nonsense")
    assert "Whitby" in sam.get(f"/desk/{delivery_id}/preview").text


def test_a_hint_said_to_be_wrong_stays_when_all_of_its_kind_go(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(TEXT)
    page = take(sam, delivery_id)
    first = f"{TEXT.index('07700 900123')}-{TEXT.index('07700 900123') + 12}"
    sam.press(page, "/choices", {"x": [first, "0-3"]}, go="kind-phone")
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        item = open_delivery(work, office.portal.agency_id, delivery_id)
    assert [item.text[start:end] for start, end in item.review.removed] == ["07700 900456"]
    assert len(item.review.wrong) == 1, "a place that is no hint is not kept"
    assert form_to(sam.get(f"/desk/{delivery_id}").text, "/choices").fields["x"] == [first]


def test_the_reason_of_the_tests_is_a_reason() -> None:
    assert WHY_IT_MAY_STAY.strip()


def test_what_the_list_and_the_letter_lead_to_is_there(office: Office, sam: Browser) -> None:
    for page in (take(sam, delivery_id := office.letter(TEXT)), office.worker().get(f"/desk/{delivery_id}")):
        for number in (1, 2):
            assert page.text.count(f'id="place-{number}"') == 1
            assert f'href="#place-{number}"' in page.text
            assert page.text.count(f'id="hint-{number}"') == 1
