"""Contact details and codes are seen however they are typed; what only looks like them stays quiet."""

import pytest

from moderation.hints.hint import Kind, Strength
from tests.moderation.hints.reading import hints_in, leading, marked

HOLD, ASK = Strength.HOLD, Strength.ASK


@pytest.mark.parametrize(
    ("letter", "kind", "strength"),
    [
        ("ring me on <<07700 900123>> ok", Kind.PHONE, HOLD),
        ("<<07700900123>>", Kind.PHONE, HOLD),
        ("it is <<07700-900-123>>.", Kind.PHONE, HOLD),
        ("<<07700.900.123>>", Kind.PHONE, HOLD),
        ("<<07700-90-0123>>", Kind.PHONE, HOLD),
        ("<<0 7 7 0 0 9 0 0 1 2 3>>", Kind.PHONE, HOLD),
        ("<<077 . 00 . 90 . 01 . 23>>", Kind.PHONE, HOLD),
        ("<<+44 (0)20 7946 0123>>", Kind.PHONE, HOLD),
        ("<<0044 7700 900123>>", Kind.PHONE, HOLD),
        ("<<(0116) 496 0123>>", Kind.PHONE, HOLD),
        ("<<7700 900123>>", Kind.PHONE, HOLD),
        ("I am 12, <<07700 900123>>. 4 times", Kind.PHONE, HOLD),
        ("at 12 <<07700 900123>> 4 times", Kind.PHONE, HOLD),
        ("<<07700\n900123>>", Kind.PHONE, HOLD),
        ("<<O77OO 9OO I23>>", Kind.PHONE, HOLD),
        ("<<٠٧٧٠٠ ٩٠٠١٢٣>>", Kind.PHONE, HOLD),
        ("<<\uff10\uff17\uff17\uff10\uff10 900123>>", Kind.PHONE, HOLD),
        ("<<+48 22 123 45 67>>", Kind.PHONE, HOLD),
        ("write to <<ann.b@example.com>>!", Kind.EMAIL, HOLD),
        ("<<Ann.B+x@Mail.Example.co.uk>>", Kind.EMAIL, HOLD),
        ("<<ann @ example.com>>", Kind.EMAIL, HOLD),
        ("<<ann (at) example (dot) com>>", Kind.EMAIL, HOLD),
        ("<<ann@example.c\u043em>>", Kind.EMAIL, HOLD),
        ("see <<https://example.com/a?b=c>>.", Kind.URL, HOLD),
        ("see <<www.example.org/our-house>>, it", Kind.URL, HOLD),
        ("see <<our-school.example.sch.uk>>!", Kind.URL, HOLD),
        ("see <<t.me/annb>>", Kind.URL, HOLD),
        ("at <<LE1 6AB>>.", Kind.POSTCODE, HOLD),
        ("at <<le16ab>>", Kind.POSTCODE, HOLD),
        ("at <<sw1a 1aa>>", Kind.POSTCODE, HOLD),
        ("<<SW1A OAA>>", Kind.POSTCODE, HOLD),
        ("<<L E 1 6 A B>>", Kind.POSTCODE, HOLD),
        ("<<LE1\u200b6AB>>", Kind.POSTCODE, HOLD),
        ("we live in <<LE18>> now", Kind.POSTCODE, ASK),
        ("on <<b4 3rd>>", Kind.POSTCODE, ASK),
        ("she is <<@ann.b_99>> there", Kind.HANDLE, HOLD),
        ("my insta is <<annbeee>>", Kind.HANDLE, HOLD),
        ("on insta: <<ann.b>>", Kind.HANDLE, HOLD),
        ("snapchat name <<annbee1>>", Kind.HANDLE, HOLD),
        ("<<find me on Facebook>> please", Kind.HANDLE, ASK),
        ("I am <<ann_b_xo>>", Kind.HANDLE, ASK),
        ("a red car, <<AB12 CDE>>", Kind.PLATE, HOLD),
        ("<<ab12cde>>", Kind.PLATE, HOLD),
        ("<<A B 1 2 - C D E>>", Kind.PLATE, HOLD),
        ("<<A123 BCD>>", Kind.PLATE, ASK),
    ],
)
def test_contact_details_and_codes(letter: str, kind: Kind, strength: Strength) -> None:
    text, places = marked(letter)
    found = [(start, end, lead.kind, lead.strength) for start, end, lead in leading(hints_in(text))]
    assert found == [(*places[0], kind, strength)]


@pytest.mark.parametrize(
    "text",
    [
        "The table: 70 77 84 91 98.",
        "He can count: 1 2 3 4 5 6 7 8 9 10 11 12!",
        "Started 01/02/2019, stopped 10.11.2023, photo 2019-02-01.",
        "From 01.02.2019 10.11 on; 07-08-2015 10 o'clock.",
        "Room 101, 300 sheep, 2,500 steps and 12:30 on the 3rd.",
        "He came home.We had tea.It was nice.",
        "Year 4 2nd term, B4 our holiday, KS2, PS5, WD40, M25 and A14.",
        "Meet at 12 ate 3 cakes, no10 the best",
        "It was _really_ good :-) <3 @ the beach",
        "Facebook is great and Insta is silly. Snap! Steam is hot as you know.",
        "We saw Chelsea on telly, 3-2, e.g. goals, i.e. fun.",
        "Ü, ß and żółw. ٣ days. میں ٹھیک ہوں",
        "",
    ],
)
def test_ordinary_letters_stay_quiet(text: str) -> None:
    assert hints_in(text) == []


def test_reasons_are_plain_and_repeat_nothing_from_the_letter() -> None:
    for hint in hints_in("Ring 07700 900123, ann@example.com, LE1 6AB, insta: annb, AB12 CDE"):
        assert hint.reason.startswith(("This ", "There ", "These "))
        assert hint.reason.endswith(".")
        assert not any(word in hint.reason for word in ("07700", "ann", "LE1", "AB12"))
        assert hint.term_id is None
