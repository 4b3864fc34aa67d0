"""What the room says is believed only as far as a page can hold it."""

from __future__ import annotations

import pytest

from moderation.sanitise.making import make_safe
from moderation.sanitise.opening.pdf import pages_of
from moderation.sanitise.opening.typeset import pdf_of
from moderation.sanitise.refusals import Broken, Refused, TooManyWords
from moderation.sanitise.room.room import Room
from moderation.sanitise.room.wire import Json, Pixels
from moderation.sanitise.said import MOST_WORDS, named_words_of, reading_of, sentences_of
from tests.moderation.sanitise.attacks.pdfs import pdf

BOX = {"left": 0, "top": 0, "width": 5, "height": 5}


def read_words(many: int) -> Json:
    words = [{"start": 0, "end": 1, "box": BOX, "sure": 1.0}] * many
    return {"text": "a", "words": words, "codes": [], "faces": []}


@pytest.mark.parametrize(("many", "refusal"), [(MOST_WORDS, None), (MOST_WORDS + 1, TooManyWords)])
def test_a_page_has_no_more_words_than_a_page_can_hold(many: int, refusal: type[Refused] | None) -> None:
    named: Json = {"words": [{"text": "a", **BOX}] * many}
    if refusal is None:
        assert len(reading_of(read_words(many), 9, 9).words) == len(named_words_of(named, 9, 9)) == many
        return
    with pytest.raises(refusal):
        reading_of(read_words(many), 9, 9)
    with pytest.raises(refusal):
        named_words_of(named, 9, 9)


@pytest.mark.parametrize("said", [{}, {"words": None}, {"words": {}}])
def test_words_that_are_no_list_are_nonsense(said: Json) -> None:
    with pytest.raises(Broken):
        named_words_of(said, 9, 9)


def test_no_more_sentences_than_anybody_reads() -> None:
    with pytest.raises(Broken):
        sentences_of(["a"] * 1001)


def test_the_fullest_page_that_we_set_ourselves_is_taken() -> None:
    counts = [
        len(frame["words"])  # type: ignore[arg-type]
        for frame in pages_of(pdf_of("i " * 4000))
        if not isinstance(frame, Pixels)
    ]
    assert 2500 < max(counts) < MOST_WORDS


def test_a_document_with_too_many_words_on_a_page_is_refused_in_plain_words() -> None:
    lines = "".join(
        f"BT /F1 6 Tf 20 {820 - 8 * line} Td ({'w ' * 60}) Tj ET\n" for line in range(MOST_WORDS // 60 + 1)
    )
    with pytest.raises(TooManyWords, match="more words than we can take"):
        make_safe(pdf("Hello", drawn=lines), Room(), None, read=False)
