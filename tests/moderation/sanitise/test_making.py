"""The whole way of a file, and what is left of it: searched as somebody would who wants what was left out."""

import base64
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from moderation.sanitise.kinds import Kind
from moderation.sanitise.making import make_safe
from moderation.sanitise.opening.picture import MOST_PAGES
from moderation.sanitise.pictures import MAX_BYTES
from moderation.sanitise.refusals import (
    BrokenPicture,
    EmptyFile,
    TookTooLong,
    TooLarge,
    TooManyPages,
    TooManyPixels,
)
from moderation.sanitise.room.limits import MEBIBYTE, Limits
from moderation.sanitise.room.room import Room
from moderation.sanitise.safe import SafePage
from tests.moderation.pictures import (
    BLUE,
    RED,
    SECRET,
    drawing,
    encoded,
    exif,
    heic_of_two,
    phone_jpeg,
    png_claiming,
)
from tests.moderation.sanitise.attacks.pdfs import busy
from tests.moderation.sanitise.opened import as_picture, opened

ROOM = Room()
DETAILS_OF_A_PLAIN_JPEG = {
    "ExifToolVersion", "FileName", "Directory", "FileSize", "FileModifyDate", "FileAccessDate",
    "FileInodeChangeDate", "FilePermissions", "FileType", "FileTypeExtension", "MIMEType", "JFIFVersion",
    "ResolutionUnit", "XResolution", "YResolution", "ImageWidth", "ImageHeight", "EncodingProcess",
    "BitsPerSample", "ColorComponents", "YCbCrSubSampling", "ImageSize", "Megapixels",
}  # fmt: skip


def written(words: str) -> bytes:
    picture = Image.new("RGB", (900, 200), "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 48)
    ImageDraw.Draw(picture).text((40, 60), words, fill="black", font=font)
    return encoded(picture, "JPEG", exif=exif(), comment=SECRET.encode())


def holds_nothing(page: SafePage, folder: Path, *secrets: str) -> None:
    """Neither in the bytes, however they are written, nor in what tools for it find."""
    place = folder / "page.jpg"
    place.write_bytes(page.jpeg)
    for secret in secrets:
        for form in (secret.encode(), secret.encode("utf-16-le"), base64.b64encode(secret.encode())[:-4]):
            assert form not in page.jpeg
            assert form.hex().encode() not in page.jpeg
    words = subprocess.run(["strings", "-n", "6", place], capture_output=True, check=True, text=True).stdout
    found = subprocess.run(["exiftool", "-s", "-a", place], capture_output=True, check=True, text=True).stdout
    assert not [secret for secret in secrets if secret in words + found]
    assert {line.split(":")[0].strip() for line in found.splitlines()} <= DETAILS_OF_A_PLAIN_JPEG


def test_a_photograph_of_words_is_read_and_loses_all_it_carried(tmp_path: Path) -> None:
    safe = make_safe(written("Hello from Oakham"), ROOM, None)
    (page,) = safe.pages
    assert safe.kind is Kind.JPEG
    assert "Oakham" in page.reading.text
    (place,) = [word.box for word in page.reading.words if word.text == "Oakham"]
    assert 300 < place.left < 600
    holds_nothing(page, tmp_path, SECRET)


def test_of_a_busy_pdf_the_page_alone_is_left(tmp_path: Path) -> None:
    safe = make_safe(busy(), ROOM, None)
    (page,) = safe.pages
    exact = [word.text for word in page.reading.words if word.sure == 1]
    assert exact == ["Dear", "Carol,", "all", "is", "well."]
    assert "LAYERWORDS" not in page.reading.text
    assert len(safe.dropped) == 8
    secrets = ("JSSECRET", "ATTACHEDSECRET", "AUTHORSECRET", "LAYERSECRET", "NOTESECRET", "Carol")
    holds_nothing(page, tmp_path, *secrets)
    for tool in (["pdftotext"], ["qpdf", "--check"]):
        assert subprocess.run([*tool, tmp_path / "page.jpg"], capture_output=True, check=False).returncode


def test_a_text_is_known_without_reading_its_pages() -> None:
    nothing_to_read_with = Room(tasks={"text": "moderation.sanitise.opening.letter:open_text"})
    safe = make_safe(b"Dear Carol,\n\nall is well.", nothing_to_read_with, None)
    assert safe.pages[0].reading.text.split() == ["Dear", "Carol,", "all", "is", "well."]
    assert safe.quoted == ""


@pytest.mark.parametrize("kind", ["AVIF", "TIFF", "GIF", "WEBP", "PNG", "JPEG"])
def test_each_kind_of_picture_becomes_its_pixels(kind: str, tmp_path: Path) -> None:
    got = opened("picture", encoded(drawing(), kind), kind=kind.lower())
    with as_picture(got.pages[0]) as picture:
        for place, colour in (((8, 8), RED), ((80, 50), BLUE)):
            found = picture.getpixel(place)
            assert isinstance(found, tuple)
            assert all(abs(one - other) < 40 for one, other in zip(found, colour, strict=True))
    assert got.dropped == []


def test_further_pictures_of_a_gif_or_heic_are_left_out_and_those_of_a_tiff_are_pages() -> None:
    white = Image.new("RGB", (96, 64), "white")
    moving = encoded(drawing().quantize(), "GIF", save_all=True, append_images=[white.quantize()])
    got = opened("picture", moving, kind="gif")
    assert len(got.pages) == 1
    assert got.dropped == ["Further pictures inside the file were left out; the first is shown."]
    got = opened("picture", heic_of_two(), kind="heic")
    assert len(got.pages) == 1
    assert got.dropped == ["Further pictures inside the file were left out; the first is shown."]
    got = opened("picture", encoded(drawing(), "TIFF", save_all=True, append_images=[white]), kind="tiff")
    assert [set(page.rgb) == {255} for page in got.pages] == [False, True]
    many = encoded(drawing(), "TIFF", save_all=True, append_images=[white] * MOST_PAGES)
    with pytest.raises(TooManyPages):
        opened("picture", many, kind="tiff")


def test_what_is_glued_to_a_photograph_does_not_come_through(tmp_path: Path) -> None:
    got = opened("picture", phone_jpeg(), kind="jpeg")
    with as_picture(got.pages[0]) as picture:
        out = BytesIO()
        picture.save(out, "JPEG")
    assert SECRET.encode() not in out.getvalue() + got.pages[0].rgb


def test_what_is_refused_before_anything_is_opened() -> None:
    with pytest.raises(EmptyFile):
        make_safe(b"", ROOM, None)
    with pytest.raises(TooLarge):
        make_safe(b"\xff\xd8\xff" + bytes(MAX_BYTES), ROOM, None)


def test_a_broken_picture_and_one_of_too_many_pixels_are_told_apart() -> None:
    with pytest.raises(BrokenPicture):
        make_safe(encoded(drawing(), "PNG")[:-60], ROOM, None)
    with pytest.raises(TooManyPixels):
        make_safe(png_claiming(60_000, 60_000), ROOM, None)


def test_a_picture_that_asks_for_more_memory_than_its_share_is_refused() -> None:
    little = Room(Limits(seconds=30, memory_bytes=90 * MEBIBYTE))
    wide = encoded(Image.new("RGB", (7000, 7000)), "PNG")
    assert len(wide) < 1024 * 1024
    with pytest.raises((TookTooLong, BrokenPicture)):
        opened("picture", wide, little, kind="png")
