"""Places taken out of pages: hinted at, chosen, painted and proved before they go, and gone afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from moderation.redaction.places import matches
from moderation.sanitise.room.room import Room
from portal.models.account import Account
from portal.models.delivery import Decision, Delivery
from portal.models.page import PaintedPage
from portal.sealing import AgencyOpener, CopyKind, agency_recipient, open_json, seal_json
from portal.services.arrangements import add_member
from portal.services.painting import WantedPage, redacted_each
from portal.services.reading import read_letter, read_picture, released_letters
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import (
    Correspondent,
    Portal,
    add_arrangement,
    add_correspondent,
    close,
    make_portal,
    party_id,
    send_letter,
    terms,
)
from tests.moderation.pages import drawn, page_of
from tests.moderation.sanitise.opened import read_again
from tests.staff.forms import form_to
from tests.staff.office import PROTECTED, Office, make_office, take, tick, words_of


def sign(*lines: str) -> bytes:
    """A photograph of a sign with these words on it, as PNG."""
    picture = Image.new("RGB", (900, 120 + 120 * len(lines)), "#f4efe4")
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((60, 80 + 120 * number), line, fill="#202020", font=ImageFont.load_default(64))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal that reads pages."""
    made = make_portal(tmp_path / "portal", LETTERBOX_READ_PAGES="on")
    yield made
    close(made)


@pytest.fixture
def office(portal: Portal) -> Office:
    """Its office."""
    return make_office(portal)


def page_links(page_html: str) -> list[str]:
    """Where the pages of a letter in hand are looked at closely."""
    (delivery,) = set(re.findall(r'action="(/desk/[0-9a-f]{32})/choices"', page_html))
    pages = re.findall(r'name="go" value="page-([0-9a-f]{32})"', page_html)
    return [f"{delivery}/pages/{one}" for one in pages]


def seen_by(office: Office, who: Correspondent) -> list[bytes]:
    """The pixels of every page that somebody can open, as they get them."""
    with unit_of_work(office.portal.family, Actor("account", who.account.id), writes=False) as work:
        return [
            b"".join(read_picture(work, who.me, one.release.id, picture.id, small=small))
            for one in released_letters(work, who.me)
            for picture in read_letter(work, who.me, one).pictures
            for small in (False, True)
        ]


def can_be_read(jpeg: bytes, word: str) -> bool:
    """By the program that reads pages."""
    return bool(matches(read_again(jpeg, Room()), word))


def test_a_name_on_a_photograph_is_held_taken_out_and_gone(office: Office) -> None:
    delivery_id = office.letter("Hello Dawn", "", [sign("The Ashdown", "garden")], back=True)
    sam = office.worker()
    (link,) = page_links(take(sam, delivery_id).text)
    page = sam.get(link)
    assert "Ashdown" in words_of(page)
    form = form_to(page.text, link)
    hinted = [value for name, value in form.boxes if name == "place"]
    assert len(hinted) == 1
    held = sam.get(f"/desk/{delivery_id}/preview")
    assert "on picture or page 1" in words_of(held)
    assert sam.press(page, link, {"place": hinted}, go="letter").status_code == 303

    early = sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    assert "still taking places out" in words_of(early)
    assert office.received(office.dawn) == []

    office.portal.work_off()
    preview = sam.get(f"/desk/{delivery_id}/preview")
    assert "on picture or page" not in words_of(preview)
    (painted,) = re.findall(r'src="(/desk/[^"]+/painted\?small)"', preview.text)
    shown = sam.get(painted.removesuffix("?small")).data
    assert sam.press(preview, "/release").headers["Location"] == "/desk?done=released"

    large, small = seen_by(office, office.dawn)
    assert large == shown
    assert can_be_read(large, "garden")
    assert not can_be_read(large, "Ashdown")
    assert not can_be_read(small, "Ashdown")
    assert proofs_of(office, delivery_id) == [True]


