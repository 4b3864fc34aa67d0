"""Proof of a finished document: opened again as an attacker would, down to every object in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from threading import Lock

import pikepdf
import pypdfium2

from moderation.redaction.jpeg_parts import NotWhole, take_apart
from moderation.redaction.places import matches
from moderation.redaction.proof import Check, Proof
from moderation.redaction.traces import SHORTEST, find_traces
from moderation.sanitise.safe import Box, Reading, SeenWord

_ACTIVE = frozenset(
    [
        "/AA",
        "/AcroForm",
        "/Annots",
        "/Collection",
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/EF",
        "/JavaScript",
        "/JS",
        "/Launch",
        "/OCProperties",
        "/OpenAction",
        "/PieceInfo",
        "/RichMedia",
        "/SubmitForm",
        "/Thumb",
        "/URI",
        "/XFA",
    ]
)
"""Keys of what runs, hides, is attached, points elsewhere or keeps an earlier look."""

_TELLING = re.compile(
    rb"Producer|CreatorTool|CreateDate|ModifyDate|MetadataDate|dc:creator|DocumentID|History"
)
_WORDS_OF_THE_FORMAT = re.compile(
    rb"/[A-Za-z0-9.+-]+|\b(?:endobj|obj|endstream|stream|xref|startxref|trailer|true|false|null)\b"
)

_PDFIUM = Lock()
"""PDFium works for one thread at a time."""


def prove_pdf(pdf: bytes, removed: Sequence[str], pages: Sequence[bytes] = ()) -> Proof:
    """Does this document hold the released pages, and nothing of what was removed?

    `pages`: the JPEGs that were proved one by one; every picture in the document must be one of them.
    """
    try:
        opened = pikepdf.open(BytesIO(pdf))
    except pikepdf.PdfError:
        return Proof((Check("opens", False, "The document does not open."),))
    with opened:
        objects = list(_all_objects(opened))
        return Proof(
            (
                _nothing_active(objects),
                _nothing_told(opened),
                _one_version(pdf),
                _proved_pictures(objects, pages),
                _not_in_text(_text(pdf), objects, removed),
                _not_in_bytes(pdf, objects, removed),
            )
        )


def _all_objects(opened: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every object in the file, also those that nothing points to, and what lies inside each."""
    waiting = [opened.trailer, *opened.objects]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            waiting += [value for _, value in one.items() if _nested(value)]
        elif isinstance(one, pikepdf.Array):
            waiting += [value for value in one if _nested(value)]


def _nested(value: object) -> bool:
    """Direct objects only: what is pointed at comes by itself."""
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _nothing_active(objects: Sequence[pikepdf.Object]) -> Check:
    keyed = [one for one in objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
    found = {key for one in keyed for key in one.keys() if key in _ACTIVE}  # noqa: SIM118 - streams iterate otherwise
    found |= {str(one) for one in objects if isinstance(one, pikepdf.Name) and str(one) in _ACTIVE}
    if found:
        named = ", ".join(sorted(found))
        return Check("nothing active", False, f"The document holds more than a page to look at ({named}).")
    return Check("nothing active", True, "Nothing runs, is attached, is hidden or points elsewhere.")


def _nothing_told(opened: pikepdf.Pdf) -> Check:
    told = sorted(set(opened.docinfo.keys()) - {"/Title"}) if "/Info" in opened.trailer else []
    told += [
        found.decode()
        for one in opened.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Type") == pikepdf.Name.Metadata
        for found in _TELLING.findall(one.read_bytes())
    ]
    if told:
        return Check("nothing told", False, f"The document tells of its making ({', '.join(told)}).")
    return Check("nothing told", True, "The document names no program, no person and no date.")


def _one_version(pdf: bytes) -> Check:
    if pdf.count(b"%%EOF") != 1 or not pdf.rstrip(b"\r\n").endswith(b"%%EOF"):
        return Check("one version", False, "The document holds an earlier version, or bytes behind its end.")
    return Check("one version", True, "There is no earlier version and nothing behind the end.")


def _proved_pictures(objects: Sequence[pikepdf.Object], pages: Sequence[bytes]) -> Check:
    for one in objects:
        if not isinstance(one, pikepdf.Stream) or one.get("/Subtype") != pikepdf.Name.Image:
            continue
        raw = one.read_raw_bytes()
        clean = one.get("/Filter") == pikepdf.Name.DCTDecode and "/SMask" not in one and _is_clean(raw)
        if not clean or raw not in pages:
            return Check("pictures", False, "The document holds a picture that is not a proved page.")
    return Check("pictures", True, "Every picture in the document is a proved page.")


def _is_clean(jpeg: bytes) -> bool:
    try:
        return not take_apart(jpeg).strangers()
    except NotWhole:
        return False


def _text(pdf: bytes) -> str:
    """The words of all pages, as a reader of PDFs takes them out."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return "\n".join(page.get_textpage().get_text_bounded() for page in document)
        finally:
            document.close()


def _not_in_text(text: str, objects: Sequence[pikepdf.Object], removed: Sequence[str]) -> Check:
    strings = [str(one) for one in objects if isinstance(one, pikepdf.String)]
    strings += [bytes(one).decode("latin-1") for one in objects if isinstance(one, pikepdf.String)]
    readings = [_as_reading(words) for words in (text, *strings)]
    if any(matches(reading, one, guess=False) for one in removed for reading in readings):
        return Check("text", False, "Something removed stands in the document's words or descriptions.")
    return Check("text", True, "Nothing removed stands in the document's words and descriptions.")


def _as_reading(text: str) -> Reading:
    nowhere = Box(0, 0, 1, 1)
    words = tuple(
        SeenWord(found[0], found.start(), found.end(), nowhere, 1.0) for found in re.finditer(r"\S+", text)
    )
    return Reading(text, words, (), ())


def _not_in_bytes(pdf: bytes, objects: Sequence[pikepdf.Object], removed: Sequence[str]) -> Check:
    haystacks = [_WORDS_OF_THE_FORMAT.sub(b" ", pdf)]
    for one in objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != pikepdf.Name.Image:
            haystacks.append(_WORDS_OF_THE_FORMAT.sub(b" ", one.read_bytes()))
    forms = {
        form for text in removed for haystack in haystacks for form in find_traces(haystack, text, SHORTEST)
    }
    if forms:
        named = ", ".join(sorted(forms))
        return Check("bytes", False, f"Something removed stands in the document's bytes ({named}).")
    return Check("bytes", True, "Nothing removed stands in the document's bytes, in any form looked for.")
