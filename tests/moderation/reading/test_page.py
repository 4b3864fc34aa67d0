"""Words are read whichever way a page lies, and each is where it is said to be."""

import subprocess
import sys

import pytest
from PIL import Image

from moderation.reading.page import read_page
from moderation.redaction.pixels import marks
from tests.moderation.pages import SERIF, code, covers, drawn, jpeg_of, turned_box

LINES = ("We moved to Oakham last year.", "Zoë goes to St Mary's school,", "please ring 07700 900123.")


@pytest.mark.parametrize("quarters", range(4))
def test_words_and_places_on_a_page_turned_any_way(quarters: int) -> None:
    picture, truth = drawn(*LINES)
    turned = picture.transpose((0, 2, 3, 4)[quarters]) if quarters else picture
    reading = read_page(jpeg_of(turned))
    assert reading.text == truth.text
    for seen, true in zip(reading.words, truth.words, strict=True):
        there = turned_box(true.box, quarters, *picture.size)
        [mark] = marks([seen.box], *turned.size)
        assert covers(mark, there), seen
        assert seen.box.width * seen.box.height < 2.5 * there.width * there.height + 400, seen
        assert 0 < seen.sure <= 1


def test_one_line_upside_down_on_an_upright_page_is_marked_where_it_stands() -> None:
    picture, _ = drawn("Many thanks for the letter", "and for all the drawings")
    note, truth = drawn("Oakham station", size=(480, 70))
    picture.paste(note.transpose(Image.Transpose.ROTATE_180), (0, 300))
    reading = read_page(jpeg_of(picture))
    [seen] = [word for word in reading.words if word.text == "Oakham"]
    there = turned_box(truth.words[0].box, 2, 480, 70)
    [mark] = marks([seen.box], *picture.size)
    assert mark.left <= there.left
    assert mark.left + mark.width >= there.left + there.width
    assert mark.top <= 300 + there.top
    assert mark.top + mark.height >= 300 + there.top + there.height


def test_small_pale_print_and_a_code() -> None:
    picture, _ = drawn("Sent from Burley Road, Oakham", points=11, font=SERIF, ink="#888")
    picture.paste(code("https://example.org/oakham"), (200, 100))
    reading = read_page(jpeg_of(picture))
    assert "Oakham" in reading.text
    assert all(reading.text[word.start : word.end] == word.text for word in reading.words)
    assert [found.text for found in reading.codes] == ["https://example.org/oakham"]


def test_a_page_without_words_reads_as_nothing() -> None:
    reading = read_page(jpeg_of(Image.new("RGB", (300, 300), "lightblue")))
    assert (reading.text, reading.words, reading.codes, reading.faces) == ("", (), (), ())


_WITHOUT_NETWORK = """
import sys
asked = []
sys.addaudithook(lambda event, args: asked.append(event) if event.startswith(
    ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.")) else None)
from moderation.reading.page import read_page
from tests.moderation.pages import drawn, jpeg_of
assert "Oakham" in read_page(jpeg_of(drawn("to Oakham")[0])).text
assert not asked, asked
"""


def test_reading_asks_no_network() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _WITHOUT_NETWORK], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
