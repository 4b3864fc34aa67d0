"""The two entrances: what each may be given, and that neither is ever slow or falls over."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.hints.find import (
    ForeignTerm,
    UselessTerm,
    check_term,
    hints_for_desk,
    hints_for_writer,
)
from moderation.hints.hint import Kind, Strength, Term

OWN = Term("own", Kind.SURNAME, "Pemberthy", "adoptive")
FOREIGN = Term("foreign", Kind.SURNAME, "Nowakowski", "birth")


def test_a_writer_is_warned_of_their_own_terms_and_of_contact_details() -> None:
    found = hints_for_writer("The Pemberthys, 07700 900123. Nowakowski?", [OWN], "adoptive")
    assert [(hint.kind, hint.term_id) for hint in found] == [(Kind.SURNAME, "own"), (Kind.PHONE, None)]


@pytest.mark.parametrize("text", ["", "Nowakowski", "nothing of the kind"])
def test_a_writers_page_cannot_even_be_given_the_other_sides_terms(text: str) -> None:
    for terms, side in (([FOREIGN], "adoptive"), ([OWN, FOREIGN], "adoptive"), ([OWN], "birth")):
        with pytest.raises(ForeignTerm, match="Your words are safe"):
            hints_for_writer(text, terms, side)
    assert hints_for_writer(text, [], "adoptive") == []


def test_the_desk_sees_both_sides_terms() -> None:
    found = hints_for_desk("Pemberthy and Nowakowski", [OWN, FOREIGN], [])
    assert [hint.term_id for hint in found] == ["own", "foreign"]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("  Pemberthy ", "Pemberthy"),
        ("12  Mill\nLane", "12 Mill Lane"),
        ("Ng", "Ng"),
        ("C++ (Ltd.)", "C++ (Ltd.)"),
        (".*[a-z]+(", ".*[a-z]+("),
        ("The Swan", "The Swan"),
        ("اسلم", "اسلم"),
        ("王小", "王小"),
        ("x" * 80, "x" * 80),
    ],
)
def test_useful_terms_are_kept_tidied(value: str, kept: str) -> None:
    assert check_term(value) == kept


@pytest.mark.parametrize(
    "value",
    ["", "   ", "\u200b\u202e", "x", "é", "!?", "7", "The", "of the", "x" * 81, "word " * 40, "x" * 10_000],
)
def test_useless_terms_are_refused_with_a_sentence(value: str) -> None:
    with pytest.raises(UselessTerm) as refused:
        check_term(value)
    assert str(refused.value).startswith(("This is too", "These words are"))
    assert "Please enter" in str(refused.value)


AWKWARD_TERMS = [
    Term(str(number), kind, value, "adoptive")
    for number, (kind, value) in enumerate(
        [
            (Kind.SURNAME, ".*(a+)+$"),
            (Kind.SURNAME, "\\d{1,99}[[["),
            (Kind.NAME, "aaaa"),
            (Kind.PLACE, "abababab"),
            (Kind.SURNAME, "Pemberthy"),
            (Kind.SCHOOL, "Park Lane School"),
            (Kind.PHONE, "07700 900201"),
            (Kind.NAME, "王小"),
            *((Kind.SURNAME, f"Thornacre{chr(97 + number % 26) * 2}") for number in range(32)),
        ]
    )
]

LENGTH = 20_000  # a letter has at most five times as many
ORDINARY = "Dear Ann, we went to the sea in the summer and he swam a lot, and we had chips. "

LONG: dict[str, Callable[[], str]] = {
    "one word": lambda: "a" * 100_000,
    "two letters": lambda: "ab" * 50_000,
    "one letter words": lambda: "a " * 50_000,
    "digits": lambda: "0" * 100_000,
    "spaced digits": lambda: "0 7 " * 25_000,
    "marks": lambda: "a" + "\u0301" * 99_999,
    "at signs": lambda: "a@" * 50_000,
    "dots": lambda: "a." * 50_000,
    "lines": lambda: "a\n" * 50_000,
    "a term over and over": lambda: "Pemberthy " * 10_000,
    "weak words": lambda: "school lane park " * 6_000,
    "misspelt": lambda: "pembrethy pemberty " * 5_000,
    "expanding": lambda: "\ufdfa" * 100_000,
    "Chinese": lambda: "王小" * 50_000,
    "underscores": lambda: "a_" * 50_000,
    "brackets": lambda: "(at)[dot]" * 11_000,
    "many words": lambda: " ".join(
        "".join(random.Random(number).choices("abcdefghij", k=9)) for number in range(10_000)
    ),
}


@pytest.mark.parametrize("make", LONG.values(), ids=LONG)
def test_an_awkward_letter_takes_no_more_than_some_ordinary_ones(make: Callable[[], str]) -> None:
    awkward = _seconds(make()[:LENGTH])
    assert awkward < 40 * _seconds(ORDINARY * (LENGTH // len(ORDINARY))) + 0.5


def _seconds(text: str) -> float:
    begun = time.process_time()
    hints_for_desk(text, AWKWARD_TERMS, ["a", "Jack", "school lane"])
    return time.process_time() - begun


def test_ten_times_the_letter_takes_about_ten_times_as_long() -> None:
    paragraph = (
        "Dear Ann, we went to the sea in the summer and he swam a lot; Pembrethy P e m. 07700 900123.\n\n"
    )

    def seconds(times: int) -> float:
        begun = time.process_time()
        hints_for_desk(paragraph * times, AWKWARD_TERMS, ["Ann"])
        return time.process_time() - begun

    seconds(10)
    short = min(seconds(50) for _ in range(3))
    assert seconds(500) < 25 * short


_PIECES = st.sampled_from(
    [
        "Pemberthy",
        "P e m",
        "pemb3rthy",
        "07700",
        " 900201",
        "@",
        ".",
        "\n",
        "\u0301",
        "\u200d",
        "王小",
        "LE1 6AB",
        "'s",
        "Park Lane",
        "school",
        "ﷺ",
        "\ud800",
        "I",
        "l1",
        "www.",
        "_",
        "-",
        "  ",
        "aaaa",
        "May",
        "(at)",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=6), max_size=25).map("".join))
def test_hints_always_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for hint in hints_for_desk(text, AWKWARD_TERMS, ["Park", "l1"]):
        assert end <= hint.start < hint.end <= len(text)
        assert hint.reason
        end = hint.end


def test_random_simple_disguises_of_random_terms_are_seen() -> None:
    chance = random.Random(7)
    missed = []
    for _ in range(400):
        name = "".join(
            chance.choices("bdfghkmnprtvw", k=1) + chance.choices("aeioubdgklmnprst", k=chance.randint(6, 9))
        )
        disguise = chance.choice(DISGUISES)
        text = f"We saw {disguise(name, chance)} again"
        if not any(
            hint.term_id == "t"
            for hint in hints_for_desk(text, [Term("t", Kind.SURNAME, name.title(), "x")], [])
        ):
            missed.append((name, text))
    assert missed == []


def _slip(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name) - 1)
    return (name[:at] + name[at + 1] + name[at] + name[at + 2 :]).title()


DISGUISES: list[Callable[[str, random.Random], str]] = [
    lambda name, _: name.title(),
    lambda name, _: name.upper(),
    lambda name, _: name,
    lambda name, _: name.title() + "'s",
    lambda name, chance: chance.choice(" .-*_/").join(name),
    lambda name, _: name[::-1],
    lambda name, _: "".join(chr(0xFEE0 + ord(letter)) for letter in name),
    lambda name, _: "\u200b".join(name),
    lambda name, _: name.translate(str.maketrans("aeo", "а\u0435о")).title(),
    lambda name, _: "".join(letter + "\u0323" for letter in name),
    lambda name, _: "".join(
        {"e": "3", "o": "0", "i": "1", "a": "4", "s": "5"}.get(letter, letter) for letter in name
    ),
    _slip,
]


def test_a_short_misspelling_without_a_capital_may_only_mark() -> None:
    (hint,) = hints_for_desk("the elise", [Term("t", Kind.NAME, "Elsie", "adoptive")], [])
    assert hint.strength is Strength.MARK
