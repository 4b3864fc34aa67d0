"""Disguises are pointed at whatever they hide; odd spelling, kisses and counting are not."""

import pytest

from tests.moderation.hints.reading import hints_in, leading, marked

ALLOWED = ("Asha", "Tom")


@pytest.mark.parametrize(
    "letter",
    [
        # turned round
        "from the market in <<eladhcoR>> off a lady",
        "He is at <<yramirP llihdloC>>, he wrote it",
        # spelt out
        "calls her, Mrs <<W o j c i k>>, and laughs",
        "on the sign it said <<T-h-u-r-l-b-y>> in red",
        "it said <<T.h.u.r.l.b.y>> in red",
        "it says <<kilo echo tango tango>> on it",
        # digits, signs, other letters
        "I am in <<W00ldwich>>, high up",
        "we got to <<Th@rlby>> late",
        "She said <<Тhurlby>> is nice",
        "it was <<ThurLby>> then",
        # in a code
        "the town is <<Thrlb>>, without its bells",
        "it is <<20-8-21-18-12-2-25>>, a puzzle",
        "still in <<Thur(lb)y>> town",
        "I am in <<(Thur)(lby)>> now",
        "the town <<rhymes with curlby>>, you know",
        "Dear Asha, <<read it backwards>>. Ok?",
        # initials
        "I was in the <<RLH>> for two nights",
        "She counts seals for the <<LWK>> now",
        "He is at <<GRP>> with his friends",
        "the grammar school, <<KEVOGS>>, is big",
        "it said <<G.F.>> and a fairy",
        "I see them at the <<W. Manor>> every week",
    ],
)
def test_disguises_are_pointed_at(letter: str) -> None:
    text, places = marked(letter)
    found = leading(hints_in(text, ALLOWED))
    assert [(start, end) for start, end, _ in found] == places


@pytest.mark.parametrize(
    "text",
    [
        "i luv u 2 bits n cant w8 4 2moro gr8 l8r m8 b4 every1",
        "He is 4ft, 25kg, in Y4, on the 3rd, at 10am, 50p, 2x4, U12s.",
        "We sang E I E I O, and a b c d e f, love x x x x o x o x",
        "1 2 3 4 5 6 7 8 9 10, then 2, 4, 6, 8, 10, 12. We won 3-2, lost 1-4.",
        "I am SO proud, she LOVES it, YES, it was HUGE and I was LIKE wow.",
        "It was for ME, with HIM, at ALL times, in MY bed, to US and for HER.",
        "A DVD on TV, a CD, GCSE, the NHS, the BBC, a PC, PS4, the UK, ADHD and SEN.",
        "e.g. a cat, i.e. a pet, at 3 p.m. P.S. R.I.P. Nan. U.K. and U.S.A.",
        "My iPhone, YouTube, TikTok, WhatsApp, a PlayStation and McDonald's.",
        "Hmmm, grrr, shhh, pfft. Friend(s), mum/dad, and/or, him/her.",
        "Dzień dobry, Całuję mocno, ẹ káàsán, café and naïve.",
        "b-b-but n-n-no! A-level, X-ray, 50/50, 24/7.",
    ],
)
def test_what_hides_nothing_stays_quiet(text: str) -> None:
    assert [text[start:end] for start, end, _ in leading(hints_in(text, ALLOWED))] == []
