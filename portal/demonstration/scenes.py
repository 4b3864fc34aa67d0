"""The drawing itself: each function fills a canvas of 1600 by 1200."""

from __future__ import annotations

import math

from PIL import ImageFont
from PIL.ImageDraw import ImageDraw

CANVAS = (0, 0, 1600, 1200)


def _fade(draw: ImageDraw, top: int, bottom: int, above: tuple[int, ...], below: tuple[int, ...]) -> None:
    for y in range(top, bottom):
        share = (y - top) / (bottom - top)
        colour = tuple(round(a + (b - a) * share) for a, b in zip(above, below, strict=True))
        draw.line((0, y, 1600, y), fill=colour)


def _crayon(draw: ImageDraw, points: list[tuple[float, float]], colour: str, width: int = 14) -> None:
    draw.line(points, fill=colour, width=width, joint="curve")
    for x, y in (points[0], points[-1]):
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)


def _ring(
    draw: ImageDraw, x: float, y: float, radius: float, colour: str, width: int = 14, fill: str | None = None
) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill, outline=colour, width=width)


def _sun(draw: ImageDraw, x: float, y: float) -> None:
    for number in range(14):
        angle = number * math.tau / 14
        near, far = 130, 190 + 30 * (number % 2)
        start = (x + near * math.cos(angle), y + near * math.sin(angle))
        _crayon(draw, [start, (x + far * math.cos(angle), y + far * math.sin(angle))], "#f2a900", 16)
    _ring(draw, x, y, 100, "#f2a900", 16, "#ffd84d")


def _paper(draw: ImageDraw) -> None:
    draw.rectangle(CANVAS, fill="#fbf8f0")
    for number in range(60):  # grass, in crayon
        x = 10 + number * 27
        _crayon(draw, [(x, 1190), (x + (number % 5) * 5 - 10, 1090 + (number * 37) % 50)], "#5fa845", 10)


def draw_garden(draw: ImageDraw) -> None:
    """A lawn, a flower bed with a large hole in it, and a spade."""
    _fade(draw, 0, 480, (150, 195, 230), (215, 230, 235))
    draw.rectangle((0, 380, 1600, 520), fill="#7b5b3f")
    for left in range(0, 1600, 80):
        draw.rectangle((left, 360, left + 68, 520), fill="#8d6a4a")
    _fade(draw, 520, 1200, (120, 165, 80), (85, 130, 60))
    draw.ellipse((120, 640, 1500, 1120), fill="#5d4330")
    for number in range(26):
        angle = number * math.tau / 26
        x, y = 810 + 640 * math.cos(angle), 880 + 215 * math.sin(angle)
        draw.line((x, y, x, y - 90), fill="#3f7a35", width=10)
        colour = ("#d94f70", "#f0c33c", "#e8e4f0", "#8f63b8")[number % 4]
        draw.ellipse((x - 30, y - 130, x + 30, y - 70), fill=colour)
    draw.ellipse((520, 760, 1120, 1020), fill="#33241a")
    draw.ellipse((1060, 700, 1330, 800), fill="#6d503a")
    draw.line((1180, 420, 1220, 760), fill="#b98a52", width=22)
    draw.polygon([(1190, 690), (1262, 684), (1258, 800), (1232, 830), (1204, 804)], fill="#8f979c")


def draw_cake(draw: ImageDraw) -> None:
    """A cake on a stand, with candles, and one slice gone."""
    _fade(draw, 0, 760, (236, 214, 196), (222, 196, 176))
    draw.rectangle((0, 760, 1600, 1200), fill="#9c6b4a")
    draw.ellipse((380, 900, 1220, 1060), fill="#e9eef0")
    for top, colour in ((700, "#f4b6c2"), (560, "#fff3df")):
        draw.rectangle((460, top, 1140, top + 170), fill=colour)
        draw.ellipse((460, top + 130, 1140, top + 230), fill=colour)
        draw.ellipse((460, top - 60, 1140, top + 50), fill="#fffaf0")
    draw.polygon([(800, 556), (1010, 600), (900, 604)], fill="#c98a5e")
    draw.polygon([(900, 604), (1010, 600), (1010, 900), (900, 920)], fill="#d9a06f")
    for number in range(7):
        x = 520 + number * 78
        draw.rectangle((x, 430, x + 18, 545), fill=("#3f88c5", "#e4572e", "#76b041")[number % 3])
        draw.ellipse((x - 6, 376, x + 24, 436), fill="#ffd166")
    for number in range(14):
        x = 480 + number * 50
        draw.ellipse((x, 720 + (number % 3) * 40, x + 22, 742 + (number % 3) * 40), fill="#6f4ea3")


