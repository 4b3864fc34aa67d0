"""A portal set up as for the internet: both addresses https://."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Portal, close, make_portal
from tests.staff.office import Office, make_office

ADDRESSES = {
    "LETTERBOX_FAMILY_URL": "https://family.example",
    "LETTERBOX_STAFF_URL": "https://staff.example",
}


@pytest.fixture
def safe_portal(tmp_path: Path) -> Iterator[Portal]:
    """Both doors behind TLS."""
    portal = make_portal(tmp_path / "portal", **ADDRESSES)
    yield portal
    close(portal)


@pytest.fixture
def office(small_portal: Portal) -> Office:
    """One arrangement with both households, and an empty desk."""
    return make_office(small_portal)
