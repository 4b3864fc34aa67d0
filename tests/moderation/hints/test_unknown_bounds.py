"""Time grows with the letter alone; whatever is typed, spans stay inside and reasons tell nothing."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.hints.hint import Strength
from tests.moderation.hints.reading import hints_in

_LETTER = """Thurlby House

Dear Asha, we are at Larkmead Primary, with Mr Hesselthwaite, near the only windmill in the county.
im in thurlby lodge on mill lane. Ring 07700 900123, or oh double seven. Her birthday is 6/5.
"""


def _strange_words(size: int) -> str:
    chance = random.Random(7)
    return " ".join(
        "at " + "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=8)) for _ in range(size // 12)
    )


@pytest.mark.parametrize(
    "written",
    [
        lambda size: (_LETTER * (size // len(_LETTER) + 1))[:size],
        lambda size: "a" * size,
        lambda size: "a" + "\u0301" * size,
        lambda size: "0 " * (size // 2),
        lambda size: "0" * size,
        lambda size: "Abcd " * (size // 5),
        lambda size: "in Abcd, " * (size // 9),
        lambda size: "a-" * (size // 2),
        lambda size: "a." * (size // 2),
        lambda size: "near the only pier " * (size // 19),
        lambda size: "born 1/2 " * (size // 9),
        lambda size: "school road " * (size // 12),
        lambda size: "st. " * (size // 4),
        lambda size: "\n" * size,
        lambda size: "case number is " * (size // 15),
        _strange_words,
    ],
)
def test_ten_times_the_letter_takes_about_ten_times_the_time(written: Callable[[int], str]) -> None:
    # A busy machine makes one measurement in thousands too long, and not three in a row.
    assert any(_seconds(written(20_000)) < 30 * _seconds(written(2_000)) + 1 for _ in range(3))


def _seconds(text: str) -> float:
    started = time.process_time()
    hints_in(text)
    return time.process_time() - started


@pytest.mark.parametrize("text", ["x" * 100_000, "Ab" * 50_000, "1a" * 50_000, "\u0416" * 100_000])
def test_a_word_of_a_hundred_thousand_letters_is_no_matter(text: str) -> None:
    started = time.process_time()
    hints_in(text)
    assert time.process_time() - started < 10


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300) | st.text(alphabet="aA1 .,@-'\n(:0St&", max_size=300))
def test_whatever_is_typed_spans_stay_inside(text: str) -> None:
    for hint in hints_in(text, ("Asha",)):
        assert 0 <= hint.start < hint.end <= len(text)


def test_strengths_and_reasons() -> None:
    found = hints_in(_LETTER, ("Asha",))
    assert {hint.strength for hint in found} == set(Strength)
    for hint in found:
        assert hint.term_id is None
        assert hint.reason[0].isupper()
        assert hint.reason.endswith(".")
        words = _LETTER[hint.start : hint.end].lower().split()
        assert not any(
            word in hint.reason.lower().split() for word in words if word not in ("the", "in", "a")
        )
