"""A small web application that shows every piece of the pages' ground, under the strict policy."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, jsonify, render_template, request
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup
from werkzeug.serving import make_server

from portal.contact import Contact
from tests.browser.accessibility import ROOT

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LETTER = """Dear Robin,

It was a busy summer here. Jamie learned to swim in June, and laughs every time the water goes up the nose.

On the way home from St Hilda's Primary we count dogs. Our street, 14 Larch Close, has the most.

Jamie still loves strawberries, drums and being read to at night. We think of you often.

With warm wishes,
Alex and Chris"""
HINTS = [
    {"id": "1", "words": ["St", "Hilda's", "Primary"], "kind": "School", "strength": "hold",
     "reason": "This looks like the name of a school. It could say where the child lives."},
    {"id": "2", "words": ["14", "Larch", "Close,"], "kind": "Address", "strength": "ask",
     "reason": "A number and a street. Is this an address?"},
]  # fmt: skip
NAVIGATION = [{"text": "Home", "href": "#", "current": True}, {"text": "Your letters", "href": "#"}]
CONTACT = Contact("0113 496 0000", "Monday to Friday, 9 to 5")


@dataclass
class Answers:
    """What the door will say next, and what it was sent: set by a test, read by a test."""

    draft_status: int = 200
    draft_takes: float = 0.0  # seconds
    post_takes: float = 0.0  # seconds
    draft_message: str = ""
    drafts: list[dict[str, str]] = field(default_factory=list)
    refused_names: dict[str, str] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    posted: list[dict[str, list[str]]] = field(default_factory=list)


def pieces_of(text: str) -> Iterator[dict[str, Any]]:
    """The letter as words and what stands between them, with the hinted words marked."""
    hinted = {word: hint["id"] for hint in HINTS for word in hint["words"]}
    for match in re.finditer(r"\S+|\s+", text):
        yield {
            "text": match.group(),
            "start": match.start(),
            "end": match.end(),
            "word": not match.group().isspace(),
            "checked": False,
            "hint_id": hinted.get(match.group()),
        }


def letter_markup(text: str) -> Markup:
    """The letter as a reader sees it; one word is shown as taken out."""
    lines = [Markup("<br>").join(part.split("\n")) for part in text.split("\n\n")]
    paragraphs = [Markup("<p>{}</p>").format(part) for part in lines]
    removed = Markup('<span class="removed">[taken out]</span>')
    return Markup("\n").join(paragraphs).replace("14 Larch Close", removed)


class PatternDoor:
    """The application and its server on a free port of this machine."""

    def __init__(self) -> None:
        self.answers = Answers()
        self.app = Flask(__name__, static_folder=str(ROOT / "portal" / "static"), template_folder=None)
        self.app.config.update(SECRET_KEY="only for the pattern page", WTF_CSRF_TIME_LIMIT=None)
        self.app.jinja_loader = ChoiceLoader([
            FileSystemLoader([ROOT / "templates", ROOT / "tests" / "browser" / "pages"]),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ])  # fmt: skip
        CSRFProtect(self.app)
        self._add_routes()
        self.url = ""

    def start(self) -> None:
        self._server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _add_routes(self) -> None:
        app = self.app
        app.add_url_rule("/pages/<name>", view_func=self.show)
        app.add_url_rule("/draft", view_func=self.save_draft, methods=["POST"])
        app.add_url_rule("/pictures", view_func=self.add_picture, methods=["POST"])
        app.add_url_rule("/post", view_func=self.take_post, methods=["POST"])
        app.add_url_rule("/picture.svg", view_func=lambda: app.send_static_file("images/letterbox.svg"))
        app.after_request(self._strictly)

    def _strictly(self, response: Response) -> Response:
        # Whole in memory, its file closed: this server forgets to close the file where a browser hangs up.
        response.direct_passthrough = False
        body = response.get_data()
        response.close()
        response.set_data(body)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Cache-Control"] = "no-store"
        return response

    def show(self, name: str) -> str:
        return render_template(
            f"{name}.html",
            agency_service_name="Riverside Letterbox",
            agency_contact=CONTACT,
            navigation=NAVIGATION,
            sign_out_url="/post",
            home_url="/pages/family",
            letter=letter_markup(LETTER),
            pieces=list(pieces_of(LETTER)),
            hints=HINTS,
        )

    def save_draft(self) -> tuple[Response, int]:
        self.answers.drafts.append(request.form.to_dict())
        time.sleep(self.answers.draft_takes)
        status = self.answers.draft_status
        if status == 200:
            return jsonify(version=int(request.form["version"]) + 1), 200
        return jsonify(message=self.answers.draft_message), status

    def add_picture(self) -> tuple[Response, int]:
        name = request.files["pictures"].filename or ""
        if name in self.answers.refused_names:
            return jsonify(error=self.answers.refused_names[name]), 422
        self.answers.pictures.append(name)
        return jsonify(added=True), 201

    def take_post(self) -> str:
        self.answers.posted.append(request.form.to_dict(flat=False))
        time.sleep(self.answers.post_takes)
        return self.show("sent")
