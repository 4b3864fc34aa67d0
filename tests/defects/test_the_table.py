"""Every test that the table of known defects names is there."""

from __future__ import annotations

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_test_that_the_table_names_is_there() -> None:
    named = NAMED.findall((HOUSE / "docs/known-defects.md").read_text())
    assert len(named) > 25
    missing = [one for one in named if f"def {one[1]}(" not in (HOUSE / one[0]).read_text()]
    assert missing == []


def test_every_defect_has_a_test() -> None:
    rows = [line for line in (HOUSE / "docs/known-defects.md").read_text().splitlines() if line[:2] == "| "]
    assert [row for row in rows[1:] if not NAMED.search(row)] == []