def proofs_of(office: Office, delivery_id: str) -> list[bool]:
    """What the record of the release says that was proved of each page."""
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        decision = work.session.query(Decision).filter_by(delivery_id=delivery_id).one()
        opener = AgencyOpener(decision.agency_id)
        kept = open_json(work, decision.reasons_copy_id, CopyKind.REASONS, decision.id, opener)
        return [one["passed"] and len(one["checks"]) > 4 for one in kept["proofs"]]


def test_what_is_ticked_in_the_letter_stays_when_a_page_is_looked_at(small_portal: Portal) -> None:
    office = make_office(small_portal)
    text = "We saw Uppingham, Dawn"
    delivery_id = office.letter(text, "", [sign("A garden")], back=True)
    sam = office.worker()
    page = take(sam, delivery_id)
    (link,) = page_links(page.text)
    go = f"page-{link.rpartition('/')[2]}"
    answer = sam.press(page, "/choices", tick(page, text, "Uppingham"), go=go)
    assert answer.headers["Location"] == link
    assert form_to(sam.get(f"/desk/{delivery_id}").text, "/choices").fields["w"] == ["7-16"]


def test_a_word_everywhere_and_one_by_one(office: Office) -> None:
    pictures = [sign("Sunny the dog", "in May"), sign("Sunny again")]
    delivery_id = office.letter("Hello Dawn", "", pictures, back=True)
    sam = office.worker()
    first, second = page_links(take(sam, delivery_id).text)
    page = sam.press(sam.get(first), first, {"everywhere": "sunny"}, go="everywhere")
    assert page.status_code == 303
    for link in (first, second):
        assert "Sunny" in words_of(sam.get(link)).split("Taken out")[1].split("Words that can be read")[0]
    page = sam.get(first)
    (dog,) = re.findall(r'name="word" value="(\d+-\d+)">dog<', page.text)
    kept = form_to(page.text, first).fields["place"]
    sam.press(page, first, {"place": kept, "word": [dog]}, go="save")
    assert len(form_to(sam.get(first).text, first).fields["place"]) == 2
    nothing = sam.press(sam.get(first), first, {"everywhere": "zebra"}, go="everywhere")
    assert nothing.status_code == 400
    assert "nowhere on these pages" in words_of(nothing)
    assert len(form_to(sam.get(first).text, first).fields["place"]) == 2


def test_undone_before_the_decision_nothing_is_missing(office: Office) -> None:
    delivery_id = office.letter("Hello Dawn", "", [sign("A garden")], back=True)
    sam = office.worker()
    (link,) = page_links(take(sam, delivery_id).text)
    sam.press(sam.get(link), link, {"place": ["0,0,900,240"]}, go="save")
    office.portal.work_off()
    page = sam.get(link)
    assert "1 place is taken out" in words_of(page)
    sam.press(page, link, {"place": None}, go="save")
    office.portal.work_off()
    sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    assert can_be_read(seen_by(office, office.dawn)[0], "garden")


@pytest.mark.parametrize("place", ["0,0,901,10", "-1,0,5,5", "0,0,0,5", "a,b,c,d", "1,2,3", "0,0,9999999,1"])
def test_a_place_off_the_page_is_refused(small_portal: Portal, place: str) -> None:
    office = make_office(small_portal)
    delivery_id = office.letter("Hello Dawn", "", [sign("A garden")], back=True)
    sam = office.worker()
    (link,) = page_links(take(sam, delivery_id).text)
    answer = sam.press(sam.get(link), link, {"place": [place]}, go="save")
    assert answer.status_code == 400
    assert "choose them again" in words_of(answer)