def draw_beach(draw: ImageDraw) -> None:
    """The sea, a sand castle with a flag, and stones in a row."""
    _fade(draw, 0, 520, (120, 180, 230), (205, 228, 240))
    _fade(draw, 520, 760, (60, 130, 165), (150, 195, 200))
    _fade(draw, 760, 1200, (226, 203, 150), (206, 178, 122))
    for y in (560, 620, 690, 752):
        draw.line([(x, y + 8 * math.sin(x / 60 + y)) for x in range(0, 1601, 20)], fill="#eef6f6", width=7)
    draw.rectangle((600, 820, 1060, 1060), fill="#c79a55")
    for x in (560, 780, 1000):
        draw.rectangle((x, 740, x + 110, 1060), fill="#d4a862")
        for step in range(3):
            draw.rectangle((x + step * 40, 712, x + 28 + step * 40, 742), fill="#d4a862")
    draw.line((835, 560, 835, 740), fill="#6b4a2b", width=9)
    draw.polygon([(838, 562), (940, 598), (838, 634)], fill="#d43d51")
    draw.pieslice((780, 930, 880, 1100), 180, 360, fill="#8a6530")
    for number in range(16):
        x = 150 + number * 84
        draw.ellipse((x, 1100, x + 56, 1142), fill=("#8b8f94", "#b6aaa0", "#6d6a70")[number % 3])


def draw_door(draw: ImageDraw) -> None:
    """A painted front door. The number and the street beside it are why this one stays with the team."""
    draw.rectangle(CANVAS, fill="#a9553c")
    for row in range(24):
        for column in range(-1, 14):
            x, y = column * 124 + (row % 2) * 62, row * 50
            draw.rectangle(
                (x, y, x + 118, y + 44), fill=("#b3604a", "#a9553c", "#9f4d36")[(row + column) % 3]
            )
    draw.rectangle((520, 140, 1080, 1200), fill="#f1ece2")
    draw.rectangle((560, 180, 1040, 1200), fill="#2f7f86")
    for x, y in ((610, 240), (820, 240), (610, 760), (820, 760)):
        draw.rectangle((x, y, x + 170, y + 360), outline="#276a70", width=10)
    for number in range(9):
        _ring(draw, 640 + (number * 137) % 340, 330 + number * 80, 26, "#f4c95d", 10, "#f7e3a1")
    draw.ellipse((985, 690, 1020, 725), fill="#d9b44a")
    draw.text((748, 640), "8", fill="#f1ece2", font=ImageFont.load_default(size=130))
    draw.rectangle((1130, 260, 1540, 370), fill="#f5f5f0", outline="#222222", width=6)
    draw.text((1160, 282), "LARCH RISE", fill="#222222", font=ImageFont.load_default(size=60))


def draw_hills(draw: ImageDraw) -> None:
    """Hills behind a gate, in the evening."""
    _fade(draw, 0, 700, (250, 190, 120), (250, 226, 190))
    draw.ellipse((1130, 300, 1300, 470), fill="#fff1c9")
    for height, colour, wave in ((620, "#8a9bb0", 330), (720, "#6f8f7a", 260), (840, "#557a4c", 190)):
        ridge = [(x, height - 70 * math.sin(x / wave)) for x in range(0, 1601, 20)]
        draw.polygon([*ridge, (1600, 1200), (0, 1200)], fill=colour)
    for y in (960, 1030, 1100):
        draw.line((260, y, 900, y), fill="#4a3a2a", width=20)
    for x in (260, 480, 690, 900):
        draw.rectangle((x - 16, 910, x + 16, 1160), fill="#4a3a2a")


def draw_kitchen(draw: ImageDraw) -> None:
    """A table from above: plates, a teapot, crumbs."""
    draw.rectangle(CANVAS, fill="#c9a27a")
    for y in range(0, 1200, 150):
        draw.line((0, y, 1600, y + 20), fill="#b48c64", width=8)
    for x, y in ((420, 420), (1120, 380), (760, 860)):
        _ring(draw, x, y, 230, "#d9dfe2", 22, "#f7f9fa")
        for number in range(9):
            angle = number * math.tau / 9
            left, top = x + 110 * math.cos(angle) - 46, y + 110 * math.sin(angle) - 34
            draw.pieslice(
                (left, top, left + 92, top + 78), 180, 360, fill="#efd9a7", outline="#c9a768", width=4
            )
    _ring(draw, 1320, 900, 130, "#345f7d", 12, "#4f86ab")
    draw.rectangle((1420, 880, 1530, 915), fill="#4f86ab")
    _ring(draw, 1320, 900, 44, "#345f7d", 10, "#5f97bc")


