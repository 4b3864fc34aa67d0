"""Faces counted: something to ask about where an arrangement says no faces, and no more than that."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import cv2
import cv2.data
import numpy as np

from moderation.reading.lines import Pixels
from moderation.sanitise.safe import Box

_EDGE = 1000
"""Pixels along the longer side that are enough to see a face."""

_LEAST_FACE = 30
_NEIGHBOURS = 6
"""How often a face must be seen at nearly the same place; fewer make faces of coins and curtains."""

_CASCADE = Path(cv2.data.haarcascades) / "haarcascade_frontalface_default.xml"


@lru_cache(maxsize=1)
def _finder() -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(_CASCADE))


def find_faces(pixels: Pixels, quarters: int = 0) -> tuple[Box, ...]:
    """Places of faces, from top to bottom; on a page that was found turned, looked for upright first.

    Where none is seen the other ways round are tried: not every photograph has words to tell how it lies.
    """
    scale = min(1.0, _EDGE / max(pixels.shape[:2]))
    grey = cv2.cvtColor(cv2.resize(pixels, None, fx=scale, fy=scale), cv2.COLOR_BGR2GRAY)
    for turn in sorted(range(4), key=lambda turn: (turn != quarters, turn)):
        turned = np.ascontiguousarray(np.rot90(grey, turn))
        found = _finder().detectMultiScale(turned, 1.1, _NEIGHBOURS, minSize=(_LEAST_FACE, _LEAST_FACE))
        if len(found):
            boxes = (_back([int(n) for n in face], turn, grey.shape[1], grey.shape[0]) for face in found)
            return tuple(sorted((_scaled(box, 1 / scale, pixels) for box in boxes), key=_place))
    return ()


def _back(face: list[int], quarters: int, width: int, height: int) -> Box:
    """A place on the turned picture -> on the picture as it is (`width` x `height`)."""
    x, y, w, h = face
    if quarters == 1:
        return Box(width - y - h, x, h, w)
    if quarters == 2:
        return Box(width - x - w, height - y - h, w, h)
    if quarters == 3:
        return Box(y, height - x - w, h, w)
    return Box(x, y, w, h)


def _scaled(box: Box, by: float, pixels: Pixels) -> Box:
    left, top = int(box.left * by), int(box.top * by)
    right = min(pixels.shape[1], round((box.left + box.width) * by))
    bottom = min(pixels.shape[0], round((box.top + box.height) * by))
    return Box(left, top, right - left, bottom - top)


def _place(box: Box) -> tuple[int, int]:
    return box.top, box.left
