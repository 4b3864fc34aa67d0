"""A first look at a file by its first bytes, where nothing may be opened yet.

It spares people an upload that can't be passed on, and knows photographs, of which only so many were agreed,
from documents. It decides nothing: whoever opens the file looks at all of it (moderation/sanitise/kinds.py).
"""

from __future__ import annotations

from moderation.sanitise.kinds import PICTURES, Kind, kind_of
from moderation.sanitise.refusals import NotTaken, Refused

LOOK_BYTES = 1024
"""So many bytes are looked at: within them an e-mail has shown its headers, and a text what it is."""

_ARCHIVE = b"PK\x03\x04"
_OFFICE_BEFORE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAME_AT, _NAME = 30, b"mimetype"
_SAYS = b"application/"
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_LONGEST_LETTER = 4
"""Bytes of one character of UTF-8 or UTF-16: the last of them may be cut at the end of a longer file."""


def first_look(untrusted_head: bytes) -> Kind | None:
    """The kind that a file seems to be, by its first LOOK_BYTES; None for a Word or OpenDocument letter as
    far as that can be told from so little.

    Raises EmptyFile; NotTaken or TwoKinds for what is surely none of the kinds we open.
    """
    head = untrusted_head[:LOOK_BYTES]
    if head.startswith(_ARCHIVE):
        _check_archive(head)
        return None
    if head.startswith(_OFFICE_BEFORE):
        return None
    found: Refused | None = None
    for cut in range(_LONGEST_LETTER if len(head) == LOOK_BYTES else 1):
        try:
            return kind_of(head[: len(head) - cut])
        except NotTaken as refusal:
            found = found or refusal
    raise found or NotTaken


def is_photograph(kind: Kind | None) -> bool:
    """Does it count as a photograph or drawing, of which only so many were agreed?"""
    return kind in PICTURES


def _check_archive(head: bytes) -> None:
    """An OpenDocument file says first what it is (OpenDocument 1.3 part 2, 3.3). Raises NotTaken."""
    said = head[_NAME_AT:].removeprefix(_NAME)
    if said.startswith(_SAYS) and not said.startswith(_OPEN_TEXT):
        raise NotTaken
