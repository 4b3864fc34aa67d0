"""Pictures for the demonstration, drawn here: gardens, cakes and children's drawings, and no faces.

Their files carry what a telephone writes into a photograph (maker, time, GPS, a description), so that
there is something for the portal to take out.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

from portal.demonstration import scenes

WIDTH, HEIGHT = 1600, 1200
_MAKER, _DESCRIPTION, _TAKEN, _ORIENTATION, _GPS = 0x010F, 0x010E, 0x0132, 0x0112, 0x8825
_TURNED_RIGHT = 6


@dataclass(frozen=True)
class DemoPicture:
    """A picture: the name of its file, as the sender's telephone called it; what is on it; how it is drawn.

    `turned` pictures are stored lying on their side, with a note in the file saying so, as telephones do.
    """

    file_name: str
    description: str
    draw: Callable[[ImageDraw.ImageDraw], None]
    turned: bool = False


PICTURES = {
    "garden": DemoPicture("IMG_2041.jpg", "The hole in the flower bed, with a spade", scenes.draw_garden),
    "cake": DemoPicture("IMG_2077.jpg", "A birthday cake with candles and one slice cut", scenes.draw_cake),
    "beach": DemoPicture(
        "20250811_Harrowmere_hols.jpg", "A sand castle by the sea", scenes.draw_beach, turned=True
    ),
    "door": DemoPicture("our new door.jpg", "The front door that Kaylee painted", scenes.draw_door),
    "hills": DemoPicture("photo.webp", "Hills and a gate in the evening", scenes.draw_hills),
    "kitchen": DemoPicture("IMG-20250302-WA0007.jpg", "Plates on the kitchen table", scenes.draw_kitchen),
    "bicycle": DemoPicture("Ruby bike.jpg", "A red bicycle without stabilisers", scenes.draw_bicycle),
    "tractor": DemoPicture("tractor.png", "Leo's drawing of a tractor", scenes.draw_tractor),
    "big-hair": DemoPicture("scan0003.png", "Kaylee's drawing: two people and the sun", scenes.draw_big_hair),
    "goat": DemoPicture("scan0011.png", "Elsie's drawing: the goat and the sun", scenes.draw_goat),
    "drums": DemoPicture("drums.webp", "Theo's drawing of his drum kit", scenes.draw_drums),
}

_KINDS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}


@cache
def file_of(name: str) -> bytes:
    """A picture's file, with everything in it that must not reach anybody."""
    picture = PICTURES[name]
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    picture.draw(ImageDraw.Draw(image))
    kind = _KINDS[picture.file_name.rsplit(".", 1)[1]]
    if kind != "PNG":  # drawings stay crisp, photographs are never quite
        image = image.filter(ImageFilter.GaussianBlur(1.6))
    exif = _exif(picture)
    if picture.turned:
        image = image.transpose(Image.Transpose.ROTATE_90)
        exif[_ORIENTATION] = _TURNED_RIGHT
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def _exif(picture: DemoPicture) -> Image.Exif:
    exif = Image.Exif()
    exif[_MAKER] = "Example Telephones"
    exif[_DESCRIPTION] = picture.file_name
    exif[_TAKEN] = "2025:08:11 15:04:00"
    # In the North Sea, where nobody lives.
    place = {1: "N", 2: (54.0, 30.0, 0.0), 3: "E", 4: (2.0, 15.0, 0.0)}
    exif.get_ifd(_GPS).update(place)
    return exif
