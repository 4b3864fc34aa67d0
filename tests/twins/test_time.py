"""How long answers take tells an observer no more than chance does. Measured in `make prove` alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import quantiles

import pytest

from tests.proving import PROVE
from tests.servers.mail import MailServer
from tests.twins.fixed import FIXED
from tests.twins.looking import Looked, build, folder, opened
from tests.twins.observer import sign_in
from tests.twins.worlds import World

ROUNDS = 300
# Two copies of one world may differ by this much; two worlds by no more than twice what copies do.
LEAST_NOISE = 0.03
PAGES = (
    "/",
    "/sent",
    "/letters-for-you",
    "/letters-for-you/{release}",
    "/sent/{item-being-read}",
    "/sent/{item-released}",
    "/letters-for-you/{foreign-release-1}",
    "/sent/{foreign-item-1}",
    "/letters/{draft}",
)

pytestmark = pytest.mark.skipif(not PROVE, reason="measured by make prove")


@pytest.fixture(scope="module")
def worlds() -> Iterator[tuple[World, World]]:
    """The fixed pair."""
    with folder() as place:
        yield build(FIXED, place)


def _took(looked: Looked, path: str) -> float:
    before = time.perf_counter()
    answer = looked.sight.client.get(path)
    answer.get_data()
    took = time.perf_counter() - before
    foreign = {one for name, one in looked.sight.ids.items() if name.startswith("foreign-")}
    assert answer.status_code == (404 if path.rpartition("/")[2] in foreign else 200), path
    return took


def _ratio(one: list[float], other: list[float]) -> float:
    """How much longer the slower one's quickest tenth takes.

    What is different in the work is different in every answer; what a busy machine adds is only in the slower
    ones, and may be as much as the work itself.
    """
    quick, slow = sorted(quantiles(each, n=10)[0] for each in (one, other))
    return slow / quick - 1


@pytest.mark.parametrize("page", PAGES)
def test_time_tells_nothing(worlds: tuple[World, World], mail_server: MailServer, page: str) -> None:
    one, other = worlds
    with (
        opened(one, FIXED, mail_server) as left,
        opened(one, FIXED, mail_server) as same,
        opened(other, FIXED, mail_server) as right,
    ):
        everybody = (left, same, right)
        for looked in everybody:
            list(sign_in(looked.sight))
        paths = [page.replace("{", "{0[").replace("}", "]}").format(looked.sight.ids) for looked in everybody]
        took: list[list[float]] = [[], [], []]
        # In turns and not one after the other, so that a busy moment of the machine meets all three alike.
        for number in range(ROUNDS):
            for place in (0, 1, 2) if number % 2 else (2, 1, 0):
                took[place].append(_took(everybody[place], paths[place]))
        noise = max(_ratio(took[0], took[1]), LEAST_NOISE)
        assert _ratio(took[0] + took[1], took[2]) <= 2 * noise
