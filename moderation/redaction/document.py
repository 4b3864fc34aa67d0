"""The finished document of a released letter: one tidy, tagged PDF for the person who gets it.

It is set from the released words and the released pages alone. It names no program, no person, no file and
no date; beneath a page's picture there is no text but the description that was given with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

import pikepdf
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

_STYLE = """
@page { size: A4; margin: 18mm 20mm; @bottom-center { content: counter(page); font: 9pt sans-serif } }
body { font: 12pt/1.5 sans-serif; margin: 0 }
h1 { font-size: 18pt; margin: 0 0 6mm; bookmark-level: none }
p { margin: 0 0 4mm; overflow-wrap: anywhere }
figure { break-before: page; margin: 0; text-align: center }
figure.first { break-before: auto }
img { max-width: 100%; max-height: 225mm }
figcaption { font-size: 11pt; margin-top: 3mm; text-align: left }
"""

_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class ReleasedPage:
    """A page as its recipient gets it. `description`: what it shows, in words, checked like everything else;
    empty where nobody gave one."""

    jpeg: bytes
    description: str = ""


class _PagesOnly(URLFetcher):
    """Gives the pages in memory; whatever else a document asks for stops its making."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._pages = pages

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url not in self._pages:
            raise FatalURLFetchingError("A released document fetches nothing.")
        return URLFetcherResponse(url, self._pages[url], {"Content-Type": "image/jpeg"})


def make_document(title: str, text: str, pages: Sequence[ReleasedPage], language: str = "en-GB") -> bytes:
    """The PDF (PDF/UA-1): `title`, the words in paragraphs, then a page for each picture.

    The same input makes the same bytes, with the same fonts installed. `text` is released text: plain, with
    marks where words were taken out.
    """
    names = [f"page:{number}" for number in range(len(pages))]
    fetcher = _PagesOnly(dict(zip(names, (page.jpeg for page in pages), strict=True)))
    html = HTML(
        string=_html(title, text, list(zip(names, pages, strict=True)), language), url_fetcher=fetcher
    )
    return _neutral(html.write_pdf(pdf_variant="pdf/ua-1", presentational_hints=False), title)


def _html(title: str, text: str, pages: Sequence[tuple[str, ReleasedPage]], language: str) -> str:
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    body = [f"<h1>{escape(title)}</h1>"]
    body += ["<p>" + "<br>".join(map(escape, part.strip("\n").split("\n"))) + "</p>" for part in paragraphs]
    for number, (name, page) in enumerate(pages, 1):
        first = ' class="first"' if number == 1 and not paragraphs else ""
        described = page.description.strip()
        caption = f"<figcaption>{escape(described)}</figcaption>" if described else ""
        alt = escape(described or f"Page {number} of {len(pages)}, a picture without a description")
        body.append(f'<figure{first}><img src="{name}" alt="{alt}">{caption}</figure>')
    head = f"<meta charset=utf-8><title>{escape(title)}</title><style>{_STYLE}</style>"
    return f'<!doctype html><html lang="{escape(language)}"><head>{head}</head><body>{"".join(body)}</body>'


def _neutral(pdf: bytes, title: str) -> bytes:
    """Without the names of programs and the times of day that a PDF's writer puts in."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        if "/Info" in opened.trailer:
            del opened.trailer["/Info"]
        xmp: Any = pikepdf.Stream(opened, _XMP.format(title=escape(title)).encode())
        xmp["/Type"], xmp["/Subtype"] = pikepdf.Name.Metadata, pikepdf.Name.XML
        opened.Root["/Metadata"] = opened.make_indirect(xmp)
        opened.remove_unreferenced_resources()
        opened.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()
