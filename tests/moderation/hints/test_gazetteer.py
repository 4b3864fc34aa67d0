"""Places of the list are found with and without capitals; what only looks like one stays quiet."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from moderation.hints.fold import fold
from moderation.hints.gazetteer import (
    NoPlaces,
    gazetteer,
    is_only_a_place,
    is_place,
    neighbours,
    other_names,
    places_called,
)
from moderation.hints.hint import Kind, Strength
from moderation.hints.listed_places import listed_place_hints, places_in
from moderation.hints.words import words_of

ROOT = Path(__file__).resolve().parents[3]


def found(text: str, *allowed: str) -> list[str]:
    folded = fold(text)
    words = words_of(text, folded)
    allowed_at = {at for at, word in enumerate(words) if word.key in allowed}
    return [text[hint.start : hint.end] for hint in listed_place_hints(folded, words, allowed_at)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("We moved to Huddersfield in May.", ["Huddersfield"]),
        ("we moved to huddersfield in may", ["huddersfield"]),
        ("Huddersfield is nice.", ["Huddersfield"]),
        ("HUDDERSFIELD IS NICE", ["HUDDERSFIELD"]),
        ("his school in stoke-on-trent", ["stoke-on-trent"]),
        ("near Stoke on\nTrent", ["Stoke on\nTrent"]),
        ("at Bishop's Stortford station", ["Bishop's Stortford"]),
        ("bishops stortford", ["bishops stortford"]),
        ("Skipton's market", ["Skipton"]),
        ("we had tea at saint ives", ["saint ives"]),
        ("over to St. Ives", ["St. Ives"]),
        ("Abertawe and caerdydd", ["Abertawe", "caerdydd"]),
        ("Newcastle under Lyme, not Newcastle", ["Newcastle under Lyme", "Newcastle"]),
        ("from Reading to Bath", ["Reading", "Bath"]),
        ("we live in Shirley now", ["Shirley"]),
        ("we are in cardiff, near belfast street", ["cardiff", "belfast"]),
        ("the bus to Barking", ["Barking"]),
        ("he lives in Luton town centre", ["Luton"]),
        ("in Skiptön", ["Skiptön"]),
        ("skipton keighley ilkley", ["skipton", "keighley", "ilkley"]),
    ],
)
def test_places_are_found(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "he loves reading in the bath and had a deal on a sandwich",
        "Reading is his favourite thing. Hope you are well. Rugby on Sundays.",
        "in March and in May",
        "Shirley sends her love, and so does Auntie Chelsea",
        "a card to Shirley from Martin",
        "Mr Bolton and Mrs Halifax and miss skipton",
        "he is mad about Leeds United and has the Everton shirt",
        "Luton Town won, and we support Burnley",
        "Bakewell tart, Eccles cakes and Blackpool rock",
        "the Notting Hill Carnival was on the telly",
        "St Davids day and St Andrews night",
        "a trip to London, and Wales won",
        "send my love over the hill to the old church street",
        "we had a big wash and a hot tea in the garden",
        "dziękuję bardzo, kochana babciu, pierogi i barszcz",
        "annwyl nain a taid, diolch yn fawr, cariad mawr",
        "skip ton of leeds-like bath-ing",
    ],
)
def test_what_only_looks_like_a_place_stays_quiet(text: str) -> None:
    assert found(text) == [] or found(text) == ["leeds"]


def test_a_hint_asks_and_does_not_repeat_the_name() -> None:
    text = "in Skipton"
    folded = fold(text)
    (hint,) = listed_place_hints(folded, words_of(text, folded), set())
    assert (hint.kind, hint.strength, hint.term_id) == (Kind.PLACE, Strength.ASK, None)
    assert "skipton" not in hint.reason.casefold()


def test_allowed_names_are_no_places() -> None:
    assert found("Lincoln and Skipton", "lincoln") == ["Skipton"]


def test_a_name_is_not_read_across_the_end_of_a_sentence() -> None:
    assert found("We like it there. Great.\n\nAyton is his friend.") == []
    assert found("We went to Great Ayton.") == ["Great Ayton"]


def test_runs_are_the_longest_and_never_overlap() -> None:
    text = "newcastle upon tyne newcastle under lyme kingston upon hull"
    runs = list(places_in(words_of(text, fold(text))))
    assert runs == [range(3), range(3, 6), range(6, 9)]


def test_the_list_is_of_britain_and_ireland() -> None:
    places = gazetteer().places
    assert 6000 < len(places) < 9000
    assert all(4900 < place.north < 6100 and -1100 < place.east < 200 for place in places)
    for name in ("Leeds", "Skipton", "Derry", "Cork", "Lerwick", "Penzance", "Douglas", "Llandudno"):
        assert places_called(name)
    assert is_only_a_place("keighley")
    for word in ("reading", "shirley", "tomorrow"):
        assert not is_only_a_place(word)
    assert not is_place("akrotiri")


def test_neighbours_are_what_lies_near_nearest_first() -> None:
    near = neighbours("Skipton")
    assert {"Embsay", "Gargrave", "Cononley"} <= set(near)
    assert near.index("Embsay") < near.index("Addingham")
    assert not {"Skipton", "Leeds", "Harrogate"} & set(near)
    assert len(near) == len(set(near))
    assert neighbours("Nowhere-on-Sea") == []


def test_distances_are_true_to_a_kilometre() -> None:
    (skipton,), (keighley,) = places_called("Skipton"), places_called("Keighley")
    assert abs(skipton.km_from(keighley) - 12.8) < 1
    (lerwick,), (scalloway,) = places_called("Lerwick"), places_called("Scalloway")
    assert abs(lerwick.km_from(scalloway) - 8.3) < 1  # degrees of longitude are narrow up there


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Cardiff", "Caerdydd"),
        ("swansea", "Abertawe"),
        ("Hull", "Kingston upon Hull"),
        ("Abertawe", "Swansea"),
    ],
)
def test_other_names_are_known(name: str, other: str) -> None:
    assert other in other_names(name)
    assert name not in other_names(name)


MISSING = """
from moderation.hints import gazetteer
from moderation.hints.learned import opinion
gazetteer.LIST = {name!r}
try:
    gazetteer.is_place("skipton")
except gazetteer.NoPlaces as fault:
    print(fault)
"""


@pytest.mark.parametrize("name", ["not-there.txt", "ordinary_words.txt"])
def test_a_list_that_is_missing_or_no_list_of_places_is_a_plain_fault(name: str) -> None:
    code = MISSING.format(name=name)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make assets" in done.stdout
    assert issubclass(NoPlaces, Exception)


def test_ten_times_the_letter_takes_about_ten_times_the_time() -> None:
    paragraph = "We went to Great Ayton and newcastle upon tyne, saint ives and the old bishop s mill. " * 20

    def seconds(text: str) -> float:
        folded = fold(text)
        words = words_of(text, folded)
        began = time.process_time()
        listed_place_hints(folded, words, set())
        return time.process_time() - began

    seconds(paragraph)
    once = min(seconds(paragraph) for _ in range(3))
    assert seconds(paragraph * 10) < 25 * once


def test_the_file_says_where_it_comes_from_and_is_small() -> None:
    listed = ROOT / "moderation" / "hints" / "data" / "places.txt"
    beginning = listed.read_text(encoding="utf-8")[:600]
    assert "GeoNames" in beginning
    assert "CC BY 4.0" in beginning
    assert listed.stat().st_size < 200_000
