"""Reading what a form or an address asks for: parsing only, no rule stands here."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date

from flask import request
from werkzeug.datastructures import MultiDict

Form = MultiDict[str, str]
_ID = re.compile(r"[0-9a-f]{32}")


def asked_number(form: Form, name: str) -> int:
    """A whole number out of a form; -1, which fits nothing, for anything else."""
    text = form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def asked_day(text: str) -> date | None:
    """A day as browsers send it (2026-05-03); None for anything else, and for the last year there is."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day.year < MAXYEAR else None


def asked_token(form: Form) -> str | None:
    """The token a form was given, which becomes the id of what it makes."""
    return asked_id(form, "form_token") or None


def asked_id(form: Form, name: str) -> str:
    """An id out of a form; empty, which is nobody's, for anything that isn't one."""
    text = form.get(name, "")
    return text if _ID.fullmatch(text) else ""


def asked_text(name: str, most: int = 200) -> str:
    """A search word out of the address; without the one sign that databases don't take."""
    return request.args.get(name, "")[:most].replace("\0", "").strip()


def error_list(faults: dict[str, str]) -> list[dict[str, str]]:
    """The error summary: each sentence with a link to its field (an empty name: of the whole page)."""
    return [{"text": text, "href": f"#{name or 'main-content'}"} for name, text in faults.items()]