def test_a_page_of_another_letter_is_not_there(small_portal: Portal) -> None:
    office = make_office(small_portal)
    mine, other = (office.letter("Hello Dawn", "", [sign("A garden")], back=True) for _ in range(2))
    sam = office.worker()
    (link,) = page_links(take(sam, mine).text)
    elsewhere = link.replace(mine, other)
    for path in (elsewhere, f"{elsewhere}/image", f"{elsewhere}/painted"):
        assert sam.get(path).status_code == 404
    assert sam.get(link).status_code == 200
    assert office.colleague_elsewhere().get(f"{link}/image").status_code == 404


def test_somebody_elses_letter_is_looked_at_and_not_changed(small_portal: Portal) -> None:
    office = make_office(small_portal)
    delivery_id = office.letter("Hello Dawn", "", [sign("A garden")], back=True)
    sam, mia = office.worker(), office.worker(name="Mia Colleague")
    (link,) = page_links(take(sam, delivery_id).text)
    page = mia.get(link)
    assert "Save" not in words_of(page)
    version = office.delivery(delivery_id).version
    token = mia.token()
    form = {"csrf_token": token, "version": version, "place": "0,0,90,90", "go": "save"}
    assert mia.client.post(link, data=form).status_code == 409
    assert "taken out" not in words_of(sam.get(link)).split("Taken out")[0]


def test_what_is_kept_in_the_office_reaches_nobody(office: Office) -> None:
    delivery_id = office.letter("Hello Dawn", "", [sign("A garden"), sign("A bench")], back=True)
    sam = office.worker()
    page = take(sam, delivery_id)
    first, second = form_to(page.text, "/choices").fields["picture"]
    sam.press(page, "/choices", {"picture": [first], "office": [second]}, go="preview")
    preview = sam.get(f"/desk/{delivery_id}/preview")
    assert "1 picture or page is kept in the office" in words_of(preview)
    sam.press(preview, "/release")
    assert len(seen_by(office, office.dawn)) == 2  # one picture, large and small
    with unit_of_work(office.portal.family, Actor("account", office.dawn.account.id), writes=False) as work:
        (letter,) = released_letters(work, office.dawn.me)
        assert read_letter(work, office.dawn.me, letter).in_office == 1


def test_each_recipient_gets_a_copy_with_its_own_places_taken_out(office: Office) -> None:
    """One letter to two arrangements: what is taken out for one stays for the other, and neither knows."""
    homes = [office.adoptive, second_home(office)]
    twice = send_letter(office.portal, office.priya, "Hello", homes, "", [sign("A garden")])
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        rows = work.session.query(Delivery).filter_by(item_id=twice).all()
        to_dawn = next(one.id for one in rows if one.to_party_id == office.birth)
        to_other = next(one.id for one in rows if one.id != to_dawn)
    sam = office.worker()
    (link,) = page_links(take(sam, to_dawn).text)
    sam.press(sam.get(link), link, {"place": ["0,0,900,240"]}, go="save")
    office.portal.work_off()
    assert "taken out" not in words_of(sam.get(link.replace(to_dawn, to_other))).split("Taken out")[0]
    done = sam.press(sam.get(f"/desk/{to_dawn}/preview"), "/release")
    assert done.status_code == 303, words_of(done)
    assert not can_be_read(seen_by(office, office.dawn)[0], "garden")


def second_home(office: Office) -> str:
    """Priya's side of a second arrangement, with a grandmother across; returns its party's id."""
    arrangement = add_arrangement(office.portal, terms(protected=PROTECTED))
    theirs = party_id(office.portal, arrangement, "birth")
    mine = party_id(office.portal, arrangement, "adoptive")
    add_correspondent(office.portal, "Gran Thornbury", "gran@example.org", theirs)
    with unit_of_work(office.portal.staff, SYSTEM) as work:
        add_member(work, mine, work.session.get_one(Account, office.priya.account.id))
    return mine


