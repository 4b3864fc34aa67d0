"""Ways of saying things: each family's hits with what they point at, and look-alikes that stay quiet."""

from __future__ import annotations

import time

import pytest

from moderation.hints.content import beside, content_hints
from moderation.hints.find import hints_for_desk, hints_for_writer
from moderation.hints.hint import Hint, Kind, Strength, Term
from moderation.hints.tone import blame, enclosures, news, pressure, promises, requests

SIGNS = ("Dawn",)
FAMILIES = {
    "blame": blame,
    "promises": promises,
    "pressure": pressure,
    "news": news,
    "requests": requests,
    "enclosures": enclosures,
}


def hints_in(text: str) -> list[Hint]:
    return content_hints(text, SIGNS)


def said_by(family: str, text: str) -> list[str]:
    """What this family's rules point at."""
    reasons = {rule.reason for rule in FAMILIES[family].RULES}
    return [text[one.start : one.end] for one in hints_in(text) if one.reason in reasons]


# Between << and >> stands what is pointed at.
HITS = {
    "blame": [
        "<<You stole my baby>> and I will never forget it.",
        "I know that <<you took my little girl>>.",
        "<<u took my son>> off me",
        "<<its all ur fault>> that he cries",
        "<<You have ruined my life>>.",
        "<<I blame you both>>.",
        "<<you are not his real mum>> are you",
        "<<Social services lied>> in court.",
        "<<The social worker took him away>>.",
        "<<I blame social services>> for this.",
        "It was a <<forced adoption>> and everybody knows.",
        "<<They took you away from me>>.",
        "<<You should never have been taken>>, my darling.",
        "<<i hate the social workers>>, all of them",
    ],
    "promises": [
        "<<We will be together again>>, my love.",
        "<<we will be together soon>> babe",
        "<<we r gona be 2gether soon>> i no it",
        "<<You will come home to me>> one day.",
        "<<I will get you back>>, wait and see.",
        "I am still <<fighting to get you>> back.",
        "<<Your room is ready>> and has new curtains.",
        "<<When you are 18 you can come>> and see your cousins.",
        "<<I promise you will be home>> for your birthday.",
        "<<I will see you soon>>, sweetheart.",
        "Kisses <<until you come home>>.",
        "<<We belong together>>.",
    ],
    "pressure": [
        "<<If you loved me you>> would write more.",
        "Have <<you forgotten me>>?",
        "<<Why don't you write>> to your own nan?",
        "<<why havent u written>> 2 me",
        "<<You owe me>> a letter.",
        "<<I cry every night because>> you are gone.",
        "I <<cant live without u>>",
        "<<You are the only reason I>> get up.",
        "<<If you don't write I>> shall stop as well.",
        "<<You must write>> back at once.",
        "<<Don't tell your mum>> that I said so.",
        "<<I am your real mum>>, always.",
        "<<She is not your real mum>>.",
        "This is <<our little secret from>> them.",
    ],
    "news": [
        "I must tell you that <<Nan has died>>.",
        "<<grandad passed away>> on friday",
        "<<He died>> last week.",
        "I <<lost my mum>> in spring.",
        "Your uncle is <<in prison>> again.",
        "I came <<out of prison>> in May.",
        "he <<got sent down>> for it",
        "<<I am pregnant>>!",
        "<<im pregnant>> wiv a boy",
        "We are <<having a baby>> in June.",
        "You have a <<baby brother on the way>>.",
        "I <<have breast cancer>>.",
        "The doctors say it is <<terminal>>.",
        "Dad <<had a heart attack>>.",
    ],
    "requests": [
        "<<Can I meet you>> in the summer?",
        "i <<want to see you again>>",
        "We would <<love to meet you>> all.",
        "Why don't you <<come and see me>>?",
        "Please <<ring me>> when you have time.",
        "<<txt me>> or ring",
        "<<Call me on>> a Sunday.",
        "<<give us a ring>> some time",
        "<<What is your number>>?",
        "<<find me on facebook>>",
        "I <<put your photo on Facebook>> and everybody liked it.",
        "<<Are you on insta>> yet?",
    ],
    "enclosures": [
        "<<I have put £20>> in for her.",
        "<<I've sent you some money for shoes>>.",
        "<<Here is a voucher>> for the toy shop.",
        "<<There is a gift card>> enclosed.",
        "<<buy yourself something>> nice",
        "<<I am sending you a teddy>>, he is called Bob.",
        "<<ive put a necklace in>> for her bday",
        "<<Enclosed is a present>> for Christmas.",
        "I <<have opened a savings account for him>>.",
    ],
}

