"""The words a PDF page names in its text layer, where ink on the page shows that something stands there.

A text layer can say anything: white words on white, words under a picture, words beside the page. Only what
can be seen may reach the people who read hints; the rest is counted and stays behind.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
from PIL import Image
from pypdfium2 import raw

MOST_LETTERS = 20_000
"""Of one page's text layer; a page of small print has 8,000."""

_LEAST_HEIGHT = 6
"""Pixels at 200 to the inch: lower letters (2 points) nobody reads."""

_LEAST_CONTRAST = 40
"""Between the lightest and the darkest grey (of 255) where a word stands."""

Place = tuple[int, int, int, int]
"""left, top, right, bottom in pixels."""


def named_words(page: pypdfium2.PdfPage, picture: Image.Image) -> tuple[list[dict[str, object]], int]:
    """Words with text, left, top, width, height in pixels of `picture`; and how many are hidden."""
    grey = picture.convert("L")
    seen: list[dict[str, object]] = []
    hidden = 0
    for text, place in _words(page, picture):
        if not _shows(grey, place):
            hidden += 1
            continue
        left, top, right, bottom = place
        seen.append({"text": text, "left": left, "top": top, "width": right - left, "height": bottom - top})
    return seen, hidden


def _shows(grey: Image.Image, place: Place) -> bool:
    left, top, right, bottom = place
    if (
        right - left < 2
        or bottom - top < _LEAST_HEIGHT // 2
        or max(right - left, bottom - top) < _LEAST_HEIGHT
    ):
        return False
    shades = [shade for shade, many in enumerate(grey.crop(place).histogram()) if many]
    return shades[-1] - shades[0] >= _LEAST_CONTRAST


def _words(page: pypdfium2.PdfPage, picture: Image.Image) -> Iterator[tuple[str, Place]]:
    layer = page.get_textpage()
    text, places = "", list[Place]()
    for at in range(min(layer.count_chars(), MOST_LETTERS)):
        letter = chr(raw.FPDFText_GetUnicode(layer, at))
        if letter.isspace() or not letter.isprintable():
            if text:
                yield text, _around(places, picture)
            text, places = "", []
            continue
        text += letter
        places.append(_on_picture(page, layer.get_charbox(at, loose=True), picture))
    if text:
        yield text, _around(places, picture)


def _on_picture(
    page: pypdfium2.PdfPage, corners: tuple[float, float, float, float], picture: Image.Image
) -> Place:
    """From the page's own measure to pixels, however the page is turned or cut."""
    left, bottom, right, top = corners
    found = [_point(page, picture, *point) for point in ((left, top), (right, bottom))]
    (x, y), (other_x, other_y) = found
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _point(page: pypdfium2.PdfPage, picture: Image.Image, x: float, y: float) -> tuple[int, int]:
    to_x, to_y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, picture.width, picture.height, 0, x, y, to_x, to_y)
    return to_x.value, to_y.value


def _around(places: list[Place], picture: Image.Image) -> Place:
    """The smallest box around all letters, cut to the page."""
    lefts, tops, rights, bottoms = zip(*places, strict=True)
    left, top = max(0, min(lefts)), max(0, min(tops))
    return left, top, max(left, min(picture.width, max(rights))), max(top, min(picture.height, max(bottoms)))