def test_places_chosen_after_the_painting_are_painted_before_it_goes(office: Office) -> None:
    delivery_id = office.letter("Hello Dawn", "", [sign("A garden", "with Sunny")], back=True)
    sam = office.worker()
    (link,) = page_links(take(sam, delivery_id).text)
    sam.press(sam.get(link), link, {"place": ["0,0,900,190"]}, go="save")
    office.portal.work_off()
    sam.press(sam.get(link), link, {"place": ["0,0,900,190", "0,190,900,120"]}, go="save")
    refused = sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    assert "still taking places out" in words_of(refused)
    assert office.received(office.dawn) == []
    office.portal.work_off()
    sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release")
    large, _ = seen_by(office, office.dawn)
    assert not can_be_read(large, "Sunny")


def test_a_painted_page_goes_only_as_it_was_looked_at(office: Office) -> None:
    delivery_id = office.letter("Hello Dawn", "", [sign("A garden")], back=True)
    sam = office.worker()
    (link,) = page_links(take(sam, delivery_id).text)
    sam.press(sam.get(link), link, {"place": ["0,0,900,240"]}, go="save")
    before = sam.get(f"/desk/{delivery_id}/preview")
    office.portal.work_off()
    late = sam.press(before, "/release")
    assert late.status_code == 409
    assert office.received(office.dawn) == []
    assert sam.press(sam.get(f"/desk/{delivery_id}/preview"), "/release").status_code == 303


def test_what_still_stands_elsewhere_is_told(office: Office) -> None:
    pictures = [sign("Grelmond fair", "in the rain"), sign("Rain at Grelmond")]
    delivery_id = office.letter("We went to Grelmond, Dawn", "", pictures, back=True)
    sam = office.worker()
    first, _ = page_links(take(sam, delivery_id).text)
    sam.press(sam.get(first), first, {"place": ["0,0,900,190"]}, go="save")
    said = words_of(sam.get(f"/desk/{delivery_id}/preview"))
    assert "“Grelmond”: in picture or page 2, the letter" in said
    assert "“fair”" not in said


def test_one_page_that_cannot_be_read_again_holds_up_no_other() -> None:
    page = page_of(*drawn("We moved to Oakham"))
    wanted = [WantedPage("a" * 32, matches(page.reading, "Oakham"), page)] * 2
    nobody_reads = Room(tasks={"read": "moderation.sanitise.opening.letter:open_text"})
    made = redacted_each(wanted, nobody_reads)
    assert [one.proof.passed for one in made] == [False, False]
    assert all(can_be_read(one.jpeg, "moved") for one in made)
    assert [one.proof.passed for one in redacted_each(wanted, Room())] == [True, True]


def test_a_page_whose_proof_failed_does_not_leave(office: Office) -> None:
    delivery_id = office.letter("Hello Dawn", "", [sign("A garden")], back=True)
    sam = office.worker()
    (link,) = page_links(take(sam, delivery_id).text)
    sam.press(sam.get(link), link, {"place": ["0,0,900,240"]}, go="save")
    office.portal.work_off()
    let_the_proof_fail(office, delivery_id)
    assert "can still be found" in words_of(sam.get(link))
    preview = sam.get(f"/desk/{delivery_id}/preview")
    assert "can still be found" in words_of(preview)
    refused = sam.press(preview, "/release")
    assert refused.status_code == 400
    assert "can still be found" in words_of(refused)
    assert office.received(office.dawn) == []


def let_the_proof_fail(office: Office, delivery_id: str) -> None:
    """As the worker would seal it if it had read a word again that was taken out."""
    with unit_of_work(office.portal.worker, SYSTEM) as work:
        row = work.session.query(PaintedPage).filter_by(delivery_id=delivery_id).one()
        opener = AgencyOpener(row.agency_id)
        said = open_json(work, row.proof_copy_id, CopyKind.PROOF, row.id, opener)
        said["proof"]["passed"] = False
        to = [agency_recipient(work, row.agency_id)]
        row.proof_copy_id = seal_json(work, row.agency_id, CopyKind.PROOF, row.id, said, to).id
