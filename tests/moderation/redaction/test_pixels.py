"""What is painted is black to the last pixel, wider than the word, and its size tells little."""

from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageChops

from moderation.redaction.jpeg_parts import take_apart
from moderation.redaction.pixels import GRID, LEAST_MARGIN, STEP, hidden_by, marks, paint
from moderation.sanitise.pictures import encode
from moderation.sanitise.safe import Box
from tests.moderation.pages import covers, drawn, jpeg_of


def pixels(jpeg: bytes) -> NDArray[np.int16]:
    return np.asarray(Image.open(BytesIO(jpeg)).convert("RGB"), dtype=np.int16)


def colourful(width: int = 403, height: int = 301) -> bytes:
    """Speckled and bright all over, on no round number of blocks."""
    speckles = np.random.default_rng(5).integers(
        120, 256, (height // 4 + 1, width // 4 + 1, 3), dtype=np.uint8
    )
    picture = Image.fromarray(speckles).resize((width, height), Image.Resampling.BICUBIC)
    return jpeg_of(picture, exif=b"Exif\x00\x00SECRET", comment=b"SECRET")


@pytest.mark.parametrize(
    "box", [Box(50, 60, 33, 21), Box(0, 0, 5, 5), Box(390, 290, 13, 11), Box(7, 9, 200, 3)]
)
def test_marks_are_black_and_the_rest_is_as_it_was(box: Box) -> None:
    before, after = pixels(colourful()), pixels(paint(colourful(), [box]))
    [mark] = marks([box], 403, 301)
    inside = np.zeros((301, 403), dtype=bool)
    inside[mark.top : mark.top + mark.height, mark.left : mark.left + mark.width] = True
    assert after[inside].max() == 0
    assert np.abs(after - before)[~inside].mean() < 6
    assert after[~inside].min() > 20, "no mark bleeds"


@pytest.mark.parametrize(
    "box", [Box(100, 100, 33, 21), Box(100, 100, 21, 33), Box(64, 64, 56, 24), Box(9, 131, 120, 20)]
)
def test_a_margin_all_round(box: Box) -> None:
    [mark] = marks([box], 1000, 1000)
    m = LEAST_MARGIN
    assert covers(mark, Box(box.left - m, box.top - m, box.width + 2 * m, box.height + 2 * m))


def test_lengths_come_in_steps_whichever_way_a_line_runs() -> None:
    lengths = {marks([Box(200, 200, width, 20)], 2000, 2000)[0].width for width in range(20, 300)}
    assert len(lengths) <= 6
    assert all(length % STEP == 0 for length in lengths)
    upright = {marks([Box(200, 200, 20, height)], 2000, 2000)[0].height for height in range(21, 300)}
    assert upright == lengths


def test_marks_fill_whole_blocks_and_stay_on_the_page() -> None:
    for left in range(0, 90, 7):
        [mark] = marks([Box(left, left, 30, 20)], 120, 110)
        assert mark.left % GRID == mark.top % GRID == 0
        assert (mark.left + mark.width) % GRID == 0
        assert mark.left + mark.width <= 120
        assert mark.top + mark.height <= 110
    assert marks([Box(500, 5, 10, 10), Box(-30, 5, 20, 10)], 120, 110) == ()


def test_nothing_but_pixels_goes_along_and_the_bytes_are_the_same_each_time() -> None:
    painted = paint(colourful(), [])
    assert take_apart(painted).strangers() == ()
    assert b"SECRET" not in painted
    assert painted == paint(colourful(), [])


def test_the_most_speckled_page_is_painted_too() -> None:
    """Needs more bytes than it has pixels, which an encoder that looks for the shortest form refuses."""
    speckles = np.random.default_rng(5).integers(0, 256, (400, 400, 3), dtype=np.uint8)
    noisy = jpeg_of(Image.fromarray(speckles), 95, subsampling=0)
    assert len(paint(noisy, [Box(40, 40, 30, 20)])) > 400 * 400


@pytest.mark.parametrize("ink", ["red", "blue", "black", "#008000"])
def test_nothing_of_what_stood_there_shows_beside_the_mark(ink: str) -> None:
    """Two pages that differ in the hidden word alone are the same, byte by byte, once it is taken out."""
    both = [drawn(word, ink=ink) for word in ("Thorn", "Grass")]
    together = ImageChops.darker(both[0][0], both[1][0])
    left, top, right, bottom = ImageChops.invert(together.convert("L")).getbbox() or (0, 0, 0, 0)
    for place in range(16):
        pages = []
        for picture, _ in both:
            moved = ImageChops.offset(picture, place, place)
            safe = encode(*moved.size, moved.tobytes()).jpeg
            pages.append(paint(safe, [Box(left + place, top + place, right - left, bottom - top)]))
        assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("painted", "hidden"),
    [
        ([Box(0, 0, 60, 20), Box(50, 0, 60, 20)], True),
        ([Box(0, 0, 110, 9), Box(0, 8, 110, 12)], True),
        ([Box(0, 0, 50, 20), Box(51, 0, 60, 20)], False),
        ([Box(0, 0, 110, 19)], False),
        ([], False),
    ],
)
def test_marks_hide_together_what_none_hides_alone(painted: list[Box], hidden: bool) -> None:
    assert hidden_by(painted, Box(10, 2, 90, 18)) is hidden
