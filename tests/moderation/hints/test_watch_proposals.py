"""What is proposed to be watched for beside a term: a help for a worker who does not know the place."""

from __future__ import annotations

from itertools import product

import pytest

from moderation.hints.find import check_term, hints_for_desk
from moderation.hints.hint import Kind, Strength, Term
from moderation.hints.month_names import FIXED_DAYS
from moderation.hints.watch.by_names import by_names
from moderation.hints.watch.kinds import kind_to_watch
from moderation.hints.watch.proposals import MOST, proposals
from moderation.hints.watch.scripts import SCRIPTS, in_other_scripts
from moderation.hints.watch.sounds import SAID, spelt_as_it_sounds

PROPOSED = [
    (Kind.PLACE, "Aberdeen", "Granite City"),
    (Kind.PLACE, "BIRMINGHAM", "Brum"),
    (Kind.PLACE, "Edinburgh", "Auld Reekie"),
    (Kind.PLACE, "Newcastle", "the Toon"),
    (Kind.PLACE, "Newcastle upon Tyne", "the Toon"),
    (Kind.PLACE, "Portsmouth", "Pompey"),
    (Kind.PLACE, "Manchester", "Cottonopolis"),
    (Kind.PLACE, "Sheffield", "Steel City"),
    (Kind.PLACE, "Stoke-on-Trent", "the Potteries"),
    (Kind.PLACE, "Peckham", "Little Lagos"),
    (Kind.PLACE, "Swansea", "Abertawe"),
    (Kind.PLACE, "Leicester", "Lester"),
    (Kind.PLACE, "Leicester", "Oadby"),
    (Kind.PLACE, "Oakham", "Langham"),
    (Kind.PLACE, "Oakham", "Оакем"),
    (Kind.ADDRESS, "12 Thorn Lane, Oakham, LE15 6AB", "Oakham"),
    (Kind.ADDRESS, "12 Thorn Lane, Oakham", "Langham"),
    (Kind.NAME, "Margaret", "Peggy"),
    (Kind.NAME, "Peggy", "Margaret"),
    (Kind.NAME, "Mo", "Mohammed"),
    (Kind.NAME, "Siobhán", "Shivaun"),
    (Kind.NAME, "Kayleigh", "Кейлей"),
    (Kind.SURNAME, "Philips", "Filips"),
    (Kind.SURNAME, "Singh", "ਸਿਨਘ"),
    (Kind.WORKPLACE, "Kent Fire and Rescue Service", "the fire station"),
    (Kind.WORKPLACE, "BAE Systems", "the shipyard"),
    (Kind.WORKPLACE, "Luton Airport", "the runway"),
    (Kind.WORKPLACE, "University of Hull", "the uni"),
    (Kind.HEALTH, "Aberdeen Royal Infirmary", "the infirmary"),
    (Kind.HEALTH, "Aberdeen Royal Infirmary", "Granite City"),
    (Kind.DOB, "25 December 2018", "Christmas Day"),
    (Kind.DOB, "2018-11-05", "Bonfire Night"),
    (Kind.DOB, "14/2/2019", "Valentines Day"),
]


@pytest.mark.parametrize(("kind", "value", "word"), PROPOSED)
def test_it_is_proposed(kind: Kind, value: str, word: str) -> None:
    assert word in proposals(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.PHONE, "07700 900201"),
        (Kind.POSTCODE, "LE15 6AB"),
        (Kind.DOB, "9 March 2018"),
        (Kind.DOB, "no day at all"),
        (Kind.NAME, ""),
        (Kind.NAME, "..."),
        (Kind.WORKPLACE, ""),
        (Kind.TONE, "Mummy"),
    ],
)
def test_nothing_is_proposed_where_there_is_nothing(kind: Kind, value: str) -> None:
    assert proposals(kind, value) == []


ODD = ["", "a", "[(*+?", "x" * 10_000, "́" * 500, "Нижний", "北京市", "\0", "O'Brien-Smith", "St", "🎈"]


@pytest.mark.parametrize(("kind", "value"), list(product(Kind, ODD)))
def test_whatever_is_typed_gets_few_and_useful_words(kind: Kind, value: str) -> None:
    found = proposals(kind, value)
    assert len(found) <= MOST
    assert [check_term(one) for one in found] == found
    assert value not in found


def test_the_term_itself_and_its_twins_are_not_proposed() -> None:
    for kind, value, _ in PROPOSED:
        found = proposals(kind, value)
        assert value.casefold() not in {one.casefold() for one in found}
        assert len(found) == len({one.casefold() for one in found})


def test_what_is_proposed_is_found_once_it_is_watched_for() -> None:
    for kind, value, word in PROPOSED:
        term = Term("one", kind_to_watch(kind, word), word, "birth", watch=True)
        found = hints_for_desk(f"We had a day out: {word} was lovely.", [term], [])
        assert [hint for hint in found if hint.term_id == "one"], (value, word)


def test_a_name_is_written_in_every_script_and_only_in_others() -> None:
    assert len(in_other_scripts("Amina")) == len(SCRIPTS)
    assert [one for one in in_other_scripts("Amina Khan") if one.isascii()] == []
    assert in_other_scripts("Амина") == []
    assert in_other_scripts("7 Elms") == []


def test_what_is_said_otherwise_than_written_differs_from_it() -> None:
    assert [word for word, said in SAID.items() if word == said.casefold()] == []
    assert spelt_as_it_sounds("worcester")[0] == "Wooster"
    assert spelt_as_it_sounds("anna") == []


def test_a_town_without_a_by_name_has_none() -> None:
    assert by_names("Oakham") == ()
    assert by_names("") == ()


@pytest.mark.parametrize(
    ("kind", "word", "searched_as"),
    [
        (Kind.PLACE, "the Toon", Kind.PLACE),
        (Kind.DOB, "14 March", Kind.DOB),
        (Kind.DOB, "Christmas Day", Kind.LANDMARK),
        (Kind.DOB, "the day of the fair", Kind.LANDMARK),
        (Kind.PHONE, "07700 900201", Kind.PHONE),
        (Kind.PHONE, "Grandma's number", Kind.LANDMARK),
        (Kind.HANDLE, "dawn.t", Kind.HANDLE),
        (Kind.OTHER_ID, "blue heron", Kind.LANDMARK),
    ],
)
def test_a_word_is_searched_as_what_it_is(kind: Kind, word: str, searched_as: Kind) -> None:
    assert kind_to_watch(kind, word) is searched_as
    term = Term("one", searched_as, word, "birth", watch=True)
    found = hints_for_desk(f"Do you still have {word}, my love?", [term], [])
    assert [hint.strength for hint in found if hint.term_id == "one"][:1] in ([Strength.HOLD], [Strength.ASK])


def test_every_feast_day_is_a_word_that_may_be_kept() -> None:
    assert all(check_term(name) for name in FIXED_DAYS)
