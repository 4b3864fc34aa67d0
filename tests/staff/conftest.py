"""The office, and people in it."""

from __future__ import annotations

import pytest

from moderation.lifecycle import Role
from tests.builders import Portal
from tests.staff.office import Browser, Office, make_office


@pytest.fixture
def office(small_portal: Portal) -> Office:
    """One arrangement with both households, and an empty desk."""
    return make_office(small_portal)


@pytest.fixture
def sam(office: Office) -> Browser:
    """A support worker, signed in."""
    return office.worker()


@pytest.fixture
def mo(office: Office) -> Browser:
    """A manager, signed in."""
    return office.worker(Role.MANAGER, "Mo Manager")
