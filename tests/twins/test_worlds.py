"""Two worlds that differ in what an observer must not learn look the same to that observer, in everything."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from portal.terms import SIDES, Side
from tests.proving import PROVE, SEED
from tests.servers.mail import MailServer
from tests.twins.comparing import Difference
from tests.twins.generating import pairs
from tests.twins.looking import as_member, as_stranger, build, compare, folder, mails, posted
from tests.twins.spec import Pair

WORLDS = 150 if PROVE else 2
FEW = {
    "max_examples": WORLDS,
    "deadline": None,
    "derandomize": not PROVE,
    "database": None,
    "print_blob": True,
    # A pair takes seconds to build, and says in words where it differs: nothing is won by smaller pairs.
    "phases": [Phase.explicit, Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


def _said(found: list[Difference]) -> str:
    return "\n".join(str(one) for one in found)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.xdist_group("twins")
def test_one_side_learns_nothing_of_the_other(side: Side, mail_server: MailServer) -> None:
    @seed(SEED)
    @settings(**FEW)
    @given(pairs(side))
    def look(pair: Pair) -> None:
        with folder() as place:
            worlds = build(pair, place)
            found = compare(worlds, pair, mail_server, [mails, posted, as_member, mails])
            assert not found, _said(found)

    look()


@pytest.mark.xdist_group("twins")
def test_a_stranger_learns_nothing_of_anybody(mail_server: MailServer) -> None:
    @seed(SEED)
    @settings(**FEW | {"max_examples": max(WORLDS // 3, 1)})
    @given(st.tuples(pairs("birth"), pairs("adoptive")))
    def look(two: tuple[Pair, Pair]) -> None:
        with folder() as place:
            pair = Pair(two[0].shown, two[0].one, two[1].other)
            worlds = build(two[0], place / "birth")[0], build(two[1], place / "adoptive")[1]
            found = compare(worlds, pair, mail_server, [as_stranger])
            assert not found, _said(found)

    look()
