"""Letters typed without capitals: where a name would stand, a word is one; elsewhere it is a word."""

from __future__ import annotations

import pytest

from moderation.hints.find import hints_for_desk
from moderation.hints.hint import Kind, Strength, Term
from tests.moderation.hints.reading import hints_in, leading, marked

TERMS = [
    Term("club", Kind.CLUB, "Oakham Valley Climbers", "adoptive"),
    Term("lions", Kind.CLUB, "Denby Lions", "adoptive"),
    Term("school", Kind.SCHOOL, "Peel Bank Academy", "adoptive"),
    Term("surname", Kind.SURNAME, "Price", "adoptive"),
    Term("place", Kind.PLACE, "Reading", "adoptive"),
    Term("hospital", Kind.HEALTH, "Carrow Road Hospital", "adoptive"),
    Term("two", Kind.SURNAME, "Adeyemi-Stone", "adoptive"),
]


def terms_in(letter: str) -> list[tuple[str, str, Strength]]:
    """The pieces that hints for the terms above point at, with the term."""
    found = hints_for_desk(letter, TERMS, ["Asha", "Dawn"])
    return [(letter[one.start : one.end], one.term_id, one.strength) for one in found if one.term_id]


@pytest.mark.parametrize(
    ("letter", "words", "term"),
    [
        ("she goes to the valley climbers on a monday. its great. we all like it", "valley climbers", "club"),
        ("i took her. she plays for the lions now. its a long way", "lions", "lions"),
        ("well. we are still in reading and its fine. i like it", "reading", "place"),
        ("i saw mrs price about it. she was nice. we all were", "price", "surname"),
        ("thats all. write soon. its cold\n\ndawn price", "price", "surname"),
        ("we moved to reading in may. its nice. i like it", "reading", "place"),
        ("she starts at peal bank next week. its a good one. i think", "peal bank", "school"),
        ("i was in the crh over easter. its fine now. dont worry", "crh", "hospital"),
        ("its me again. they call it c.r.h. here. its fine", "c.r.h.", "hospital"),
        ("thats all for now. write soon. love from asha p.\nxx", "p.", "surname"),
        ("thats all for now. write soon. its cold. asha a-s.", "a-s.", "two"),
    ],
)
def test_words_of_a_term_where_a_name_would_stand(letter: str, words: str, term: str) -> None:
    assert [(piece, found) for piece, found, _ in terms_in(letter)] == [(words, term)]


@pytest.mark.parametrize(
    "letter",
    [
        # where no name would stand, they are words
        "i have been reading a lot. its cold. we are well",
        "the price of chips is mad. its cold. we are well",
        "we saw two lions and a bear. its cold. we are well",
        "she likes climbers up the wall. what a valley it was. its cold",
        "thanks for reading my last letter. its cold. he is doing well with reading",
        "look forward to reading it. its cold. she goes for reading lessons",
        "she is full of price tags. its cold. we are in the price range",
        "we saw some lions and little ones. its cold. with lions you never know",
        # a letter whose lines are wrapped is not one without capitals
        "Dear Rose,\nIt was good to hear from you and thank you for\nreading it. We went up to the\n"
        "top of the hill and played for\nlions with the ones at\n"
        "reading. Best\nwishes to\nyou and\nall of\nyours",
        # with capitals, their writer would have given a name one
        "I like to look at the lions there. We were in the valley. Climbers went by.",
        "We went for reading glasses. I paid the price. She sat on the bank with peel.",
        # everybody's letters, and those of nobody's term
        "its me. she likes it at the gp and the tv was on. i.e. all day. e.g. cartoons",
        "its me. asha i. think of you. it is p.m. now",
    ],
)
def test_the_same_words_stay_quiet(letter: str) -> None:
    assert terms_in(letter) == []


@pytest.mark.parametrize(
    "letter",
    [
        "we live over the <<golden dragon chippy>>. i like it. its warm",
        "i go to the <<light and life church>> now. its nice. they sing",
        "she had it done at <<corve dental>>. its fine. i paid",
        "i work nights at the <<sandwich factory on earlstrees>>. its cold. i pack",
        "she went to the <<royal oldum>> for it. its fine. i was scared",
        "we left her at <<little lanterns on cranbrook road>>. its near. i walk",
        "i was in the <<r b h>> for a week. its fine. they were nice",
        "i was at <<c m h>> all night. its fine. they were nice",
        "they said go to the <<rvi>> with it. its fine. they were nice",
        "he was in the <<irh>> all week. its fine. they were nice",
        "we had cake at the <<blue bird cafe>> at <<st margarets>>. its nice. i paid",
        "they send it from <<harbury horticultral scoiety>>. its nice. i paid",
        "we pray at the <<guru nanak darbar>>. its big. they feed us",
    ],
)
def test_unknown_names_in_small_letters(letter: str) -> None:
    text, places = marked(letter)
    assert [(start, end) for start, end, _ in leading(hints_in(text, ("Asha",)))] == places


@pytest.mark.parametrize(
    "letter",
    [
        "its warm. we went to the chippy and the church. its fine. i like it",
        "its warm. she had a dental thing at the dentist. its fine. i paid",
        "its warm. a b c she sings all day. its fine. x x x",
        "its warm. the royal family was on. the new school is in december. i like it",
        "its warm. we had tea at home on sunday. in the road they play. i like it",
        "its warm. we go up a b c d e. we do the a b c song",
        "its warm. nite nite\n\nasha xxxxxxx",
        "its warm. cariad mawr. khuda hafiz. she likes camogie n kabaddi. i like it",
        "its warm. the big lovely church and the long road. in the uk. at the gp",
    ],
)
def test_ordinary_small_letters_stay_quiet(letter: str) -> None:
    assert hints_in(letter, ("Asha",)) == []


@pytest.mark.parametrize(
    "letter",
    [
        "his car is <<vx09 qlm>>. i saw it. its red",
        "my number is <<k 4471902>>. i saw it. its red",
        "we get the <<number 42 bus>> from there. its slow. i like it",
        "from the kitchen you can <<see the viaduct>>. its big. i like it",
        "i met him at the <<statue of captain mainwaring>>. its big. i like it",
    ],
)
def test_codes_and_landmarks_in_small_letters(letter: str) -> None:
    text, places = marked(letter)
    assert [(start, end) for start, end, _ in leading(hints_in(text, ("Asha",)))] == places


@pytest.mark.parametrize(
    "letter",
    [
        "we came at10 and left. its red. i saw",
        "a 1234567 and x 123456. its 900818. i saw",
        "we saw the 42 ducks on the bus. its slow. i saw",
        "on the 3 for a laugh. on the 5 to 10 scale. get the 2 from the fridge",
        "on holiday you can see the viaduct from the caravan. its big. i saw",
        "we saw a statue of liberty on telly. its big. i saw",
    ],
)
def test_what_only_looks_like_them_stays_quiet(letter: str) -> None:
    assert hints_in(letter, ("Asha",)) == []


def test_what_is_said_of_a_ward_is_no_single_letter() -> None:
    ward = Term("t", Kind.WORKPLACE, "A and E", "adoptive", watch=True)
    assert [one for one in hints_for_desk("Ẹ káàsán. I saw a cat, E flat.", [ward], []) if one.term_id] == []
    assert [one for one in hints_for_desk("She is in A and E on nights.", [ward], []) if one.term_id]


@pytest.mark.parametrize(
    "letter",
    ["We had a Yorkshire pudding.", "I am on The Bourne Identity.", "We went by National Express."],
)
def test_names_that_everybody_knows_say_nothing(letter: str) -> None:
    assert hints_for_desk(letter, [], []) == []
