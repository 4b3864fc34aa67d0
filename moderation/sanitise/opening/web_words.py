"""The words a person sees in an HTML e-mail, and nothing else of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_UNSEEN = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe"}
)
_ALONE = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source"}
)
_OWN_LINE = frozenset(
    {"p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre"}
)
_HIDING = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])|max-height\s*:\s*0)",
    re.I,
)
_DEEPEST = 200


def words_of(untrusted_html: str) -> tuple[str, bool]:
    """The text with its line ends, what was quoted behind "> "; and whether anything was hidden."""
    reader = _Reader()
    reader.feed(untrusted_html)
    reader.close()
    lines = [line.strip() for line in "".join(reader.kept).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), reader.hid


class _Reader(HTMLParser):
    """`kept`: words and line ends, plain text without markup. An element that hides takes all in it along."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self.hid = False
        self._open: list[tuple[str, bool]] = []
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr") or tag in _OWN_LINE:
            self._end_line()
        if tag in _ALONE or len(self._open) >= _DEEPEST:
            return
        given = dict(attrs)
        hides = "hidden" in given or bool(_HIDING.search(given.get("style") or ""))
        self._open.append((tag, tag in _UNSEEN or hides))
        if tag == "blockquote":
            self._quotes += 1
            self._end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self._open):
            return
        while self._open:
            name, _ = self._open.pop()
            if name == "blockquote":
                self._quotes -= 1
            if name == tag:
                break
        if tag in _OWN_LINE or tag == "blockquote":
            self._end_line()

    def handle_data(self, data: str) -> None:
        if any(unseen for _, unseen in self._open):
            self.hid = self.hid or (bool(data.strip()) and self._open[-1][0] not in _UNSEEN)
            return
        self.kept.append(re.sub(r"\s+", " ", data))

    def _end_line(self) -> None:
        self.kept.append("\n" + "> " * min(self._quotes, 1))
