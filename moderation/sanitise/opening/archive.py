"""Takes a DOCX or ODT apart and puts it together again without what must not reach the pages.

Unpacks no more than MOST_UNPACKED bytes, counted as they come and not as the archive's table promises them.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from moderation.sanitise.kinds import MOST_PARTS
from moderation.sanitise.refusals import Broken, TooLarge

MOST_UNPACKED = 120 * 1024 * 1024

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

Clean = Callable[[str, "etree._Element"], list[str]]
"""Given a part's name and its XML: takes things out of it and says which."""


def rebuilt(untrusted: bytes, unwanted: re.Pattern[str], clean: Clean) -> tuple[bytes, list[str]]:
    """The archive with `unwanted` parts dropped and every XML part cleaned; and what was dropped.

    Raises Broken, or TooLarge for one that unpacks to too much.
    """
    out, dropped, left = BytesIO(), list[str](), MOST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(untrusted)) as source, zipfile.ZipFile(out, "w") as target:
            if len(source.infolist()) > MOST_PARTS:
                raise TooLarge
            for part in source.infolist():
                body = _unpacked(source, part, left)
                left -= len(body)
                if unwanted.search(part.filename):
                    dropped.append(part.filename)
                    continue
                if part.filename.lower().endswith((".xml", ".rels", ".rdf")):
                    body, said = _cleaned(part.filename, body, clean)
                    dropped += said
                target.writestr(zipfile.ZipInfo(part.filename), body)
    except _DAMAGED as broken:
        raise Broken from broken
    return out.getvalue(), dropped


def head_of(untrusted: bytes, name: str, most: int) -> bytes:
    """The first `most` bytes of a part, or all of it. Raises Broken, also where there is no such part."""
    try:
        with zipfile.ZipFile(BytesIO(untrusted)) as archive, archive.open(name) as part:
            return part.read(most)
    except (*_DAMAGED, KeyError) as broken:
        raise Broken from broken


def _unpacked(source: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes:
    with source.open(part) as opened:
        body = opened.read(left + 1)
    if len(body) > left:
        raise TooLarge
    return body


def _cleaned(name: str, body: bytes, clean: Clean) -> tuple[bytes, list[str]]:
    """A part that declares entities, or is no XML, has the whole file refused: no letter needs that."""
    if not body.strip():
        return body, []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as broken:
        raise Broken from broken
    if root.getroottree().docinfo.doctype:
        raise Broken
    said = clean(name, root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), said


def take_out(root: etree._Element, path: str, names: dict[str, str]) -> int:
    """Removes what an XPath finds, keeping the text that follows each; returns how many."""
    found = root.xpath(path, namespaces=names)
    assert isinstance(found, list)
    for one in found:
        assert isinstance(one, etree._Element)
        take_out_one(one)
    return len(found)


def take_out_one(one: etree._Element) -> None:
    """Removes an element and all in it, keeping the text that follows it."""
    above = one.getparent()
    if above is None:
        return
    if one.tail:
        before = one.getprevious()
        if before is None:
            above.text = (above.text or "") + one.tail
        else:
            before.tail = (before.tail or "") + one.tail
    above.remove(one)
