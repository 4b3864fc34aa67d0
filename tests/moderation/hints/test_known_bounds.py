"""Time grows with the letter also where terms are looked for, whatever shape their disguises take."""

from __future__ import annotations

import time

import pytest

from moderation.hints.find import hints_for_desk
from moderation.hints.hint import Kind, Term

TERMS = [
    Term("place", Kind.PLACE, "Peterborough", "adoptive"),
    Term("name", Kind.SURNAME, "Figueiredo", "adoptive"),
    Term("handle", Kind.HANDLE, "kelz_t_94", "adoptive"),
    Term("phone", Kind.PHONE, "07700 900531", "adoptive"),
    Term("day", Kind.DOB, "27 April 2016", "adoptive"),
    Term("school", Kind.SCHOOL, "Peel Bank Academy", "adoptive"),
    Term("firm", Kind.WORKPLACE, "B and Q", "adoptive"),
]


@pytest.mark.parametrize(
    "shape",
    [
        "a-", "fig-ay-", "p-", "p'boro ", "t for tommy ", "double g ", "kelz then ", "2-4-", "a b c ",
        "peal bank ", "p.b.a. ", "sevun ", "three days before the end of ", "the third of the month after ",
    ],
)  # fmt: skip
def test_ten_times_the_letter_takes_about_ten_times_the_time(shape: str) -> None:
    # A busy machine makes one measurement in thousands too long, and not three in a row.
    assert any(_seconds(shape, 20_000) < 30 * _seconds(shape, 2_000) + 0.5 for _ in range(3))


def _seconds(shape: str, size: int) -> float:
    text = (shape * (size // len(shape) + 1))[:size]
    started = time.process_time()
    hints_for_desk(text, TERMS, [])
    return time.process_time() - started
