"""Every page, for somebody not signed in, for the wrong person, and without a form token."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from portal.access import Permission, permission_of
from portal.db import new_id
from tests.builders import picture_bytes, send_letter
from tests.family.visits import Town, Visitor, released, saved_letter, words_of

NOT_FOUND = "We can't find this page"


def _routes(town: Town, method: str) -> Iterator[tuple[str, Permission]]:
    """Every route of the door with an id of nothing in its place."""
    app = town.portal.app("family")
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint != "static":
            yield re.sub(r"<[^>]+>", new_id(), rule.rule), permission_of(app, rule.endpoint)


def test_a_stranger_is_asked_to_sign_in_everywhere(town: Town) -> None:
    for path, needed in _routes(town, "GET"):
        answer = town.visitor().client.get(path)
        if needed is Permission.ANYONE:
            assert answer.status_code == 200, path
        else:
            assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in"), path


def test_no_button_works_for_a_stranger(town: Town) -> None:
    for path, needed in _routes(town, "POST"):
        if needed is not Permission.ANYONE:
            assert town.visitor().post(path).status_code == 401, path


def test_no_button_works_without_a_form_token(town: Town, priya: Visitor) -> None:
    for path, _ in _routes(town, "POST"):
        for form in ({}, {"csrf_token": "made-up"}, {"csrf_token": town.visitor().token()}):
            answer = priya.client.post(path, data=form | {"text": "My words"})
            assert answer.status_code == 400, path
            assert "My words" in answer.text


def test_ids_of_nothing_are_not_found(town: Town, priya: Visitor) -> None:
    for method in ("GET", "POST"):
        for path, _ in _routes(town, method):
            if not re.search(r"[0-9a-f]{32}", path):
                continue
            answer = priya.get(path) if method == "GET" else priya.post(path, version="1", draft_id=new_id())
            assert answer.status_code == 404, path
            assert NOT_FOUND in words_of(answer)


def _everything_of(town: Town, priya: Visitor, dawn: Visitor) -> list[str]:
    """Paths of Priya's draft, sent letter and pictures, and of the letter Dawn got."""
    draft = saved_letter(priya, [town.adoptive])
    priya.upload(draft, ("one.jpg", picture_bytes()))
    item = send_letter(town.portal, town.priya, "Dear Dawn", [town.adoptive], pictures=[picture_bytes()])
    release = released(town, item)
    dawn.post(f"/letters-for-you/{release}/open")
    pages = [f"/letters/{draft}{end}" for end in ("", "/pictures", "/check", "/throw-away")]
    pages += [f"/sent/{item}", f"/letters-for-you/{release}", f"/letters-for-you/{release}/print"]
    found = []
    for page in pages:
        reader = dawn if page.startswith("/letters-for-you") else priya
        answer = reader.get(page)
        assert answer.status_code == 200, page
        found += re.findall(r'src="(/(?!static)[^"]+)"', answer.text)
        found += re.findall(r'action="(/l[^"]+|/sent[^"]+)"', answer.text)
    return sorted({*pages, *found})


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_things_of_other_people_are_the_same_as_nothing(
    town: Town, priya: Visitor, dawn: Visitor, method: str
) -> None:
    paths = _everything_of(town, priya, dawn)
    assert len(paths) >= 12
    for path in paths:
        wrong = priya if path.startswith("/letters-for-you") else dawn
        nothing = re.sub(r"[0-9a-f]{32}", lambda _: new_id(), path)
        pages = []
        for asked in (path, nothing):
            answer = wrong.get(asked) if method == "GET" else wrong.post(asked, version="1")
            assert answer.status_code in {404, 405}, asked
            pages.append(re.sub(r'value="[^"]+"', "", answer.text))
        assert pages[0] == pages[1], path


def test_one_letters_picture_is_not_reached_through_another(town: Town, priya: Visitor) -> None:
    one, two = (saved_letter(priya, [town.adoptive]) for _ in range(2))
    priya.upload(one, ("one.jpg", picture_bytes()))
    page = priya.get(f"/letters/{one}/pictures").text
    (picture,) = re.findall(r'id="picture-([0-9a-f]{32})"', page)
    assert priya.get(f"/letters/{two}/pictures/{picture}").status_code == 404
    assert priya.post(f"/letters/{two}/pictures/{picture}/remove").status_code == 404
    priya.post(f"/letters/{two}/pictures", described=picture, description="Planted words", on="")
    assert "Planted words" not in priya.get(f"/letters/{one}/pictures").text
    assert priya.get(f"/letters/{one}/pictures/{picture}").status_code == 200


def test_a_sent_letters_picture_is_not_reached_through_another(town: Town, priya: Visitor) -> None:
    party, pictures = [town.adoptive], [picture_bytes()]
    one, two = (send_letter(town.portal, town.priya, "Dear Dawn", party, pictures=pictures) for _ in range(2))
    (picture,) = set(re.findall(rf"/sent/{one}/pictures/([0-9a-f]{{32}})", priya.get(f"/sent/{one}").text))
    assert priya.get(f"/sent/{one}/pictures/{picture}").status_code == 200
    assert priya.get(f"/sent/{two}/pictures/{picture}").status_code == 404


@pytest.mark.parametrize("path", ["/letters/%00", "/sent/x", "/letters/" + "A" * 32, "/letters/" + "0" * 33])
def test_what_has_not_the_shape_of_an_id_is_not_found(priya: Visitor, path: str) -> None:
    assert priya.get(path).status_code == 404
