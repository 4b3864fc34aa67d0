"""Ids in addresses: 32 hexadecimal digits and nothing else, so that no other text reaches the database."""

from __future__ import annotations

import re

from werkzeug.routing import BaseConverter

SHAPE = re.compile(r"[0-9a-f]{32}")


class IdConverter(BaseConverter):
    """`<id:letter_id>` in a route; anything else there is the same as no such page."""

    regex = SHAPE.pattern


def is_id(untrusted: str) -> bool:
    """Has this text the shape of an id?"""
    return SHAPE.fullmatch(untrusted) is not None
