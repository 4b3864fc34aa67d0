"""What of a PDF stays behind when its pages become pixels, in plain sentences for staff."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf

_END = b"%%EOF"


def left_behind(untrusted: bytes) -> list[str]:
    """Never fails: a file that can't be looked into was drawn all the same, and nothing of it but that."""
    said: list[str] = []
    try:
        with pikepdf.open(BytesIO(untrusted)) as document:
            for look in _LOOKS:
                said += _quietly(look, document, untrusted)
    except Exception:
        return ["What else this file held was left out."]
    return said


Look = Callable[[pikepdf.Pdf, bytes], str]


def _quietly(look: Look, document: pikepdf.Pdf, untrusted: bytes) -> list[str]:
    try:
        sentence = look(document, untrusted)
    except Exception:  # a damaged corner of the file; the others are still worth naming
        return []
    return [sentence] if sentence else []


def _program(document: pikepdf.Pdf, _untrusted: bytes) -> str:
    root = document.Root
    pages = any("/AA" in page.obj for page in document.pages)
    named = "/Names" in root and "/JavaScript" in root["/Names"]
    if "/OpenAction" in root or "/AA" in root or named or pages:
        return "A program or an action of the PDF was left out."
    return ""


def _attachments(document: pikepdf.Pdf, _untrusted: bytes) -> str:
    held = len(document.attachments) + sum(
        1 for one in _annotations(document) if one.get("/Subtype") == "/FileAttachment"
    )
    if not held:
        return ""
    return "An attachment inside was left out." if held == 1 else f"{held} attachments inside were left out."


def _notes(document: pikepdf.Pdf, _untrusted: bytes) -> str:
    kinds = ("/Text", "/Popup", "/FreeText", "/Highlight", "/Link", "/Screen", "/RichMedia")
    found = any(one.get("/Subtype") in kinds for one in _annotations(document))
    return "What shows of notes or links on the pages is drawn; the rest was left out." if found else ""


def _annotations(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [one for page in document.pages for one in page.obj.get("/Annots", [])]


def _form(document: pikepdf.Pdf, _untrusted: bytes) -> str:
    return "A form was left out; what was filled in is shown." if "/AcroForm" in document.Root else ""


def _layers(document: pikepdf.Pdf, _untrusted: bytes) -> str:
    return "Layers that were switched off were left out." if "/OCProperties" in document.Root else ""


def _earlier(_document: pikepdf.Pdf, untrusted: bytes) -> str:
    """A file written in one go has one end; one made for the web ("linearised") has two."""
    usual = 2 if b"/Linearized" in untrusted[:1024] else 1
    return "Earlier versions of the document were left out." if untrusted.count(_END) > usual else ""


def _details(document: pikepdf.Pdf, _untrusted: bytes) -> str:
    if "/Metadata" in document.Root or len(document.docinfo.keys()):
        return "Details about the file (such as its author) were left out."
    return ""


_LOOKS: tuple[Look, ...] = (_program, _attachments, _notes, _form, _layers, _earlier, _details)
