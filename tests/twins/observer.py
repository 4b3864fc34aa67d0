"""Everything somebody can look at, send and try at the family door, signed in or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.builders import PASSWORD, picture_bytes
from tests.proving import PROVE
from tests.twins.comparing import Step
from tests.twins.sight import PAGES_TO_SEE, Sight

STATIC = Path(__file__).resolve().parent.parent.parent / "portal" / "static"
OTHER_METHODS = ("PUT", "DELETE", "OPTIONS", "HEAD")
VARIABLE = re.compile(r"<[^>]*?(\w+)>")
# Whose ids stand in an address: (name of the set, names of ids by what the address asks for).
ID_SETS: dict[str, dict[str, str]] = {
    "own": {
        "draft_id": "draft",
        "release_id": "release",
        "picture_id": "picture",
        "item_id": "item-released",
        "attachment_id": "attachment-of-item-released",
    },
    "own draft": {
        "draft_id": "draft",
        "release_id": "release-waiting",
        "picture_id": "picture",
        "item_id": "item-being-read",
        "attachment_id": "attachment",
    },
    "stale": {
        "draft_id": "draft-thrown-away",
        "release_id": "release-withdrawn",
        "picture_id": "picture",
        "item_id": "item-returned",
        "attachment_id": "attachment",
    },
    "foreign": {
        "draft_id": "foreign-draft-1",
        "release_id": "foreign-release-1",
        "picture_id": "foreign-picture-1",
        "item_id": "foreign-item-1",
        "attachment_id": "foreign-attachment-1",
    },
    "own with foreign": {
        "draft_id": "draft",
        "release_id": "release",
        "picture_id": "foreign-picture-1",
        "item_id": "item-released",
        "attachment_id": "foreign-attachment-1",
    },
    "of another kind": {
        "draft_id": "foreign-item-1",
        "release_id": "foreign-delivery-0",
        "picture_id": "foreign-attachment-1",
        "item_id": "foreign-delivery-1",
        "attachment_id": "foreign-picture-1",
    },
    "scanned in": {
        "draft_id": "scanned-draft",
        "release_id": "foreign-release-0",
        "picture_id": "foreign-picture-0",
        "item_id": "scanned-item",
        "attachment_id": "scanned-attachment",
    },
    "own with scanned in": {
        "draft_id": "draft",
        "release_id": "foreign-release-0",
        "picture_id": "scanned-attachment",
        "item_id": "item-released",
        "attachment_id": "scanned-attachment",
    },
    "made up": {
        "draft_id": "made-up-0",
        "release_id": "made-up-0",
        "picture_id": "made-up-1",
        "item_id": "made-up-0",
        "attachment_id": "made-up-1",
    },
}
# A form with the observer's own ids does what it says; those are pressed in `write`, one by one.
PRESSED_WITH = tuple(name for name in ID_SETS if name not in ("own", "own draft"))
NOT_PRESSED = ("/sign-out", "/sign-out-everywhere", "/sign-in", "/unlock", "/account/password")


def sign_in(sight: Sight) -> Iterator[Step]:
    """Come in as the observer."""
    yield sight.see("/sign-in")
    name = sight.pair.shown.people[0].log_in_name
    yield sight.press("/sign-in", log_in_name=name, password=PASSWORD)
    yield sight.see("/")


def follow_links(sight: Sight, start: str = "/") -> Iterator[Step]:
    """Every page that can be reached by links, and every address a form names, each looked at once."""
    waiting, seen = [start], set[str]()
    while waiting and len(seen) < PAGES_TO_SEE:
        path = waiting.pop(0)
        if sight.names.of(path) in seen:
            continue
        seen.add(sight.names.of(path))
        yield sight.see(path)
        waiting += sight.new_links()


def fetch_files(sight: Sight) -> Iterator[Step]:
    """Every static file, also with the headers a browser sends for what it has kept; and files not there."""
    for path in sorted(one for one in STATIC.rglob("*") if one.is_file()):
        yield sight.see(f"/static/{path.relative_to(STATIC)}")
    for name in ("favicon.ico", "static/nothing.css", "robots.txt", "static/../settings", ".well-known/x"):
        yield sight.see(f"/{name}")
    first = "/static/build/main.css"
    yield sight.go("GET", first, headers={"If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT"})


def walk_routes(sight: Sight) -> Iterator[Step]:
    """Every route there is, with every set of ids, by every method."""
    every = sight.client.application.url_map.iter_rules()
    rules = sorted({rule.rule for rule in every if rule.endpoint != "static"})
    for rule in rules:
        sets = ID_SETS if "<" in rule else {"own": {}}
        for set_name, ids in sets.items():
            path = VARIABLE.sub(lambda found, ids=ids: sight.ids[ids[found[1]]], rule)  # type: ignore[misc]
            yield sight.see(path)
            if rule not in NOT_PRESSED and (set_name in PRESSED_WITH or "<" not in rule):
                yield from _try_forms(sight, path)
            if set_name == "own" or (PROVE and set_name == "foreign"):
                yield from (sight.go(method, path) for method in OTHER_METHODS)


def _try_forms(sight: Sight, path: str) -> Iterator[Step]:
    guess = sight.pair.guesses()[0]
    form = {"text": f"Is it {guess}?", "note": guess, "version": "1", "description": guess}
    theirs = sight.ids["foreign-party-0"]
    yield sight.press(path, **form, to=theirs, draft_id=sight.ids["foreign-item-0"])
    yield sight.press(path, script=True, **form, to=sight.ids["party"], draft_id=sight.ids["made-up-1"])
    yield sight.go("POST", path, data=form)


def write(sight: Sight) -> Iterator[Step]:
    """Write a letter with guesses in it, from its first word to its sending, with every slip one can make."""
    party, theirs = sight.ids["party"], sight.ids["foreign-party-0"]
    draft, words = sight.ids["made-up-2"], "Hello. " + " and ".join(sight.pair.guesses()) + "?"
    base = f"/letters/{draft}"
    yield sight.see(f"/letters/new?draft={draft}&to={party}")
    yield sight.see(f"/letters/new?draft={draft}&to={theirs}")
    for to in (party, theirs, sight.ids["made-up-1"]):
        yield sight.press(f"{base}/save", script=True, text=words, note=words, to=to, version="0")
    for version, guess in enumerate(sight.pair.guesses(), start=1):
        # One guess alone: what is said of it, while it is typed and when it is looked over, is what counts.
        yield sight.press(f"{base}/save", script=True, text=f"Is it {guess}?", to=party, version=str(version))
        yield sight.see(f"{base}/check")
    last = 1 + len(sight.pair.guesses())
    yield sight.press(base, text="x" * 500_000, to=party, version=str(last))
    yield sight.press(base, text=words, note=words, to=party, version="99")
    yield from _pictures(sight, draft)
    for version in ("1", "99"):
        yield sight.press(f"{base}/send", version=version)
    yield sight.press(base, text=words, note=words, to=party, version=str(last))
    yield sight.see(f"{base}/check")
    yield from _send(sight, draft, last)


def _send(sight: Sight, draft: str, last: int) -> Iterator[Step]:
    for version in range(last, last + 3):
        yield sight.press(f"/letters/{draft}/send", version=str(version))
    yield sight.see(f"/letters/{draft}")
    yield sight.see("/sent")
    yield from (sight.see(link) for link in sight.new_links() if link.startswith("/sent/"))
    item = sight.ids["item-returned"]
    for token in ("", "made-up-0", "made-up-0", "draft-of-item-released"):
        yield sight.press(f"/sent/{item}/again", draft_id=sight.ids.get(token, ""))
    yield sight.see(f"/letters/{sight.ids['made-up-0']}")


def _pictures(sight: Sight, draft: str) -> Iterator[Step]:
    files = (("Garden.jpg", picture_bytes()), ("notes.exe", b"MZ\x90\x00 no picture"), ("empty.jpg", b""))
    for script in (False, True):
        for file in files:
            yield sight.upload(draft, file, script=script)
    yield sight.upload(draft, *files)
    yield sight.see(f"/letters/{draft}/pictures")
    path = f"/letters/{draft}/pictures/"
    links = [one for one in sight.new_links() if one.startswith(path) and not one.endswith("/remove")]
    yield from (sight.see(link) for link in links)
    yield sight.upload(draft, described=links[0].rpartition("/")[2], description=sight.pair.guesses()[0])
    yield sight.press(f"{links[0]}/remove")
    yield sight.upload(sight.ids["foreign-draft-0"], files[0])
    yield sight.see(f"/letters/{draft}/check")


def read(sight: Sight) -> Iterator[Step]:
    """Open what is waiting, look at it, print it, look at its pictures; and look at all lists again."""
    for name in ("release-waiting", "release", "release-withdrawn", "foreign-release-1"):
        path = f"/letters-for-you/{sight.ids[name]}"
        yield sight.press(f"{path}/open")
        for page in (path, f"{path}/print"):
            yield sight.see(page)
        for query in ("", "?small"):
            yield sight.see(f"{path}/pictures/{sight.ids['picture']}{query}")
    for page in ("/", "/letters-for-you", "/sent", "/?welcome=1", "/account?done=password"):
        yield sight.see(page)


def knock(sight: Sight) -> Iterator[Step]:
    """Guess log-in names, passwords and codes, and bring odd cookies and headers."""
    yield sight.see("/sign-in")
    for name in [*sight.pair.log_in_names(), "nobody@nowhere.example"]:
        # A name that exists finds a row: the one thing here that must differ, and nobody outside counts rows.
        yield sight.press("/sign-in", rows_matter=False, log_in_name=name, password="wrong horse battery")
        yield sight.press("/unlock", code="7KQM-2XPD-9RTW-4HJN-C3", log_in_name=name, password=PASSWORD)
    for link in ("/letters/" + sight.ids["foreign-draft-0"], "//elsewhere.example", "/sent"):
        yield sight.go("GET", "/sign-in", query_string={"next": link})
    odd = {"X-Forwarded-For": "10.0.0.1", "Origin": "https://elsewhere.example", "Accept-Language": "pl"}
    for headers in (odd, {"Cookie": "letterbox-family=" + "A" * 43}, {"Host": "elsewhere.example"}):
        yield sight.go("GET", "/", headers=headers)


def account(sight: Sight) -> Iterator[Step]:
    """Change the password with every slip, and then well; leave everywhere."""
    yield sight.see("/account/password")
    for old, new in (("wrong", "kettle-marble-monday"), (PASSWORD, "short"), (PASSWORD, "password1")):
        yield sight.press("/account/password", old=old, new=new)
    yield sight.press("/account/password", old=PASSWORD, new="kettle-marble-monday")
    sight.portal.clock.forward(minutes=2)  # long enough for a visit to be noted
    yield sight.see("/")
    yield sight.press("/sign-out-everywhere")
    yield sight.see("/")
    yield sight.press("/letters/" + sight.ids["draft"], text="After the end", version="1")


def as_member(sight: Sight) -> Iterator[Step]:
    """All of it, as the signed-in observer."""
    yield from sign_in(sight)
    for part in (follow_links, fetch_files, walk_routes, write, read, account, knock):
        yield from part(sight)


def as_stranger(sight: Sight) -> Iterator[Step]:
    """All of it, as somebody who never signed in."""
    yield from knock(sight)
    yield from follow_links(sight, "/sign-in")
    yield from fetch_files(sight)
    yield from walk_routes(sight)
    yield from islice(write(sight), 8)
