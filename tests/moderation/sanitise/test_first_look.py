"""The first look: what is worth taking in, from the first bytes alone."""

from __future__ import annotations

import pytest

from moderation.sanitise.first_look import LOOK_BYTES, first_look, is_photograph
from moderation.sanitise.kinds import Kind
from moderation.sanitise.refusals import EmptyFile, NotTaken, Refused, TwoKinds

ODF = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("head", "kind", "photograph"),
    [
        (b"\xff\xd8\xff\xe0 and so on", Kind.JPEG, True),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG, True),
        (b"RIFF\0\0\0\0WEBPVP8 ", Kind.WEBP, True),
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1", Kind.AVIF, True),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Kind.HEIC, True),
        (b"II*\0\x08\0\0\0", Kind.TIFF, True),
        (b"GIF89a", Kind.GIF, True),
        (b"%PDF-1.7\n", Kind.PDF, False),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", None, False),
        (ODF + b"textPK", None, False),
        (b"{\\rtf1\\ansi Dear Dawn}", Kind.RTF, False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), None, False),
        (b"Dear Dawn,\nshe is well.", Kind.TEXT, False),
        ("Dear Dawn, caf\u00e9".encode("cp1252"), Kind.TEXT, False),
        ("Dear Dawn".encode("utf-16"), Kind.TEXT, False),
        (b"From: Math Ashdown <math@example.org>\r\nTo: team@example.org\r\n\r\nHello", Kind.EMAIL, False),
    ],
)
def test_each_kind_is_known_by_its_beginning(head: bytes, kind: Kind | None, photograph: bool) -> None:
    assert first_look(head) is kind
    assert is_photograph(kind) is photograph


@pytest.mark.parametrize(
    ("head", "refusal"),
    [
        (b"", EmptyFile),
        (b"<html><script>alert(1)</script>", NotTaken),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotTaken),
        (b"MZ\x90\0\x03", NotTaken),
        (b"MZ\0", NotTaken),
        (b"#!/bin/sh\necho", NotTaken),
        (b"ID3\x04\0\0\0\0", NotTaken),
        (ODF + b"spreadsheet", NotTaken),
        (b"\xff\xd8\xff\xe0    %PDF-1.7", TwoKinds),
        (b"   %PDF-1.7", TwoKinds),
    ],
)
def test_what_is_surely_none_of_them_is_refused(head: bytes, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        first_look(head)


@pytest.mark.parametrize("before", range(4))
def test_a_letter_of_the_alphabet_cut_at_the_end_is_no_fault(before: int) -> None:
    """UTF-8 of more than one byte a letter, cut anywhere; as cp1252 it has bytes that stand for nothing."""
    long = b"x" * before + "\U00010350\u0141\u200d".encode() * LOOK_BYTES
    assert first_look(long[:LOOK_BYTES]) is Kind.TEXT


def test_no_more_is_looked_at_than_was_promised() -> None:
    assert first_look(b"Dear Dawn, " * LOOK_BYTES + b"\0") is Kind.TEXT
