"""The harness sees what it must: every planted leak is caught, and a pair without one is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.mail import MailServer
from tests.twins.comparing import Difference
from tests.twins.fixed import FIXED
from tests.twins.leaks import LEAKS
from tests.twins.leaks_letters import MAILED
from tests.twins.leaks_pages import ON_PAGES
from tests.twins.looking import build, compare, folder, mails
from tests.twins.worlds import World

TABLE = Path(__file__).resolve().parent.parent.parent / "docs" / "non-interference.md"
ROW = re.compile(r"^\| (?P<name>[^|]+) \| (?P<caught>[^|]+) \|$", re.MULTILINE)
LEAST = 40


@pytest.fixture(scope="module")
def worlds() -> Iterator[tuple[World, World]]:
    """The fixed pair, built once and copied for every leak."""
    with folder() as place:
        yield build(FIXED, place)


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    """One mail server for all of them."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


def caught_by(found: list[Difference]) -> str:
    """By what a leak was caught, as the table says it."""
    return found[0].of.partition(" of SELECT")[0]


@pytest.mark.xdist_group("planted")
def test_without_a_leak_there_is_no_difference(worlds: tuple[World, World], mail: MailServer) -> None:
    looks = list(dict.fromkeys(leak.look for leak in LEAKS.values() if leak.name not in MAILED))
    found = compare(worlds, FIXED, mail, [mails, *looks, mails])
    assert not found, "\n".join(str(one) for one in found)


@pytest.mark.parametrize("name", list(LEAKS))
@pytest.mark.xdist_group("planted")
def test_a_planted_leak_is_caught(worlds: tuple[World, World], mail: MailServer, name: str) -> None:
    leak = LEAKS[name]
    found = compare(worlds, FIXED, mail, [leak.look], leak.plant, most=1)
    assert found, f"not caught: {name}"
    print(f"| {name} | {caught_by(found)} |")
    assert (name, caught_by(found)) in table(), str(found[0])


def table() -> list[tuple[str, str]]:
    """The rows of the document."""
    text = TABLE.read_text().partition("## Planted leaks")[2]
    rows = [(row["name"].strip(), row["caught"].strip()) for row in ROW.finditer(text)]
    return [row for row in rows if row[0] != "planted leak" and not set(row[0]) <= {"-"}]


def test_the_table_lists_the_leaks_and_no_others() -> None:
    assert sorted(name for name, _ in table()) == sorted(LEAKS)
    assert len(LEAKS) == len({*ON_PAGES, *MAILED}) >= LEAST
