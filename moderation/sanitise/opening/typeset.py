"""Sets plain words on pages, in whatever script they are written.

WeasyPrint asks the system's fonts for every letter (DejaVu has Latin, Greek, Cyrillic and Arabic letters; see
docs/making-safe.md for others). The words are escaped, and nothing is fetched.
"""

from __future__ import annotations

from html import escape
from typing import Any, NoReturn

from weasyprint import HTML
from weasyprint.urls import URLFetcher

_STYLE = """
@page { size: A4; margin: 20mm }
body { font: 12pt/1.4 "DejaVu Sans", sans-serif; margin: 0 }
p { margin: 0; min-height: 1.4em; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext;
    text-align: start }
"""


class _Nothing(URLFetcher):
    """Refuses every address."""

    def fetch(self, url: str, headers: Any = None) -> NoReturn:
        raise ValueError("nothing is fetched")


def pdf_of(text: str) -> bytes:
    """A PDF of A4 pages; each line of `text` is a paragraph that runs the way its letters do."""
    paragraphs = "".join(f'<p dir="auto">{escape(line)}</p>' for line in text.split("\n"))
    page = f"<!doctype html><style>{_STYLE}</style><body>{paragraphs}</body>"
    made = HTML(string=page, url_fetcher=_Nothing()).write_pdf()
    assert isinstance(made, bytes)
    return made
