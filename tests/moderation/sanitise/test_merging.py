"""Exact words of the file where they agree with what was read; never instead of what shows."""

import pytest

from moderation.sanitise.merging import merged, reading_of_words
from moderation.sanitise.refusals import Broken
from moderation.sanitise.safe import Box, Reading, SeenCode, SeenWord
from moderation.sanitise.said import reading_of

LEFT, RIGHT, BELOW = Box(0, 0, 100, 20), Box(110, 0, 100, 20), Box(0, 40, 100, 20)
CODE = SeenCode("QR", "hello", BELOW)


def read(*words: tuple[str, Box]) -> Reading:
    text, seen = "", []
    for word, box in words:
        seen.append(SeenWord(word, len(text), len(text) + len(word), box, 0.9))
        text += f"{word}\n"
    return Reading(text.strip("\n"), tuple(seen), (CODE,), (LEFT,))


def whole(reading: Reading) -> Reading:
    assert all(reading.text[word.start : word.end] == word.text for word in reading.words)
    return reading


def test_case_and_accents_are_taken_from_the_file_and_the_rest_stays() -> None:
    got = whole(merged(read(("CAROL", LEFT), ("Oakham", RIGHT)), [("Cárol", LEFT)]))
    assert got.text == "Cárol\nOakham"
    assert [word.sure for word in got.words] == [1, 0.9]
    assert (got.codes, got.faces) == ((CODE,), (LEFT,))


@pytest.mark.parametrize("named", ["weather", "Carola", "Coral", "C-arul", "Car0l"])
def test_a_file_that_names_other_words_than_show_hides_none_of_them(named: str) -> None:
    got = whole(merged(read(("Carol", LEFT), ("Oakham", RIGHT)), [(named, LEFT), ("Oakham", RIGHT)]))
    assert got.text == f"Carol\nOakham\n{named}"
    assert [word.box for word in got.words] == [LEFT, RIGHT, LEFT]


def test_a_slip_of_reading_leaves_the_word_as_the_file_names_it_to_be_found() -> None:
    got = whole(merged(read(("Oakhan", LEFT), ("fair", RIGHT)), [("Oakham", LEFT), ("fair", RIGHT)]))
    assert got.text == "Oakhan\nfair\nOakham"
    assert [word.sure for word in got.words] == [0.9, 1, 1]


def test_a_page_of_very_many_words_takes_no_time_to_speak_of() -> None:
    many = [(f"w{number}", Box(number % 50 * 20, number // 50 * 10, 18, 9)) for number in range(3000)]
    assert len(merged(read(*many), many).words) == 3000


def test_one_read_word_may_be_several() -> None:
    halves = [("all", Box(0, 0, 45, 20)), ("well", Box(50, 0, 50, 20))]
    got = whole(merged(read(("Allwell", LEFT)), halves))
    assert got.text == "all well"
    assert [word.box for word in got.words] == [box for _, box in halves]


def test_what_was_not_read_but_shows_is_added() -> None:
    got = whole(merged(read(("Carol", LEFT)), [("Carol", LEFT), ("Oakham", BELOW)]))
    assert got.text == "Carol\nOakham"
    assert whole(merged(read(), [("Oakham", BELOW)])).text == "Oakham"


def test_pages_we_set_ourselves_are_known() -> None:
    got = whole(reading_of_words([("Dear", LEFT), ("Carol", RIGHT), ("love", BELOW)]))
    assert got.text == "Dear Carol\nlove"


WORD = {"text": "x", "start": 0, "end": 1, "sure": 0.5, "box": {"left": 1, "top": 1, "width": 5, "height": 5}}
PAGE = {"text": "x", "words": [WORD], "codes": [], "faces": []}


def test_what_the_room_says_is_cut_to_the_page() -> None:
    far = {"left": -5, "top": 90, "width": 500, "height": 500}
    (word,) = reading_of({**PAGE, "words": [{**WORD, "box": far, "sure": 7}]}, 100, 100).words
    assert (word.box, word.sure) == (Box(0, 90, 100, 10), 1.0)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {**PAGE, "text": 5},
        {**PAGE, "text": "x" * 200_001},
        {**PAGE, "words": {}},
        {**PAGE, "words": [{**WORD, "end": 2}]},
        {**PAGE, "words": [{**WORD, "start": -1}]},
        {**PAGE, "words": [{**WORD, "sure": "yes"}]},
        {**PAGE, "words": [{**WORD, "box": None}]},
        {**PAGE, "words": [{**WORD, "box": {"left": True}}]},
        {**PAGE, "faces": [{"left": 0, "top": 0, "width": 1, "height": 1}] * 1_001},
        {**PAGE, "codes": [{"kind": "QR"}]},
        {**PAGE, "faces": [[1, 2, 3, 4]]},
    ],
)
def test_what_the_room_says_is_not_believed_unseen(said: dict[str, object]) -> None:
    with pytest.raises(Broken):
        reading_of(said, 100, 100)
