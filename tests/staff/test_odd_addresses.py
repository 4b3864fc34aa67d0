"""Whatever stands in an address, there is a page, and never a fault."""

from __future__ import annotations

import pytest

from tests.staff.office import Browser

FIRST, LAST = "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"


@pytest.mark.parametrize(
    "address",
    [
        "/audit?day=9999-12-31",
        "/audit?day=0001-01-01",
        f"/audit?older={FIRST}_staff_1",
        f"/audit?older={LAST}_staff_1",
        f"/audit?older=2026-01-01T00:00:00%2B00:00_staff_{'9' * 12}",
        f"/desk?after={FIRST}_{'a' * 32}",
        f"/desk?before={LAST}_{'a' * 32}",
    ],
)
def test_a_day_at_either_end_of_time_is_no_fault(mo: Browser, address: str) -> None:
    assert mo.get(address).status_code == 200
