"""Surnames are pointed at and first names are not; neither are titles without a name."""

import pytest

from tests.moderation.hints.reading import hints_in, leading, marked

ALLOWED = ("Asha", "Tom", "Great-Gran", "Bev")


@pytest.mark.parametrize(
    "letter",
    [
        "a good year with Mr <<Hesselthwaite>>, who runs chess",
        "their teacher, Miss <<Lleucu Pennant>>, plays the harp",
        "I got the doctor, Dr <<Chandrasekaran>>, to write it",
        "Mrs <<Gill-Sondhi>> in the office rings me",
        "She sees Mr. <<Okonjo>> on Fridays.",
        "i seen mr <<hesselthwaite>> and i was scared",
        "i like miss <<kelly>> at nursery and i said so",
        "With love from Asha <<Pemberthy>> and Bev",
        "With love from Asha <<Pemberthy-Jones>>",
        "Carried by Tom <<P>>. and me",
        "Great-Gran <<A>>. and Bev",
        "I was there with <<Sarah Hesselthwaite>> from work.",
        "her keyworker is called <<Hesselthwaite>> and she is nice",
        "my surname is <<hesselthwaite>>, and i like it",
        "We were at a do with the <<Hesselthwaites>> next door.",
        "They came from the <<Hesselthwaite>> family.",
        "i like it here i am fine\nlove\nasha <<hesselthwaite>>",
    ],
)
def test_surnames_are_pointed_at(letter: str) -> None:
    text, places = marked(letter)
    found = leading(hints_in(text, ALLOWED))
    assert [(start, end) for start, end, _ in found] == places


@pytest.mark.parametrize(
    "text",
    [
        "Mr Tumble and Mr Bean are on, and Mrs Claus, and Dr Who.",
        "I miss you, I miss Asha and we miss school.",
        "Miss, can I go? The doctor said no. Sir was cross.",
        "i miss the sea and i really miss my mum and i miss chips",
        "Asha and Tom went with Bev, Asha, Tom and Bev.",
        "Tell Asha Happy Birthday. Tom I love you. Asha Xxx",
        "Her friend is called Ottoline, and her teacher is called Sarah.",
        "Her teacher is nice. Her boss is kind and was called in.",
        "We saw the Beatles, the Romans and the Minions.",
        "My name is in the book. Our family is well.",
        "Asha's Year 4 and Tom's GCSE went well. Bev's English is good.",
        "jack was here and i saw asha laughing with tom in the rain",
    ],
)
def test_first_names_and_titles_alone_stay_quiet(text: str) -> None:
    assert [text[start:end] for start, end, _ in leading(hints_in(text, ALLOWED))] == []
