"""Fancy figures and letters of other scripts are read as what they look like; what is genuine stays quiet."""

from __future__ import annotations

import pytest

from moderation.hints.alarm import Cause, alarms_in
from moderation.hints.find import hints_for_desk
from moderation.hints.fold import fold
from moderation.hints.hint import Kind, Strength, Term

TERMS = [
    Term("town", Kind.PLACE, "Skelby", "adoptive"),
    Term("name", Kind.SURNAME, "Harbottle", "adoptive"),
    Term("number", Kind.PHONE, "07700 900123", "adoptive"),
    Term("code", Kind.POSTCODE, "BD23 9ZB", "adoptive"),
    Term("day", Kind.DOB, "9 March 2018", "adoptive"),
]


@pytest.mark.parametrize(
    ("term", "written"),
    [
        # figures that are drawn, or written as words
        ("number", "⓿❼❼⓿⓿ ❾⓿⓿❶❷❸"),
        ("number", "⓪➆➆⓪⓪ ➈⓪⓪➀➁➂"),
        ("number", "〇七七〇〇九〇〇一二三"),
        ("number", "〇七七〇〇 九〇〇 一二三"),
        ("number", "零柒柒零零玖零零壹貳叁"),
        ("number", "⠼⠚⠛⠛⠚⠚⠊⠚⠚⠁⠃⠉"),
        ("code", "BD❷❸ ❾ZB"),
        ("code", "ⓑⓓ❷❸ ❾ⓩⓑ"),
        ("day", "❾ March ❷⓿❶❽"),
        ("day", "九 March 二〇一八"),
        # scripts that nobody here writes in
        ("town", "ꓢꓗꓰꓡꓐꓬ"),
        ("town", "ᏚᏦᎬᏞᏴᎩ"),
        ("town", "ꮪꮶꭼꮮᏼꭹ"),
        ("town", "ᔕKEᒪᗷY"),
        ("town", "ꌗꀘꍟ꒒ꌃꌩ"),
        ("town", "ᛋᚲᛖᛚᛒᚤ"),
        ("town", "⠎⠅⠑⠇⠃⠽"),
        ("name", "ⲎⲀⲢⲂⲞⲦⲦⳐⲈ"),
        ("name", "ⲏⲁⲣⲃⲟⲧⲧⳑⲉ"),
        # letters of living scripts, and Latin ones dressed up
        ("name", "HαгЬотӀе"),
        ("name", "Нагьоттӏе"),
        ("town", "Sk℮lbʏ"),
        ("town", "S℮LBY"),
        ("town", "Skєlbү"),
        ("town", "Skeǀby"),
        ("town", "ՏҜΣꓡЬҰ"),
        ("town", "丂Ҝ乇ㄥ乃ㄚ"),
        ("town", "รкєɭ๒ץ"),
        ("town", "₴₭ɆⱠ฿Ɏ"),
        ("town", "ȿƙɘɭƀƴ"),
        ("town", "🆂🅺🅴🅻🅱🆈"),
        # a figure that may be either of two letters
        ("town", "5k3l6y"),
    ],
)
def test_a_term_in_strange_letters_is_held(term: str, written: str) -> None:
    text = f"We are well. It is {written} as you know, and the garden is lovely."
    held = [hint for hint in hints_for_desk(text, TERMS, []) if hint.strength is Strength.HOLD]
    assert [hint.term_id for hint in held] == [term]
    start = text.index(written)
    assert start <= held[0].start < held[0].end <= start + len(written)


def test_a_threat_in_strange_letters_is_a_sign_of_danger() -> None:
    assert [alarm.cause for alarm in alarms_in("I am going to ꓗꓲꓡꓡ you", [], [])] == [Cause.DANGER]


@pytest.mark.parametrize("word", ["ꓩꓴꓟ", "ᎯᎦᏃ", "ⲙⲏⲓ", "𐐗𐐢𐐣", "ᚨᛉᛜ", "ᐊᓄᒃ", "⠺⠓⠕"])
def test_a_word_in_letters_that_nobody_writes_in_is_asked_about(word: str) -> None:
    text = f"We live in {word} now, all of us"
    found = hints_for_desk(text, [], [])
    assert [(text[hint.start : hint.end], hint.strength) for hint in found] == [(word, Strength.ASK)]


def test_a_letter_that_is_all_in_such_letters_is_not_asked_about_word_by_word() -> None:
    text = "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏴᏫᏯ ᎣᏏᏲ ᏙᎯᏧ ᎣᏍᏓ"
    assert [hint for hint in hints_for_desk(text, [], []) if hint.strength is Strength.ASK] == []


@pytest.mark.parametrize(
    "text",
    [
        "дорогая анна, мы живём хорошо, дети ходят в школу, их двое, гуляют в парке и едят мороженое",
        "αγαπητή μου, είμαστε όλοι καλά και σε σκεφτόμαστε κάθε μέρα, με αγάπη, η γιαγιά",
        "عزيزتي آنا، نحن جميعا بخير ونفكر فيك كل يوم، عمره ٧ سنوات",
        "Wszyscy jesteśmy zdrowi i myślimy o Tobie codziennie, mały rośnie. Całuję mocno.",
        "Rydyn ni i gyd yn iawn ac yn meddwl amdanat ti bob dydd, cariad mawr.",
        "亲爱的安娜，我们一家三口都很好，一二三，三三两两，一月二十日是春节。",
        "三人で元気に一緒にいます。一つ二つ三つ、四月十五日です。",
        "ילדה יקרה, אנחנו בסדר וחושבים עליך כל יום",
        "สวัสดี เราสบายดี คิดถึงทุกวัน",
        "Chicken ❤❶, ①②③ go! H₂O, x², ½ a cake, №5, €5, ₦500k, 5¢, £3k, ⣿⣿⣿ and naïve Übung.",
    ],
)
def test_genuine_writing_is_no_hint(text: str) -> None:
    assert [hint for hint in hints_for_desk(text, TERMS, []) if hint.strength is not Strength.MARK] == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        # company decides: alone, or among its own kind, a character is left what it is
        ("一二三", "一二三"),
        ("二〇一八年", "2018年"),
        ("三 cats, 三个 cats", "3 cats, 三个 cats"),
        ("год гoд", "гoд roa"),
        ("₦500k 500₦ a₦d", "₦500k 500₦ and"),
        ("山 and 山川", "山 and 山川"),
        ("⠼⠁⠃ ⠁⠃", "12 ab"),
        # by their names: what a letter was made of
        ("ᴙⱯꞁʁɮ", "ralrɮ"),
        ("Ԁԁ Ԛԛ", "dd qq"),
        ("Қазақ ҳ", "kaзak x"),
        ("⑩ ⓴ ㊿ ⅘", "10 20 50 4/5"),
    ],
)
def test_characters_are_read_by_their_company(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_plain_text_is_folded_as_one_with_signs_is() -> None:
    """There is a shorter way for texts of ASCII alone: it must lead to the same place."""
    plain = "".join(map(chr, range(128)))
    one, other = fold(plain), fold(plain + "é")
    assert one.text == other.text[:-1]
    assert one.starts == other.starts[:-1]
    assert one.ends == other.ends[:-1]
    assert (one.begins, fold("").begins) == ([0], [])
