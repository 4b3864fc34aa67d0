"""Lists ask the database the same number of questions however many lines they show."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from portal.services.accounts import find_accounts
from portal.services.arrangements import find_arrangements
from portal.services.queue import QueueFilter, queue
from portal.work import SYSTEM, Work, unit_of_work
from tests.builders import Portal, add_arrangement, add_correspondent, party_id, send_letter

LISTS: dict[str, Callable[[Work, str], int]] = {
    "desk": lambda work, agency_id: len(queue(work, agency_id, QueueFilter()).rows),
    "arrangements": lambda work, agency_id: len(find_arrangements(work, agency_id)),
    "people": lambda work, agency_id: len(find_accounts(work, agency_id)),
}


def add_line(portal: Portal, number: int) -> None:
    """One more arrangement, with one person who sent one letter."""
    party = party_id(portal, add_arrangement(portal), "birth")
    who = add_correspondent(portal, f"Person {number}", f"person{number}@example.org", party)
    send_letter(portal, who, "Dear all", [party])


@contextmanager
def asked(engine: Engine) -> Any:
    """A list that grows by each question asked of the database."""
    questions: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        questions.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield questions
    event.remove(engine, "before_cursor_execute", note)


def ask(portal: Portal, name: str) -> tuple[int, int]:
    """How many lines one list shows, and how many questions it asks."""
    with asked(portal.staff.engine) as questions, unit_of_work(portal.staff, SYSTEM, writes=False) as work:
        lines = LISTS[name](work, portal.agency_id)
    return lines, len(questions)


@pytest.mark.parametrize("name", LISTS)
def test_a_longer_list_asks_no_more(small_portal: Portal, name: str) -> None:
    add_line(small_portal, 1)
    ask(small_portal, name)  # opens the agency's key, once a process
    few = ask(small_portal, name)
    for number in (2, 3, 4):
        add_line(small_portal, number)
    assert ask(small_portal, name) == (4, few[1])
    assert few[0] == 1
