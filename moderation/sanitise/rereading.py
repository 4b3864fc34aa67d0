"""Reads a finished page once more, in the locked room: for the proof before release."""

from moderation.sanitise.refusals import Broken
from moderation.sanitise.room.room import Room
from moderation.sanitise.room.wire import Pixels
from moderation.sanitise.safe import Reading
from moderation.sanitise.said import reading_of
from moderation.sanitise.sizes import size_of


def read_again(safe_jpeg: bytes, room: Room) -> Reading:
    """What can be read on a page that we made. Raises Broken, TookTooLong."""
    said = list(room.run("read", safe_jpeg))
    if len(said) != 1 or isinstance(said[0], Pixels):
        raise Broken
    return reading_of(said[0], *size_of(safe_jpeg))
