"""The team's own words: proposed at the desk, accepted by another pair of eyes, used for every letter."""

from __future__ import annotations

import re

import pytest

from crypto.errors import NotCertified
from moderation.hints.find import UselessTerm
from moderation.hints.hint import Hint, Kind, Strength
from moderation.lifecycle import NotYours, Role
from portal.models.copy import Copy
from portal.models.hint_lists import AgencyWords
from portal.models.staff import StaffAccount
from portal.refusal import NotThere
from portal.services.agency_words import (
    MOST_WORDS,
    OwnProposal,
    SettledAlready,
    TooManyWords,
    WordList,
    WordState,
    lists_of,
    propose_words,
    settle_words,
    words_of_agency,
)
from portal.services.desk import open_delivery
from portal.work import SYSTEM, Actor, unit_of_work
from tests.builders import Portal, add_staff
from tests.staff.forms import forms_of
from tests.staff.office import Browser, Office, make_office, take, words_of

TEXT = "Dear Priya and Tom,\n\nWe drove to Whitby. Later we had tea at the Rainbow Centre.\n\nDawn"


def propose(portal: Portal, who: StaffAccount, words: str, to: WordList = WordList.QUIET) -> str:
    with unit_of_work(portal.staff, Actor("staff", who.id)) as work:
        propose_words(work, who, to, Kind.PLACE, words, "Known to all.")
        return words_of_agency(work, portal.agency_id)[-1].id


def settle(portal: Portal, who: StaffAccount, word_id: str, state: WordState = WordState.ACCEPTED) -> None:
    with unit_of_work(portal.staff, Actor("staff", who.id)) as work:
        settle_words(work, who, word_id, state)


def states(portal: Portal) -> list[str]:
    with unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        return [f"{one.words}: {one.state}" for one in words_of_agency(work, portal.agency_id)]


def hints_of(office: Office, delivery_id: str) -> list[tuple[str, Hint]]:
    with unit_of_work(office.portal.staff, SYSTEM, writes=False) as work:
        item = open_delivery(work, office.portal.agency_id, delivery_id)
        return [(item.text[one.start : one.end], one) for one in item.hints]


def test_nothing_changes_until_a_manager_accepts(portal: Portal) -> None:
    sam, mo = add_staff(portal).account, add_staff(portal, Role.MANAGER).account
    word = propose(portal, sam, "Whitby")
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        assert lists_of(work, portal.agency_id).quiet == ()
    settle(portal, mo, word)
    settle(portal, mo, word)  # a second press
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        assert lists_of(work, portal.agency_id).quiet == ("Whitby",)
    settle(portal, mo, word, WordState.REMOVED)
    with unit_of_work(portal.worker, SYSTEM, writes=False) as work:
        assert lists_of(work, portal.agency_id).quiet == ()
    assert states(portal) == ["Whitby: removed"]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.INSPECTOR])
def test_only_a_manager_settles(small_portal: Portal, role: Role) -> None:
    word = propose(small_portal, add_staff(small_portal).account, "Whitby")
    for state in (WordState.ACCEPTED, WordState.DECLINED):
        with pytest.raises(NotYours):
            settle(small_portal, add_staff(small_portal, role).account, word, state)
    assert states(small_portal) == ["Whitby: proposed"]


def test_nobody_accepts_what_they_proposed(small_portal: Portal) -> None:
    mo = add_staff(small_portal, Role.MANAGER).account
    word = propose(small_portal, mo, "Whitby")
    with pytest.raises(OwnProposal):
        settle(small_portal, mo, word)
    settle(small_portal, mo, word, WordState.DECLINED)
    assert states(small_portal) == ["Whitby: declined"]


def test_two_managers_at_one_proposal(small_portal: Portal) -> None:
    word = propose(small_portal, add_staff(small_portal).account, "Whitby")
    first, second = (add_staff(small_portal, Role.MANAGER).account for _ in range(2))
    settle(small_portal, first, word, WordState.DECLINED)
    for state in (WordState.ACCEPTED, WordState.DECLINED, WordState.REMOVED):
        with pytest.raises(SettledAlready):
            settle(small_portal, second, word, state)
    assert states(small_portal) == ["Whitby: declined"]
    with pytest.raises(NotThere):
        settle(small_portal, first, "0" * 32)


def test_one_word_is_proposed_once_and_useless_ones_never(small_portal: Portal) -> None:
    sam = add_staff(small_portal).account
    propose(small_portal, sam, "Whitby")
    propose(small_portal, sam, " WHITBY ")
    propose(small_portal, sam, "Whitby", WordList.WATCH)
    assert states(small_portal) == ["Whitby: proposed"] * 2
    for useless in ("", "x", "the", "y" * 81):
        with pytest.raises(UselessTerm):
            propose(small_portal, sam, useless)


def test_the_lists_end_somewhere(small_portal: Portal) -> None:
    sam = add_staff(small_portal).account
    with unit_of_work(small_portal.staff, SYSTEM) as work:
        for number in range(MOST_WORDS):
            propose_words(work, sam, WordList.QUIET, Kind.PLACE, f"Word {number}", "")
    with pytest.raises(TooManyWords):
        propose(small_portal, sam, "One more")


