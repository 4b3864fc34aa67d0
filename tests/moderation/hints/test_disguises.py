"""Random disguises of random terms: at least 99 in 100 of those a person could read back are pointed at."""

from __future__ import annotations

import random
from collections import Counter

from moderation.hints.find import hints_for_desk
from moderation.hints.hint import Term
from tests.moderation.hints.disguising import made
from tests.proving import PROVE, SEED

LETTER = "We are all well here and the garden is lovely. I will tell you: {} and that is that. Love to all."
EXAMPLES = 20_000 if PROVE else 1_000


def test_nearly_every_disguise_is_seen_through() -> None:
    chance = random.Random(SEED)
    missed: list[tuple[str, str, str]] = []
    tried: Counter[str] = Counter()
    for _ in range(EXAMPLES):
        kind, value, how, disguised = made(chance)
        tried[f"{kind}: {how}"] += 1
        text = LETTER.format(disguised)
        start = text.index(disguised)
        found = hints_for_desk(text, [Term("t", kind, value, "adoptive")], [])
        if not any(
            hint.term_id == "t" and hint.start < start + len(disguised) and hint.end > start for hint in found
        ):
            missed.append((f"{kind}: {how}", value, disguised))
    by_how = Counter(how for how, _, _ in missed)
    assert len(missed) <= EXAMPLES // 100, (SEED, by_how.most_common(), missed[:20])
    # And none of them as a whole goes by.
    assert all(by_how[how] < count or count < 5 for how, count in tried.items()), by_how


def test_ordinary_letters_hold_none_of_random_terms() -> None:
    chance = random.Random(SEED + 1)
    letter = LETTER.format("the children went to the park and then we all had chips") * 4
    for _ in range(EXAMPLES // 10):
        kind, value, _how, _disguised = made(chance)
        held = [
            hint for hint in hints_for_desk(letter, [Term("t", kind, value, "adoptive")], []) if hint.term_id
        ]
        assert held == [], (SEED, kind, value)
