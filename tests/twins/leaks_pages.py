"""Leaks through pages, headers, cookies, files, forms and the database."""

from __future__ import annotations

from flask import Response, request

from tests.twins.leaks import (
    FILES,
    LEAKS,
    PAGES,
    READING,
    ROUTES,
    WRITING,
    asks,
    heads,
    keep,
    on_answer,
    put,
    says,
    strange,
)
from tests.twins.looking import Looked
from tests.twins.spec import Fate, Hidden

HOME, READ, SENT, LIST = "home.home_page", "reading.letter_page", "sent.letter_page", "sent.list_page"


def _waiting(hidden: Hidden) -> int:
    return len(hidden.letters)


says("a name in a title", HOME, "<title>", lambda one: f"<title>{one.people[0].name} - ")
says("a count of what waits", HOME, "Your letterbox</h1>", lambda one: f"Your letterbox</h1>{_waiting(one)}")
says("a longer page", HOME, "</html>", lambda one: "</html>" + "\n" * _waiting(one))
says("a comment in the page's source", HOME, "</body>", lambda one: f"<!-- {one.child} --></body>")
says("the width of a redaction", READ, "[taken out]", lambda one: "x" * len(one.taken_out[0]))
says(
    "what was taken out, in a title attribute",
    READ,
    "app-removed",
    lambda one: f'" title="{one.taken_out[0]}',
)
says("an alt text", READ, 'alt="Photo 1"', lambda one: f'alt="{one.picture_secret}"')
says(
    "how many pictures were left out", READ, "See it larger", lambda one: f"1 of {1 + one.pictures_left_out}"
)
says(
    "when the other side wrote", READ, "</article>", lambda one: f"</article>Written on {5 + one.spare_days}"
)
says("how many people live there", READ, "<h1", lambda one: f"<!-- {len(one.people)} --><h1")
says("that a letter came by post", READ, "<h1", lambda one: "<i></i>" * one.short_on_paper + "<h1")
says(
    "that the team scanned in what was posted",
    SENT,
    "app-card",
    lambda one: "app-card" + "x" * len(one.own_paper),
)
says("how often a letter came back", READ, "<h1", lambda one: "<b></b>" * one.detours + "<h1")
says("the size of a sealed file", READ, "See it larger", lambda one: f"{len(one.picture_secret) + 99} bytes")
says(
    "that a letter is held",
    SENT,
    "Being read",
    lambda one: "On file" if one.own_fate is Fate.HELD else "Being read",
)
says(
    "that a release was taken back",
    SENT,
    "Released",
    lambda one: "Ended" if one.own_withdrawn else "Released",
)
says("that it was read", SENT, "Released", lambda one: "Released, and read" if one.own_read else "Released")
says("words for the record", SENT, "The team wrote", lambda one: f"{one.record} The team wrote")
says("who decided", SENT, "The team wrote", lambda one: f"{one.staff[-1]} wrote")
says("a colour", SENT, "app-card", lambda one: "app-card is-red" if one.own_fate is Fate.HELD else "app-card")
says(
    "when the other side writes", HOME, "Writing</h2>", lambda one: f"Writing</h2>They write in {one.months}"
)
says("how they name themselves", "writing.new_letter", "Ash and Rowan", lambda one: one.signs)
says(
    "a placeholder in a form",
    "writing.write_page",
    "<textarea",
    lambda one: f'<textarea placeholder="{one.child}"',
)
says("the print view", "reading.print_page", "</article>", lambda one: f"</article>{one.relationship}")
says(
    "a JSON field",
    "writing.save_quietly",
    '"version"',
    lambda one: f'"queue":{_waiting(one)},"version"',
    WRITING,
)
says("an error text", "writing.save_and_go_on", "too long", lambda one: f"too long for {one.signs}", WRITING)
says(
    "a refused upload's words",
    "pictures.add_pictures",
    "this kind of file",
    lambda one: one.picture_secret,
    WRITING,
)
says("a script's version", "static", "export", lambda one: f"/* {_waiting(one)} */ export", FILES)
says(
    "a page for strangers",
    "signing_in.sign_in_page",
    "<main",
    lambda one: f"<i>{one.people[0].name}</i><main",
    strange,
)

heads("an ETag of what is hidden", READ, "ETag", lambda one: f'"{len(one.taken_out[0])}"')
heads(
    "a Last-Modified of the other side's",
    READ,
    "Last-Modified",
    lambda one: f"Sat, 0{6 + int(one.spare_days)} Jun 2026",
)
heads("a header with a staff name", SENT, "X-Handled-By", lambda one: one.staff[0])
heads("a server's own timing", HOME, "Server-Timing", lambda one: f"db;dur={_waiting(one)}")
heads(
    "a file to load beforehand", HOME, "Link", lambda one: "</static/x>; rel=preload" * one.pictures_left_out
)
heads("a looser policy", HOME, "Content-Security-Policy", lambda one: "img-src *" if one.detours else "")
heads(
    "a redirect's target",
    "reading.open_letter",
    "Location",
    lambda one: f"/letters-for-you#{_waiting(one)}",
    READING,
)
heads("the methods allowed", HOME, "Allow", lambda one: "GET, HEAD" if one.own_read else "", ROUTES)

