"""The desk: the queue, one person at a letter, and choices that are never lost."""

from __future__ import annotations

import re

import pytest

from moderation.lifecycle import Role
from portal.services.queue import PAGE
from tests.builders import add_arrangement, add_staff, party_id, picture_bytes, terms
from tests.staff.forms import form_to
from tests.staff.office import LETTER, Browser, Office, take, tick, words_of

HOSTILE = "\"'><script>alert(1)</script>{{ 7*7 }}"


def _queue(browser: Browser, address: str = "/desk") -> list[str]:
    return re.findall(r"/desk/([0-9a-f]{32})", browser.get(address).text)


def _neighbour(page: str, rel: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*rel="{rel}"', page)
    return found[1].replace("&amp;", "&") if found else ""


def test_the_queue_is_oldest_first_and_says_what_is_late(office: Office, sam: Browser) -> None:
    first = office.letter()
    office.portal.clock.forward(days=12)
    sam = office.worker()
    second = office.letter("Dear Dawn, all is well.", back=True)
    page = sam.get("/desk")
    assert _queue(sam) == [first, second]
    assert words_of(page).count("Late") == 1
    assert "Dawn (birth mother) → to Priya and Tom (adoptive parents)" in words_of(page)
    assert "1 June 2026" in words_of(page)
    assert "11 June 2026" in words_of(page)


def test_pages_of_the_queue_lead_on_and_back_without_gaps(office: Office, sam: Browser) -> None:
    sent = [office.letter(f"Dear Priya, letter {number}.") for number in range(PAGE + 3)]
    first = sam.get("/desk").text
    shown = re.findall(r"/desk/([0-9a-f]{32})", first)
    second = sam.get(_neighbour(first, "next")).text
    rest = re.findall(r"/desk/([0-9a-f]{32})", second)
    assert (len(shown), len(rest)) == (PAGE, 3)
    assert sorted(shown + rest) == sorted(sent)
    assert _queue(sam, _neighbour(second, "prev")) == shown
    assert not _neighbour(first, "prev")
    assert not _neighbour(second, "next")


@pytest.mark.parametrize("place", ["", "x", "2026-06-01", "2026-06-01T00:00:00_x", "9" * 500, "_"])
def test_a_made_up_place_is_the_first_page(office: Office, sam: Browser, place: str) -> None:
    delivery_id = office.letter()
    answer = sam.client.get("/desk", query_string={"after": place, "show": "nonsense"})
    assert (answer.status_code, delivery_id in answer.text) == (200, True)


def test_shelves_show_what_they_say(office: Office, sam: Browser, mo: Browser) -> None:
    mine, theirs, waiting = office.letter(), office.letter(), office.letter()
    take(sam, mine)
    take(mo, theirs)
    assert _queue(sam, "/desk?show=mine") == [mine]
    assert sorted(_queue(sam, "/desk?show=with-somebody")) == sorted([mine, theirs])
    assert _queue(sam, "/desk?show=to-read") == [waiting]
    assert _queue(sam, "/desk?show=held") == []
    page = words_of(sam.get("/desk"))
    assert "With you" in page
    assert "With a colleague (Mo Manager)" in page
    office.portal.clock.forward(minutes=61)
    sam = office.worker()
    assert sorted(_queue(sam, "/desk?show=to-read")) == sorted([mine, theirs, waiting])
    assert _queue(sam, "/desk?show=with-somebody") == []


def test_the_queue_finds_by_name_and_by_reference(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    other = add_arrangement(
        office.portal, terms(child_birth_name="Leo Vance", child_adoptive_name="Leon Marsh")
    )
    reference = re.search(r"<strong>([2-9A-Z]{8})</strong>", sam.get(f"/cases/{office.arrangement}").text)
    assert reference is not None
    assert party_id(office.portal, other, "birth")
    for words in ("kayleigh", "Thornbury KAYLEIGH", reference[1].lower()):
        assert _queue(sam, f"/desk?find={words}") == [delivery_id]
    assert _queue(sam, "/desk?find=leo") == []
    assert _queue(sam, "/desk?find=nobody") == []


def test_a_letter_that_is_not_safe_yet_shows_nothing(office: Office, sam: Browser) -> None:
    office.portal.work_off = lambda: None  # type: ignore[method-assign]
    delivery_id = office.letter()
    page = sam.get(f"/desk/{delivery_id}")
    assert "being made safe" in words_of(page)
    assert "in the spring" not in page.text


def test_one_letter_with_all_that_is_needed(office: Office, sam: Browser) -> None:
    text = words_of(sam.get(f"/desk/{office.letter(note='Please ring me first.')}"))
    assert "This note is never passed on. Please ring me first." in text
    assert "Kaylee Ashdown, born Kayleigh Thornbury" in text
    assert "On the list: “Oakham” protects the birth side" in text
    assert "Needs a manager" not in text
    assert "telephone number" in text.lower()
    assert "Take this letter to read it" in text


def test_a_hint_takes_nothing_out_by_itself(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    page = take(sam, delivery_id)
    assert form_to(page.text, "/choices").fields.get("w", []) == []
    assert "Oakham" in words_of(sam.get(f"/desk/{delivery_id}/preview")).split("Still in it")[0]


def test_words_and_whole_hints_are_taken_out_without_javascript(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    page = take(sam, delivery_id)
    hints = [value for name, value in form_to(page.text, "/choices").boxes if name == "h"]
    places = {LETTER[int(one.split("-")[0]) : int(one.split("-")[1])]: one for one in hints}
    change = tick(page, LETTER, "Oakham") | {"h": [places["07700 900123"]]}
    answer = sam.press(page, "/choices", change, go="preview")
    assert answer.headers["Location"] == f"/desk/{delivery_id}/preview"
    shown = sam.get(answer.headers["Location"]).text
    letter = shown.split("<article", 1)[1].split("</article>", 1)[0]
    assert letter.count('<span class="removed">[taken out]</span>') == 2
    assert "Oakham" not in letter
    assert "07700" not in letter
    saved = form_to(sam.get(f"/desk/{delivery_id}").text, "/choices").fields["w"]
    assert [LETTER[int(one.split("-")[0]) : int(one.split("-")[1])] for one in saved] == [
        "Oakham",
        "07700",
        "900123",
    ]


def test_neighbouring_words_become_one_mark(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    page = take(sam, delivery_id)
    sam.press(page, "/choices", tick(page, LETTER, "Oakham", "in", "the", "spring"), go="save")
    assert sam.get(f"/desk/{delivery_id}/preview").text.count("[taken out]</span>") == 1


def test_words_are_put_back_by_unticking(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    page = take(sam, delivery_id)
    sam.press(page, "/choices", tick(page, LETTER, "Oakham"), go="save")
    page = sam.get(f"/desk/{delivery_id}")
    sam.press(page, "/choices", {"w": None}, go="save")
    assert "[taken out]" not in sam.get(f"/desk/{delivery_id}/preview").text


@pytest.mark.parametrize("place", ["0-999999", "9-3", "a-b", "-1-4", "", "1", "99999999999999999-9", "٣-٤"])
def test_a_place_outside_the_letter_is_refused(office: Office, sam: Browser, place: str) -> None:
    delivery_id = office.letter()
    answer = sam.press(take(sam, delivery_id), "/choices", {"w": [place]}, go="save")
    assert (answer.status_code, "could not find the words" in words_of(answer)) == (400, True)


def test_handing_back_keeps_choices_and_frees_the_letter(office: Office, sam: Browser, mo: Browser) -> None:
    delivery_id = office.letter()
    page = take(sam, delivery_id)
    choices = tick(page, LETTER, "Oakham")
    for _ in range(2):  # pressed twice
        answer = sam.press(page, "/choices", choices, go="hand-back")
        assert answer.headers["Location"] == "/desk?done=handed-back"
    assert "back on the desk" in words_of(sam.get("/desk?done=handed-back"))
    page = take(mo, delivery_id)
    assert len(form_to(page.text, "/choices").fields["w"]) == 1


def test_looking_again_uses_the_terms_of_now(office: Office, sam: Browser) -> None:
    delivery_id = office.letter("Dear Priya, we saw the windmill.")
    page = take(sam, delivery_id)
    assert "windmill" not in words_of(page).split("Hints", 1)[1]
    change = {"adoptive-term-value": ["Ashdown", "Oakham", "windmill", "", "", "", ""]}
    assert sam.press(sam.get(f"/cases/{office.arrangement}/change"), "/change", change).status_code == 303
    answer = sam.press(page, "/choices", go="look-again")
    assert answer.headers["Location"].endswith("done=looked-again")
    assert "windmill" in words_of(sam.get(f"/desk/{delivery_id}")).split("Hints", 1)[1]


def test_saving_twice_is_saving_once(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    page = take(sam, delivery_id)
    for _ in range(2):
        answer = sam.press(page, "/choices", tick(page, LETTER, "Oakham"), go="save")
        assert answer.status_code == 303
    assert (
        office.delivery(delivery_id).version == int(form_to(page.text, "/choices").fields["version"][0]) + 1
    )


def test_two_people_at_one_letter(office: Office, sam: Browser, mo: Browser) -> None:
    delivery_id = office.letter()
    early = mo.get(f"/desk/{delivery_id}")
    take(sam, delivery_id)
    answer = mo.press(early, "/claim")
    assert (answer.status_code, "With a colleague (Sam Worker)" in words_of(answer)) == (409, True)
    page = mo.get(f"/desk/{delivery_id}")
    assert "With a colleague (Sam Worker)" in words_of(page)
    assert "/choices" not in page.text
    assert take_is_possible_again(sam, delivery_id)


def take_is_possible_again(browser: Browser, delivery_id: str) -> bool:
    """Pressing "take" twice is taking once."""
    version = form_to(browser.get(f"/desk/{delivery_id}").text, "/choices").fields["version"][0]
    return browser.post(f"/desk/{delivery_id}/claim", version=version).status_code == 303


def test_choices_on_a_letter_that_a_colleague_took_are_not_lost(office: Office, mo: Browser) -> None:
    delivery_id = office.letter(pictures=[picture_bytes()])
    staff = add_staff(office.portal)
    sam = office.sign_in(staff)
    page = take(sam, delivery_id)
    office.portal.clock.forward(minutes=61)
    mo, sam = office.worker(Role.MANAGER, "Mo Again"), office.sign_in(staff, sam)
    taken = take(mo, delivery_id)
    mo.press(taken, "/choices", tick(taken, LETTER, "spring"), go="save")
    name = next(one for one in form_to(page.text, "/choices").fields if one.startswith("description-"))
    mine = tick(page, LETTER, "Oakham") | {name: "A garden that I typed", "picture": None}
    answer = sam.press(sam.press(page, "/choices", mine, go="save"), "/choices")
    text = words_of(answer)
    assert answer.status_code == 409
    assert "With a colleague (Mo Again)" in text
    kept = text.split("What you had chosen", 1)[1]
    assert "I went to [taken out] in the spring" in kept
    assert "left out. A garden that I typed" in kept
    assert "A garden that I typed" not in mo.get(f"/desk/{delivery_id}").text


def test_two_windows_of_one_person_show_both_choices(office: Office, sam: Browser) -> None:
    delivery_id = office.letter()
    page = take(sam, delivery_id)
    sam.press(page, "/choices", tick(page, LETTER, "spring"), go="save")
    answer = sam.press(page, "/choices", tick(page, LETTER, "Oakham"), go="save")
    assert answer.status_code == 409
    ticked = form_to(answer.text, "/choices").fields["w"]
    assert [LETTER[int(one.split("-")[0]) : int(one.split("-")[1])] for one in ticked] == ["Oakham"]
    assert "Oakham in the [taken out]" in words_of(answer).split("What is saved at the moment", 1)[1]
    assert sam.press(answer, "/choices", go="save").status_code == 303
    assert "I went to [taken out] in the spring" in words_of(sam.get(f"/desk/{delivery_id}/preview"))


def test_a_claim_that_ran_out_begins_anew_if_nobody_took_the_letter(office: Office) -> None:
    staff = add_staff(office.portal)
    sam, delivery_id = office.sign_in(staff), office.letter()
    page = take(sam, delivery_id)
    office.portal.clock.forward(minutes=90)
    office.portal.work_off()  # whatever the worker tidies meanwhile
    sam = office.sign_in(staff, sam)
    answer = sam.press(page, "/choices", tick(page, LETTER, "Oakham"), go="save")
    assert sam.press(answer, "/choices").status_code == 303
    until = office.delivery(delivery_id).claimed_until
    assert until is not None
    assert until > office.portal.clock()


def test_pictures_are_shown_made_safe_and_can_be_left_out(office: Office, sam: Browser) -> None:
    pictures = [picture_bytes(), b"\xff\xd8\xff" + b"junk" * 50]
    delivery_id = office.letter(pictures=pictures)
    page = take(sam, delivery_id)
    assert "The file is damaged." in words_of(page)
    assert "IMG_1" not in page.text
    source = re.findall(r'src="(/desk/[^"]+/pages/[^"]+)"', page.text)
    assert len(source) == 1
    shown = sam.get(source[0])
    assert (shown.mimetype, b"Secret Description" in shown.data) == ("image/jpeg", False)
    sam.press(page, "/choices", {"picture": None}, go="save")
    assert "No pictures or pages are passed on" in words_of(sam.get(f"/desk/{delivery_id}/preview"))


def test_hostile_words_stay_words_everywhere(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(HOSTILE + "\n\n07700 900123", note=HOSTILE, pictures=[picture_bytes()])
    page = take(sam, delivery_id)
    name = next(one for one in form_to(page.text, "/choices").fields if one.startswith("description-"))
    sam.press(page, "/choices", {name: HOSTILE}, go="save")
    for path in (f"/desk/{delivery_id}", f"/desk/{delivery_id}/preview"):
        html = sam.get(path).text
        assert "<script>alert" not in html
        assert "\"'><" not in html
        assert "{{ 7*7 }}" in html


def test_a_description_that_is_too_long_is_said_and_kept(office: Office, sam: Browser) -> None:
    delivery_id = office.letter(pictures=[picture_bytes()])
    page = take(sam, delivery_id)
    name = next(one for one in form_to(page.text, "/choices").fields if one.startswith("description-"))
    answer = sam.press(page, "/choices", {name: "word " * 100}, go="save")
    assert (answer.status_code, "too long" in words_of(answer)) == (400, True)
    assert "word word" in form_to(answer.text, "/choices").fields[name][0]


def test_a_very_long_letter_can_be_worked_on(office: Office, sam: Browser) -> None:
    text = "We went for a walk. " * 2_000 + "x" * 20_000
    delivery_id = office.letter(text)
    page = take(sam, delivery_id)
    boxes = [value for name, value in form_to(page.text, "/choices").boxes if name == "w"]
    assert sam.press(page, "/choices", {"w": boxes}, go="save").status_code == 303
    assert "Nothing would be left" not in words_of(sam.get(f"/desk/{delivery_id}"))
    assert sam.get(f"/desk/{delivery_id}/preview").text.count("[taken out]</span>") == 1
