"""A JPEG taken apart without decoding it: what lies in it besides pixels."""

from __future__ import annotations

from dataclasses import dataclass

_START, _END, _SCAN, _JFIF, _RESTARTS = 0xD8, 0xD9, 0xDA, 0xE0, 0xDD
_TABLES = frozenset({0xDB, 0xC4})
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})

_NAMES = {
    0xE1: "EXIF or XMP",
    0xE2: "a colour profile",
    0xED: "IPTC",
    0xEE: "an Adobe note",
    0xFE: "a comment",
}


class NotWhole(Exception):
    """No JPEG from its first byte on, or cut off."""


@dataclass(frozen=True)
class Parts:
    """`segments`: marker and body of each, in order. `scans`: the compressed pixels. `behind`: bytes after
    the picture's end."""

    segments: tuple[tuple[int, bytes], ...]
    scans: bytes
    behind: bytes

    @property
    def besides(self) -> bytes:
        """All that is neither compressed pixels nor needed to decode them."""
        others = (body for marker, body in self.segments if _stranger(marker, body))
        return b"\n".join([*others, self.behind])

    @property
    def tables(self) -> bytes:
        """Tables and heads to decode the pixels with: every JPEG holds some short words by chance."""
        return b"\n".join(body for marker, body in self.segments if not _stranger(marker, body))

    def strangers(self) -> tuple[str, ...]:
        """What there is that pixels do not need, in words."""
        found = [name for marker, body in self.segments if (name := _stranger(marker, body))]
        return (*found, "bytes behind the end") if self.behind else tuple(found)


def take_apart(jpeg: bytes) -> Parts:
    """Segments as ITU-T T.81, B.1 has them. Raises NotWhole."""
    if jpeg[:2] != b"\xff\xd8":
        raise NotWhole
    segments: list[tuple[int, bytes]] = []
    scans, place = b"", 2
    while True:
        marker, place = _marker(jpeg, place)
        if marker == _END:
            return Parts(tuple(segments), scans, jpeg[place:])
        length = int.from_bytes(jpeg[place : place + 2])
        if length < 2 or place + length > len(jpeg):
            raise NotWhole
        segments.append((marker, jpeg[place + 2 : place + length]))
        place += length
        if marker == _SCAN:
            end = _scan_end(jpeg, place)
            scans += jpeg[place:end]
            place = end


def _marker(jpeg: bytes, place: int) -> tuple[int, int]:
    """The marker at this place, and where what follows it begins."""
    if jpeg[place : place + 1] != b"\xff":
        raise NotWhole
    while jpeg[place : place + 1] == b"\xff":
        place += 1
    if place >= len(jpeg):
        raise NotWhole
    return jpeg[place], place + 1


def _scan_end(jpeg: bytes, place: int) -> int:
    """Where the compressed pixels end: at a marker that is no restart and no escaped 0xff."""
    while (place := jpeg.find(b"\xff", place)) >= 0:
        following = jpeg[place + 1 : place + 2]
        if following and following[0] != 0 and following[0] not in _ALONE:
            return place
        place += 2 if following else 1
    raise NotWhole


def _stranger(marker: int, body: bytes) -> str | None:
    if marker in _TABLES | _FRAMES | {_SCAN, _RESTARTS}:
        return None
    if marker == _JFIF:
        plain = body[:5] == b"JFIF\x00" and len(body) == 14 and body[12:14] == b"\x00\x00"
        return None if plain else "a small copy of the picture"
    return _NAMES.get(marker, f"a segment {marker:#x}")
