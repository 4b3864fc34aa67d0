"""Every picture is drawn anew: what it showed stays, what it carried goes, what is hostile is refused."""

import warnings
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from moderation.sanitise.kinds import kind_of
from moderation.sanitise.pictures import LONG_EDGE, MOST_SCANS, SafePicture, make_small
from moderation.sanitise.refusals import BrokenPicture, Refused, TooManyPixels
from tests.moderation.pictures import (
    BLUE,
    RED,
    SAMPLE_HEIC,
    SECRET,
    WHITE,
    drawing,
    drawn_anew,
    encoded,
    jpeg_claiming,
    jpeg_with_scans,
    phone_jpeg,
    png_claiming,
    png_with_texts,
    segment,
    turned,
    two_frames,
)


def shown(safe: SafePicture, *place: int) -> tuple[int, ...]:
    with Image.open(BytesIO(safe.jpeg)) as picture:
        assert picture.size == (safe.width, safe.height)
        colour = picture.getpixel((place[0], place[1]))
    assert isinstance(colour, tuple)
    return colour


def near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 24) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


def segments(jpeg: bytes) -> list[int]:
    """The markers of a JPEG up to its pixels; nothing may follow its end."""
    assert jpeg.startswith(b"\xff\xd8")
    assert jpeg.endswith(b"\xff\xd9")
    found, place = [], 2
    while jpeg[place + 1] != 0xDA:
        found.append(jpeg[place + 1])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    assert jpeg.count(b"\xff\xd9", place) == 1
    return found


_JFIF, _TABLES_AND_FRAME = 0xE0, {0xDB, 0xC0, 0xC4}

SENT = {
    "phone JPEG": phone_jpeg(),
    "PNG with texts": png_with_texts(),
    "WebP": encoded(drawing(), "WEBP", exif=b"Exif\x00\x00" + SECRET.encode(), xmp=SECRET.encode()),
    "HEIC": SAMPLE_HEIC,
    "animated WebP": two_frames("WEBP"),
    "animated PNG": two_frames("PNG"),
    "many-picture JPEG": two_frames("MPO"),
    "palette PNG": encoded(drawing().quantize(4)),
    "CMYK JPEG": encoded(drawing().convert("CMYK"), "JPEG"),
    "RGBA PNG": encoded(drawing().convert("RGBA")),
}


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT)
def test_the_picture_stays_and_what_it_carried_goes(sent: bytes) -> None:
    safe = drawn_anew(sent)
    assert (safe.width, safe.height) == (96, 64)
    assert near(shown(safe, 8, 8), RED, 40)
    assert near(shown(safe, 80, 50), BLUE, 40)
    found = segments(safe.jpeg)
    assert set(found) == {_JFIF} | _TABLES_AND_FRAME
    for trace in (SECRET.encode(), b"Exif", b"http:", b"ICC", b"PK\x03\x04", b"Pillow", b"PIL"):
        assert trace not in safe.jpeg


def test_the_planted_secrets_were_there() -> None:
    assert phone_jpeg().count(SECRET.encode()) >= 5
    assert png_with_texts().count(SECRET.encode()) >= 3
    assert b"SECRETMAKER" in SAMPLE_HEIC
    assert b"SECRETXMP" in SAMPLE_HEIC


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_shown_upright(orientation: int) -> None:
    safe = drawn_anew(turned(orientation))
    assert (safe.width, safe.height) == (96, 64)
    assert near(shown(safe, 8, 8), RED)
    for corner in ((88, 8), (8, 56), (88, 56)):
        assert near(shown(safe, *corner), BLUE)


@pytest.mark.parametrize("tag", [b"\x00\x09", b"\xff\xff", b"\x00\x00"])
def test_a_nonsense_orientation_turns_nothing(tag: bytes) -> None:
    sent = turned(1).replace(
        b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x01", b"\x01\x12\x00\x03\x00\x00\x00\x01" + tag
    )
    assert near(shown(drawn_anew(sent), 8, 8), RED)


def test_a_damaged_exif_block_does_no_harm() -> None:
    sent = turned(1)
    start = sent.index(b"Exif\x00\x00") + 6
    assert near(shown(drawn_anew(sent[:start] + b"\xff" * 20 + sent[start + 20 :]), 8, 8), RED)


def test_what_alpha_hid_is_gone() -> None:
    picture = Image.new("RGBA", (40, 40), (*RED, 0))
    picture.paste((*BLUE, 255), (0, 0, 20, 40))
    for sent in (encoded(picture), encoded(picture, "WEBP", lossless=True, exact=True)):
        safe = drawn_anew(sent)
        assert near(shown(safe, 34, 20), WHITE)
        assert near(shown(safe, 5, 20), BLUE)
    seen_through = encoded(drawing().quantize(4), transparency=drawing().quantize(4).getpixel((5, 5)))
    assert near(shown(drawn_anew(seen_through), 8, 8), WHITE)
    grey = Image.new("LA", (8, 8), (10, 0))
    assert near(shown(drawn_anew(encoded(grey)), 4, 4), WHITE)


