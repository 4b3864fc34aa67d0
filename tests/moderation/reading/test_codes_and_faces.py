"""Codes and faces, whichever way a picture lies."""

import numpy as np
import pytest
from PIL import Image

from moderation.reading.codes import find_codes
from moderation.reading.faces import find_faces
from moderation.reading.lines import Pixels
from moderation.sanitise.safe import Box
from tests.moderation.pages import code, covers, face, turned_box


def pixels(picture: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


def test_a_code_is_found_where_it_stands() -> None:
    page = Image.new("RGB", (900, 700), "white")
    page.paste(code("mailto:mum@example.org"), (500, 300))
    page = page.rotate(12, fillcolor="white", center=(560, 360))
    [found] = find_codes(pixels(page))
    assert (found.kind, found.text) == ("QRCode", "mailto:mum@example.org")
    assert covers(found.box, Box(530, 330, 50, 50))
    assert covers(Box(480, 280, 220, 220), found.box)


@pytest.mark.parametrize("quarters", range(4))
def test_faces_are_counted_and_placed(quarters: int) -> None:
    page = Image.new("RGB", (2000, 1500), "lightblue")
    for place in ((100, 900), (1300, 200)):
        page.paste(face(), place)
    found = find_faces(np.ascontiguousarray(np.rot90(pixels(page), quarters)))
    there = [
        turned_box(Box(x + 130, y + 130, 140, 160), quarters, 2000, 1500)
        for x, y in ((100, 900), (1300, 200))
    ]
    assert len(found) == 2
    for true in there:
        assert any(covers(box, Box(true.left + 30, true.top + 30, 80, 80)) for box in found)
    assert list(found) == sorted(found, key=lambda box: (box.top, box.left))


def test_no_faces_in_a_pattern() -> None:
    speckled = np.random.default_rng(7).integers(0, 256, (600, 600, 3), dtype=np.uint8)
    assert find_faces(speckled) == ()
