"""Opens pictures inside the room: every page of a TIFF, the first frame of anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import pi_heif
from PIL import Image

from moderation.sanitise.kinds import Kind
from moderation.sanitise.pictures import guarded, pixels_of
from moderation.sanitise.refusals import TooManyPages
from moderation.sanitise.room.wire import Frame, Pixels

MOST_PAGES = 30
"""Of one file. The sentence of TooManyPages says the same number."""


def open_picture(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """`kind`: a Kind's value. One Pixels a page, then what was dropped.

    Raises BrokenPicture, TooManyPixels or TooManyPages.
    """
    kind = Kind(str(args["kind"]))
    frames = guarded(lambda: _frames(untrusted[0], kind))
    pages = range(frames if kind is Kind.TIFF else 1)
    if len(pages) > MOST_PAGES:
        raise TooManyPages
    for number in pages:
        page = guarded(lambda number=number: pixels_of(untrusted[0], kind.name, number))  # type: ignore[misc]
        yield Pixels(page.width, page.height, page.tobytes())
    if frames > len(pages):
        yield {"dropped": ["Further pictures inside the file were left out; the first is shown."]}


def _frames(untrusted: bytes, kind: Kind) -> int:
    if kind is Kind.HEIC:
        return len(pi_heif.open_heif(untrusted))  # not yet decoded; thumbnails and masks are not counted
    with Image.open(BytesIO(untrusted), formats=[kind.name]) as opened:
        return int(getattr(opened, "n_frames", 1))
