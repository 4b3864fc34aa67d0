"""QR and bar codes: an address for a machine, which a person passes over."""

from __future__ import annotations

import zxingcpp

from moderation.reading.lines import Pixels
from moderation.sanitise.safe import Box, SeenCode

_LONGEST = 4000
"""Characters kept of what a code says; the largest QR code holds about this much."""


def find_codes(pixels: Pixels) -> tuple[SeenCode, ...]:
    """Codes with their kind ("QRCode", "EAN13"), what they say, and where they stand; from top to bottom."""
    codes = []
    for found in zxingcpp.read_barcodes(pixels):
        corners = found.position
        points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
        across, down = [point.x for point in points], [point.y for point in points]
        box = _inside(min(across), min(down), max(across), max(down), pixels.shape[1], pixels.shape[0])
        codes.append(SeenCode(found.format.name, found.text[:_LONGEST], box))
    return tuple(sorted(codes, key=lambda code: (code.box.top, code.box.left)))


def _inside(left: int, top: int, right: int, bottom: int, width: int, height: int) -> Box:
    left, top = min(max(0, left), width - 1), min(max(0, top), height - 1)
    return Box(left, top, max(1, min(right, width) - left), max(1, min(bottom, height) - top))
