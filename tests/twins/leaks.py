"""Leaks, planted on purpose into a door under test. Each must be caught; the table in docs says how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from flask import Response, request

from portal.pages.door import Door
from tests.twins import observer
from tests.twins.comparing import Step
from tests.twins.looking import Looked
from tests.twins.sight import Sight
from tests.twins.spec import Hidden

Change = Callable[[Hidden, Response], None]
Value = Callable[[Hidden], str]
Looking = Callable[[Looked], Iterator[Step]]


@dataclass(frozen=True)
class Leak:
    """`plant` puts it into an opened world; `look` is the part of the crawl that comes past it."""

    name: str
    plant: Callable[[Looked], None]
    look: Looking


LEAKS: dict[str, Leak] = {}


def keep(name: str, look: Looking, plant: Callable[[Looked], None]) -> None:
    """Note a leak by its name."""
    assert name not in LEAKS
    LEAKS[name] = Leak(name, plant, look)


def signed_in(*parts: Callable[[Sight], Iterator[Step]]) -> Looking:
    """Parts of the crawl, behind the sign-in page."""

    def look(looked: Looked) -> Iterator[Step]:
        for part in (observer.sign_in, *parts):
            yield from part(looked.sight)

    return look


def strange(looked: Looked) -> Iterator[Step]:
    """The crawl's tries at the sign-in page, by somebody who never signed in."""
    yield from observer.knock(looked.sight)


PAGES = signed_in(observer.follow_links)
ROUTES = signed_in(observer.walk_routes)
WRITING = signed_in(observer.write)
READING = signed_in(observer.read)
FILES = signed_in(observer.fetch_files)


def on_answer(looked: Looked, endpoint: str, change: Change) -> None:
    """Change every answer of an endpoint ("" for all)."""
    hidden, app = looked.sight.world.spec.hidden, cast(Door, looked.sight.client.application)

    @app.after_request
    def changed(response: Response) -> Response:
        if endpoint in ("", request.endpoint):
            change(hidden, response)
        return response


def put(response: Response, old: str, new: str) -> None:
    """Other words in an answer."""
    response.direct_passthrough = False
    response.set_data(response.get_data(as_text=True).replace(old, new, 1))


def says(name: str, endpoint: str, old: str, new: Value, look: Looking = PAGES) -> None:
    """A leak: `new` instead of `old` on a page."""
    keep(name, look, lambda looked: on_answer(looked, endpoint, lambda hidden, r: put(r, old, new(hidden))))


def heads(name: str, endpoint: str, header: str, value: Value, look: Looking = PAGES) -> None:
    """A leak: a header, where `value` isn't empty."""

    def change(hidden: Hidden, response: Response) -> None:
        if value(hidden):
            response.headers[header] = value(hidden)

    keep(name, look, lambda looked: on_answer(looked, endpoint, change))


def asks(name: str, statement: Value) -> None:
    """A leak: one more statement with every request, where it isn't empty."""

    def plant(looked: Looked) -> None:
        hidden, app = looked.sight.world.spec.hidden, cast(Door, looked.sight.client.application)

        @app.before_request
        def ask() -> None:
            if statement(hidden):
                with app.house.engine.connect() as connection:
                    connection.exec_driver_sql(statement(hidden)).fetchall()

    keep(name, PAGES, plant)
