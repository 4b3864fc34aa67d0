"""A page read: the one way in."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from moderation.reading.codes import find_codes
from moderation.reading.faces import find_faces
from moderation.reading.lines import FoundLine, Pixels, find_lines, share_of_letters
from moderation.sanitise.safe import Box, Reading, SeenWord

_MOST = 0.5
"""Part of the letters that must lie or stand otherwise before the whole page counts as turned."""


def read_page(jpeg: bytes) -> Reading:
    """What a safe page shows. Words are joined by one space, lines by a line end.

    A page that lies on its side or upside down is read upright; all places are those of the page as it
    is. Same bytes, same reading. Raises OSError for what is no JPEG.
    """
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as picture:
        rgb = np.asarray(picture.convert("RGB"))
    pixels = np.ascontiguousarray(rgb[:, :, ::-1])
    lines, quarters = _upright(pixels)
    height, width = pixels.shape[:2]
    text, words = _joined(lines, quarters, width, height)
    return Reading(text, words, find_codes(pixels), find_faces(pixels, quarters))


def _upright(pixels: Pixels) -> tuple[tuple[FoundLine, ...], int]:
    """Lines read the right way up, and by how many quarters to the left the page was turned for that."""
    lines, quarters = find_lines(pixels), 0
    if share_of_letters(lines, [line for line in lines if line.standing]) > _MOST:
        quarters = 1
        lines = find_lines(_turned(pixels, quarters))
    if share_of_letters(lines, [line for line in lines if line.flipped]) > _MOST:
        quarters += 2
        lines = find_lines(_turned(pixels, quarters))
    return lines, quarters


def _turned(pixels: Pixels, quarters: int) -> Pixels:
    return np.ascontiguousarray(np.rot90(pixels, quarters))


def _joined(
    lines: tuple[FoundLine, ...], quarters: int, width: int, height: int
) -> tuple[str, tuple[SeenWord, ...]]:
    text, words = "", []
    for line in lines:
        text += "\n" if text else ""
        for number, word in enumerate(line.words):
            text += " " if number else ""
            box = _box(_turned_back(word.corners, quarters, width, height), width, height)
            words.append(SeenWord(word.text, len(text), len(text) + len(word.text), box, word.sure))
            text += word.text
    return text, tuple(words)


def _turned_back(corners: NDArray[np.float64], quarters: int, width: int, height: int) -> NDArray[np.float64]:
    """Corners on the turned page -> on the page as it is (`width` x `height`)."""
    x, y = corners[:, 0], corners[:, 1]
    if quarters == 1:
        return np.stack([width - y, x], axis=1)
    if quarters == 2:
        return np.stack([width - x, height - y], axis=1)
    if quarters == 3:
        return np.stack([y, height - x], axis=1)
    return corners


def _box(corners: NDArray[np.float64], width: int, height: int) -> Box:
    """The smallest upright box around the corners: at least one pixel, inside the page."""
    left, top = (int(np.floor(side)) for side in corners.min(axis=0))
    right, bottom = (int(np.ceil(side)) for side in corners.max(axis=0))
    left, top = min(max(0, left), width - 1), min(max(0, top), height - 1)
    right, bottom = max(left + 1, min(width, right)), max(top + 1, min(height, bottom))
    return Box(left, top, right - left, bottom - top)
