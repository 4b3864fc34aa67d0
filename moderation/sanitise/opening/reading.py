"""Reads pages inside the room: decoders and models in native code meet pixels that a stranger chose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from moderation.reading.page import read_page
from moderation.sanitise.room.wire import Frame


def read_pages(untrusted_jpegs: Sequence[bytes], args: dict[str, object]) -> Iterator[Frame]:
    """A frame for each page: its Reading as plain JSON."""
    for jpeg in untrusted_jpegs:
        yield dict(asdict(read_page(jpeg)))
