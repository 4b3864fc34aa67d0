"""Untrusted pictures in, pixels out; and pixels into new JPEG pictures that hold nothing else.

What the recipient gets is drawn anew from the decoded pixels. Everything else stays behind: EXIF, GPS,
XMP, IPTC, thumbnails, comments, text chunks, further frames, what alpha hid, and any bytes after the
picture's end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

import pi_heif
from PIL import Image, ImageCms, ImageFile

from moderation.sanitise.refusals import BrokenPicture, Refused, TooManyPixels

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 60_000_000
LONG_EDGE = 2400
"""Pixels along the longer side of a safe picture: sharp on a screen and on an A4 print."""

MOST_SCANS = 64
"""Passes over a progressive JPEG's pixels; cameras and programs make about ten. A few bytes make one more, so
that a small file could keep a decoder busy for hours."""

T = TypeVar("T")

_QUALITY = 85
_SRGB = ImageCms.createProfile("sRGB")
_COLOUR_SPACES = {"RGB ": "RGB", "CMYK": "CMYK", "GRAY": "L"}
"""Colour space named in an ICC profile -> the Pillow mode it can be applied to."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its EXIF orientation (EXIF 2.32, tag 0x0112)."""

_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_MARKERS_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_START_OF_SCAN, _END_OF_PICTURE = 0xDA, 0xD9


@dataclass(frozen=True)
class SafePicture:
    """A JPEG made by us: baseline sRGB pixels; width and height in pixels, as shown."""

    jpeg: bytes
    width: int
    height: int


def make_small(safe_jpeg: bytes, edge: int) -> bytes:
    """A JPEG at most `edge` pixels long, of a picture that `encode` made."""
    with Image.open(BytesIO(safe_jpeg), formats=["JPEG"]) as picture:
        picture.draft(None, (edge, edge))
        return _encode(_shrink(picture.convert("RGB"), edge)).jpeg


def guarded(decode: Callable[[], T]) -> T:
    """Whatever a decoder raises becomes one of our refusals."""
    try:
        return decode()
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise TooManyPixels from bomb
    except Exception as broken:
        # Decoders meet hostile bytes with every exception there is; none of them is ours to sort.
        raise BrokenPicture from broken


def pixels_of(untrusted: bytes, kind: str, frame: int = 0) -> Image.Image:
    """One frame in RGB: upright, on white, in sRGB, at most LONG_EDGE long. `kind`: as Pillow names it.

    Nothing is decoded before the size in the header was found small enough. Raises what decoders raise;
    see `guarded`.
    """
    opened = _open_heic(untrusted) if kind == "HEIC" else _open(untrusted, kind, frame)
    profile = opened.info.get("icc_profile")
    # libheif has already turned a HEIC upright; its EXIF orientation is a leftover.
    orientation = 1 if kind == "HEIC" else _orientation(opened)
    small = _shrink(_on_white(_eight_bits(opened)), LONG_EDGE)
    return _turn(_to_srgb(small, profile), orientation).convert("RGB")


def _open(untrusted: bytes, kind: str, frame: int) -> Image.Image:
    if kind == "JPEG" and _scans(untrusted) > MOST_SCANS:
        raise BrokenPicture
    opened = Image.open(BytesIO(untrusted), formats=[kind])
    if frame:
        opened.seek(frame)
    _check_size(opened.size)
    opened.draft(
        None, (LONG_EDGE, LONG_EDGE)
    )  # JPEG alone heeds it: a large one is decoded at a half or less
    # WeasyPrint, where it is loaded too, has pictures taken that are cut off, in the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    opened.load()
    return opened


def _scans(jpeg: bytes) -> int:
    """How often a decoder would go over the pixels, found as it finds them: from marker to marker
    (ITU-T T.81, B.1.1), to the picture's end. A telephone's little film behind it is not counted."""
    scans, place = 0, 0
    while found := _MARKER.search(jpeg, place):
        marker, place = found[1][0], found.end()
        if marker == _END_OF_PICTURE:
            break
        if marker not in _MARKERS_ALONE:
            place += int.from_bytes(jpeg[place : place + 2])
        scans += marker == _START_OF_SCAN
    return scans


def _open_heic(untrusted: bytes) -> Image.Image:
    container = pi_heif.open_heif(untrusted)
    _check_size(container.size)
    picture: Image.Image = container.to_pillow()
    return picture


def _check_size(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MAX_PIXELS:
        raise TooManyPixels


def _orientation(picture: Image.Image) -> int:
    try:
        value = picture.getexif().get(0x0112, 1)
    except Exception:  # a damaged EXIF block is thrown away anyway; the pixels are what was sent
        return 1
    return value if isinstance(value, int) else 1


def _turn(picture: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """In a mode that can be scaled: L, LA, RGB, RGBA or CMYK. 16-bit grey is scaled, where Pillow clips."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture
    return picture.convert("RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def _shrink(picture: Image.Image, edge: int) -> Image.Image:
    longest = max(picture.size)
    if longest <= edge:
        return picture
    width, height = (max(1, round(side * edge / longest)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _to_srgb(picture: Image.Image, untrusted_profile: object) -> Image.Image:
    if not isinstance(untrusted_profile, bytes) or not untrusted_profile:
        return picture.convert("RGB")
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(untrusted_profile))
        if _COLOUR_SPACES.get(profile.profile.xcolor_space) != picture.mode:
            return picture.convert("RGB")
        converted = ImageCms.profileToProfile(picture, profile, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture.convert("RGB")  # slightly wrong colours are better than no picture
    return converted or picture.convert("RGB")


def _encode(picture: Image.Image) -> SafePicture:
    return encode(*picture.size, picture.convert("RGB").tobytes())


def encode(width: int, height: int, rgb: bytes) -> SafePicture:
    """From raw pixels into an image object that has never seen the sender's file.

    Colour in full: at half resolution the colour of what is painted over later would show beside the mark.
    """
    fresh = Image.frombytes("RGB", (width, height), rgb)
    out = BytesIO()
    fresh.save(out, "JPEG", quality=_QUALITY, optimize=True, subsampling=0)
    return SafePicture(out.getvalue(), *fresh.size)
