"""A writer never learns whether a guess is right: worlds that differ only in what is on the other side's list
show the same page, and take the same time over it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

import pytest

from moderation.hints.hint import Kind
from tests.builders import close, make_portal, protected, terms
from tests.family.visits import Town, Visitor, make_town, saved_letter

GUESSES = (
    "Thornbury",
    "Kayleigh Thornbury",
    "thorn bury",
    "T h o r n b u r y",
    "9 March",
    "07700 900555",
    "Selkirk",
)
FILLER = "We went to the sea and he swam a lot, and then we all had chips. " * 12
LETTER = "".join(f"Is it {guess}? {FILLER}" for guess in GUESSES)
ROUNDS = 24
LEAST_NOISE = 0.06
CHANGES = re.compile(r"[0-9a-f]{32}|csrf_token\" value=\"[^\"]+|nonce(?:-[^'\"]+|=\"[^\"]+)")
"""What is made anew for each page: ids, tokens and nonces."""

ON_THE_LIST = (
    protected("birth", Kind.SURNAME, "Thornbury"),
    protected("birth", Kind.PLACE, "Selkirk"),
    protected("birth", Kind.DOB, "9 March 1990"),
    protected("birth", Kind.PHONE, "07700 900555"),
    *(
        protected("birth", Kind.ADDRESS, f"{number} Thornacre{chr(97 + number % 26)} Lane")
        for number in range(200)
    ),
)


def _world(folder: Path, *, listed: bool) -> Town:
    agreed = terms()
    own = tuple(one for one in agreed.protected if one.side == "adoptive")
    return make_town(make_portal(folder), replace(agreed, protected=own + (ON_THE_LIST if listed else ())))


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Town]]:
    """Two worlds alike, and one with everything that is guessed at on the other side's list."""
    made = [
        _world(tmp_path_factory.mktemp("world") / "portal", listed=listed) for listed in (False, False, True)
    ]
    yield made
    for town in made:
        close(town.portal)


def _written(town: Town, text: str) -> tuple[Visitor, str]:
    priya = town.as_person(town.priya)
    return priya, saved_letter(priya, [town.adoptive], text)


@pytest.mark.parametrize("guess", [*GUESSES, LETTER])
def test_a_guess_that_is_right_looks_like_one_that_is_wrong(worlds: list[Town], guess: str) -> None:
    pages = []
    for town in worlds:
        priya, draft = _written(town, guess)
        answers = [priya.get(f"/letters/{draft}/check"), priya.post(f"/letters/{draft}/check", stays="x")]
        pages.append(
            [(one.status_code, CHANGES.sub("", one.text), sorted(dict(one.headers))) for one in answers]
        )
    assert pages[0] == pages[1] == pages[2]


def _quick(taken: list[float]) -> float:
    return quantiles(taken, n=10)[0]


def test_a_right_guess_takes_as_long_as_a_wrong_one(worlds: list[Town]) -> None:
    writers = [_written(town, LETTER) for town in worlds]
    taken: list[list[float]] = [[], [], []]
    for number in range(ROUNDS):
        for place in (0, 1, 2) if number % 2 else (2, 1, 0):
            priya, draft = writers[place]
            before = time.process_time()
            assert priya.get(f"/letters/{draft}/check").status_code == 200
            taken[place].append(time.process_time() - before)
    noise = max(abs(_quick(taken[0]) / _quick(taken[1]) - 1), LEAST_NOISE)
    assert abs(_quick(taken[2]) / min(_quick(taken[0]), _quick(taken[1])) - 1) <= 2 * noise
