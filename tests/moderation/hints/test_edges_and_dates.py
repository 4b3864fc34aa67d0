"""Letterheads, footers, dates of birth, landmarks and numbers of cases."""

import pytest

from moderation.hints.hint import Kind
from moderation.hints.unknown.codes import is_nhs_number
from tests.moderation.hints.reading import hints_in, leading, marked

ALLOWED = ("Asha", "Tom", "Bev")
BODY = "\n\nWe are well. It rained.\n\nShe can swim.\n\nHe can sing.\n\nThat is all.\n\nWrite soon.\n\n"


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("<<Thurlby House>>\n\nDear Asha," + BODY + "Tom", Kind.LANDMARK),
        ("<<Ormsby>>\n\nDear Asha," + BODY + "Tom", Kind.ADDRESS),
        ("The Old <<Maltings>>\n<<Ormsby>>\n\nHiya Asha," + BODY + "Tom", Kind.ADDRESS),
        ("<<thurlby>>\n\nhi asha im ok and i like it" + BODY.lower() + "i am tom", Kind.ADDRESS),
        ("Dear Asha," + BODY + "Tom\n\n<<Ormsby Joinery>>", Kind.WORKPLACE),
        ("Dear Asha," + BODY + "Tom\n\n(back of the envelope: <<Hafod Isaf>>)", Kind.ADDRESS),
        ("Dear Asha," + BODY + "Tom\n\nSent from <<Ormsby Library>>", Kind.WORKPLACE),
        ("Her birthday is the <<14th of March>>, you know.", Kind.DOB),
        ("She was born on <<14/3/2015>> at night.", Kind.DOB),
        ("happy birthday for the <<6/5>>, i get a cake", Kind.DOB),
        ("I pray on the <<tenth of the fourth>>, when she was born.", Kind.DOB),
        ("DOB <<03.12.2014>>, as they say", Kind.DOB),
        ("We live by <<the only pier with a webcam round here>>.", Kind.LANDMARK),
        ("It has <<the tallest windmill in the county>>, they say.", Kind.LANDMARK),
        ("Our house is <<behind the football ground>>.", Kind.LANDMARK),
        ("My NHS number is <<943 476 5919>>, if asked.", Kind.OTHER_ID),
        ("My number is <<QQ 12 34 56 C>>".replace("QQ", "AB") + " there.", Kind.OTHER_ID),
        ("The case number is <<ZW21C00123>>, they said.", Kind.OTHER_ID),
        ("I have her band: <<K 4471902>>.", Kind.OTHER_ID),
        ("It starts <<07700>>, then look at the moon, and then it's <<900818>>.", Kind.PHONE),
        ("Ring <<oh double seven double oh nine double oh one two three>> ok", Kind.PHONE),
        ("it is <<carly at gmail dot com>> ok", Kind.EMAIL),
        ("I am <<stace underscore mort>> on there", Kind.HANDLE),
        ("he is <<dragonslyr99>> on roblox", Kind.HANDLE),
        ("I live in <<E17>> now", Kind.POSTCODE),
        ("the end of it is <<LE1,\n6AB>>.", Kind.POSTCODE),
    ],
)
def test_edges_dates_and_numbers_are_pointed_at(letter: str, kind: Kind) -> None:
    text, places = marked(letter)
    found = leading(hints_in(text, ALLOWED))
    assert [(start, end) for start, end, _ in found] == places
    assert {lead.kind for _, _, lead in found} <= {kind, Kind.ADDRESS}


@pytest.mark.parametrize(
    "text",
    [
        "Sunday 4th May\n\nDear Asha," + BODY + "Tom, Bev and Asha",
        "Eid Mubarak!\n\nDear Asha," + BODY + "Lots of love,\n\nTom xxx",
        "Merry Christmas\n\nDear Asha," + BODY + "Sent from my iPhone",
        "Dear Asha," + BODY + "Khuda hafiz,\n\nTom",
        "Dear Asha," + BODY + "Khuda Hafiz,\n\nTom",
        "Dear Asha," + BODY + "Allah Hafiz\n\nTom",
        "Dear Asha," + BODY + "Ca\u0142uj\u0119 mocno,\n\nTom",
        "Dear Asha," + BODY + "Cofion cynnes,\n\nTom\n\nPS Write soon!",
        "We went on 3 May and on 14/3/2015, half (1/2) of us.",
        "Her birthday was lovely, and she was born at night. He turned nine in May.",
        "It was the only time. The biggest cake in the world. The one with the dog.",
        "He hid behind the sofa, next to the cat, near the end, opposite the telly.",
        "On holiday we stayed in a caravan near the beach for a day.",
        "There were 12345 people, it cost \u00a31,500, in 2019, case closed, in any case.",
        "We got 07 points, 900 of 1000, at 10 to 3, in room 101, ref said no.",
        "The number is big. My account of it. Reference: see above.",
        "I am on insta too. We play on xbox. She is good on youtube.",
    ],
)
def test_edges_dates_and_numbers_that_say_nothing_stay_quiet(text: str) -> None:
    assert [text[start:end] for start, end, _ in leading(hints_in(text, ALLOWED))] == []


@pytest.mark.parametrize(
    ("number", "valid"),
    [("9434765919", True), ("9434765918", False), ("1111111111", False), ("943476591", False)],
)
def test_the_check_digit_of_an_nhs_number(number: str, valid: bool) -> None:
    assert is_nhs_number([int(digit) for digit in number]) is valid
