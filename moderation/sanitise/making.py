"""Makes a file safe: scanned, told apart by its content, opened in the locked room, drawn anew from pixels.

What comes out is JPEG pages that we encoded ourselves from raw pixels. Nothing that a stranger's bytes went
through is decoded outside the room.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from moderation.sanitise.kinds import OFFICE, PICTURES, Kind, kind_of
from moderation.sanitise.known_words import readings_of
from moderation.sanitise.merging import Named, merged
from moderation.sanitise.opening.tools import WORD_READER
from moderation.sanitise.pictures import MAX_BYTES, SafePicture, encode
from moderation.sanitise.refusals import Broken, EmptyFile, TooLarge
from moderation.sanitise.room.room import Room
from moderation.sanitise.room.wire import Frame, Pixels
from moderation.sanitise.safe import MadeSafe, Reading, SafePage
from moderation.sanitise.said import as_text, named_words_of, reading_of, sentences_of
from moderation.sanitise.scanner import Scanner

_SECONDS_A_PAGE = 40
"""For reading one page; a tenth of it is usual."""

_NAMED_BY_US = frozenset({Kind.TEXT, Kind.EMAIL})
"""We set these pages ourselves, so that every word on them is known."""


@dataclass
class _Opened:
    """What the room said while it opened a file."""

    pages: list[SafePicture] = field(default_factory=list)
    named: list[list[Named]] = field(default_factory=list)
    hidden: int = 0
    wrote: str = ""
    quoted: str = ""
    dropped: list[str] = field(default_factory=list)


def make_safe(untrusted: bytes, room: Room, scanner: Scanner | None, *, read: bool = True) -> MadeSafe:
    """The pages of a picture, document, text or e-mail, and what can be read on them. Raises Refused.

    Without a scanner none is asked: whether there must be one is the settings' to say. Without `read` only
    words that the file itself names are known.
    """
    if not untrusted:
        raise EmptyFile
    if len(untrusted) > MAX_BYTES:
        raise TooLarge
    if scanner is not None:
        scanner.check(untrusted)
    kind = kind_of(untrusted)
    opened = _gathered(room.run(_task(kind), untrusted, kind=kind.value))
    if not opened.pages:
        raise Broken
    readings = _readings(opened, kind, room if read else None)
    pages = tuple(
        SafePage(page.jpeg, page.width, page.height, reading)
        for page, reading in zip(opened.pages, readings, strict=True)
    )
    return MadeSafe(kind, pages, opened.quoted, _said_once(opened))


def missing_tools() -> tuple[str, ...]:
    """What is not installed and what cannot be opened without it, a plain sentence each; shown at start."""
    if shutil.which(WORD_READER) is None:
        return (
            "LibreOffice (soffice) is not installed: Word, OpenDocument and RTF letters are refused. "
            "On Debian: apt-get install libreoffice-writer-nogui",
        )
    return ()


def _task(kind: Kind) -> str:
    if kind in PICTURES:
        return "picture"
    return "office" if kind in OFFICE else kind.value


def _gathered(frames: Iterable[Frame]) -> _Opened:
    opened = _Opened()
    for frame in frames:
        if isinstance(frame, Pixels):
            opened.pages.append(encode(frame.width, frame.height, frame.rgb))
            opened.named.append([])
            continue
        if "words" in frame:
            page = opened.pages[-1] if opened.pages else None
            if page is None:
                raise Broken
            opened.named[-1] = named_words_of(frame, page.width, page.height)
            opened.hidden += bool(frame.get("hidden"))
        opened.wrote += as_text(frame.get("wrote", ""))
        opened.quoted += as_text(frame.get("quoted", ""))
        opened.dropped += sentences_of(frame.get("dropped", []))
    return opened


def _readings(opened: _Opened, kind: Kind, room: Room | None) -> list[Reading]:
    if room is None or kind in _NAMED_BY_US:
        return readings_of(opened.wrote, opened.named)
    seconds = room.limits.seconds + _SECONDS_A_PAGE * len(opened.pages)
    patient = room.bound_by(replace(room.limits, seconds=seconds))
    said = list(patient.run("read", *(page.jpeg for page in opened.pages)))
    if len(said) != len(opened.pages):
        raise Broken
    readings = []
    for frame, page, named in zip(said, opened.pages, opened.named, strict=True):
        if isinstance(frame, Pixels):
            raise Broken
        readings.append(merged(reading_of(frame, page.width, page.height), named))
    return readings


def _said_once(opened: _Opened) -> tuple[str, ...]:
    hidden = ["Hidden text was left out."] if opened.hidden else []
    return tuple(dict.fromkeys([*opened.dropped, *hidden]))
