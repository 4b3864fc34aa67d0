"""What a file became when it was made safe: pages of pixels, and what can be read on them.

A place on a page is counted in whole pixels of that page from its upper left corner; a place in words is
counted in characters of `Reading.text`, from `start` up to, but without, `end`.
"""

from __future__ import annotations

from dataclasses import dataclass

from moderation.sanitise.kinds import Kind


@dataclass(frozen=True)
class Box:
    """A rectangle of one page."""

    left: int
    top: int
    width: int
    height: int

    def holds(self, other: Box) -> bool:
        """Does all of the other lie within?"""
        right, bottom = self.left + self.width, self.top + self.height
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.left + other.width <= right
            and other.top + other.height <= bottom
        )

    def holds_middle_of(self, other: Box) -> bool:
        """Does the other's middle lie within?"""
        across, down = other.left + other.width / 2, other.top + other.height / 2
        return self.left <= across <= self.left + self.width and self.top <= down <= self.top + self.height


@dataclass(frozen=True)
class SeenWord:
    """A word that stands on a page. `sure`: 0 to 1; 1 for a word that the file itself names."""

    text: str
    start: int
    end: int
    box: Box
    sure: float


@dataclass(frozen=True)
class SeenCode:
    """A QR or bar code and what it says."""

    kind: str
    text: str
    box: Box


@dataclass(frozen=True)
class Reading:
    """What one page shows: `text` is its words in reading order, lines parted by line ends."""

    text: str
    words: tuple[SeenWord, ...]
    codes: tuple[SeenCode, ...]
    faces: tuple[Box, ...]


@dataclass(frozen=True)
class SafePage:
    """A JPEG made by us from raw pixels; width and height in pixels."""

    jpeg: bytes
    width: int
    height: int
    reading: Reading


@dataclass(frozen=True)
class MadeSafe:
    """`quoted`: what was cut from an e-mail (earlier letters, signature), for staff alone. `dropped`: what
    else stayed behind, in plain sentences for staff."""

    kind: Kind
    pages: tuple[SafePage, ...]
    quoted: str
    dropped: tuple[str, ...]
