"""What is taken out of a Word letter (ECMA-376) before its pages are drawn."""

from __future__ import annotations

import re

from lxml import etree

from moderation.sanitise.opening.archive import rebuilt, take_out

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/package/2006/relationships",
    "c": "http://schemas.openxmlformats.org/package/2006/content-types",
    "m": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_UNWANTED = re.compile(
    r"(?i)^(?:word/(?:vba|activeX/|embeddings/|comments|people|glossary/|afchunk|webSettings)|customXml/|"
    r"docProps/(?:custom|thumbnail)|userCustomization/|customUI/)"
)
_MACRO = re.compile(r"(?i)vba|activeX")

_OFF = "not(@w:val='0' or @w:val='false' or @w:val='off')"
_TAKEN = (
    ("//w:del | //w:moveFrom | //w:cellDel", "Words that were crossed out (tracked changes) were left out."),
    (f"//w:r[w:rPr/w:vanish[{_OFF}] or w:rPr/w:webHidden[{_OFF}]]", "Hidden text was left out."),
    ("//w:commentRangeStart | //w:commentRangeEnd | //w:commentReference", "Comments were left out."),
    ("//w:altChunk | //w:object | //w:control | //w:subDoc", "Objects inside were left out."),
)
_UNSAID = (
    "//w:moveFromRangeStart | //w:moveFromRangeEnd | //w:moveToRangeStart | //w:moveToRangeEnd |"
    " //w:rPrChange | //w:pPrChange | //w:ins[not(node())] | //w:attachedTemplate | //w:mailMerge |"
    " //w:documentProtection"
)


def cleaned(untrusted: bytes) -> tuple[bytes, list[str]]:
    """The letter without what must not be seen, and sentences for staff. Raises Broken or TooLarge."""
    letter, dropped = rebuilt(untrusted, _UNWANTED, _clean)
    sentences = [one for one in dropped if one.endswith(".")]
    parts = [one for one in dropped if not one.endswith(".")]
    if any(_MACRO.search(part) for part in parts):
        sentences.append("A program (macro) was left out.")
    if any("embeddings/" in part for part in parts):
        sentences.append("Objects inside were left out.")
    if any(part.startswith("word/comments") for part in parts):
        sentences.append("Comments were left out.")
    return letter, sorted(set(sentences))


def _clean(name: str, root: etree._Element) -> list[str]:
    if name.endswith(".rels"):
        return _clean_links(root)
    if name == "[Content_Types].xml":
        _forget_parts(root)
        return []
    said = [sentence for path, sentence in _TAKEN if take_out(root, path, _NAMES)]
    take_out(root, _UNSAID, _NAMES)
    return said


def _clean_links(root: etree._Element) -> list[str]:
    """Nothing outside the file is named any more, and no part that was dropped."""
    outside = "//r:Relationship[@TargetMode='External' and not(contains(@Type, '/hyperlink'))]"
    gone = [
        one
        for one in root.findall("r:Relationship", _NAMES)
        if _UNWANTED.search("word/" + (one.get("Target") or "").removeprefix("/word/"))
    ]
    for one in gone:
        root.remove(one)
    return ["Pictures or files from elsewhere were left out."] if take_out(root, outside, _NAMES) else []


def _forget_parts(root: etree._Element) -> None:
    """A letter with programs is declared as one without."""
    for one in root.findall("c:Override", _NAMES):
        if _UNWANTED.search((one.get("PartName") or "").removeprefix("/")):
            root.remove(one)
        elif "macroEnabled" in (one.get("ContentType") or ""):
            one.set(
                "ContentType",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            )
