"""Terms in other tongues, by ear, cut short, and dictated: what people write who don't write names."""

from __future__ import annotations

import pytest

from moderation.hints.find import hints_for_desk
from moderation.hints.hint import Kind, Strength, Term

PHONE = Term("t", Kind.PHONE, "07700 900531", "adoptive")
BORN = Term("t", Kind.DOB, "23 March 2016", "adoptive")
MAY = Term("t", Kind.DOB, "9 May 2016", "adoptive")
HANDLE = Term("t", Kind.HANDLE, "kelz_t_94", "adoptive")
PAGE = Term("t", Kind.URL, "www.fellsidepots.co.uk", "adoptive")
PLACE = Term("t", Kind.PLACE, "Peterborough", "adoptive")
TOWN = Term("t", Kind.PLACE, "Accrington", "adoptive")
SCHOOL = Term("t", Kind.SCHOOL, "Peel Bank Academy", "adoptive")
PLATE = Term("t", Kind.PLATE, "CX21 WDL", "adoptive")
CODE = Term("t", Kind.OTHER_ID, "KLB/4471", "adoptive")
HALF = Term("t", Kind.POSTCODE, "LE15 9ZJ", "adoptive")
BEGG = Term("t", Kind.URL, "www.beggfiddles.co.uk", "adoptive")
SPELT = Term("t", Kind.SURNAME, "Thorogood", "adoptive")
HEARD = Term("t", Kind.SURNAME, "Figueiredo", "adoptive")
KEYS = Term("t", Kind.PLACE, "Chatham", "adoptive")
NEWRY = Term("t", Kind.PLACE, "Newry", "adoptive")
APRIL = Term("t", Kind.DOB, "27 April 2016", "adoptive")
NOVEMBER = Term("t", Kind.DOB, "17 November 2016", "adoptive")
NAME = Term("t", Kind.SURNAME, "Sangha", "adoptive")


def found(term: Term, text: str) -> list[Strength]:
    return [one.strength for one in hints_for_desk(text, [term], []) if one.term_id]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        # numbers by ear, and in languages that families write in
        (PHONE, "ring me on oh sevun sevun dubble oh nyn dubble oh fyv free won"),
        (PHONE, "it is nul sim sim nul nul, devyat nul nul, pyat try odyn"),
        (PHONE, "namba yangu sifuri saba saba sifuri sifuri tisa sifuri sifuri tano tatu moja"),
        (PHONE, "zero shtate shtate zero zero nente zero zero pese tre nje"),
        # days in other languages
        (BORN, "On vinte e três de março I go to church."),
        (BORN, "urodziny dwudziestego trzeciego marca"),
        (BORN, "teis march is the day"),
        (BORN, "douăzeci și trei martie"),
        (BORN, "vingt-trois mars"),
        # dictated
        (HANDLE, "look for kelz then a line then t then a line then ninety four ok"),
        (HANDLE, "its kelz low line t underscore 94"),
        (PAGE, "we are at fellside pots, all one word, dot co dot you kay."),
        (PAGE, "look up fellsidepots if you like"),
        # cut short
        (PLACE, "P-boro is not beautiful"),
        (PLACE, "We came from P'boro last year"),
        (TOWN, "i am on my way. it rains in accy. i like it"),
        # as it sounds, beside another word of the term
        (SCHOOL, "She loves Peal Bank so much"),
        # letter by letter
        (PLATE, "she shouted Charlie X-ray two one, Whiskey Delta Lima"),
        (CODE, "the ref is k l b stroke four four seven one ok"),
        (HALF, "our code starts with LE fifteen now"),
        (BEGG, "it is double-u double-u double-u, dot, b e double g fiddles, dot co dot u k"),
        (SPELT, "T for Tommy, H for Harry, O for orange, R for Roger, O, G for George, O, O, D for dog"),
        (HEARD, "It's said like this: Fig-ay-ray-doo."),
        (KEYS, "the old phone writes it 2-4-2-8-4-2-6 here"),
        (NEWRY, "fingers one key too much to the left: Bwqet"),
        # days counted from others
        (APRIL, "it is three days before the end of april"),
        (NOVEMBER, "it is the seventeenth of the month after halloween"),
        (NOVEMBER, "it is the seventeenth of the month before December"),
        # in another script, with a sign for the nasal
        (NAME, "my name is ਸੰਘਾ there"),
    ],
)
def test_it_is_seen_through(term: Term, text: str) -> None:
    assert found(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (PHONE, "nan said free of us won at tea and ate two buns for tea"),
        (PHONE, "We saw nine ducks, two swans and a tree; he ate four buns."),
        (MAY, "Tara may come, and Erin too."),
        (BORN, "We had twenty three of us in March, and on the day we ate."),
        (BORN, "On one March day we went; May twenty children came."),
        (HANDLE, "kelz and then we saw that t shirts were ninety four pounds"),
        (HANDLE, "kelz came to tea"),
        (PAGE, "We saw pots on the fellside all day"),
        (PLACE, "The boro won and P came along, a p and a q"),
        (TOWN, "He was in an accident, and an accordion played"),
        (PLATE, "She had an X-ray, and the two of us saw one at the delta"),
        (CODE, "a stroke of luck: four of us, and four more"),
        (HALF, "We had fifteen at the le mans party, and fifteen more"),
        (SPELT, "a present for Tommy, one for Harry, a dog for George"),
        (HEARD, "a well-to-do, up-to-date, happy-go-lucky day"),
        (KEYS, "it was 2-4-2-8 and then we lost 4-2"),
        (APRIL, "three days before the end of May, in April"),
        (NOVEMBER, "the seventeenth of October was before Halloween"),
        (SCHOOL, "The bank was shut and a peal of bells rang"),
        (SCHOOL, "She made a pile of sand at the river bank"),
    ],
)
def test_what_only_looks_so_stays_quiet(term: Term, text: str) -> None:
    assert found(term, text) == []


