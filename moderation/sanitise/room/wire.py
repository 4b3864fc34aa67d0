"""What the child may answer: plain JSON and raw pixels, each with its length before it.

The parent decodes nothing else. A frame is one letter for its sort, eight digits in hex for its length, and
its bytes: `J` JSON (an object), `P` pixels (width and height as four bytes each, most significant first, then
RGB), `R` the name of a refusal, `E` the end. A child that goes silent before its end has failed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST_PIXELS = 12_000_000
"""Of one page as it leaves the room."""

_HEAD = 9


class BadFrame(Exception):
    """The child answered with something it has no business saying."""


@dataclass(frozen=True)
class Pixels:
    """One page: three bytes a pixel, red green blue, row by row from the upper left."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True)
class Refusal:
    """The name of a class in refusals.py."""

    name: str


@dataclass(frozen=True)
class End:
    """All was said."""


Json = dict[str, object]
Frame = Json | Pixels
Said = Frame | Refusal | End


def write_frame(out: BinaryIO, said: Said) -> None:
    """Written by the child, in whole."""
    sort, body = _packed(said)
    out.write(sort + b"%08x" % len(body))
    out.write(body)
    out.flush()


def _packed(said: Said) -> tuple[bytes, bytes]:
    if isinstance(said, Pixels):
        return b"P", struct.pack(">II", said.width, said.height) + said.rgb
    if isinstance(said, Refusal):
        return b"R", said.name.encode()
    if isinstance(said, End):
        return b"E", b""
    return b"J", json.dumps(said).encode()


class Unpacker:
    """Takes bytes as they come and gives whole frames; raises BadFrame for anything else."""

    def __init__(self, most_bytes: int, most_frames: int) -> None:
        self._waiting = bytearray()
        self._most_bytes, self._left = most_bytes, most_frames

    def take(self, came: bytes) -> Iterator[Said]:
        """Nothing longer than a frame's limit is ever kept."""
        self._waiting += came
        while len(self._waiting) >= _HEAD:
            try:
                length = int(self._waiting[1:_HEAD], 16)
            except ValueError as broken:
                raise BadFrame from broken
            if not 0 <= length <= self._most_bytes or self._left <= 0:
                raise BadFrame
            if len(self._waiting) < _HEAD + length:
                return
            sort, body = bytes(self._waiting[:1]), bytes(self._waiting[_HEAD : _HEAD + length])
            del self._waiting[: _HEAD + length]
            self._left -= 1
            yield _unpacked(sort, body)


def _unpacked(sort: bytes, body: bytes) -> Said:
    if sort == b"P":
        return _pixels(body)
    if sort == b"R":
        return Refusal(body[:64].decode("ascii", "replace"))
    if sort == b"E":
        return End()
    if sort != b"J":
        raise BadFrame
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise BadFrame from broken
    if not isinstance(said, dict):
        raise BadFrame
    return said


def _pixels(body: bytes) -> Pixels:
    if len(body) < 8:
        raise BadFrame
    width, height = struct.unpack(">II", body[:8])
    if not 0 < width * height <= MOST_PIXELS or len(body) != 8 + width * height * 3:
        raise BadFrame
    return Pixels(width, height, body[8:])