def draw_bicycle(draw: ImageDraw) -> None:
    """A small red bicycle against a hedge."""
    _fade(draw, 0, 760, (95, 140, 80), (70, 112, 62))
    for number in range(260):
        x, y = (number * 197) % 1600, (number * 89) % 740
        draw.ellipse((x, y, x + 60, y + 40), fill=("#5d8f4e", "#72a35f", "#4c7a40")[number % 3])
    _fade(draw, 760, 1200, (180, 176, 168), (150, 146, 140))
    for x in (520, 1080):
        _ring(draw, x, 880, 190, "#2b2b2b", 26)
        for number in range(10):
            angle = number * math.tau / 10
            draw.line(
                (x, 880, x + 170 * math.cos(angle), 880 + 170 * math.sin(angle)), fill="#c8cdd0", width=4
            )
    frame = [(520, 880), (680, 600), (980, 600), (780, 880), (680, 600), (640, 530)]
    draw.line(frame, fill="#c8102e", width=30, joint="curve")
    draw.line([(520, 880), (780, 880)], fill="#c8102e", width=24)
    draw.line([(1080, 880), (960, 520), (1060, 470)], fill="#c8102e", width=26, joint="curve")
    draw.ellipse((570, 490, 730, 545), fill="#2b2b2b")


def draw_tractor(draw: ImageDraw) -> None:
    """A child's tractor: large wheels, smoke, and the sun."""
    _paper(draw)
    _sun(draw, 1340, 230)
    draw.rectangle((480, 560, 1060, 800), outline="#c62828", width=18, fill="#ef6c5a")
    draw.rectangle((500, 330, 780, 560), outline="#c62828", width=18, fill="#bfe3f2")
    _crayon(draw, [(960, 560), (960, 400)], "#444444", 26)
    for number in range(4):
        _ring(draw, 950 - number * 40, 350 - number * 70, 34 + number * 14, "#9aa0a6", 12)
    _ring(draw, 560, 900, 210, "#222222", 34, "#8d8d8d")
    _ring(draw, 1030, 960, 140, "#222222", 30, "#8d8d8d")


def _person(draw: ImageDraw, x: float, feet: float, size: float, colour: str, hair: str) -> None:
    head = feet - 3.1 * size
    for number in range(9):
        angle = math.pi * (1 + number / 8)
        end = (x + 1.25 * size * math.cos(angle), head + 1.25 * size * math.sin(angle))
        _crayon(draw, [(x, head), end], hair, 20)
    _ring(draw, x, head, 0.62 * size, "#6b4a2b", 10, "#f3cfae")
    body = [(x, head + 0.6 * size), (x - 0.8 * size, feet - size), (x + 0.8 * size, feet - size)]
    draw.polygon(body, fill=colour, outline="#333333", width=10)
    for side in (-1, 1):
        _crayon(draw, [(x + side * 0.3 * size, feet - size), (x + side * 0.35 * size, feet)], "#333333")
        _crayon(
            draw,
            [(x + side * 0.25 * size, head + 1.1 * size), (x + side * size, head + 0.9 * size)],
            "#333333",
        )


def draw_big_hair(draw: ImageDraw) -> None:
    """A child's drawing of two people, one with very big hair. Nobody could be known by it."""
    _paper(draw)
    _sun(draw, 260, 230)
    _person(draw, 640, 1080, 200, "#7e57c2", "#8d5524")
    _person(draw, 1120, 1080, 130, "#ef5350", "#d9a441")


def draw_goat(draw: ImageDraw) -> None:
    """A child's drawing of two children, the sun, and a goat (the brown one)."""
    _paper(draw)
    _sun(draw, 1320, 230)
    _person(draw, 330, 1080, 140, "#26a69a", "#8d5524")
    _person(draw, 640, 1080, 90, "#66bb6a", "#d9a441")
    draw.ellipse((880, 780, 1280, 1000), fill="#8d6748", outline="#5d4330", width=12)
    draw.ellipse((810, 690, 960, 830), fill="#8d6748", outline="#5d4330", width=12)
    for x in (940, 1030, 1140, 1220):
        _crayon(draw, [(x, 960), (x, 1110)], "#5d4330", 18)
    _crayon(draw, [(850, 700), (820, 620)], "#5d4330")
    _crayon(draw, [(910, 700), (920, 615)], "#5d4330")
    draw.rectangle((770, 800, 850, 850), fill="#e53935")


def draw_drums(draw: ImageDraw) -> None:
    """A drum kit, to scale."""
    _paper(draw)
    _ring(draw, 800, 800, 260, "#333333", 22, "#e8e2d0")
    for x, y, radius in ((500, 560, 150), (1100, 560, 150), (300, 860, 170), (1320, 880, 190)):
        _ring(draw, x, y, radius, "#b71c1c", 24, "#f5f0e0")
    for x, tilt in ((260, 40), (1360, -40)):
        _crayon(draw, [(x, 360), (x, 1080)], "#777777", 12)
        draw.polygon([(x - 210, 340 + tilt), (x, 300), (x + 210, 340 - tilt), (x, 372)], fill="#f2c230")