@pytest.mark.parametrize(("stored", "grey"), [(0, 0), (65535, 255), (32896, 128), (257 * 60, 60)])
def test_sixteen_bit_grey_keeps_its_shades(stored: int, grey: int) -> None:
    picture = Image.new("I;16", (16, 16), stored)
    assert near(shown(drawn_anew(encoded(picture)), 8, 8), (grey, grey, grey), 2)


def test_black_and_white_and_grey() -> None:
    assert near(shown(drawn_anew(encoded(Image.new("1", (16, 16), 1))), 8, 8), WHITE)
    assert near(shown(drawn_anew(encoded(Image.new("L", (16, 16), 90), "JPEG")), 8, 8), (90, 90, 90), 3)


def test_colours_are_brought_to_srgb() -> None:
    xyz = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")
    assert near(shown(drawn_anew(encoded(drawing(), icc_profile=srgb)), 8, 8), RED)
    mended = shown(drawn_anew(encoded(drawing(), icc_profile=swapped)), 8, 8)
    assert mended[2] > 150 > mended[0]  # in that profile "red" is what we call blue
    for useless in (xyz, lab, b"not a profile", swapped[:200]):
        assert near(shown(drawn_anew(encoded(drawing(), icc_profile=useless)), 8, 8), RED)


@pytest.mark.parametrize(
    ("size", "safe_size"),
    [((5000, 2500), (2400, 1200)), ((100, 4800), (50, 2400)), ((9000, 1), (2400, 1)), ((2400, 3), (2400, 3))],
)
def test_large_pictures_are_made_smaller(size: tuple[int, int], safe_size: tuple[int, int]) -> None:
    for kind in ("PNG", "JPEG"):
        safe = drawn_anew(encoded(Image.new("RGB", size, BLUE), kind))
        assert (safe.width, safe.height) == safe_size
        assert max(safe_size) <= LONG_EDGE


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        (b"\xff\xd8\xff", BrokenPicture),
        (b"\x89PNG\r\n\x1a\n", BrokenPicture),
        (b"RIFF\x00\x00\x00\x00WEBP", BrokenPicture),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", BrokenPicture),
        (png_claiming(65535, 65535), TooManyPixels),
        (png_claiming(10_000, 10_000), TooManyPixels),
        (png_claiming(60_000_001, 1), TooManyPixels),
        (jpeg_claiming(65535, 65535), TooManyPixels),
        (jpeg_claiming(9_000, 9_000), TooManyPixels),
        (png_claiming(64, 4096), BrokenPicture),
        (png_with_texts()[:-40].replace(b"IDAT", b"IDAX", 1), BrokenPicture),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else f"{value[:12]!r}",
)
def test_what_is_refused_and_how(sent: bytes, refusal: type[Refused]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(refusal) as refused:
            drawn_anew(sent)
    assert type(refused.value) is refusal
    assert str(refused.value).endswith(".")


def test_a_warning_that_is_not_an_error_lets_no_bomb_in() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(TooManyPixels):
            drawn_anew(png_claiming(10_000, 10_000))


def test_a_heic_that_promises_too_much_is_refused_unread() -> None:
    size_box = SAMPLE_HEIC.index(b"ispe") + 8
    with pytest.raises((TooManyPixels, BrokenPicture)):
        drawn_anew(SAMPLE_HEIC[:size_box] + b"\x00\x00\xff\xff\x00\x00\xff\xff" + SAMPLE_HEIC[size_box + 8 :])


def test_a_small_file_does_not_keep_the_decoder_busy_for_hours() -> None:
    made = jpeg_with_scans(0).count(b"\xff\xda")
    drawn_anew(jpeg_with_scans(MOST_SCANS - made))
    with pytest.raises(BrokenPicture):
        drawn_anew(jpeg_with_scans(MOST_SCANS - made + 1))


def test_what_lies_beside_a_photograph_is_not_taken_for_scans() -> None:
    beside = b"\xff\xda\x00\x02" * 1000
    photograph = phone_jpeg()
    comment = segment(0xFE, beside)
    film_behind = photograph[:2] + comment + photograph[2:] + beside
    assert near(shown(drawn_anew(film_behind), 8, 8), RED, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_picture_cut_off_on_the_way_is_refused(kind: str, part: float) -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    whole = SAMPLE_HEIC if kind == "HEIC" else encoded(noise, kind)
    assert kind_of(whole).name == kind
    drawn_anew(whole)
    with pytest.raises(BrokenPicture):
        drawn_anew(whole[: int(len(whole) * part)])


def test_a_small_copy_for_the_pages() -> None:
    safe = drawn_anew(encoded(drawing(1200, 800), "JPEG"))
    small = make_small(safe.jpeg, 300)
    with Image.open(BytesIO(small)) as picture:
        assert picture.size == (300, 200)
    assert set(segments(small)) == {_JFIF} | _TABLES_AND_FRAME
    with Image.open(BytesIO(make_small(safe.jpeg, 5000))) as picture:
        assert picture.size == (1200, 800)
