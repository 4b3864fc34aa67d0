"""100 MB sent to the family door in four files, against bare Flask that writes them to a file as they are.

Both under the same server with one process. Memory is the most that the process which answers ever had (the
kernel's VmHWM, begun anew), against the same process at rest.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.database import running_postgres
from benchmarks.invented import cookie, portal_now, settings_of
from benchmarks.measuring import Aim, Bound, Line, take_turns, time_line
from benchmarks.served import Served, bare_command, children, door_command
from benchmarks.visitor import NoPage, Visitor
from portal.db import new_id
from portal.services.drafts import DraftContent, save_draft
from portal.work import Actor, unit_of_work
from tests.builders import Correspondent, Portal, add_arrangement, add_correspondent, close, party_id
from tests.family.visits import TOKEN, multipart

ROUNDS = 5
FILES, MEGABYTES = 4, 25
OURS, BARE = "100 MB uploaded at the family door", "bare Flask, written as it comes"
LITTLE = Aim(Bound.AT_MOST, 8)
FORM = "multipart/form-data; boundary=letterbox"


def measure() -> list[Line]:
    """Time, and memory beyond that at rest (MB)."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(running_postgres())
        portal = portal_now(folder / "portal", server.url(server.new_database()))
        party = party_id(portal, add_arrangement(portal), "adoptive")
        priya = add_correspondent(portal, "Priya", "priya@example.org", party)
        drafts = [_draft(portal, priya) for _ in range(ROUNDS + 2)]
        door = stack.enter_context(Served(door_command("family"), settings_of(portal), folder / "family"))
        door.wait_for("/sign-in")
        settings = {"BARE_FILE": str(folder / "taken")}
        command = bare_command("benchmarks.bare_flask:make_taker")
        bare = stack.enter_context(Served(command, settings, folder / "bare"))
        bare.wait_for("/")
        visitor = Visitor(door.socket, cookie("family", priya.secret))
        _upload(visitor, drafts.pop(), 1)
        tasks = {
            OURS: lambda: _upload(visitor, drafts.pop(), MEGABYTES),
            BARE: partial(_send_bare, Visitor(bare.socket)),
        }
        rest = _most_memory(door, lambda: None)
        taken: dict[str, list[float]] = {}
        most = _most_memory(door, lambda: taken.update(take_turns(tasks, ROUNDS)))
        close(portal)
    more = most - rest
    plain = f"{most:.1f} MB against {rest:.1f} MB"
    return [
        time_line(taken, OURS, BARE, lambda seconds: f"{FILES * MEGABYTES / seconds:.0f} MB a second"),
        Line(f"{OURS}: peak memory", "the same process at rest", more, more, more, plain, LITTLE, "MB more"),
    ]


def _draft(portal: Portal, writer: Correspondent) -> str:
    draft_id = new_id()
    with unit_of_work(portal.family, Actor("account", writer.account.id)) as work:
        save_draft(work, writer.me, draft_id, DraftContent("Dear Dawn", "", ()), 0)
    return draft_id


def _content(megabytes: int) -> bytes:
    """What begins like a photograph; no file twice, because the door knows those it has."""
    head = b"\xff\xd8\xff\xe0" + bytes(2000)
    return head + os.urandom(megabytes * 1_000_000 - len(head))


def _upload(visitor: Visitor, draft: str, megabytes: int) -> None:
    page = f"/letters/{draft}/pictures"
    found = TOKEN.search(visitor.get(page).body.decode())
    assert found is not None
    for number in range(FILES):
        body = multipart(found[1], [(f"{number}.jpg", _content(megabytes))])
        answer = visitor.post(page, body, FORM)
        if answer.status != 303:
            raise NoPage(f"{answer.status} for {page}")


def _send_bare(visitor: Visitor) -> None:
    for number in range(FILES):
        body = multipart("none", [(f"{number}.jpg", _content(MEGABYTES))])
        if visitor.post("/", body, FORM).status != 200:
            raise NoPage("bare")


def _most_memory(served: Served, task: Callable[[], object]) -> float:
    """MB that the answering process had at most during a task."""
    (answers,) = children(served.pid)
    # Documented in proc(5): 5 sets the peak back to what is held now.
    Path(f"/proc/{answers}/clear_refs").write_text("5", encoding="ascii")
    task()
    status = Path(f"/proc/{answers}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1000
