"""The README's promises and every line of the threat model name tests, and those are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
README, THREATS = HOUSE / "README.md", HOUSE / "docs" / "threat-model.md"
NAMED = re.compile(r"`((?:tests/|test_)[\w/]*(?:\.py)?)`")
FEWEST_LINES = 20


def place_of(name: str) -> Path:
    """Where a named test is; names without a folder are among the promises."""
    return HOUSE / name if name.startswith("tests/") else HOUSE / "tests" / "promises" / name


def lines_of_tables(page: str) -> list[str]:
    """The lines of the tables whose last column names what holds them, without their heads."""
    tables = re.findall(r"^\|[^\n]+\| (?:shown|held) by \|\n\|[-|]+\|\n((?:\|[^\n]+\n)+)", page, re.MULTILINE)
    return [line for table in tables for line in table.splitlines()]


@pytest.mark.parametrize("page", [README, THREATS], ids=lambda page: page.stem)
def test_every_test_that_is_named_is_there(page: Path) -> None:
    named = NAMED.findall(page.read_text(encoding="utf-8"))
    assert len(named) > 5
    assert [one for one in named if not place_of(one).exists()] == []
    folders = [place_of(one) for one in named if place_of(one).is_dir()]
    assert [str(one) for one in folders if not list(one.glob("test_*.py"))] == []


def test_every_line_of_the_threat_model_names_a_test() -> None:
    lines = lines_of_tables(THREATS.read_text(encoding="utf-8"))
    assert len(lines) > FEWEST_LINES
    assert [line for line in lines if not NAMED.search(line.rstrip(" |").rpartition("| ")[2])] == []


def test_each_promise_of_the_readme_names_a_test() -> None:
    page = README.read_text(encoding="utf-8").partition("\nTests hold them:\n")[2].partition("\n\n")[0]
    held = re.findall(r"^\d\. ", page, re.MULTILINE)
    promises = [line for line in re.split(r"^\d\. ", page, flags=re.MULTILINE) if line]
    assert len(held) == len(promises) == 3
    assert [line for line in promises if not NAMED.search(line)] == []
