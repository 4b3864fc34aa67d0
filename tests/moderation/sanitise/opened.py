"""What the room gives for one file, without reading its pages; and what a stranger's eye reads on them."""

import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from moderation.sanitise.pictures import encode
from moderation.sanitise.room.room import Room
from moderation.sanitise.room.wire import Pixels
from moderation.sanitise.safe import Reading
from moderation.sanitise.said import reading_of


@dataclass
class Opened:
    """`named`: the words of all pages with a space between; `said`: everything else, as one text."""

    pages: list[Pixels]
    named: str
    hidden: int
    quoted: str
    dropped: list[str]


def opened(task: str, untrusted: bytes, room: Room | None = None, **args: object) -> Opened:
    got = Opened([], "", 0, "", [])
    for frame in (room or Room()).run(task, untrusted, **args):
        if isinstance(frame, Pixels):
            got.pages.append(frame)
            continue
        got.named += "".join(f"{one['text']} " for one in frame.get("words", []))  # type: ignore[attr-defined]
        got.hidden += int(str(frame.get("hidden", 0)))
        got.quoted += str(frame.get("quoted", ""))
        got.dropped += frame.get("dropped", [])  # type: ignore[arg-type]
    return got


def read_again(safe_jpeg: bytes, room: Room) -> Reading:
    """What can be read on a page that we made."""
    with Image.open(BytesIO(safe_jpeg)) as picture:
        size = picture.size
    (frame,) = room.run("read", safe_jpeg)
    assert not isinstance(frame, Pixels)
    return reading_of(frame, *size)


def read_by_eye(page: Pixels, folder: Path) -> str:
    """By tesseract, from the JPEG that would be handed on."""
    place = folder / "page.jpg"
    place.write_bytes(encode(page.width, page.height, page.rgb).jpeg)
    words = ["tesseract", str(place), "-", "--dpi", "200"]
    return subprocess.run(words, capture_output=True, check=True, text=True).stdout


def colours(page: Pixels, left: int, top: int, right: int, bottom: int) -> int:
    picture = Image.frombytes("RGB", (page.width, page.height), page.rgb).crop((left, top, right, bottom))
    return len(picture.getcolors(picture.width * picture.height) or [])


def as_picture(page: Pixels) -> Image.Image:
    return Image.open(BytesIO(encode(page.width, page.height, page.rgb).jpeg))
