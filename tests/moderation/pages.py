"""Builders of pages with words on them, which know where they put each word."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from moderation.sanitise.safe import Box, Reading, SafePage, SeenWord

FONTS = "/usr/share/fonts/truetype/dejavu"
SANS, SERIF, MONO = (f"{FONTS}/DejaVu{name}.ttf" for name in ("Sans", "Serif", "SansMono"))


def jpeg_of(picture: Image.Image, quality: int = 85, **options: Any) -> bytes:
    """Encoded as safe pages are."""
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality, **options)
    return out.getvalue()


def page_of(picture: Image.Image, reading: Reading | None = None) -> SafePage:
    return SafePage(jpeg_of(picture), *picture.size, reading or Reading("", (), (), ()))


def drawn(
    *lines: str,
    size: tuple[int, int] = (480, 400),
    font: str = SANS,
    points: int = 22,
    ink: str = "black",
    paper: str = "white",
) -> tuple[Image.Image, Reading]:
    """A page with these lines, and what a perfect reader would read on it."""
    picture = Image.new("RGB", size, paper)
    pen, face = ImageDraw.Draw(picture), ImageFont.truetype(font, points)
    text, words = "", []
    for number, line in enumerate(lines):
        x, y = 24, 24 + number * points * 2
        text += "\n" if number else ""
        for place, word in enumerate(line.split()):
            text += " " if place else ""
            left, top, right, bottom = (round(side) for side in pen.textbbox((x, y), word, font=face))
            pen.text((x, y), word, font=face, fill=ink)
            box = Box(left, top, right - left, bottom - top)
            words.append(SeenWord(word, len(text), len(text) + len(word), box, 1.0))
            text += word
            x += round(pen.textlength(word + " ", font=face))
    return picture, Reading(text, tuple(words), (), ())


def code(says: str) -> Image.Image:
    """A QR code."""
    out = BytesIO()
    segno.make(says, error="m").save(out, kind="png", scale=4, border=4)
    return Image.open(out).convert("RGB")


def face() -> Image.Image:
    """A drawn face, 400 x 400, that a face finder takes for one."""
    picture = Image.new("L", (400, 400), 200)
    pen, middle = ImageDraw.Draw(picture), 200
    pen.ellipse((130, 105, 270, 295), fill=225)
    pen.pieslice((125, 100, 275, 260), 180, 360, fill=70)
    pen.ellipse((132, 130, 268, 295), fill=225)
    for x in (middle - 32, middle + 32):
        pen.ellipse((x - 24, 170, x + 24, 198), fill=140)
        pen.ellipse((x - 10, 176, x + 10, 194), fill=30)
        pen.rectangle((x - 24, 155, x + 24, 164), fill=60)
    pen.polygon([(200, 180), (186, 228), (214, 228)], fill=245)
    pen.ellipse((186, 224, 214, 234), fill=150)
    pen.ellipse((166, 248, 234, 266), fill=110)
    return picture.filter(ImageFilter.GaussianBlur(4)).convert("RGB")


def turned_box(box: Box, quarters: int, width: int, height: int) -> Box:
    """Where a place lies after the page (`width` x `height`) was turned to the left by quarters."""
    for _ in range(quarters):
        box = Box(box.top, width - box.left - box.width, box.height, box.width)
        width, height = height, width
    return box


def covers(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and outer.left + outer.width >= inner.left + inner.width
        and outer.top + outer.height >= inner.top + inner.height
    )
