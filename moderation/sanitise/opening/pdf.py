"""Opens a PDF inside the room: each page as pixels, and the words it names where ink shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from moderation.sanitise.opening.left_behind import left_behind
from moderation.sanitise.opening.named_words import named_words
from moderation.sanitise.opening.picture import MOST_PAGES
from moderation.sanitise.pictures import LONG_EDGE
from moderation.sanitise.refusals import Broken, EmptyFile, Locked, TooManyPages
from moderation.sanitise.room.wire import Frame, Pixels

_DOTS = 200
"""To the inch: small print stays readable, an A4 page stays under LONG_EDGE."""

_SHORTEST_EDGE = 8
"""Pixels; a page narrower than that holds nothing to read."""


def open_pdf(untrusted: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """For each page its Pixels and then {"words": [...], "hidden": how many words no ink shows}; at last
    {"dropped": sentences}. Raises Locked, Broken, EmptyFile or TooManyPages."""
    yield from pages_of(untrusted[0])
    yield {"dropped": left_behind(untrusted[0])}


def pages_of(untrusted: bytes) -> Iterator[Frame]:
    """The frames of all pages; raises as `open_pdf` does."""
    document = _open(untrusted)
    if len(document) > MOST_PAGES:
        raise TooManyPages
    if not len(document):
        raise EmptyFile
    document.init_forms()  # what was filled into a form is drawn with the page
    for page in document:
        yield from _page(page)


def _open(untrusted: bytes) -> pypdfium2.PdfDocument:
    """One that opens without a password but forbids printing is opened: its pixels are all we take."""
    try:
        return pypdfium2.PdfDocument(untrusted)
    except pypdfium2.PdfiumError as failure:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(failure):
            raise Locked from failure
        raise Broken from failure


def _page(page: pypdfium2.PdfPage) -> Iterator[Frame]:
    width, height = page.get_size()
    if not 0 < min(width, height) <= max(width, height) < 1e6:
        raise Broken
    scale = min(_DOTS / 72, LONG_EDGE / max(width, height))
    if min(width, height) * scale < _SHORTEST_EDGE:
        raise Broken
    picture = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_pil().convert("RGB")
    yield Pixels(picture.width, picture.height, picture.tobytes())
    words, hidden = named_words(page, picture)
    yield {"words": words, "hidden": hidden}
    page.close()