def test_the_words_are_sealed_and_an_older_list_is_not_taken_for_the_newest(portal: Portal) -> None:
    sam, mo = add_staff(portal).account, add_staff(portal, Role.MANAGER).account
    word = propose(portal, sam, "Brackenridge")
    settle(portal, mo, word)
    with unit_of_work(portal.owner(), SYSTEM) as work:
        row = work.session.get_one(AgencyWords, portal.agency_id)
        copy = work.session.get_one(Copy, row.copy_id)
        assert copy.body is not None
        assert b"Brackenridge" not in copy.body
        row.version -= 1
    with pytest.raises(NotCertified), unit_of_work(portal.staff, SYSTEM) as work:
        lists_of(work, portal.agency_id)


def test_quiet_and_watched_words_at_the_desk(office: Office) -> None:
    before = hints_of(office, office.letter(TEXT))
    assert any("Whitby" in words for words, _ in before)
    sam, mo = add_staff(office.portal).account, add_staff(office.portal, Role.MANAGER).account
    settle(office.portal, mo, propose(office.portal, sam, "Whitby"))
    settle(office.portal, mo, propose(office.portal, sam, "Rainbow Centre", WordList.WATCH))
    settle(office.portal, mo, propose(office.portal, sam, "Oakham"))
    after = hints_of(office, office.letter(TEXT + " We like Oakham."))
    assert not any("Whitby" in words for words, _ in after)
    watched = [hint for words, hint in after if "Rainbow Centre" in words]
    assert [(one.strength, one.term_id) for one in watched] == [(Strength.ASK, None)]
    oakham = [hint for words, hint in after if words == "Oakham"]
    assert [one.strength for one in oakham] == [Strength.HOLD], "a protected term always wins"


def test_the_preview_looks_with_the_teams_words_too(office: Office, sam: Browser) -> None:
    sams, mo = add_staff(office.portal).account, add_staff(office.portal, Role.MANAGER).account
    delivery_id = office.letter(TEXT)
    take(sam, delivery_id)
    assert "Whitby" in words_of(sam.get(f"/desk/{delivery_id}/preview")).split("Still in it", 1)[1]
    settle(office.portal, mo, propose(office.portal, sams, "Whitby"))
    left = words_of(sam.get(f"/desk/{delivery_id}/preview"))
    assert "Whitby" not in left.partition("Still in it")[2]


def test_another_agency_has_its_own_words(office: Office) -> None:
    elsewhere = office.colleague_elsewhere()
    propose(office.portal, add_staff(office.portal).account, "Brackenridge")
    assert "Brackenridge" not in elsewhere.get("/hints/words").text


def test_proposing_at_the_desk_and_accepting_on_the_managers_page(
    office: Office, sam: Browser, mo: Browser
) -> None:
    delivery_id = office.letter(TEXT)
    page = take(sam, delivery_id)
    link = re.search(r'href="(/desk/[^"]+/watch\?[^"]*to=quiet[^"]*)"', page.text)
    assert link is not None
    form = sam.get(link[1].replace("&amp;", "&"))
    assert form.status_code == 200
    change = {"words": "Whitby", "why": "Where the town's fair is."}
    assert sam.press(form, "/watch", change).headers["Location"].endswith("?done=proposed")
    assert sam.get("/hints/words").status_code == 404
    listed = mo.get("/hints/words")
    assert "Never point at these words. Proposed by Sam Worker, 1 June 2026." in words_of(listed)
    assert "Why: Where the town's fair is." in words_of(listed)
    action = next(one.action for one in forms_of(listed.text) if one.fields.get("go") == ["accept"])
    for _ in range(2):
        assert mo.post(action, go="accept").headers["Location"] == "/hints/words?done=words-settled"
    assert "Accepted by Mo Manager" in words_of(mo.get("/hints/words"))
    assert mo.post(action, go="decline").status_code == 409
    assert mo.post(action, go="nonsense").status_code == 400
    sam.press(sam.get(f"/desk/{delivery_id}"), "/choices", go="look-again")
    assert not any("Whitby" in words for words, _ in hints_of(office, delivery_id))


def test_what_was_decided_about_words_is_in_the_audit_log_without_them(office: Office, mo: Browser) -> None:
    word = propose(office.portal, add_staff(office.portal).account, "Brackenridge")
    settle(office.portal, add_staff(office.portal, Role.MANAGER).account, word)
    page = mo.get("/audit")
    assert "Brackenridge" not in page.text
    assert word[:8] in page.text or "words" in words_of(page).lower()


def test_both_sides_letters_use_the_lists(portal: Portal) -> None:
    office = make_office(portal)
    sam, mo = add_staff(portal).account, add_staff(portal, Role.MANAGER).account
    settle(portal, mo, propose(portal, sam, "Rainbow Centre", WordList.WATCH))
    for back in (False, True):
        found = hints_of(office, office.letter("We met at the Rainbow Centre.", back=back))
        assert any("Rainbow Centre" in words for words, _ in found)
