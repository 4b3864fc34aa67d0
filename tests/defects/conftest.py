"""One town, and who lives there."""

from __future__ import annotations

import pytest

from tests.builders import Portal
from tests.family.visits import Town, make_town


@pytest.fixture
def town(small_portal: Portal) -> Town:
    """One arrangement with both households."""
    return make_town(small_portal)
