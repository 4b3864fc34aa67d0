"""Of a PDF only what a person sees comes through; the rest is named to staff and gone."""

from pathlib import Path

import pytest
from pikepdf import Name

from moderation.sanitise.opening.picture import MOST_PAGES
from moderation.sanitise.refusals import Broken, EmptyFile, Locked, Refused, TooManyPages
from tests.moderation.sanitise.attacks.pdfs import (
    add_page,
    busy,
    document,
    hidden_words,
    locked,
    noted,
    pdf,
    saved,
)
from tests.moderation.sanitise.opened import as_picture, opened, read_by_eye

NOTES = "What shows of notes or links on the pages is drawn; the rest was left out."


def test_the_words_that_show_are_named_where_they_stand(tmp_path: Path) -> None:
    got = opened("pdf", pdf("Dear Carol, all is well."))
    assert got.named.split() == ["Dear", "Carol,", "all", "is", "well."]
    assert (got.pages[0].width, got.pages[0].height) == (1653, 2339)
    assert "Dear Carol, all is well." in read_by_eye(got.pages[0], tmp_path)


def test_hidden_words_are_neither_named_nor_drawn(tmp_path: Path) -> None:
    got = opened("pdf", hidden_words())
    assert got.named.split() == ["Dear", "Carol,", "all", "is", "well."]
    assert got.hidden == 5
    assert "SECRET" not in read_by_eye(got.pages[0], tmp_path)


def test_what_a_pdf_carries_is_named_to_staff_and_gone(tmp_path: Path) -> None:
    got = opened("pdf", busy())
    assert set(got.dropped) == {
        "A program or an action of the PDF was left out.",
        "An attachment inside was left out.",
        NOTES,
        "A form was left out; what was filled in is shown.",
        "Layers that were switched off were left out.",
        "Earlier versions of the document were left out.",
        "Details about the file (such as its author) were left out.",
    }
    assert "LAYERWORDS" not in got.named
    assert "LAYERWORDS" not in read_by_eye(got.pages[0], tmp_path)
    assert opened("pdf", pdf("Hello")).dropped == []


def test_what_shows_of_a_note_is_drawn_and_staff_are_told_so(tmp_path: Path) -> None:
    got = opened("pdf", noted())
    seen = read_by_eye(got.pages[0], tmp_path)
    assert "STAMPED" in seen
    assert "BENEATH" not in seen + got.named
    assert got.dropped == [NOTES]


def test_a_page_that_is_turned_names_its_words_where_they_show() -> None:
    made = document()
    add_page(made, "Carol", rotate=90)
    got = opened("pdf", saved(made))
    turned = got.pages[1]
    assert (turned.width, turned.height) == (2339, 1653)
    assert got.named.split() == ["Carol"]
    left, top, right, bottom = 2080, 190, 2139, 330  # 760 points up and 72 from the left, turned to the right
    assert min(as_picture(turned).convert("L").crop((left, top, right, bottom)).tobytes()) < 60


@pytest.mark.parametrize(
    ("untrusted", "refusal"),
    [
        (locked(), Locked),
        (b"%PDF-1.7\nnothing", Broken),
        (pdf("Hello")[:200], Broken),
        (pdf("Hello").replace(b"595", b"0.1").replace(b"842", b"900"), Broken),
    ],
    ids=["locked", "empty", "cut off", "no width"],
)
def test_what_is_refused(untrusted: bytes, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        opened("pdf", untrusted)


def test_one_that_only_forbids_printing_is_opened() -> None:
    assert opened("pdf", locked(owner_only=True)).named == "Dear Carol "


def test_as_many_pages_as_we_take_and_not_one_more() -> None:
    made = document("Hello")
    for page in made.pages:
        page.obj.MediaBox = [0, 0, 40, 40]
    for _ in range(MOST_PAGES - 1):
        made.pages.append(made.pages[0])
    assert len(opened("pdf", saved(made)).pages) == MOST_PAGES
    made.pages.append(made.pages[0])
    with pytest.raises(TooManyPages):
        opened("pdf", saved(made))
    assert str(MOST_PAGES) in TooManyPages.sentence


def test_a_document_without_a_page_is_empty() -> None:
    made = document("Hello")
    del made.pages[0]
    made.Root.Pages.Type = Name.Pages
    with pytest.raises((EmptyFile, Broken)):
        opened("pdf", saved(made))
