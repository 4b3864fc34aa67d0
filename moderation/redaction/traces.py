"""A removed string looked for in bytes, in the forms in which programs leave such things behind."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

SHORTEST = 6
"""Bytes a form must have to be looked for in compressed data, where shorter ones turn up by chance: three
bytes once in about every sixteen million places, and a page has a million."""

LONGEST_RUN = 8
"""The tables of every JPEG list bytes in order, and so hold runs such as "CDEFGHIJ" and "456789"."""

_WIDE = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


def find_traces(data: bytes, removed: str, shortest: int = 1) -> tuple[str, ...]:
    """Names of the forms in which `removed` stands in `data`, whatever its case in plain forms.

    Forms of fewer bytes than `shortest` are not looked for; of "base64" the middle, which is the same
    wherever the string begins in what was encoded.
    """
    lowered = data.lower()
    found = [
        name
        for name, form in _forms(removed.strip())
        if len(form) >= shortest and (form.lower() in lowered if name in _WIDE else form in data)
    ]
    return tuple(dict.fromkeys(found))


def _forms(text: str) -> Iterator[tuple[str, bytes]]:
    for name in _WIDE:
        encoded = _encoded(text, name)
        if encoded:
            yield name, encoded
    for spelling in dict.fromkeys((text, text.lower(), text.upper(), text.title())):
        for name in _WIDE:
            encoded = _encoded(spelling, name)
            if not encoded:
                continue
            yield f"hex of {name}", encoded.hex().encode()
            yield f"hex of {name}", encoded.hex().upper().encode()
            yield from ((f"base64 of {name}", form) for form in _base64(encoded))


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode(name)
    except UnicodeEncodeError:
        return b""


def _base64(encoded: bytes) -> Iterator[bytes]:
    """What stands in any base64 of a longer text: three bytes make four letters, from three beginnings."""
    for before in range(3):
        bits_before, bits = before * 8, (before + len(encoded)) * 8
        whole = b64encode(bytes(before) + encoded + bytes(3))
        form = whole[-(-bits_before // 6) : bits // 6]
        if len(form) >= 4:
            yield form
