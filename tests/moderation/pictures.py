"""Builders of pictures as phones, cameras and attackers make them."""

import base64
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin

from moderation.sanitise.kinds import kind_of
from moderation.sanitise.pictures import SafePicture, encode, guarded, pixels_of

RED, BLUE, WHITE = (220, 30, 30), (20, 60, 200), (255, 255, 255)
SECRET = "SECRETWORD"

SAMPLE_HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAettZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA"
    "AAAAAEZpbG9jAAAAAERAAAMAAQAAAAACDwABAAAAAAAAACYAAgAAAAACNQABAAAAAAAAAK4AAwAAAAAC4wABAAAAAAAAADkA"
    "AABiaWluZgAAAAAAAwAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAACppbmZlAgAAAQADAABt"
    "aW1lAGFwcGxpY2F0aW9uL3JkZit4bWwAAAAAAA5waXRtAAAAAAABAAAA4GlwcnAAAADAaXBjbwAAAHhodmNDAQNwAAAAkAAA"
    "AAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBhZbq"
    "SSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAYAAA"
    "ABBwaXhpAAAAAAMICAgAAAAJaXJvdAMAAAAYaXBtYQAAAAAAAAABAAEFgQIDBIUAAAAoaXJlZgAAAAAAAAAOY2RzYwACAAEA"
    "AQAAAA5jZHNjAAMAAQABAAABFW1kYXQAAAAiKAGvGYD3fIU3//ov8R8p1b+pBXitolheVEH/PMfny13twAAAAAZFeGlmAABN"
    "TQAqAAAACAADAQ8AAgAAAAwAAAAyARIAAwAAAAEABgAAiCUABAAAAAEAAAA+AAAAAFNFQ1JFVE1BS0VSAAAEAAEAAgAAAAJO"
    "AAAAAAIABQAAAAMAAAB0AAMAAgAAAAJXAAAAAAQABQAAAAMAAACMAAAAAAAAADQAAAABAAAAJgAAAAEAAAABAAAAAQAAAAEA"
    "AAABAAAACAAAAAEAAAACAAAAATx4OnhtcG1ldGEgeG1sbnM6eD0nYWRvYmU6bnM6bWV0YS8nPlNFQ1JFVFhNUDwveDp4bXBt"
    "ZXRhPg=="
)
"""96 x 64 as shown: blue with a red corner top left. Stored turned (irot), with EXIF that holds a maker's
name, a GPS place and orientation 6, and with XMP. Made once from pixels drawn for this test: what reads
HEIC here cannot write it."""


def heic_of_two() -> bytes:
    """The sample with its picture named a second time in its tables, as item 4 (ISO 14496-12, 8.11)."""
    meta = SAMPLE_HEIC.index(b"meta") - 4
    head, rest = SAMPLE_HEIC[:meta], bytearray(SAMPLE_HEIC[meta:])
    grown = 18 + 21 + 8
    place = rest.index(b"iloc") + 12
    for at in range(place, place + 3 * 18, 18):  # where the items' bytes begin
        rest[at + 4 : at + 8] = (int.from_bytes(rest[at + 4 : at + 8]) + grown).to_bytes(4)
    _append(rest, b"iloc", 10, 2, (4).to_bytes(2) + rest[place + 2 : place + 18])
    _append(rest, b"iinf", 8, 2, b"\0\0\0\x15infe\x02\0\0\0\0\x04\0\0hvc1\0")
    links = rest.index(b"ipma") + 14
    _append(rest, b"ipma", 8, 4, (4).to_bytes(2) + rest[links : links + 6])
    for name, more in ((b"iprp", 8), (b"meta", grown)):
        _longer(rest, name, more)
    return head + bytes(rest)


def _append(rest: bytearray, name: bytes, count_at: int, count_size: int, piece: bytes) -> None:
    """Put a piece at the end of a box, and count it in the number that stands behind the box's name."""
    begin = rest.index(name)
    count = slice(begin + count_at, begin + count_at + count_size)
    rest[count] = (int.from_bytes(rest[count]) + 1).to_bytes(count_size)
    end = begin - 4 + int.from_bytes(rest[begin - 4 : begin])
    rest[end:end] = piece
    _longer(rest, name, len(piece))


def _longer(rest: bytearray, name: bytes, more: int) -> None:
    size = slice(rest.index(name) - 4, rest.index(name))
    rest[size] = (int.from_bytes(rest[size]) + more).to_bytes(4)


def drawn_anew(untrusted: bytes) -> SafePicture:
    """What becomes of a picture, in one process: its pixels, encoded by us. Raises Refused."""
    kind = kind_of(untrusted)
    picture = guarded(lambda: pixels_of(untrusted, kind.name))
    return encode(*picture.size, picture.tobytes())


def drawing(width: int = 96, height: int = 64) -> Image.Image:
    """Blue, with a red square in the corner that is top left when the picture is upright."""
    picture = Image.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, height // 2, height // 2))
    return picture


def encoded(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """As a phone writes it: maker, place, orientation."""
    block = Image.Exif()
    block[0x010F] = SECRET
    block[0x0112] = orientation
    block.get_ifd(0x8825).update({1: "N", 2: (52.0, 38.0, 1.0), 3: "W", 4: (1.0, 8.0, 2.0)})
    return block


def turned(orientation: int) -> bytes:
    """The drawing as a camera held otherwise stores it, with the orientation that makes it upright."""
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = drawing() if undo is None else drawing().transpose(undo)
    return encoded(stored, "JPEG", quality=95, exif=exif(orientation))


def phone_jpeg() -> bytes:
    """EXIF with a place, a thumbnail, XMP, a comment, and a zip after the end."""
    jpeg = encoded(drawing(), "JPEG", quality=95, exif=exif(), comment=SECRET.encode())
    thumbnail = encoded(Image.new("RGB", (8, 8)), "JPEG", comment=f"thumbnail {SECRET}".encode())
    xmp = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + SECRET.encode() + b"</x:xmpmeta>"
    iptc = (
        b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0e\x1c\x02\x78\x00\x0a"
        + SECRET.encode()
        + b"\x00"
    )
    extra = b"".join(segment(marker, body) for marker, body in ((0xE1, xmp), (0xED, iptc), (0xE2, thumbnail)))
    return jpeg[:2] + extra + jpeg[2:] + b"PK\x03\x04" + SECRET.encode()


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def png_with_texts() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_text("Comment", SECRET, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    return encoded(drawing(), "PNG", pnginfo=texts, exif=exif()) + SECRET.encode()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes whose header promises any number of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(4096))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose frame header was rewritten."""
    jpeg = encoded(drawing(), "JPEG")
    frame = jpeg.index(b"\xff\xc0")
    return jpeg[: frame + 5] + struct.pack(">HH", height, width) + jpeg[frame + 9 :]


def jpeg_with_scans(more: int) -> bytes:
    """A grey progressive JPEG that goes over its pixels `more` times more than its six; twelve bytes each."""
    jpeg = encoded(Image.new("L", (96, 64), 128), "JPEG", progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:-2] + jpeg[last:-2] * more + jpeg[-2:]


def two_frames(kind: str) -> bytes:
    """Blue first; a white frame hides behind it."""
    hidden = Image.new("RGB", (96, 64), WHITE)
    return encoded(drawing(), kind, save_all=True, append_images=[hidden], duration=100)
