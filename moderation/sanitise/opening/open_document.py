"""What is taken out of an OpenDocument letter (ODF 1.3) before its pages are drawn."""

from __future__ import annotations

import re

from lxml import etree

from moderation.sanitise.opening.archive import head_of, rebuilt, take_out, take_out_one
from moderation.sanitise.refusals import Locked, NotTaken

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_IS, _LONGEST_MANIFEST = b"application/vnd.oasis.opendocument.text", 1024 * 1024
_LINK = "{http://www.w3.org/1999/xlink}href"
_PATH = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"
_UNWANTED = re.compile(
    r"(?i)^(?:Basic/|Scripts/|Thumbnails/|Dialogs/|Configurations2/|Object |Versions/|VersionList)"
)
_MACRO = re.compile(r"(?i)^(?:Basic/|Scripts/)")
_ELSEWHERE = re.compile(r"(?i)^(?:[a-z][a-z0-9+.-]*:|//|/|\.\.)")

_HIDDEN = (
    "//text:hidden-text | //text:hidden-paragraph | //text:section[@text:display='none' or @text:condition] |"
    " //text:span[@text:style-name = //style:style[style:text-properties/@text:display='none']/@style:name] |"
    " //text:p[@text:style-name = //style:style[style:text-properties/@text:display='none']/@style:name]"
)
_TAKEN = (
    ("//text:tracked-changes", "Words that were crossed out (tracked changes) were left out."),
    (_HIDDEN, "Hidden text was left out."),
    ("//office:annotation | //office:annotation-end", "Comments were left out."),
    ("//office:scripts[*] | //office:event-listeners", "A program (macro) was left out."),
    ("//draw:object | //draw:object-ole | //draw:applet | //draw:plugin", "Objects inside were left out."),
)
_UNSAID = (
    "//text:change | //text:change-start | //text:change-end | //office:dde-source | //text:section-source |"
    " //config:config-item[@config:name='PrintHiddenText' or @config:name='PrintAnnotationMode']"
)


def cleaned(untrusted: bytes) -> tuple[bytes, list[str]]:
    """The letter without what must not be seen, and sentences for staff.

    Raises NotTaken for a sheet or slides, Locked, Broken or TooLarge.
    """
    _check_is_open_letter(untrusted)
    letter, dropped = rebuilt(untrusted, _UNWANTED, _clean)
    sentences = [one for one in dropped if one.endswith(".")]
    if any(_MACRO.search(one) and not one.endswith("/") for one in dropped if not one.endswith(".")):
        sentences.append("A program (macro) was left out.")
    return letter, sorted(set(sentences))


def _check_is_open_letter(untrusted: bytes) -> None:
    if not head_of(untrusted, "mimetype", len(_IS)).startswith(_IS):
        raise NotTaken
    if b"encryption-data" in head_of(untrusted, "META-INF/manifest.xml", _LONGEST_MANIFEST):
        raise Locked


def _clean(name: str, root: etree._Element) -> list[str]:
    if name == "META-INF/manifest.xml":
        for one in root.findall("manifest:file-entry", _NAMES):
            if _UNWANTED.search(one.get(_PATH) or ""):
                root.remove(one)
        return []
    said = [sentence for path, sentence in _TAKEN if take_out(root, path, _NAMES)]
    take_out(root, _UNSAID, _NAMES)
    return said + _clean_links(root)


def _clean_links(root: etree._Element) -> list[str]:
    """Nothing outside the file is named any more but by links that somebody would have to press."""
    outside = [
        one
        for one in root.iter("{*}*")
        if _ELSEWHERE.match(one.get(_LINK) or "") and one.tag != f"{{{_NAMES['text']}}}a"
    ]
    for one in outside:
        take_out_one(one)
    return ["Pictures or files from elsewhere were left out."] if outside else []
