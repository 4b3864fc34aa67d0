"""The ASVS table is whole, and what it points to is there."""

from __future__ import annotations

import ast
import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = Path(__file__).parent / "numbers.csv"
PAGES = sorted((ROOT / "docs" / "asvs").glob("*.md"))
ROW = re.compile(r"\| (\d+\.\d+\.\d+) \| ([123]) \| ([a-z ]+) \| (.+) \| ?(.*) \|")
STATES = ("met", "not met", "does not apply")
NAMED = re.compile(r"`([^`]+)`")
NEEDS_EVIDENCE = ("met", "not met")


@dataclass(frozen=True)
class Row:
    """One requirement, as the table has it."""

    number: str
    level: str
    state: str
    how: str
    shown_by: tuple[str, ...]


def read_rows() -> list[Row]:
    """Every row of every page; a line that looks like a row and can't be read is a fault."""
    found = []
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            if not line.startswith("| ") or line.startswith("| number"):
                continue
            row = ROW.fullmatch(line)
            assert row is not None, f"{page.name}: {line}"
            found.append(Row(row[1], row[2], row[3], row[4], tuple(NAMED.findall(row[5]))))
    return found


ROWS = read_rows()


def levels() -> dict[str, str]:
    """Every requirement's level, by number."""
    with NUMBERS.open(encoding="ascii", newline="") as file:
        return {one["number"]: one["level"] for one in csv.DictReader(file)}


@cache
def proofs_of(path: Path) -> frozenset[str]:
    """The names of a file's test functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(
        one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    )


def test_the_list_of_numbers_is_that_of_asvs_5() -> None:
    by_level = list(levels().values())
    assert [by_level.count(one) for one in "123"] == [70, 183, 92]


def test_every_number_of_levels_one_and_two_is_there_once() -> None:
    wanted = sorted(number for number, level in levels().items() if level in "12")
    assert sorted(row.number for row in ROWS if row.level != "3") == wanted
    assert len({row.number for row in ROWS}) == len(ROWS)


def test_levels_and_states_are_real_ones() -> None:
    known = levels()
    for row in ROWS:
        assert known.get(row.number) == row.level, row
        assert row.state in STATES, row
        assert row.how.strip(), row


def test_what_is_met_or_not_shows_where() -> None:
    assert [row.number for row in ROWS if row.state in NEEDS_EVIDENCE and not row.shown_by] == []


@pytest.mark.parametrize("named", sorted({one for row in ROWS for one in row.shown_by}))
def test_what_a_row_names_is_there(named: str) -> None:
    path, _, function = named.partition("::")
    assert (ROOT / path).is_file(), named
    if function:
        assert function in proofs_of(ROOT / path), named
    else:
        assert not path.startswith("tests/") or not Path(path).name.startswith("test_"), (
            f"{named}: which test?"
        )


def test_the_first_page_counts_rightly() -> None:
    page = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    for level in "123":
        counts = [sum(row.level == level and row.state == state for row in ROWS) for state in STATES]
        assert f"| {level} | {counts[0]} | {counts[1]} | {counts[2]} |" in page, (level, counts)


def test_every_gap_of_the_first_page_is_a_row_that_is_not_met() -> None:
    page = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    gaps = re.findall(r"\d+\.\d+\.\d+", page.partition("## What matters most")[2])
    states = {row.number: row.state for row in ROWS}
    assert gaps
    assert [number for number in gaps if states.get(number) != "not met"] == []
