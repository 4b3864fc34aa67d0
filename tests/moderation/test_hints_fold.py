"""Folding loses disguises and never the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.hints.fold import (
    digits_for_letters,
    first_letters_of_lines,
    fold,
    letters_only,
    skeleton,
    unspaced,
)
from moderation.hints.lookalikes import LOOKALIKES


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Żółw Ünal Øre Łódź", "zolw unal ore lodz"),
        ("Straße Æsop", "strasse aesop"),
        ("\u0410\u043a\u04bbt\u0430r", "akhtar"),  # Cyrillic
        ("\u0391\u039d\u039d\u0391", "anna"),  # Greek capitals
        ("𝓢𝓴𝓮𝓵 🅱🅾🅱 ⓑⓞⓑ ｂｏｂ", "skel bob bob bob"),
        ("\U0001f1f8\U0001f1f0", "sk"),
        ("ʇɐɥ", "tah"),
        ("a\u200bb\u00adc\u202ed", "abcd"),
        ("don’t – ok, don\u00b4t", "don't - ok, don't"),
        ("٠٧٧ ०७", "077 07"),
        ("a\u00a0b\tc\u2028d", "a b c\nd"),
        ("कि कु", "कि कु"),  # vowel signs spell; they are no accents
    ],
)
def test_what_folding_makes_plain(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_every_look_alike_is_a_foreign_character_for_a_plain_one() -> None:
    for foreign, plain in LOOKALIKES.items():
        assert len(foreign) == 1
        assert not foreign.isascii() or foreign == "`"
        assert plain.isascii()
        assert plain.islower() or plain in "-'./"


@given(st.text(max_size=40))
def test_every_view_knows_its_way_back(text: str) -> None:
    folded = fold(text)
    for view in (
        folded,
        letters_only(folded),
        digits_for_letters(folded),
        first_letters_of_lines(folded),
        unspaced(folded),
    ):
        assert len(view.text) == len(view.starts) == len(view.ends)
        assert view.starts == sorted(view.starts)
        assert all(0 <= start < end <= len(text) for start, end in zip(view.starts, view.ends, strict=True))
        assert view.begins == sorted(set(view.begins))


def test_a_span_takes_its_accents_and_hidden_characters_along() -> None:
    text = "Jose\u0301\u200b came"
    folded = fold(text)
    start, end = folded.span(0, 4)
    assert text[start:end] == "Jose\u0301\u200b"


def test_views() -> None:
    assert letters_only(fold("P. i-c k")).text == "pick"
    assert letters_only(fold("Pi ck")).begins == [0, 2]
    assert digits_for_letters(fold("5k1p! c@ll$y @")).text == skeleton("5k1p") + skeleton("c@ll$y")
    assert first_letters_of_lines(fold("One\n\n  two\n- three\n4")).text == "ott4"
    assert unspaced(fold("at L E 1 - 6 A B now a b c")).text == "at le16ab now a b c"
