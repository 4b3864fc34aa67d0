"""A file is what its content says, whatever it is called; what is two things at once is refused."""

import zipfile
from io import BytesIO

import pytest

from moderation.sanitise.kinds import Kind, kind_of
from moderation.sanitise.refusals import Broken, EmptyFile, Locked, NotTaken, Refused, TwoKinds
from tests.moderation.pictures import SAMPLE_HEIC, drawing, encoded, phone_jpeg
from tests.moderation.sanitise.attacks.letters import docx, odt
from tests.moderation.sanitise.attacks.pdfs import pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = OLE + "WordDocument".encode("utf-16-le")
ZIP_END = b"PK\x05\x06" + bytes(18)


def archive(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, words in parts.items():
            made.writestr(name.replace("_", "/"), words)
    return out.getvalue()


TAKEN = [
    (encoded(drawing(), "JPEG"), Kind.JPEG),
    (phone_jpeg(), Kind.JPEG),
    (encoded(drawing(), "PNG"), Kind.PNG),
    (encoded(drawing(), "WEBP"), Kind.WEBP),
    (encoded(drawing(), "AVIF"), Kind.AVIF),
    (encoded(drawing(), "TIFF"), Kind.TIFF),
    (encoded(drawing(), "GIF"), Kind.GIF),
    (SAMPLE_HEIC, Kind.HEIC),
    (pdf("Hello"), Kind.PDF),
    (docx("Hello"), Kind.DOCX),
    (odt("Hello"), Kind.ODT),
    (rb"{\rtf1 Hello}", Kind.RTF),
    (WORD, Kind.DOC),
    (b"Dear Carol,\n\nwe are well.\n", Kind.TEXT),
    ("Żółć, السلام, 你好".encode(), Kind.TEXT),
    ("Dear Carol".encode("utf-16"), Kind.TEXT),
    (b"caf\xe9", Kind.TEXT),
    (b"From: a@example.org\r\nSubject: Hello\r\n\r\nDear Carol", Kind.EMAIL),
    (b"From a@example.org Mon Nov 23\nReceived: by x\nTo: b@example.org\n\nDear Carol", Kind.EMAIL),
    (b"From: my heart\n\nDear Carol, to: you", Kind.TEXT),
]
REFUSED: list[tuple[bytes, type[Refused]]] = [
    (b"", EmptyFile),
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", NotTaken),
    (b"\xef\xbb\xbf  <!DOCTYPE html><p>Hello", NotTaken),
    (b"Dear Carol <script>alert(1)</script>", NotTaken),
    (b"<?xml version='1.0'?><office:document/>", NotTaken),
    (b"MZ\x90\x00 a program", NotTaken),
    (b"#!/bin/sh\necho hello\n", NotTaken),
    (b"\x00\x01\x02\x03", NotTaken),
    (b"BM" + bytes(100), NotTaken),
    (b"%!PS-Adobe-3.0", NotTaken),
    (archive(readme="hello"), NotTaken),
    (archive(xl_workbook="hello"), NotTaken),
    (b"PK\x03\x04" + bytes(100), Broken),
    (docx("Hello")[:-30], Broken),
    (OLE, NotTaken),
    (WORD + "Workbook".encode("utf-16-le"), NotTaken),
    (OLE + "EncryptedPackage".encode("utf-16-le"), Locked),
    (encoded(drawing(), "JPEG") + archive(a="b"), TwoKinds),
    (encoded(drawing(), "GIF") + ZIP_END, TwoKinds),
    (pdf("Hello") + docx("Hello"), TwoKinds),
    (pdf("Hello") + archive(a="b"), TwoKinds),
    (encoded(drawing(), "JPEG", comment=pdf("Hello")), TwoKinds),
    (b"GIF89a" + pdf("Hello"), TwoKinds),
    (b"Dear Carol\n" + pdf("Hello"), TwoKinds),
    (b"Dear Carol" + archive(a="b"), TwoKinds),
    (b"{\\rtf1 Hello}" + docx("Hello"), TwoKinds),
]


@pytest.mark.parametrize(("untrusted", "kind"), TAKEN, ids=lambda one: f"{one[:10]!r}")
def test_each_kind_is_told(untrusted: bytes, kind: Kind) -> None:
    assert kind_of(untrusted) is kind


@pytest.mark.parametrize(("untrusted", "refusal"), REFUSED, ids=lambda one: f"{one!r:.30}")
def test_what_is_refused_and_how(untrusted: bytes, refusal: type[Refused]) -> None:
    with pytest.raises(refusal) as refused:
        kind_of(untrusted)
    assert type(refused.value) is refusal
    assert str(refused.value).endswith(".")
