"""The audit chain: what is seen, and what only the kept head sees."""

import pytest

from crypto.chain import GENESIS, find_break, next_link
from tests.crypto.builders import KEY, OTHER_KEY

Link = tuple[int, bytes, bytes]


def chain(count: int, key: bytes = KEY) -> list[Link]:
    links: list[Link] = []
    previous = GENESIS
    for number in range(1, count + 1):
        event = b"released %d" % number
        previous = next_link(key, previous, number, event)
        links.append((number, event, previous))
    return links


WHOLE = chain(6)


@pytest.mark.parametrize("count", [0, 1, 6])
def test_a_whole_chain_has_no_break(count: int) -> None:
    assert find_break(KEY, iter(WHOLE[:count])) is None


def edited(position: int, link: Link) -> list[Link]:
    return [*WHOLE[:position], link, *WHOLE[position + 1 :]]


BROKEN = {
    "event edited": (edited(2, (3, b"released 9", WHOLE[2][2])), 3),
    "number edited": (edited(2, (9, *WHOLE[2][1:])), 9),
    "link edited": (edited(2, (3, WHOLE[2][1], bytes(32))), 3),
    "link cut short": (edited(2, (3, WHOLE[2][1], b"")), 3),
    "edited by somebody without the key": (
        edited(2, (3, b"x", next_link(OTHER_KEY, WHOLE[1][2], 3, b"x"))),
        3,
    ),
    "edited by somebody with the key": (edited(2, (3, b"x", next_link(KEY, WHOLE[1][2], 3, b"x"))), 4),
    "removed in the middle": (WHOLE[:2] + WHOLE[3:], 4),
    "first removed": (WHOLE[1:], 2),
    "two exchanged": ([WHOLE[0], WHOLE[2], WHOLE[1], *WHOLE[3:]], 3),
    "one doubled": ([WHOLE[0], WHOLE[0], *WHOLE[1:]], 1),
    "one put in": ([*WHOLE[:3], (3, b"x", bytes(32)), *WHOLE[3:]], 3),
    "another chain spliced in": ([*WHOLE[:3], *chain(6, OTHER_KEY)[3:]], 4),
}


@pytest.mark.parametrize(("links", "at"), BROKEN.values(), ids=BROKEN.keys())
def test_a_break_is_found_where_it_is(links: list[Link], at: int) -> None:
    assert find_break(KEY, links) == at


def test_a_removed_end_is_seen_only_by_the_head_kept_elsewhere() -> None:
    head = WHOLE[-1][2]
    shorter = WHOLE[:4]
    assert find_break(KEY, shorter) is None
    assert shorter[-1][2] != head
