"""Takes places out of a page's pixels: painted black, then encoded anew from what is left.

A mark is wider than what it hides, and its size comes in steps, so that it tells little of how long a word
was. It can't have one size for all, as the mark in a text has: it would hide the neighbours too.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from PIL import Image

from moderation.sanitise.safe import Box

STEP = 64
"""Pixels: a mark's longer side is a multiple of this, save where the page ends."""

GRID = 8
"""Pixels: JPEG's own blocks. A mark that fills whole blocks is one colour to the last bit."""

LEAST_MARGIN = 8
"""Pixels around a place that are painted too: readers' boxes are a little narrow at times, and what a
camera's JPEG stores in blocks of 8 spreads that far."""

_MARGIN_OF_LINE = 0.3
"""The same as a part of the place's shorter side: big letters, big errors. At most `_MOST_MARGIN` pixels."""

_MOST_MARGIN = 16
_QUALITY = 90
_BLACK = (0, 0, 0)


def marks(boxes: Iterable[Box], width: int, height: int) -> tuple[Box, ...]:
    """What is painted for these places on a page of `width` x `height`; places off the page are left out."""
    return tuple(
        _mark(box, width, height)
        for box in boxes
        if box.left < width and box.top < height and box.left + box.width > 0 and box.top + box.height > 0
    )


def hidden_by(painted: Iterable[Box], box: Box) -> bool:
    """Is all of the box under these marks, one or several together?"""
    left = [box]
    for mark in painted:
        left = [piece for one in left for piece in _outside(one, mark)]
    return not left


def _outside(box: Box, mark: Box) -> list[Box]:
    """What a mark leaves of a box: at most four pieces."""
    top, bottom = max(box.top, mark.top), min(box.top + box.height, mark.top + mark.height)
    left, right = max(box.left, mark.left), min(box.left + box.width, mark.left + mark.width)
    if top >= bottom or left >= right:
        return [box]
    pieces = (
        Box(box.left, box.top, box.width, top - box.top),
        Box(box.left, bottom, box.width, box.top + box.height - bottom),
        Box(box.left, top, left - box.left, bottom - top),
        Box(right, top, box.left + box.width - right, bottom - top),
    )
    return [one for one in pieces if one.width > 0 and one.height > 0]


def paint(jpeg: bytes, boxes: Iterable[Box]) -> bytes:
    """A new JPEG without what stood in the boxes, nor within a margin of them.

    It holds pixels and what is needed to decode them, nothing else; same input, same bytes.
    Raises OSError for what is no JPEG.
    """
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as picture:
        page = picture.convert("RGB")
    for mark in marks(boxes, *page.size):
        page.paste(_BLACK, (mark.left, mark.top, mark.left + mark.width, mark.top + mark.height))
    return _encode(page)


def _encode(page: Image.Image) -> bytes:
    """Into an image object that has never seen the file. Colour in full, so that no mark bleeds."""
    fresh = Image.frombytes("RGB", page.size, page.tobytes())
    out = BytesIO()
    fresh.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def _mark(box: Box, width: int, height: int) -> Box:
    thin = min(box.width, box.height)
    margin = round(min(max(LEAST_MARGIN, thin * _MARGIN_OF_LINE), _MOST_MARGIN))
    lying = box.width >= box.height
    left, right = _side(box.left - margin, box.left + box.width + margin, STEP if lying else GRID)
    top, bottom = _side(box.top - margin, box.top + box.height + margin, GRID if lying else STEP)
    left, top, right, bottom = max(0, left), max(0, top), min(width, right), min(height, bottom)
    return Box(left, top, right - left, bottom - top)


def _side(begin: int, end: int, step: int) -> tuple[int, int]:
    """On the grid, around begin..end and as evenly as may be, a multiple of `step` long."""
    length = -(-(end - begin) // step) * step
    first = (begin - (length - (end - begin)) // 2) // GRID * GRID
    return (first, first + length) if first + length >= end else (first, first + length + step)
