"""Where words stand that are to go: whole words, near misses of readers, over line ends, in codes."""

import re

import pytest

from moderation.redaction.places import boxes_of, matches
from moderation.sanitise.safe import Box, Reading, SeenCode, SeenWord


def read(text: str, sure: float = 1.0) -> Reading:
    """A reading whose words stand on a grid: 10 pixels a letter, 20 a line."""
    words = []
    for found in re.finditer(r"\S+", text):
        line = text.count("\n", 0, found.start())
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
        box = Box(column * 10, line * 20, len(found[0]) * 10, 15)
        words.append(SeenWord(found[0], found.start(), found.end(), box, sure))
    return Reading(text, tuple(words), (), ())


def words_at(reading: Reading, boxes: tuple[Box, ...]) -> list[str]:
    """The words under each box."""
    return [
        " ".join(
            word.text
            for word in reading.words
            if box.top <= word.box.top < box.top + box.height
            and box.left <= word.box.left < box.left + box.width
        )
        for box in boxes
    ]


def test_part_of_a_word_is_the_whole_word() -> None:
    reading = read("we live in Oakham now")
    start = reading.text.index("kha")
    assert words_at(reading, boxes_of(reading, start, start + 1)) == ["Oakham"]


def test_neighbours_on_a_line_are_one_place_and_lines_are_two() -> None:
    reading = read("at 4 High Street\nOakham and on")
    start, end = reading.text.index("4"), reading.text.index(" and")
    assert boxes_of(reading, start, end) == (Box(30, 0, 130, 15), Box(0, 20, 60, 15))


def test_a_touching_end_is_not_inside() -> None:
    reading = read("in Oakham now")
    assert boxes_of(reading, 2, 3) == ()
    assert words_at(reading, boxes_of(reading, 3, 9)) == ["Oakham"]


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("See you in Oakham.", "Oakham", ["Oakham."]),
        ("see you in OAKHAM", "oakham", ["OAKHAM"]),
        ("love from Zoë", "zoe", ["Zoë"]),
        ("love from Zoe", "Zoë", ["Zoe"]),
        ("at 4 High\nStreet now", "High Street", ["High", "Street"]),
        ("in the HighStreet", "High Street", ["HighStreet"]),
        ("dear O'Brien", "o brien", ["O'Brien"]),
        ("Mar-\ngaret wrote", "Margaret", ["Mar-", "garet"]),
        ("ring O77OO 9OO I23", "07700 900123", ["O77OO 9OO I23"]),
        ("Sam's dog and DearSam", "Sam", ["Sam's", "DearSam"]),
        ("Oakhamshire", "Oakham", ["Oakhamshire"]),
        ("for Bumham school", "Burnham", ["Bumham"]),
        ("Sam and Sam", "Sam", ["Sam", "Sam"]),
        ("the same sample for Samuel", "Sam", []),
        ("planning with Hannah", "Ann", []),
        ("in many ways", "Mary", []),
        ("nothing here", "...", []),
        ("nothing here", "", []),
    ],
)
def test_matches(text: str, wanted: str, found: list[str]) -> None:
    reading = read(text)
    assert words_at(reading, matches(reading, wanted)) == found


@pytest.mark.parametrize(
    ("text", "wanted", "sure", "hits"),
    [
        ("in Oakhan", "Oakham", 1.0, 1),
        ("in Oakhan", "Oakhem", 1.0, 0),
        ("at Mary", "Many", 0.8, 1),
        ("at Mary", "Many", 0.95, 0),
        ("Grandma Margarett Bumham", "Margaret Burnham", 1.0, 1),
        ("at Sum", "Sam", 0.2, 0),
    ],
)
def test_letters_read_wrong(text: str, wanted: str, sure: float, hits: int) -> None:
    reading = read(text, sure)
    assert len(matches(reading, wanted)) == hits
    assert matches(reading, wanted, guess=False) == ()


def test_a_code_that_says_it_is_a_place() -> None:
    code = SeenCode("QRCode", "https://example.org/?town=OAKHAM", Box(5, 6, 70, 70))
    other = SeenCode("QRCode", "https://example.org/", Box(90, 6, 70, 70))
    reading = Reading("", (), (code, other), ())
    assert matches(reading, "Oakham") == (code.box,)


@pytest.mark.parametrize(
    ("text", "wanted"), [("Garry came", "Barry"), ("a guest", "Quest"), ("the ball", "gall")]
)
def test_letters_that_nobody_takes_for_one_another_stay_apart(text: str, wanted: str) -> None:
    for guess in (True, False):
        assert matches(read(text), wanted, guess=guess) == ()