asks("one more query", lambda one: "SELECT 1" if one.own_read else "")
asks("another query", lambda one: f"SELECT {_waiting(one)}")
asks("a query that reads the other side's rows", lambda one: "SELECT id FROM delivery")


def _cookies(number: int, length: int) -> str:
    return f"look{number}={'x' * length}; Path=/"


def _cookie_length(hidden: Hidden, response: Response) -> None:
    response.headers.add("Set-Cookie", _cookies(0, _waiting(hidden)))


def _number_of_cookies(hidden: Hidden, response: Response) -> None:
    for number in range(_waiting(hidden)):
        response.headers.add("Set-Cookie", _cookies(number, 8))


def _status(hidden: Hidden, response: Response) -> None:
    response.status_code = 202 if hidden.own_fate is Fate.HELD else response.status_code


def _order_of_headers(hidden: Hidden, response: Response) -> None:
    first, second = ("X-One", "X-Two") if hidden.own_read else ("X-Two", "X-One")
    response.headers[first] = response.headers[second] = "1"


def _order_of_rows(hidden: Hidden, response: Response) -> None:
    parts = response.get_data(as_text=True).split('<li class="app-card">')
    if hidden.own_fate is Fate.HELD and len(parts) > 2:
        parts[1], parts[2] = parts[2], parts[1]
    response.set_data('<li class="app-card">'.join(parts))


def _picture_bytes(hidden: Hidden, response: Response) -> None:
    response.set_data(response.get_data() + hidden.picture_secret.encode())


def _picture_padding(hidden: Hidden, response: Response) -> None:
    if "small" in request.args:
        response.set_data(response.get_data() + bytes(_waiting(hidden)))


for _name, _endpoint, _change in (
    ("a cookie's length", HOME, _cookie_length),
    ("the number of cookies", HOME, _number_of_cookies),
    ("a status code", SENT, _status),
    ("the order of headers", HOME, _order_of_headers),
    ("the order of rows", LIST, _order_of_rows),
    ("words behind a picture's end", "reading.picture", _picture_bytes),
    ("a small picture's size", "reading.picture", _picture_padding),
):
    keep(_name, PAGES, lambda looked, where=_endpoint, what=_change: on_answer(looked, where, what))  # type: ignore[misc]


def _guessed(hidden: Hidden) -> bool:
    text = request.form.get("text", "")
    return any(value in text for _, value in hidden.protected[1:])


def _hint_while_typing(hidden: Hidden, response: Response) -> None:
    if _guessed(hidden):
        put(response, '"version"', '"hint":true,"version"')


def _later_hint(hidden: Hidden, response: Response) -> None:
    # It doesn't say which word: only the page's length tells.
    page = response.get_data(as_text=True)
    if any(value in page for _, value in hidden.protected[1:]):
        put(response, "</main>", " </main>")


keep("a hint while typing", WRITING, lambda one: on_answer(one, "writing.save_quietly", _hint_while_typing))
keep("a hint on the check page", WRITING, lambda one: on_answer(one, "checking.check_page", _later_hint))


def _another_404(looked: Looked) -> None:
    ids = {one for kind in looked.sight.world.foreign.values() for one in kind}

    def change(_hidden: Hidden, response: Response) -> None:
        if response.status_code == 404 and any(one in request.path for one in ids):
            put(response, "it is not for you", "it is not  for you")

    on_answer(looked, "", change)


def _forbidden(looked: Looked) -> None:
    ids = {one for kind in looked.sight.world.foreign.values() for one in kind}

    def change(_hidden: Hidden, response: Response) -> None:
        if response.status_code == 404 and any(one in request.path for one in ids):
            response.status_code = 403

    on_answer(looked, "", change)


def _known_name(hidden: Hidden, response: Response) -> None:
    if request.form.get("log_in_name") == hidden.people[0].log_in_name:
        put(response, "</main>", "Please try your password again.</main>")


keep("another 404 for what exists", ROUTES, _another_404)
keep("403 for what exists", ROUTES, _forbidden)
keep("who has an account", strange, lambda one: on_answer(one, "signing_in.sign_in_now", _known_name))


def _download_as(one: Hidden) -> str:
    return f'app-photo__enlarge" download="{one.picture_secret}'


says("a file name", READ, "app-photo__enlarge", _download_as)


def _their_id(looked: Looked) -> None:
    theirs = looked.sight.world.foreign["party"][0]
    on_answer(looked, HOME, lambda _hidden, response: put(response, "<main", f'<main data-other="{theirs}"'))


keep("an id of the other side's", PAGES, _their_id)
ON_PAGES = tuple(LEAKS)