QUIET = {
    "blame": [
        "I don't blame you at all.",
        "You took my breath away in that photo.",
        "You stole my heart when you were born.",
        "The dog stole the sausages from the table.",
        "It was my own fault, I left the gate open.",
        "Our social worker took us to the park.",
        "I know it is not your fault.",
        "we dont hate anybody",
        "He blamed the cat for the broken cup.",
        "You took lots of lovely photos of the sea.",
        "They took you to the zoo, you said.",
        "It is nobody's fault that it rained.",
        "The social worker was kind and helped me to write.",
        "You two are his family and I am glad.",
    ],
    "promises": [
        "I promise to write in June.",
        "We were all together for Christmas with the cousins.",
        "Granny will be back soon from Spain.",
        "She comes home from school at three.",
        "We look forward to your letter.",
        "i look forward to ur next letter",
        "He glued it back together again.",
        "I hope you are well and happy.",
        "When he was eight he could swim.",
        "We fight for the last biscuit.",
        "Your letter came home with me from the office.",
        "They sing together every Sunday.",
    ],
    "pressure": [
        "I love you.",
        "i love u so much xxx",
        "I miss you every day.",
        "I think of you every day.",
        "miss u loads",
        "You must have grown so tall.",
        "We have not forgotten you and never will.",
        "Why don't you like peas?",
        "If you love chocolate like me, try this cake.",
        "It is a secret recipe of my nan's.",
        "You never stop laughing in the photos.",
        "I cried happy tears when I read it.",
        "Don't tell your sister about the surprise party.",
        "I hope you never forget how to dance.",
        "You don't have to write a lot.",
    ],
    "news": [
        "Our hamster died and we buried him in the garden.",
        "I nearly died laughing.",
        "my phone died again lol",
        "That was dead good.",
        "We are expecting snow.",
        "She lost a baby tooth.",
        "When I was pregnant with you I ate oranges.",
        "He went to prison in Monopoly and laughed.",
        "The cat had kittens.",
        "I had a stroke of luck.",
        "He stroked the cat.",
        "She ran the race for life and raised money for cancer.",
        "I lost my keys.",
        "He has a cold and a cough.",
        "The flowers died in the frost.",
    ],
    "requests": [
        "Can you see the moon from your window?",
        "I would love to see a photo of the garden.",
        "We met a lion keeper at the zoo.",
        "They call me Dawn at work.",
        "Call her Bella if you like, she is only a cat.",
        "I rang my sister and she laughed.",
        "The letterbox team can ring me about this.",
        "We will never put your photos on Facebook.",
        "I saw your drawing and I smiled.",
        "He wants to see you swim, says the teacher.",
        "The phone is broken again.",
        "We like to meet friends in the park.",
    ],
    "enclosures": [
        "He got a voucher from his gran for his birthday.",
        "She saves her pocket money for a bike.",
        "Thank you for the present idea.",
        "I'm sending no gift but my love.",
        "I am sending you a big hug.",
        "Enclosed are two photos of the party.",
        "I bought a blanket for my bed.",
        "He spent all his money on sweets.",
        "We do not send money, I know.",
        "I bought some books for charity.",
    ],
}


def marked(letter: str) -> tuple[str, str]:
    """A letter without its marks, and what stood between them."""
    before, _, rest = letter.partition("<<")
    what, _, after = rest.partition(">>")
    return before + what + after, what


@pytest.mark.parametrize(("family", "letter"), [(one, text) for one in HITS for text in HITS[one]])
def test_a_rule_points_at_what_it_means(family: str, letter: str) -> None:
    text, what = marked(letter)
    found = said_by(family, text)
    assert found == [what], [text[one.start : one.end] for one in hints_in(text)]


@pytest.mark.parametrize(("family", "letter"), [(one, text) for one in HITS for text in HITS[one]])
def test_small_letters_are_read_as_well(family: str, letter: str) -> None:
    text, _ = marked(letter)
    plain = text.lower().replace("'", "").replace(",", "")
    assert said_by(family, plain), plain


@pytest.mark.parametrize("letter", [text for family in QUIET.values() for text in family])
def test_look_alikes_stay_quiet(letter: str) -> None:
    for text in (letter, letter.lower().replace("'", "")):
        assert [(text[one.start : one.end], one.reason) for one in hints_in(text)] == []


