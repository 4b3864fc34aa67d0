"""What is left of a page's reading when places are taken out."""

from moderation.redaction.places import matches
from moderation.redaction.release import places_of, without
from moderation.sanitise.safe import Box, Reading, SafePage, SeenCode
from tests.moderation.pages import drawn


def page() -> SafePage:
    picture, reading = drawn("We moved nearer Oakham", "in the spring", "with Oakham Margaret")
    code = SeenCode("QRCode", "town:oakham", Box(300, 300, 80, 80))
    return SafePage(
        b"", *picture.size, Reading(reading.text, reading.words, (code,), (Box(20, 300, 60, 60),))
    )


def test_words_under_marks_are_gone_from_the_reading() -> None:
    safe = page()
    left = without(safe, matches(safe.reading, "Oakham"))
    assert left.text == "We moved nearer\nin the spring\nwith Margaret"
    assert all(left.text[word.start : word.end] == word.text for word in left.words)
    assert left.codes == ()
    assert left.faces == safe.reading.faces


def test_a_line_that_is_gone_leaves_no_empty_line_and_a_face_can_go() -> None:
    safe = page()
    boxes = [*matches(safe.reading, "in the spring"), safe.reading.faces[0]]
    left = without(safe, boxes)
    assert left.text == "We moved nearer Oakham\nwith Oakham Margaret"
    assert left.faces == ()


def test_places_of_several_texts_are_counted_once() -> None:
    safe = page()
    [boxes] = places_of([safe], ["Oakham", "oakham", "spring"])
    assert len(boxes) == 4
    assert places_of([safe, safe], []) == [(), ()]
