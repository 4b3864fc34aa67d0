"""The office's mark, also where it was checked before: what was found good vouches for nothing else."""

from __future__ import annotations

import pytest

from crypto.context import Context
from crypto.errors import NotCertified
from portal.office import MOST_REMEMBERED, check_mark, make_mark
from portal.work import SYSTEM, unit_of_work
from tests.builders import Portal

PLACE = Context("membership", "0" * 32, "1" * 32)


def test_a_mark_found_good_vouches_for_nothing_else(small_portal: Portal) -> None:
    with unit_of_work(small_portal.staff, SYSTEM, writes=False) as work:
        mark = make_mark(work, PLACE, "party", "account")
    with unit_of_work(small_portal.family, SYSTEM, writes=False) as work:
        check_mark(work, mark, PLACE, "party", "account")
        check_mark(work, mark, PLACE, "party", "account")
        for other in (
            (mark, PLACE, "party", "another account"),
            (mark, PLACE, "partyaccount"),
            (mark, PLACE, "partya", "ccount"),
            (mark, Context("membership", "2" * 32, "1" * 32), "party", "account"),
            (mark[:-1] + bytes([mark[-1] ^ 1]), PLACE, "party", "account"),
            (b"", PLACE, "party", "account"),
            (None, PLACE, "party", "account"),
        ):
            with pytest.raises(NotCertified):
                check_mark(work, *other)


def test_a_bad_mark_is_not_remembered(small_portal: Portal) -> None:
    with unit_of_work(small_portal.family, SYSTEM, writes=False) as work:
        for _ in range(2):
            with pytest.raises(NotCertified):
                check_mark(work, b"no mark", PLACE, "party")


def test_memory_of_marks_does_not_grow_without_end(small_portal: Portal) -> None:
    with unit_of_work(small_portal.staff, SYSTEM, writes=False) as work:
        remembered = work.house.good_marks
        remembered |= {bytes([n >> 8, n & 255]) for n in range(MOST_REMEMBERED)}
        check_mark(work, make_mark(work, PLACE, "party"), PLACE, "party")
        assert len(remembered) == 1
