"""Reads the forms of a page as a browser without JavaScript does, so that tests send what the page holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Fields = dict[str, list[str]]
WHY_IT_MAY_STAY = "The reader has known it for years."


@dataclass
class Form:
    """One form: where it goes, what would be sent, and its buttons as (name, value, text)."""

    action: str
    method: str
    fields: Fields = field(default_factory=dict)
    boxes: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    def decided(self) -> Fields:
        """The fields, with every place that is held back confirmed by somebody who knows why it may stay."""
        keys = [value for name, value in self.boxes if name == "keep"]
        reasons = {f"why-{key}": [WHY_IT_MAY_STAY] for key in keys}
        return {**self.fields, **({"keep": keys} if keys else {}), **reasons}

    def add(self, name: str, value: str) -> None:
        """One more field."""
        if name:
            self.fields.setdefault(name, []).append(value)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.text: list[str] | None = None
        self.ending: tuple[str, str, str] = ("", "", "")
        self.select = ""
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is None:
            return
        elif tag == "input":
            self._input(given)
        elif tag in ("textarea", "button"):
            self.text, self.ending = [], (tag, given.get("name", ""), given.get("value", ""))
        elif tag == "select":
            self.select, self.options = given.get("name", ""), []
        elif tag == "option":
            self.options.append((given.get("value", ""), "selected" in given))

    def _input(self, given: dict[str, str]) -> None:
        assert self.open is not None
        name, value = given.get("name", ""), given.get("value", "")
        if given.get("type") in ("checkbox", "radio"):
            self.open.boxes.append((name, value))
            if "checked" in given:
                self.open.add(name, value)
        else:
            self.open.add(name, value)

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self.open is None:
            return
        if tag == "form":
            self.open = None
        elif tag == "select":
            chosen = [value for value, selected in self.options if selected] or [self.options[0][0]]
            self.open.add(self.select, chosen[0])
        elif self.text is not None and tag == self.ending[0]:
            text, self.text = "".join(self.text), None
            if tag == "textarea":
                self.open.add(self.ending[1], text.removeprefix("\n"))
            else:
                self.open.buttons.append((self.ending[1], self.ending[2], " ".join(text.split())))


def forms_of(html: str) -> list[Form]:
    """Every form of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def form_to(html: str, ending: str) -> Form:
    """The one form whose action ends like this."""
    found = [form for form in forms_of(html) if form.action.split("?")[0].split("#")[0].endswith(ending)]
    assert len(found) == 1, [form.action for form in forms_of(html)]
    return found[0]
