"""Which kind of file this is, told from its content alone; a name and what a browser said count for nothing.

Only what is in `Kind` is opened. SVG, HTML, programs, spreadsheets and archives are not, under any name. Text
is what is left when nothing else fits and every byte is one that text has.

Nothing is unpacked or decoded here: this runs where the keys are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from enum import StrEnum
from io import BytesIO

from moderation.sanitise.refusals import Broken, EmptyFile, Locked, NotTaken, TooLarge, TwoKinds


class Kind(StrEnum):
    """What we open."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    AVIF = "avif"
    HEIC = "heic"
    TIFF = "tiff"
    GIF = "gif"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    DOC = "doc"
    TEXT = "text"
    EMAIL = "email"


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.AVIF, Kind.HEIC, Kind.TIFF, Kind.GIF})
OFFICE = frozenset({Kind.DOCX, Kind.ODT, Kind.RTF, Kind.DOC})

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_STARTS = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"{\\rtf", Kind.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.DOC),
)
_OLE_NAMES = {
    "EncryptedPackage": Locked,
    "EncryptionInfo": Locked,
    "Workbook": NotTaken,
    "PowerPoint Document": NotTaken,
    "__substg1.0_": NotTaken,
}
"""Names inside an OLE file that is no open Word letter: a locked package, a sheet, slides, a message."""

_PDF_WITHIN = 1024
"""PDF readers look for their mark in so many bytes from the start (ISO 32000-1, annex H.3.4.1)."""

_ZIP_END, _ZIP_ENTRY = b"PK\x05\x06", b"PK\x01\x02"
MOST_PARTS = 2000
"""Of a letter's archive. A table has no more entries than the file has their marks."""

_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"PK",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"%!PS",
    b"\xca\xfe\xba\xbe",
)
_MARKUP = re.compile(
    r"<\s*(?:!doctype|\?xml|html|head|body|script|svg|iframe|style|math|object|embed|meta|link|img|a\s)", re.I
)
_HEADER = re.compile(
    r"^(?:from|to|cc|subject|date|message-id|mime-version|received|return-path|delivered-to|content-type|"
    r"reply-to|x-[a-z0-9-]+|dkim-signature|arc-[a-z-]+|authentication-results|thread-[a-z]+)[ \t]*:",
    re.I,
)


def kind_of(untrusted: bytes) -> Kind:
    """The one kind that this file is.

    Raises EmptyFile, NotTaken, TwoKinds, Locked; Broken for an archive whose table can't be read,
    TooLarge for one of too many parts; and nothing else.
    """
    if not untrusted:
        raise EmptyFile
    kind = _kind_of_start(untrusted[:64])
    archive = _archive_kind(untrusted)
    is_pdf = b"%PDF-" in untrusted[:_PDF_WITHIN]
    found = [one for one in (kind, archive, Kind.PDF if is_pdf else None) if one is not None]
    if len(found) > 1 or (archive and not untrusted.startswith(b"PK\x03\x04")):
        raise TwoKinds
    if kind is Kind.DOC:
        _check_ole(untrusted)
    if not found:
        return _text_kind(untrusted)
    if found[0] is Kind.PDF and not untrusted.startswith(b"%PDF-"):
        raise TwoKinds
    return found[0]


def _kind_of_start(head: bytes) -> Kind | None:
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp":
        box = head[8 : min(int.from_bytes(head[:4]), 64)]
        brands = {box[at : at + 4] for at in range(0, len(box), 4)}
        if brands & _AVIF_BRANDS:
            return Kind.AVIF
        return Kind.HEIC if brands & _HEIC_BRANDS else None
    return None


def _archive_kind(untrusted: bytes) -> Kind | None:
    """DOCX or ODT if a zip's end stands where a reader of zips looks for it; None if there is none.

    A picture or PDF with an archive behind it has such an end too: two kinds. Raises NotTaken for an archive
    that is no letter, Locked for a locked letter, Broken for a table that can't be read, TooLarge for one
    that is too long.
    """
    tail = untrusted[-(22 + 65535) :]
    starts = untrusted.startswith(b"PK\x03\x04")
    if _ZIP_END not in tail:
        if starts:
            raise Broken
        return None
    if not starts:
        return Kind.DOCX if _is_archive(untrusted) else None
    if untrusted.count(_ZIP_ENTRY) > MOST_PARTS:
        raise TooLarge
    try:
        with zipfile.ZipFile(BytesIO(untrusted)) as archive:
            table = archive.infolist()
    except Exception as broken:  # a table that lies makes its reader stumble in every way there is
        raise Broken from broken
    return _letter_in(table)


def _is_archive(untrusted: bytes) -> bool:
    try:
        return zipfile.is_zipfile(BytesIO(untrusted))
    except Exception as broken:
        raise Broken from broken


def _letter_in(table: Sequence[zipfile.ZipInfo]) -> Kind:
    """By the table's names alone: what needs unpacking is looked at in the locked room (open_document.py)."""
    names = {one.filename for one in table}
    if any(one.flag_bits & 1 for one in table):
        raise Locked
    if "word/document.xml" in names and "[Content_Types].xml" in names:
        return Kind.DOCX
    if "content.xml" in names and "mimetype" in names:
        return Kind.ODT
    raise NotTaken


def _check_ole(untrusted: bytes) -> None:
    """Raises Locked or NotTaken for an OLE file that is no open Word letter."""
    for name, refusal in _OLE_NAMES.items():
        if name.encode("utf-16-le") in untrusted:
            raise refusal
    if "WordDocument".encode("utf-16-le") not in untrusted:
        raise NotTaken


def text_of(untrusted: bytes) -> str:
    """The words of a plain text: UTF-8, UTF-16 with its mark, or the Windows code page. Raises NotTaken."""
    for coding in ("utf-16" if untrusted[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            text = untrusted.decode(coding)
        except UnicodeDecodeError:
            continue
        if any(one < " " and one not in "\t\n\r\f" for one in text):
            raise NotTaken
        return text
    raise NotTaken


def _text_kind(untrusted: bytes) -> Kind:
    if untrusted.startswith(_PROGRAMS):
        raise NotTaken
    text = text_of(untrusted)
    if looks_like_email(text):
        return Kind.EMAIL
    if _MARKUP.search(text[:4096]):
        raise NotTaken
    return Kind.TEXT


def looks_like_email(text: str) -> bool:
    """Whether it begins with at least two of a message's headers, up to the first empty line."""
    head = re.split(r"\r?\n\r?\n", text.lstrip("\ufeff\r\n")[:65536], maxsplit=1)[0].splitlines()
    if head and head[0].startswith("From "):
        head = head[1:]
    if not head or not _HEADER.match(head[0]):
        return False
    return sum(1 for line in head if _HEADER.match(line)) >= 2
