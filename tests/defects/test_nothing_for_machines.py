"""No page for programmers or for machines tells what is in letters, or that there are any."""

from __future__ import annotations

import pytest

from tests.family.visits import Town, saved_letter

USUAL = (
    "/metrics",
    "/health",
    "/healthz",
    "/status",
    "/debug",
    "/console",
    "/_debug_toolbar/",
    "/?__debugger__=yes&cmd=resource&f=style.css",
    "/.env",
    "/.git/config",
    "/static/../settings.py",
    "/static/%2e%2e/app.py",
    "/server-status",
)


@pytest.mark.parametrize("door", ["family", "staff"])
def test_there_are_no_pages_for_machines(town: Town, door: str) -> None:
    client = town.portal.client(door)
    for path in USUAL:
        answer = client.get(path)
        assert answer.status_code in (302, 303, 404), (path, answer.status_code)
        assert "import" not in answer.text, path
    assert not town.portal.app(door).debug


def test_a_fault_shows_no_traceback(town: Town) -> None:
    """A sealed draft that was damaged: the page says so, and nothing of how, or of what."""
    priya = town.as_person(town.priya)
    draft = saved_letter(priya, [town.adoptive], "We went to Oakham")
    with town.portal.family.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE copy SET body = x'00' WHERE kind = 'draft'")
    answer = priya.get(f"/letters/{draft}")
    assert answer.status_code == 500
    for word in ("Traceback", "Error", ".py", "Oakham", draft, "sqlalchemy"):
        assert word not in answer.text, word