def test_a_feast_on_a_protected_day_is_marked_and_held_where_it_is_a_birthday() -> None:
    born = Term("t", Kind.DOB, "14 February 2016", "adoptive")
    assert found(born, "We made a card for Valentine's Day.") == [Strength.MARK]
    assert found(born, "She was born on Valentine's Day.") == [Strength.HOLD]
    assert found(BORN, "We made a card for Valentine's Day. She was born in spring.") == []


@pytest.mark.parametrize(("day", "feast"), [("6 January", "Dia de Reis"), ("1 March", "Mărțișor")])
def test_feasts_of_other_countries_are_days_too(day: str, feast: str) -> None:
    assert found(Term("t", Kind.DOB, day, "adoptive"), f"We went to church for {feast}.") == [Strength.MARK]


@pytest.mark.parametrize(
    "text",
    [
        "my number is zero seven seven zero zero nine zero zero five three one. Sarah",
        "Dave: zero seven seven zero zero nine zero zero five three one",
        "zero seven seven zero zero nine zero zero five three one\nNeil",
        "zero seven seven zero zero nine zero zero five three one xox",
        "zero seven seven zero zero nine zero zero five three one nite nite",
    ],
)
def test_a_name_beside_a_number_in_words_is_no_digit(text: str) -> None:
    assert [one.kind for one in hints_for_desk(text, [], ["Sarah", "Dave", "Neil"])] == [Kind.PHONE]


def test_names_in_a_row_are_no_number() -> None:
    names = "Sarah, Dave, Nina, Neil, Eddie, Ada, Vera, Viv, Nell, Zara and Ned"
    assert [one for one in hints_for_desk(f"Love from {names}", [], []) if one.kind is Kind.PHONE] == []


@pytest.mark.parametrize("value", ["B and Q", "B & Q", "B&Q"])
@pytest.mark.parametrize("written", ["B&Q", "B and Q", "B & Q"])
def test_a_firm_of_two_letters_however_it_is_written(value: str, written: str) -> None:
    assert found(Term("t", Kind.WORKPLACE, value, "adoptive"), f"He works at {written} now") == [
        Strength.HOLD
    ]


def test_a_protected_user_name_is_told_though_it_is_a_word_that_may_be_said() -> None:
    handle = Term("t", Kind.HANDLE, "@sparklejo", "adoptive")
    assert [one.term_id for one in hints_for_desk("find sparklejo there", [handle], ["Sparklejo"])] == ["t"]


def test_a_first_name_that_may_be_said_is_no_part_of_an_address() -> None:
    email = Term("t", Kind.EMAIL, "eleri@tyddyn.example", "adoptive")
    assert hints_for_desk("Love from Eleri", [email], ["Eleri"]) == []
    assert found(email, "Love from Eleri") == [Strength.HOLD]
    assert found(email, "write to eleri at tyddyn dot example")