def test_there_are_as_many_look_alikes_as_hits() -> None:
    assert {one for one in HITS if len(QUIET[one]) < len(HITS[one])} == set()


@pytest.mark.parametrize("letter", [marked(text)[0] for family in HITS.values() for text in family])
def test_tone_never_holds_a_letter_and_says_what_could_be_written(letter: str) -> None:
    for one in hints_in(letter):
        assert (one.kind, one.strength) in {(Kind.TONE, Strength.ASK), (Kind.TONE, Strength.MARK)}
        assert one.reason.endswith(".")
        assert one.suggestion.endswith(".")


SIGNED = {
    "Love from\nMummy xxx": "Mummy",
    "lots of love, your real mum x": "mum",
    "love mum": "mum",
    "All my love,\n\nDaddy": "Daddy",
    "love always ur mummy dawn xx": "mummy",
}
SIGNED_WELL = (
    "Love, Dawn",
    "love from dawn xxx",
    "Lots of love\nDawn\nxxx",
    "With love from Dawn and the dog",
    "Mum is well and sends her love.\n\nDawn",
    "Bye for now",
    "I went to see my mum.\nShe made a cake.\nIt was good.",
)


@pytest.mark.parametrize("end", SIGNED)
def test_another_sign_off_than_agreed_is_pointed_at(end: str) -> None:
    text = f"Hello, all is well here.\n\n{end}"
    found = [(text[one.start : one.end], one.strength) for one in content_hints(text, ["Dawn"])]
    assert found == [(SIGNED[end], Strength.ASK)]
    assert "Please sign as agreed: Dawn." in content_hints(text, ["Dawn"])[0].suggestion


@pytest.mark.parametrize("end", SIGNED_WELL)
def test_the_agreed_sign_off_is_fine(end: str) -> None:
    assert content_hints(f"Hello, all is well here.\n\n{end}", ["Dawn"]) == []


@pytest.mark.parametrize("greeting", ["Dear Kaylee's mum and dad,", "Hi mum and dad", "to dad"])
def test_who_a_short_letter_is_for_is_no_sign_off(greeting: str) -> None:
    assert content_hints(f"{greeting}\n\nAll is well here.\n\nLove, Dawn", ["Dawn"]) == []


def test_what_is_agreed_decides_and_nothing_else() -> None:
    text = "All is well here.\n\nLove from Mummy xxx"
    assert content_hints(text, ["Mummy"]) == []
    assert content_hints(text, ["Mummy Dawn"]) == []
    assert content_hints(text, []) == []
    assert [one.strength for one in content_hints("All is well.\n\nLove from\nKrel", ["Dawn"])] == [
        Strength.MARK
    ]


@pytest.mark.parametrize(
    "text", ["hi", "hello u ok xx", "luv u lodes hop ur ok", "x", "", "thx 4 ur leter it was luvly"]
)
def test_short_and_badly_spelt_letters_are_fine(text: str) -> None:
    assert hints_in(text) == []


def test_what_identifies_keeps_its_place_beside_what_is_said() -> None:
    text = "Please ring me in Oakham."
    known = hints_for_desk(text, [Term("1", "place", "Oakham", "adoptive")], [])  # type: ignore[arg-type]
    both = beside(known, content_hints(text, SIGNS), text)
    assert [text[one.start : one.end] for one in both] == ["ring me", "Oakham"]
    over = [Hint(0, 6, Kind.PLACE, Strength.HOLD, "a."), Hint(7, 11, Kind.PLACE, Strength.HOLD, "b.")]
    both = beside(over, [Hint(0, 14, Kind.TONE, Strength.ASK, "c.")], text)
    assert [text[one.start : one.end] for one in both] == ["Please", "ring", "me"]
    assert beside(over, [Hint(0, 6, Kind.TONE, Strength.ASK, "c.")], text) == over


def test_the_writers_own_page_has_none_of_it() -> None:
    text = "You stole my baby. I will kill you. Love from Mummy"
    assert {one.kind for one in hints_for_writer(text, [], "birth")} & {Kind.TONE, Kind.SAFEGUARDING} == set()


@pytest.mark.parametrize(
    "piece", ["a ", "you ", "i will ", "he hit ", "put on ", "x", "if you ", "died ", "\n", "love "]
)
def test_the_time_grows_with_the_letter(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        taken = []
        for _ in range(2):
            begun = time.process_time()
            content_hints(text, SIGNS)
            taken.append(time.process_time() - begun)
        return min(taken)

    assert seconds(40_000) < 0.1 + 10 * seconds(10_000)
