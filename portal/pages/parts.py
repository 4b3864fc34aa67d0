"""Answers that are opened part by part while they leave."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain


def begun(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The same parts, the first of them opened already.

    What can't be fetched or doesn't open is refused here, while there is still a page to say so and a line in
    our own log; once the answer has begun, the web server could only break it off.
    """
    return chain([next(parts, b"")], parts)
