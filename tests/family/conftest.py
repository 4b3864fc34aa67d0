"""The town, and people in it."""

from __future__ import annotations

import pytest

from tests.builders import Portal
from tests.family.visits import Town, Visitor, make_town


@pytest.fixture
def town(small_portal: Portal) -> Town:
    """One arrangement with both households."""
    return make_town(small_portal)


@pytest.fixture
def priya(town: Town) -> Visitor:
    """The adoptive mother, signed in."""
    return town.as_person(town.priya)


@pytest.fixture
def dawn(town: Town) -> Visitor:
    """The birth mother, signed in."""
    return town.as_person(town.dawn)
