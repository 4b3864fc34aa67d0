"""The tracker: where a letter is, what the team said, and changing one that came back."""

from __future__ import annotations

import re

import pytest

from moderation.lifecycle import State
from portal.db import new_id
from portal.models.delivery import Delivery
from portal.work import SYSTEM, unit_of_work
from tests.builders import delivery_of, picture_bytes, send_letter
from tests.family.visits import Town, Visitor, released, returned, words_of

PARTS = ("Received", "Being read", "Released")


def test_the_list_and_the_letter(town: Town, priya: Visitor) -> None:
    assert "No letters yet" in words_of(priya.get("/sent"))
    item = send_letter(
        town.portal,
        town.priya,
        "Dear <Dawn>\u202e",
        [town.adoptive],
        "my note",
        [picture_bytes()],
        work_off=False,
    )
    assert "Received" in words_of(priya.get("/sent"))
    page = priya.get(f"/sent/{item}")
    assert "<p>Dear &lt;Dawn&gt;</p>" in page.text
    assert "Only the team reads this. my note" in words_of(page)
    (picture,) = re.findall(rf"/sent/{item}/pictures/[0-9a-f]+", page.text)
    assert priya.get(picture).data == picture_bytes()
    town.portal.work_off()
    assert "Being read" in words_of(priya.get(f"/sent/{item}"))
    released(town, item, told="We took one word out.")
    words = words_of(priya.get(f"/sent/{item}"))
    assert "To Dawn: Released" in words
    assert "The team wrote to you: We took one word out." in words


@pytest.mark.parametrize(
    ("hidden", "looks_like"),
    [(State.HELD, State.WAITING), (State.STOPPED, State.WAITING), (State.WITHDRAWN, State.RELEASED)],
)
def test_states_that_must_not_be_told_look_like_others(
    town: Town, priya: Visitor, hidden: State, looks_like: State
) -> None:
    item = send_letter(town.portal, town.priya, "Dear Dawn", [town.adoptive])
    pages = []
    for state in (hidden, looks_like):
        with unit_of_work(town.portal.staff, SYSTEM) as work:
            work.session.get_one(Delivery, delivery_of(town.portal, item).id).state = state
        page = priya.get(f"/sent/{item}").text
        pages.append(re.sub(r'value="[^"]+"', "", page))
    assert pages[0] == pages[1]


def test_a_picture_that_could_not_be_opened_is_told_kindly(town: Town, priya: Visitor) -> None:
    broken = picture_bytes()[:3000]
    item = send_letter(town.portal, town.priya, "Hello", [town.adoptive], pictures=[broken, picture_bytes()])
    words = words_of(priya.get(f"/sent/{item}"))
    assert words.count("we could not open this photo") == 1


def test_a_letter_that_came_back_is_changed_and_sent_again(town: Town, priya: Visitor) -> None:
    item = send_letter(town.portal, town.priya, "Dear Dawn", [town.adoptive], "note", [picture_bytes()])
    assert "Change it and send it again" not in words_of(priya.get(f"/sent/{item}"))
    returned(town, item, "Please use only first names.\nThe <team>")
    page = priya.get(f"/sent/{item}")
    assert "A question for you" in words_of(page)
    assert "<p>Please use only first names.<br>The &lt;team&gt;</p>" in page.text
    found = re.search(r'name="draft_id" value="([0-9a-f]{32})"', page.text)
    assert found is not None
    draft_id = found[1]
    for _ in range(2):
        answer = priya.post(f"/sent/{item}/again", draft_id=draft_id)
        assert answer.location == f"/letters/{draft_id}"
    assert "Dear Dawn" in priya.get(answer.location).text
    assert priya.get(f"/letters/{draft_id}/pictures").text.count('class="app-photo"') == 1
    priya.post(f"/letters/{draft_id}", text="Dear Dawn again", to=town.adoptive, version="1")
    sent = priya.post(f"/letters/{draft_id}/send", version="2").location.partition("?")[0]
    assert "Sent again" in words_of(priya.get(f"/sent/{item}"))
    assert "Change it and send it again" not in words_of(priya.get(f"/sent/{item}"))
    assert priya.post(f"/sent/{item}/again", draft_id=draft_id).location == sent
    assert priya.post(f"/sent/{item}/again", draft_id=new_id()).status_code == 404


@pytest.mark.parametrize("draft_id", ["", "x", "\0" * 32, "' or 1=1"])
def test_a_bad_form_token_is_nothing_there(town: Town, priya: Visitor, draft_id: str) -> None:
    item = send_letter(town.portal, town.priya, "Dear Dawn", [town.adoptive])
    returned(town, item, "Why?")
    assert priya.post(f"/sent/{item}/again", draft_id=draft_id).status_code == 404
