"""An observer's browser at the family door. Whatever it does or gets becomes a step."""

from __future__ import annotations

import re
import secrets
from html import unescape
from typing import Any
from urllib.parse import urldefrag

from tests.builders import Portal
from tests.family.visits import TOKEN, multipart
from tests.twins.comparing import READABLE, Names, Step
from tests.twins.spec import Pair
from tests.twins.tape import Tape
from tests.twins.worlds import World

LINK = re.compile(r'(?:href|src|action)="([^"]+)"')
PAGES_TO_SEE = 120


class Sight:
    """One browser in one world. `ids` are the ids it may try, the same kinds and numbers in every world."""

    def __init__(self, world: World, portal: Portal, pair: Pair) -> None:
        self.world, self.portal, self.pair = world, portal, pair
        self.tape = Tape()
        self.tape.listen(portal.family.engine)
        self.client = portal.client("family")
        self.ids = dict(world.own) | _foreign(world, pair) | {f"made-up-{n}": _made_up() for n in range(3)}
        theirs = frozenset(one for ids in world.foreign.values() for one in ids)
        self.names = Names(self.ids, world.reference, theirs)
        self.links: list[str] = []
        self.token = ""

    def go(self, method: str, path: str, rows_matter: bool = True, **more: Any) -> Step:
        """One request, a second after the one before; links on its page are remembered."""
        self.portal.clock.forward(seconds=1)
        self.names.tried(f"{path} {more}")
        answer = self.client.open(path, method=method, **more)
        step = Step(
            name=self.names.of(f"{method} {path}"),
            status=answer.status_code,
            headers=tuple(self.names.header(name, value) for name, value in answer.headers),
            body=self._body(answer.data, answer.mimetype),
            asked=self.tape.take(),
            rows_matter=rows_matter,
        )
        self.links += [answer.location] if answer.location else []
        answer.close()
        assert step.status < 500, step.name
        return step

    def _body(self, body: bytes, kind: str) -> bytes:
        if not kind.startswith(READABLE):
            return body
        text = body.decode()
        self.links += [unescape(link) for link in LINK.findall(text)]
        token = TOKEN.search(text)
        self.token = token[1] if token else self.token
        return self.names.of(text).encode()

    def see(self, path: str) -> Step:
        """Look at a page."""
        return self.go("GET", path)

    def press(self, path: str, script: bool = False, rows_matter: bool = True, **form: object) -> Step:
        """Send a form, as a browser does or as our scripts do."""
        headers = {"X-Requested-With": "fetch"} if script else {}
        data = {"csrf_token": self.token} | form
        return self.go("POST", path, rows_matter, data=data, headers=headers)

    def upload(self, draft: str, *files: tuple[str, bytes], script: bool = False, **form: str) -> Step:
        """Send pictures with a draft."""
        return self.go(
            "POST",
            f"/letters/{draft}/pictures",
            data=multipart(self.token, files, form),
            content_type="multipart/form-data; boundary=letterbox",
            headers={"X-Requested-With": "fetch"} if script else {},
        )

    def new_links(self) -> list[str]:
        """Addresses of this door that pages pointed to since the last time, each once."""
        found = dict.fromkeys(urldefrag(link)[0] for link in self.links if link.startswith("/"))
        self.links.clear()
        return list(found)


def _made_up() -> str:
    return secrets.token_hex(16)


def _foreign(world: World, pair: Pair) -> dict[str, str]:
    """Two ids of each kind that are other people's; where there are none, ids of nothing stand for them.

    The second is really there in one world and is nothing in the other, so that "not yours" and "not there"
    are held against each other. So are those of a letter of one's own that the team scanned in.
    """
    there = world.spec.hidden is pair.one
    chosen = {name: one if there else _made_up() for name, one in world.scanned.items()}
    for kind, all_ids in world.foreign.items():
        ids = [one for one in all_ids if one not in world.scanned.values()]
        chosen[f"foreign-{kind}-0"] = ids[0] if len(ids) > 1 else _made_up()
        chosen[f"foreign-{kind}-1"] = ids[-1] if ids and there else _made_up()
    return chosen
