"""Deciding: of exactly what was seen, once, with reasons; nothing lost when something changed meanwhile."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from moderation.decision import REASONS, Reason
from portal.models.copy import Grant
from portal.models.delivery import Release
from portal.work import SYSTEM, unit_of_work
from tests.builders import picture_bytes
from tests.family.visits import Visitor
from tests.staff.forms import form_to
from tests.staff.office import LETTER, Browser, Office, take, tick, words_of
from tests.staff.outcomes import counts_of, preview_of, told_of


def _grants_of_readers(office: Office, delivery_id: str) -> int:
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        held = select(Grant).join(Release, Release.copy_id == Grant.copy_id)
        held = held.where(Release.delivery_id == delivery_id, Grant.holder_kind == "account")
        return len(work.session.scalars(held).all())


def _sheet(page: TestResponse) -> str:
    """The letter's own markup on a page."""
    sheet: str = page.text.split('<article class="app-letter"', 1)[1]
    return sheet.split(">", 1)[1].split("</article>", 1)[0]


def _only(pattern: str, page: TestResponse) -> str:
    found = set(re.findall(pattern, page.text))
    assert len(found) == 1, found
    return str(found.pop())


def test_the_recipient_gets_byte_for_byte_what_the_preview_showed(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(pictures=[picture_bytes("one"), picture_bytes("two")])
    page = take(sam, delivery_id)
    form = form_to(page.text, "/choices")
    names = sorted(name for name in form.fields if name.startswith("description-"))
    kept = form.fields["picture"][1]
    choices = tick(page, LETTER, "Oakham") | {"picture": [kept], f"description-{kept}": "A green garden"}
    assert len(names) == 2
    sam.press(page, "/choices", choices, go="preview")
    preview = sam.get(f"/desk/{delivery_id}/preview")
    pictures = re.findall(r'src="(/desk/[^"]+/pages/[^"]+)"', preview.text)
    seen = [sam.get(one).data for one in pictures]
    answer = sam.press(preview, "/release")
    assert answer.headers["Location"] == "/desk?done=released"
    priya = Visitor(office.portal.client("family"))
    priya.sign_in(office.priya.log_in_name)
    path = _only(r'href="(/letters-for-you/[0-9a-f]{32})"', priya.get("/letters-for-you"))
    assert priya.post(f"{path}/open").status_code == 303
    page = priya.get(path)
    assert _sheet(page) == _sheet(preview)
    assert priya.get(_only(r'src="([^"]+/pictures/[^"]+)"', page)).data == seen[0]
    assert len(seen) == 1
    assert "A green garden" in page.text


def test_releasing_as_it_is(office: Office, sam: Browser) -> None:
    delivery_id = office.letter("Dear Priya, we planted beans.")
    preview = preview_of(sam, delivery_id)
    form = form_to(preview.text, "/release")
    assert [text for *_, text in form.buttons] == ["Release"]
    assert form.fields["told"] == [""]
    sam.press(preview, "/release")
    assert office.received(office.priya) == [("Dear Priya, we planted beans.", [])]
    assert told_of(office, delivery_id) == [""]
    assert "Released" in words_of(sam.get(f"/desk/{delivery_id}"))


def test_releasing_with_words_taken_out_tells_the_writer_neutrally(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    preview = preview_of(sam, delivery_id, "Oakham")
    form = form_to(preview.text, "/release")
    assert [text for *_, text in form.buttons] == ["Release with words taken out"]
    assert "Oakham" not in form.fields["told"][0]
    sam.press(preview, "/release", {"reason": ["where_somebody_lives"], "record": "A village."})
    assert told_of(office, delivery_id) == [form.fields["told"][0]]
    page = words_of(sam.get(f"/desk/{delivery_id}"))
    assert "Released with words taken out, 1 June 2026, by Sam Worker" in page
    assert "Reasons: Says or hints where somebody lives." in page
    assert "For the record: A village." in page


@pytest.mark.parametrize(
    "told", ["We took out Uppingham.", "We took out U p p i n g h a m", "Not their name Ashdown"]
)
@pytest.mark.parametrize("ending", ["/release", "/return"])
def test_words_to_the_writer_confirm_no_guess(office: Office, sam: Browser, told: str, ending: str) -> None:
    delivery_id = office.letter()
    preview = preview_of(sam, delivery_id, "Oakham")
    page = preview if ending == "/release" else sam.get(f"/desk/{delivery_id}/return")
    answer = sam.press(page, ending, {"told": told, "reason": ["full_name"]})
    assert (answer.status_code, "must keep private" in words_of(answer)) == (400, True)
    assert form_to(answer.text, ending).fields["told"] == [told]
    assert office.delivery(delivery_id).state == "claimed"


def test_a_letter_of_nothing_is_not_released(office: Office, sam: Browser) -> None:
    delivery_id = office.letter("", pictures=[picture_bytes()])
    page = take(sam, delivery_id)
    sam.press(page, "/choices", {"picture": None}, go="preview")
    answer = sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    assert (answer.status_code, "Nothing would be left" in words_of(answer)) == (400, True)


@pytest.mark.parametrize(
    ("most", "receives", "sentence"),
    [(1, True, "more pictures than the agreement allows"), (6, False, "This agreement has no pictures")],
)
def test_more_than_was_agreed_is_not_released(
    office: Office, sam: Browser, most: int, receives: bool, sentence: str
) -> None:
    delivery_id = office.letter(pictures=[picture_bytes("a"), picture_bytes("b")])
    change: dict[str, object] = {"most_pictures": str(most)}
    if not receives:
        change["adoptive-receives_pictures"] = None
    sam.press(sam.get(f"/cases/{office.arrangement}/change"), "/change", change)
    preview = preview_of(sam, delivery_id)
    answer = sam.press(preview, "/release")
    assert (answer.status_code, sentence in words_of(answer)) == (400, True)
    assert office.received(office.priya) == []


def test_what_is_still_in_it_is_pointed_at_also_under_pictures(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(pictures=[picture_bytes()])
    page = take(sam, delivery_id)
    name = next(one for one in form_to(page.text, "/choices").fields if one.startswith("description-"))
    change = tick(page, LETTER, "Oakham", "07700", "900123") | {name: "Us in Oakham"}
    sam.press(page, "/choices", change, go="preview")
    left = words_of(sam.get(f"/desk/{delivery_id}/preview")).split("Held back: decide on each", 1)[1]
    assert "“" not in left
    assert "Place : Oakham, in the words to picture 1" in left
    assert "07700" not in left


def test_sending_back_asks_for_reasons_and_offers_words(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    take(sam, delivery_id)
    page = sam.get(f"/desk/{delivery_id}/return")
    answer = sam.press(page, "/return", {"record": "My record"})
    assert (answer.status_code, "choose at least one reason" in words_of(answer)) == (400, True)
    answer = sam.press(answer, "/return", {"reason": ["contact_details"]})
    suggested = REASONS[Reason.CONTACT_DETAILS].suggested_wording
    assert (answer.status_code, form_to(answer.text, "/return").fields["told"]) == (400, [suggested])
    assert form_to(answer.text, "/return").fields["record"] == ["My record"]
    again = {"reason": ["contact_details", "full_name"], "told": "Hello Dawn."}
    answer = sam.press(page, "/return", again, go="suggest")
    told = form_to(answer.text, "/return").fields["told"][0]
    assert told.startswith("Hello Dawn.\n\n")
    assert REASONS[Reason.FULL_NAME].suggested_wording in told
    assert office.delivery(delivery_id).state == "claimed"
    for _ in range(2):
        assert sam.press(answer, "/return").headers["Location"] == "/desk?done=returned"
    assert office.delivery(delivery_id).state == "returned"
    assert told_of(office, delivery_id) == [told.replace("\r\n", "\n")]
    assert counts_of(office, delivery_id)[0] == 1


def test_holding_tells_the_writer_nothing_and_comes_back(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    take(sam, delivery_id)
    page = sam.get(f"/desk/{delivery_id}/hold")
    for bad in ("2020-01-01", office.portal.clock().date().isoformat(), "soon"):
        answer = sam.press(page, "/hold", {"reason": ["not_the_time"], "review_on": bad})
        assert (answer.status_code, "a day after today" in words_of(answer)) == (400, True)
    good = (office.portal.clock() + timedelta(days=30)).date()
    choices = {"reason": ["not_the_time"], "review_on": good.isoformat(), "told": "smuggled"}
    for _ in range(2):
        assert sam.press(page, "/hold", choices).headers["Location"] == "/desk?done=held"
    assert told_of(office, delivery_id) == [""]
    assert "Held until 1 July 2026" in words_of(sam.get("/desk?show=held"))
    page = sam.get(f"/desk/{delivery_id}")
    assert sam.press(page, "/claim").status_code == 303
    assert office.delivery(delivery_id).state == "claimed"


def test_stopping_goes_to_a_manager_and_to_nobody_else(office: Office, sam: Browser, mo: Browser) -> None:
    delivery_id = office.letter()
    take(sam, delivery_id)
    page = sam.get(f"/desk/{delivery_id}/stop")
    assert "nothing is told to the writer" in words_of(page)
    choices = {"reason": ["threat"], "record": "He says he will come.", "told": "smuggled"}
    for _ in range(2):
        assert sam.press(page, "/stop", choices).headers["Location"] == "/desk?done=stopped"
    assert told_of(office, delivery_id) == [""]
    assert "Stopped: for a manager" in words_of(sam.get("/desk"))
    assert sam.get(f"/desk/{delivery_id}/reopen").status_code == 404
    assert sam.post(f"/desk/{delivery_id}/reopen", version="9", record="x").status_code == 404
    office.portal.clock.forward(minutes=1)
    page = mo.get(f"/desk/{delivery_id}/reopen")
    answer = mo.press(page, "/reopen")
    assert (answer.status_code, "Please write down why" in words_of(answer)) == (400, True)
    for _ in range(2):
        answer = mo.press(page, "/reopen", {"record": "Read with the police."})
        assert answer.headers["Location"] == "/desk?done=reopened"
    assert office.delivery(delivery_id).state == "waiting"


def test_taking_back_ends_every_way_to_read(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    preview = preview_of(sam, delivery_id)
    sam.press(preview, "/release")
    assert len(office.received(office.priya)) == 1
    assert _grants_of_readers(office, delivery_id) == 1
    office.portal.clock.forward(minutes=1)
    page = sam.get(f"/desk/{delivery_id}/withdraw")
    assert sam.press(page, "/withdraw").status_code == 400
    for _ in range(2):
        answer = sam.press(page, "/withdraw", {"record": "The wrong letter."})
        assert answer.headers["Location"] == "/desk?done=withdrawn"
    assert office.received(office.priya) == []
    assert _grants_of_readers(office, delivery_id) == 0
    assert "Taken back" in words_of(sam.get("/desk?show=withdrawn"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [("hold", "threat"), ("stop", "not_the_time"), ("return", "threat"), ("stop", "made-up")],
)
def test_a_reason_belongs_to_its_decision(office: Office, sam: Browser, name: str, reason: str) -> None:
    delivery_id = office.letter()
    take(sam, delivery_id)
    page = sam.get(f"/desk/{delivery_id}/{name}")
    answer = sam.press(page, f"/{name}", {"reason": [reason], "told": "Hello."})
    assert (answer.status_code, office.delivery(delivery_id).state) == (400, "claimed")


@pytest.mark.parametrize("field", ["told", "record"])
def test_words_that_are_too_long_change_nothing(office: Office, sam: Browser, field: str) -> None:
    delivery_id = office.letter()
    take(sam, delivery_id)
    form = sam.get(f"/desk/{delivery_id}/return")
    answer = sam.press(form, "/return", {"reason": ["full_name"], "told": "Hello."} | {field: "w" * 100_001})
    assert (answer.status_code, "too long" in words_of(answer)) == (400, True)
    assert (office.delivery(delivery_id).state, counts_of(office, delivery_id)[0]) == ("claimed", 0)


def test_hostile_words_of_colleagues_stay_words(office: Office, sam: Browser) -> None:
    hostile = "\"'><script>alert(1)</script>"
    delivery_id = office.letter()
    take(sam, delivery_id)
    form = sam.get(f"/desk/{delivery_id}/return")
    sam.press(form, "/return", {"reason": ["full_name"], "told": hostile, "record": hostile})
    assert "<script>alert" not in sam.get(f"/desk/{delivery_id}").text
