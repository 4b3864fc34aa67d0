"""The office, and people in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from moderation.lifecycle import Role
from tests.builders import close, make_portal
from tests.staff.office import Browser, Office, copy_office, make_office


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One arrangement with both households, and an empty desk: to be copied."""
    made = make_office(make_portal(tmp_path_factory.mktemp("office") / "portal"))
    close(made.portal)
    return made


@pytest.fixture
def office(made_office: Office, tmp_path: Path) -> Iterator[Office]:
    """A copy of it, of the test's own."""
    office = copy_office(made_office, tmp_path / "portal")
    yield office
    close(office.portal)


@pytest.fixture
def sam(office: Office) -> Browser:
    """A support worker, signed in."""
    return office.worker()


@pytest.fixture
def mo(office: Office) -> Browser:
    """A manager, signed in."""
    return office.worker(Role.MANAGER, "Mo Manager")
