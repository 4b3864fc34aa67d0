"""What a person or the worker does, written down so that any process can do it, once or again."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient

from portal.app import create_app
from portal.settings import Settings
from portal.work import House
from portal.worker.running import Worker
from tests.builders import Clock, open_door
from tests.family.visits import multipart
from tests.killed.commands import COMMANDS
from tests.staff.forms import form_to, forms_of

FORM = "application/x-www-form-urlencoded"
FILES = "multipart/form-data; boundary=letterbox"


@dataclass(frozen=True)
class Step:
    """One press of a button, as the browser sends it; or, with the door "worker", all the work there is, or
    an operator's command named by the path."""

    door: str
    path: str = ""
    cookie: str = ""
    body: bytes = b""
    content_type: str = FORM

    def to_json(self) -> dict[str, str]:
        """As told to another process."""
        return vars(self) | {"body": base64.b64encode(self.body).decode()}

    @classmethod
    def from_json(cls, told: Mapping[str, str]) -> Step:
        """As it was told."""
        return cls(**{**told, "body": base64.b64decode(told["body"])})


WORK = Step("worker")


def press(
    client: FlaskClient,
    door: str,
    page: str,
    ending: str,
    change: Mapping[str, object] | None = None,
    only: tuple[str, str] = ("", ""),
) -> Step:
    """The form of a page whose action ends so, filled in; `only` tells forms with one action apart."""
    client.get(page)
    shown = client.get(page)  # the second time with every cookie the first one gave
    assert shown.status_code == 200, (page, shown.status_code)
    if only == ("", ""):
        form = form_to(shown.text, ending)
    else:
        forms = [one for one in forms_of(shown.text) if one.action.endswith(ending)]
        form = next(one for one in forms if one.fields.get(only[0]) == [only[1]])
    fields: dict[str, Any] = {**form.decided(), **(change or {})}
    cookie = shown.request.headers["Cookie"]
    return Step(door, form.action, cookie, urlencode(fields, doseq=True).encode())


def upload(client: FlaskClient, page: str, files: Sequence[tuple[str, bytes]]) -> Step:
    """A form with files."""
    client.get(page)
    shown = client.get(page)
    form = form_to(shown.text, "/pictures")
    body = multipart(form.fields["csrf_token"][0], files)
    return Step("family", form.action, shown.request.headers["Cookie"], body, FILES)


def scan_in(client: FlaskClient, case: str, writer: str, files: Sequence[tuple[str, bytes]]) -> Step:
    """A letter on paper that staff take in."""
    page = f"{case}/scan-in"
    client.get(page)
    shown = client.get(page)
    fields = {name: values[0] for name, values in form_to(shown.text, "/scan-in").fields.items() if values}
    token = fields.pop("csrf_token")
    body = multipart(token, files, fields | {"writer": writer, "note": "Found in the post."}, "page")
    return Step("staff", page, shown.request.headers["Cookie"], body, FILES)


def do(step: Step, settings: Settings, clock: Clock) -> int:
    """Do it in a house that is opened for it; returns the answer's status (0 for the worker's work).

    An operator's command is given the settings as they are: it is no door, and takes no role of a door's.
    """
    house = open_door(settings, step.door, clock)
    try:
        if step.door == "worker" and step.path:
            COMMANDS[step.path](house, settings, clock)
            return 0
        return _do_in(house, step)
    finally:
        house.engine.dispose()


def _do_in(house: House, step: Step) -> int:
    if step.door == "worker":
        Worker(house).drain()
        return 0
    headers = {"Cookie": step.cookie, "Sec-Fetch-Site": "same-origin"}
    client = create_app(house).test_client(use_cookies=False)
    answer = client.post(step.path, data=step.body, content_type=step.content_type, headers=headers)
    return answer.status_code


def settle(settings: Settings, clock: Clock) -> None:
    """The worker works off what there is, when claims have run out, and when a day is over."""
    house = open_door(settings, "worker", clock)
    worker = Worker(house)
    for wait in (timedelta(0), timedelta(minutes=11), timedelta(minutes=11), timedelta(hours=25)):
        clock.moment += wait
        worker.drain()
    house.engine.dispose()
