"""The demonstration's pictures carry what must be taken out, and nothing of it is left afterwards."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from portal.demonstration.pictures import HEIGHT, PICTURES, WIDTH, file_of
from tests.moderation.pictures import drawn_anew

GPS = 0x8825


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_tells_too_much_until_it_is_made_safe(name: str) -> None:
    original = file_of(name)
    assert dict(Image.open(io.BytesIO(original)).getexif().get_ifd(GPS))
    safe = Image.open(io.BytesIO(drawn_anew(original).jpeg))
    assert not dict(safe.getexif())
    assert safe.size == (WIDTH, HEIGHT)  # also those that lay on their side


def test_every_kind_of_file_is_there() -> None:
    assert {Image.open(io.BytesIO(file_of(name))).format for name in PICTURES} == {"JPEG", "PNG", "WEBP"}
