"""Protected terms are seen in their simple disguises; words that only look like them stay quiet."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from moderation.hints.find import hints_for_desk
from moderation.hints.hint import Hint, Kind, Strength, Term

HOLD, ASK, MARK = Strength.HOLD, Strength.ASK, Strength.MARK

TERMS = {
    "Pemberthy": Kind.SURNAME,
    "Gill-Sandhu": Kind.SURNAME,
    "O'Brien": Kind.SURNAME,
    "Price": Kind.SURNAME,
    "Hall": Kind.SURNAME,
    "Heath": Kind.SURNAME,
    "Lee": Kind.SURNAME,
    "Ng": Kind.SURNAME,
    "Nowakowski": Kind.SURNAME,
    "Popescu": Kind.SURNAME,
    "May": Kind.NAME,
    "Will": Kind.NAME,
    "Hope": Kind.NAME,
    "Elsie": Kind.NAME,
    "Isla": Kind.NAME,
    "Reading": Kind.PLACE,
    "Bath": Kind.PLACE,
    "Skelby": Kind.PLACE,
    "Stow-on-the-Wold": Kind.PLACE,
    "12 Thornacre Lane": Kind.ADDRESS,
    "Park Lane": Kind.ADDRESS,
    "Oakmere Lane Primary School": Kind.SCHOOL,
    "St Winifred's": Kind.SCHOOL,
    "Craven Kestrels Football Club": Kind.CLUB,
    "The Swan": Kind.LANDMARK,
    "14 March": Kind.DOB,
    "07700 900201": Kind.PHONE,
    "LS29 9ZB": Kind.POSTCODE,
    "stace_mort_xo": Kind.HANDLE,
    "stacey.m@example.com": Kind.EMAIL,
    "BK61 XYZ": Kind.PLATE,
    "C++ (Ltd.)": Kind.WORKPLACE,
    "اسلم": Kind.SURNAME,
    "王小明": Kind.NAME,
}


def term(value: str) -> Term:
    return Term("t", TERMS[value], value, "adoptive")


def hints_of(text: str, *values: str, allowed: Sequence[str] = ()) -> list[Hint]:
    return hints_for_desk(text, [term(value) for value in values], allowed)


def split_letter(letter: str) -> tuple[str, int, int]:
    return letter.replace("<<", "").replace(">>", ""), letter.index("<<"), letter.index(">>") - 2


@pytest.mark.parametrize(
    ("value", "letter", "strength"),
    [
        # as it is
        ("Pemberthy", "Mr <<Pemberthy>> came", HOLD),
        ("Pemberthy", "mr <<pemberthy>> came", HOLD),
        ("Pemberthy", "MR <<PEMBERTHY>> CAME", HOLD),
        ("Pemberthy", "all the <<Pemberthys>>.", HOLD),
        ("Pemberthy", "<<Pemberthy>>'s car", HOLD),
        ("Pemberthy", "<<P\u0435mb\u0435rthy>>", HOLD),
        ("Pemberthy", "<<Pémbérthÿ>>", HOLD),
        ("Pemberthy", "<<Ｐｅｍｂｅｒｔｈｙ>>", HOLD),
        ("Pemberthy", "<<Pem\u200bber\u00adthy>>", HOLD),
        ("Pemberthy", "<<𝓟𝓮𝓶𝓫𝓮𝓻𝓽𝓱𝔂>>", HOLD),
        ("Ng", "with <<Ng>>, who", HOLD),
        ("Lee", "Ann <<Lee>>", ASK),
        ("اسلم", "جناب <<اسلم>> آئے", HOLD),
        ("王小明", "我叫<<王小明>>。", None),
        ("14 March", "on the <<14th March>>", HOLD),
        ("14 March", "on the <<14th of March>>", HOLD),
        # in part
        ("Gill-Sandhu", "Mrs <<Sandhu>>", HOLD),
        ("Gill-Sandhu", "Mrs <<Gill>> is", ASK),
        ("Gill-Sandhu", "<<gill sandhu>>", HOLD),
        ("Gill-Sandhu", "<<GillSandhu>>", HOLD),
        ("O'Brien", "Pat <<O'Brien>>", HOLD),
        ("O'Brien", "Pat <<OBrien>>", HOLD),
        ("O'Brien", "Pat <<o’brien>>", HOLD),
        ("12 Thornacre Lane", "at <<12 Thornacre Lane>>", HOLD),
        ("12 Thornacre Lane", "in <<thornacre lane>>", HOLD),
        ("12 Thornacre Lane", "all up <<Thornacre>> it", HOLD),
        ("Oakmere Lane Primary School", "at <<Oakmere>> now", HOLD),
        ("Oakmere Lane Primary School", "at <<oakmere primary>> now", HOLD),
        ("St Winifred's", "at <<St Winifreds>>", HOLD),
        ("St Winifred's", "at <<Saint Winifred's>>", HOLD),
        ("Craven Kestrels Football Club", "with the <<Kestrels>>", ASK),
        ("Stow-on-the-Wold", "in <<Stow on the Wold>>", HOLD),
        ("Park Lane", "down <<park lane>>", HOLD),
        ("LS29 9ZB", "in <<ls29>>", HOLD),
        # slips of the finger
        ("Pemberthy", "Mr <<Pembethy>>", HOLD),
        ("Pemberthy", "Mr <<Pemberhty>>", HOLD),
        ("Pemberthy", "mr <<pambertny>>", HOLD),
        ("Skelby", "in <<Skleby>>", HOLD),
        ("Elsie", "our <<Elsei>>", ASK),
        ("Oakmere Lane Primary School", "at <<Oakmeer Lane>>", HOLD),
        # apart, together
        ("Pemberthy", "<<P e m b e r t h y>> we", HOLD),
        ("Pemberthy", "<<P.e.m.b.e.r.t.h.y>>", HOLD),
        ("Pemberthy", "<<P-e-m-b-e-r-t-h-y>>", HOLD),
        ("Pemberthy", "<<Pe mb er th y>>", HOLD),
        ("Pemberthy", "<<Pem\nberthy>>", HOLD),
        ("Pemberthy", "<<Pem-berthy>>", HOLD),
        ("Isla", "<<I s l a>>", HOLD),
        ("Oakmere Lane Primary School", "<<OakmereLanePrimarySchool>>", HOLD),
        ("Pemberthy", "<<jackpemberthy99>> is", ASK),
        # exchanged
        ("Pemberthy", "<<P3mb3rthy>>", HOLD),
        ("Pemberthy", "<<P€mb€rthy>>", HOLD),
        ("Skelby", "<<5ke1by>>", HOLD),
        ("Skelby", "<<SkeIby>>", HOLD),
        ("Isla", "<<1s1a>>", HOLD),
        ("Isla", "<<lsla>> too", MARK),
        ("Nowakowski", "<<N0w@k0wski>>", None),
        ("07700 900201", "<<o77oo 9oo2o1>>", HOLD),
        # backwards
        ("Pemberthy", "<<yhtrebmeP>>", HOLD),
        ("Pemberthy", "<<y h t r e b m e p>>", HOLD),
        ("Elsie", "<<eislE>>", HOLD),
        # as it sounds, or as it is said aloud
        ("Skelby", "in <<Skelbee>> now", HOLD),
        ("Nowakowski", "<<Novakovsky>> it is", ASK),
        ("Pemberthy", "<<Pem berthie>> he said", ASK),
        ("Skelby", "<<ess kay ee ell bee why>>", HOLD),
        ("Skelby", "<<sierra kilo echo lima bravo yankee>>", HOLD),
        ("07700 900201", "<<oh double seven double oh, nine hundred, two oh one>>", HOLD),
        ("07700 900201", "<<zero siedem siedem zero zero dziewiec zero zero dwa zero jeden>>", HOLD),
        ("stace_mort_xo", "<<stace underscore mort underscore x o>> on", HOLD),
        ("stacey.m@example.com", "<<stacey dot m at example dot com>>", HOLD),
        # shortened
        ("Pemberthy", "<<pmbrthy>> it is", HOLD),
        ("Craven Kestrels Football Club", "plays for <<CKFC>> now", ASK),
        ("Craven Kestrels Football Club", "plays for <<C.K.F.C.>> now", ASK),
        # in simple codes
        ("Pemberthy", "<<crzoregul>> is it", ASK),
        ("Skelby", "<<tlfmcz>> is it", ASK),
        ("Skelby", "<<hpvoyb>> is it", ASK),
        ("Skelby", "<<elbyskay>> is it", ASK),
        ("Skelby", "<<19-11-5-12-2-25>> ok", HOLD),
        ("Pemberthy", "it starts with <<pem and it ends with berthy>>", ASK),
        # in another alphabet
        ("Popescu", "<<Попеску>> am I", HOLD),
        # dates
        ("14 March", "born on <<14/3>>, a", HOLD),
        ("14 March", "<<14.03.15>> it was", HOLD),
        ("14 March", "on the <<fourteenth of the third>>", HOLD),
        ("14 March", "on <<March the fourteenth>>", HOLD),
        ("14 March", "the <<14th of Mrach>>", HOLD),
        ("14 March", "the <<l4th March>>", HOLD),
        ("14 March", "<<14 mawrth>> oedd", HOLD),
        ("14 March", "he was born on <<Pi Day>>", HOLD),
        ("14 March", "the <<day before the ides of March>>", HOLD),
        # codes
        ("07700 900201", "<<07700-900-201>>", HOLD),
        ("LS29 9ZB", "<<ls299zb>>", HOLD),
        ("stace_mort_xo", "<<stace mort xo>>", HOLD),
        ("stacey.m@example.com", "<<stacey.m@example.com>>", HOLD),
        ("BK61 XYZ", "<<bk 61 xyz>>", HOLD),
        # word-like: only with a capital, and then they ask
        ("Price", "and Mrs <<Price>> came", ASK),
        ("May", "then <<May>> laughed", ASK),
        ("Will", "and <<Will>> said", ASK),
        ("Reading", "a day in <<Reading>> with", ASK),
        ("May", "<<M a y>>", HOLD),
    ],
)
def test_a_term_is_seen(value: str, letter: str, strength: Strength | None) -> None:
    text, start, end = split_letter(letter)
    found = [(hint.start, hint.end, hint.strength, hint.term_id) for hint in hints_of(text, value)]
    assert found == [(start, end, strength or HOLD, "t")]


def test_one_letter_after_an_allowed_name_may_be_a_surname() -> None:
    (hint,) = hints_of("love from Ann P. and all", "Pemberthy", allowed=["Ann"])
    assert (hint.start, hint.strength, hint.term_id) == (14, MARK, "t")
    assert not [
        hint for hint in hints_of("love from Ann T. and", "Pemberthy", allowed=["Ann"]) if hint.term_id
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Reading", "Reading a book. We like reading. READING IS FUN, she wrote."),
        ("Bath", "Bath time! He loves his bath.\nBath toys are fun."),
        ("May", "In May we went away. It may rain. Since May 2019. On 5 May. Last May too. May we?"),
        ("Will", "Will you write? I will. We WILL WRITE."),
        ("Hope", 'Hope you are well. I hope so. "Hope to see you"'),
        ("Price", "The price of shoes! Price is high."),
        ("Hall", "It may hail. In the hall."),
        ("Heath", "The athlete ran. He at her. heath"),
        ("Lee", "The lee of the hill. Leeks, sleep, fleece."),
        ("Ng", "ng going, sing ng"),
        ("Isla", "The island is lame. is lawn. It is la."),
        ("Elsie", "What else? The else, no: elves."),
        ("Gill-Sandhu", "The fish breathes through a gill."),
        ("Oakmere Lane Primary School", "At primary school in the lane. School is good. A lane."),
        ("12 Thornacre Lane", "He is 12 now. We walked along the lane."),
        ("Park Lane", "In the park. Along the lane. A lane in a park."),
        ("Stow-on-the-Wold", "on the road, on the bus"),
        ("The Swan", "the swan swam. The end."),
        ("14 March", "14 days. In March."),
        ("07700 900201", "7700 trees, 201 birds"),
        ("stace_mort_xo", "stace said mort xo"),
        ("stacey.m@example.com", "an example of com"),
        ("BK61 XYZ", "bk 61 of them"),
        ("C++ (Ltd.)", "c is a letter, ltd is not"),
        ("Pemberthy", "Remember they came. pe mb e"),
        ("Skelby", "a skeleton by us"),
    ],
)
def test_look_alikes_stay_quiet(value: str, text: str) -> None:
    assert hints_of(text, value) == []


def test_first_letters_down_the_margin() -> None:
    lines = "Sun today.\nKites in the park.\nElephants at the zoo.\nLemonade.\n\nBuses!\nYes."
    found = hints_of(lines, "Skelby")
    assert "".join(lines[hint.start : hint.end] for hint in found) == "SKELBY"
    assert {hint.strength for hint in found} == {ASK}
    assert {hint.strength for hint in hints_of("Ice\nSnow\nLake\nAir", "Isla")} == {MARK}
    assert hints_of("Nice\nGames", "Ng") == []


@pytest.mark.parametrize(
    ("value", "allowed", "letter", "seen"),
    [
        ("Elsie", "Ellie", "Ellie came", ""),  # not even as a misspelt Elsie
        ("Elsie", "Elsie", "Elsie came", "Elsie"),  # deny wins
        ("Elsie", "Elsie Rose", "Elsie Rose came", "Elsie"),
        ("St Winifred's", "Winifred", "Winifred came", ""),
        ("St Winifred's", "Winifred", "at St Winifred's", "St Winifred's"),
        ("Gill-Sandhu", "Gill", "Gill came", ""),
        ("Gill-Sandhu", "Gill", "Gills hat", ""),
        ("Gill-Sandhu", "Gill", "Gill Sandhu came", "Gill Sandhu"),
        ("Pemberthy", "Jack Pemberthy", "Jack Pemberthy", "Pemberthy"),
        ("Skelby", "07700 900123", "ring 07700 900123", ""),
        ("Skelby", "0116 496 0000", "ring 07700 900123", "07700 900123"),
    ],
)
def test_allowed_terms_are_taken_out_but_deny_wins(value: str, allowed: str, letter: str, seen: str) -> None:
    found = hints_of(letter, value, allowed=[allowed])
    assert " ".join(letter[hint.start : hint.end] for hint in found) == seen


def test_overlapping_hints_become_one_and_the_term_leads() -> None:
    text = "Write to sarah.pemberthy@example.com soon."
    (hint,) = hints_of(text, "Pemberthy", "Skelby")
    assert text[hint.start : hint.end] == "sarah.pemberthy@example.com"
    assert (hint.kind, hint.term_id, hint.strength) == (Kind.SURNAME, "t", HOLD)
    assert hint.reason == "This is a protected surname. This looks like an e-mail address."


def test_hints_are_sorted_and_apart() -> None:
    text = "Skelby, 07700 900123, Pemberthy P e m b e r t h y skelby SKELBY LE1 6AB"
    found = hints_of(text, "Pemberthy", "Skelby")
    assert len(found) == 6
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("value", TERMS)
def test_a_reason_repeats_neither_the_term_nor_the_letter(value: str) -> None:
    for hint in hints_of(f"so {value} it", value):
        assert value not in hint.reason
