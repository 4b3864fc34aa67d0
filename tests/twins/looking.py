"""One look at a pair of worlds: both copied, both opened, both walked in step."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.builders import close
from tests.servers.mail import MailServer
from tests.twins import observer
from tests.twins.comparing import Difference, Step, differences
from tests.twins.letters_out import Letterbox
from tests.twins.sight import Sight
from tests.twins.spec import Pair
from tests.twins.worlds import World, build_world

MEMORY = Path("/dev/shm")  # worlds are many small synced files; nobody needs them after a power cut


@dataclass(frozen=True)
class Looked:
    """Everything of one world that an observer has in front of them."""

    sight: Sight
    letterbox: Letterbox


Part = Callable[[Looked], Iterator[Step]]
Plant = Callable[[Looked], None]


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for worlds, in memory where that can be had."""
    made = tempfile.mkdtemp(prefix="twins-", dir=MEMORY if MEMORY.is_dir() else None)
    try:
        yield Path(made)
    finally:
        shutil.rmtree(made)


def build(pair: Pair, into: Path) -> tuple[World, World]:
    """Both worlds of a pair."""
    one, other = pair.specs()
    return build_world(into / "one", one), build_world(into / "other", other)


@contextmanager
def opened(world: World, pair: Pair, server: MailServer) -> Iterator[Looked]:
    """A fresh copy of a world, with an observer in front of it."""
    with folder() as place:
        portal = world.visit(place / "copy", **server.settings())
        sight = Sight(world, portal, pair)
        try:
            yield Looked(sight, Letterbox(world, portal, server, sight.names))
        finally:
            close(portal)


def compare(worlds: tuple[World, World], pair: Pair, server: MailServer, parts: list[Part],
            plant: Plant | None = None, most: int = 20) -> list[Difference]:  # fmt: skip
    """The first differences between two worlds, part by part; `plant` changes both doors beforehand."""
    one, other = worlds
    with opened(one, pair, server) as left, opened(other, pair, server) as right:
        for looked in (left, right) if plant else ():
            plant(looked)  # type: ignore[misc]
        return differences(_walk(left, parts), _walk(right, parts), most)


def _walk(looked: Looked, parts: list[Part]) -> Iterator[Step]:
    for part in parts:
        yield from part(looked)


def as_member(looked: Looked) -> Iterator[Step]:
    """The door, signed in."""
    return observer.as_member(looked.sight)


def as_stranger(looked: Looked) -> Iterator[Step]:
    """The door, not signed in."""
    return observer.as_stranger(looked.sight)


def mails(looked: Looked) -> Iterator[Step]:
    """The mailbox."""
    return looked.letterbox.mails(looked.letterbox.worker())


def posted(looked: Looked) -> Iterator[Step]:
    """The letterbox at home."""
    return looked.letterbox.posted()
