"""Words that were taken out are gone, and what is left does not tell how many they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.redaction.text import (
    MARK,
    BadRange,
    Range,
    disarm_marks,
    merge_ranges,
    redact,
    widen_to_words,
)


def ranges_of(text: str, *words: str) -> list[Range]:
    return [Range(text.index(word), text.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(
    ("text", "words", "redacted"),
    [
        ("We live in Skelby now.", ["Skelby"], f"We live in {MARK} now."),
        ("We live in Skelby now.", ["We", "now."], f"{MARK} live in Skelby {MARK}"),
        ("Ann, Bo; Cy came.", ["Ann", "Bo", "Cy"], f"{MARK} came."),
        ("Ann and Bo came.", ["Ann", "Bo"], f"{MARK} and {MARK} came."),
        ("12 Mill Lane\nSkelby\n\nDear Jo", ["12 Mill Lane", "Skelby"], f"{MARK}\n\nDear Jo"),
        ("nothing", [], "nothing"),
        (f"I typed {MARK}.", [], "I typed (taken out)."),
        ("[taken xx out]", ["xx "], f"[taken {MARK}out]"),
        ("I wrote [taken out] in Skelby", ["Skelby"], f"I wrote (taken out) in {MARK}"),
    ],
)
def test_what_is_taken_out(text: str, words: list[str], redacted: str) -> None:
    assert redact(text, ranges_of(text, *words)) == redacted


def test_a_mark_is_the_same_whatever_it_stands_for() -> None:
    short, long = "at Ely.", "at Stratford-upon-Avon.".replace("-", " ")
    assert redact(short, [Range(3, 6)]) == redact(long, [Range(3, len(long) - 1)])


@pytest.mark.parametrize(
    "typed", [MARK, "[TAKEN OUT]", "[ taken  out ]", "\uff3btaken out\uff3d", "【Taken out】"]
)
def test_a_typed_mark_is_no_mark(typed: str) -> None:
    assert redact(f"a {typed} b", []) == f"a ({typed[1:-1]}) b"
    assert len(disarm_marks(typed)) == len(typed)


@pytest.mark.parametrize("bad", [Range(-1, 2), Range(3, 2), Range(0, 11), Range(11, 12)])
def test_a_range_outside_the_letter_is_refused(bad: Range) -> None:
    with pytest.raises(BadRange, match="choose them again"):
        merge_ranges([Range(0, 1), bad], 10)


def test_ranges_are_sorted_and_merged() -> None:
    given_ranges = [Range(5, 8), Range(0, 2), Range(2, 3), Range(6, 7), Range(9, 9)]
    assert merge_ranges(given_ranges, 10) == [Range(0, 3), Range(5, 8)]


_LETTER = "abcdefghij klmno, pqrst uvwxy z0123456789"


@given(st.lists(st.tuples(st.integers(0, len(_LETTER)), st.integers(0, len(_LETTER)))))
def test_no_removed_letter_comes_back(pairs: list[tuple[int, int]]) -> None:
    ranges = [Range(min(pair), max(pair)) for pair in pairs]
    left = redact(_LETTER, ranges).replace(MARK, "")
    gone = {_LETTER[place] for each in ranges for place in range(each.start, each.end)} - set(" ,")
    assert not gone & set(left)
    assert MARK * 2 not in redact(_LETTER, ranges)


@pytest.mark.parametrize(
    ("text", "part", "widened"),
    [
        ("the O'Brien house", "Bri", "O'Brien"),
        ("a Gill-Sandhu b", "Sand", "Gill-Sandhu"),
        ("in Skelby, now", "kelby", "Skelby"),
        ("in Skelby, now", " Skel", "Skelby"),
        ("two words here", "wo wor", "two words"),
        ("the end-", "end", "end"),
        ("'quoted' word", "quo", "quoted"),
        ("हिन्दी में", "न", "हिन्दी"),
        ("a b", " ", ""),
    ],
)
def test_half_a_word_becomes_the_whole(text: str, part: str, widened: str) -> None:
    found = widen_to_words(text, text.index(part), text.index(part) + len(part))
    assert text[found.start : found.end] == widened


def test_widening_outside_the_letter_is_refused() -> None:
    with pytest.raises(BadRange):
        widen_to_words("abc", 2, 4)
