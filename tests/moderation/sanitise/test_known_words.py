"""Words of pages that we set ourselves come in the order in which they were written."""

from moderation.sanitise.kinds import Kind
from moderation.sanitise.known_words import readings_of
from moderation.sanitise.making import make_safe
from moderation.sanitise.room.room import Room
from moderation.sanitise.safe import Box

A, B, C = Box(0, 0, 10, 10), Box(20, 0, 10, 10), Box(0, 20, 10, 10)


def test_a_line_that_runs_from_right_to_left_is_put_in_order() -> None:
    (reading,) = readings_of("السلام عليكم\nCarol", [[("عليكم", A), ("السالم", B), ("Carol", C)]])
    assert reading.text == "السلام عليكم\nCarol"
    assert [(word.text, word.box) for word in reading.words] == [("السلام", B), ("عليكم", A), ("Carol", C)]
    assert all(reading.text[word.start : word.end] == word.text for word in reading.words)


def test_a_letter_of_several_pages_is_parted_where_they_are() -> None:
    first, second = readings_of(
        "Dear Carol\n\nDear me", [[("Dear", A), ("Carol", B)], [("Dear", A), ("me", B)]]
    )
    assert (first.text, second.text) == ("Dear Carol", "Dear me")


def test_where_a_word_was_broken_no_word_is_without_its_place() -> None:
    (reading,) = readings_of("Oakhamhill", [[("Oakham", A), ("hill", C)]])
    assert [word.text for word in reading.words] == ["Oakham", "hill"]
    (reading,) = readings_of("Dear", [[("Dear", A), ("Carol", B)]])
    assert [word.text for word in reading.words] == ["Dear", "Carol"]


def test_an_urdu_letter_reads_as_it_was_written() -> None:
    written = "Dear Carol,\n\nیہ خط ہے۔\nالسلام عليكم"
    safe = make_safe(written.encode(), Room(), None)
    assert safe.kind is Kind.TEXT
    assert safe.pages[0].reading.text == written
