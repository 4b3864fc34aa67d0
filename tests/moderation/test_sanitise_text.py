"""What a letter's text may hold once it is clean, and that nothing in it becomes HTML."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.redaction.text import MARK
from moderation.sanitise.text import (
    LETTER_LIMIT,
    TextTooLong,
    clean_line,
    clean_text,
    fence,
    letter_html,
    paragraphs,
)

WELSH_FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń. Wszystkiego najlepszego!",
        "Annwyl Ffion, sut wyt ti? Mae'r tŷ yn fawr, a'r môr yn las.",
        "میں ٹھیک ہوں۔ آپ کیسے ہیں؟",
        "می\u200cخواهم",  # Persian is misspelt without its joiner
        "क्\u200dष",  # and Hindi
        "ශ්\u200dරී ලංකා",
        f"We had fun {FAMILY} \u2764\ufe0f 1\ufe0f\u20e3 \U0001f44d\U0001f3fd \U0001fae8",
        f"Cymru am byth {WELSH_FLAG}",
        "Tiếng Việt đẹp lắm",
        "שָׁלוֹם",
        "One.\n\nTwo.\nThree.",
        "  kept at the start of a line\n    and here",
    ],
)
def test_what_people_write_survives(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("untrusted", "clean"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb\u00a0c\u3000d", "a b c d"),
        ("nul\x00 bell\x07 esc\x1b[31m del\x7f", "nul bell esc[31m del"),
        ("\u202eevil\u202c \u2066in\u2069 \u200eout\u200f\u061c", "evil in out"),
        ("Pick\u200bers\u2060gill\ufeff", "Pickersgill"),
        ("Pick\u200ders\u200cgill", "Pickersgill"),  # joiners where nothing joins
        ("soft\u00adhyphen", "softhyphen"),
        ("tag\U000e0041\U000e0042\U000e007f", "tag"),
        ("\U0001f3f4\U000e0061\U000e007f", "\U0001f3f4"),  # an unknown flag carries a message
        ("private\ue000\U000f0000", "private"),
        ("half\ud800pair\udfff", "halfpair"),
        ("filler\u3164\u115f\uffa0 cell\u2800here", "filler cell here"),
        ("form\ufe0e\ufe0f\U000e0100", "form"),
        ("noncharacter\uffff\ufdd0", "noncharacter"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("Z" + "\u0335" * 3000 + "!", "Z" + "\u0335" * 4 + "!"),
        ("one\n\n\n  \n\n\ntwo", "one\n\ntwo"),
        ("one   \ntwo ", "one\ntwo"),
        ("\n\n one\n\n", " one"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # words, and they stay words
        (f"typed {MARK} and [Taken  OUT]", "typed (taken out) and (Taken  OUT)"),
        ("", ""),
    ],
)
def test_what_hides_or_misleads_goes(untrusted: str, clean: str) -> None:
    assert clean_text(untrusted) == clean


_AWKWARD = st.sampled_from(
    "aé1#<&[] \n\r\t\u0301\u0338\u0335\u064e\u0627\u0628\u0915\u094d\u093c\u200b\u200c\u200d\u202e\ufe0f"
    "\u20e3\u2764\U0001f468\U0001f3f4\U0001f3fd\U000e0067\U000e007f\u1100\u1161\u11a8\u09c7\u09be\ud800\u3164"
)


@settings(max_examples=500, deadline=None)
@given(st.text(_AWKWARD, max_size=30) | st.text(max_size=60))
def test_cleaning_twice_changes_nothing(untrusted: str) -> None:
    once = clean_text(untrusted)
    assert clean_text(once) == once
    once.encode()  # no half surrogate is left
    line = clean_line(untrusted, 200)
    assert clean_line(line, 200) == line
    assert "\n" not in line


def test_a_letter_may_be_long_but_not_without_end() -> None:
    assert len(clean_text("a" * LETTER_LIMIT)) == LETTER_LIMIT
    assert clean_text("a\r\n" * (LETTER_LIMIT // 2)).count("\n") == LETTER_LIMIT // 2 - 1
    for length in (LETTER_LIMIT + 1, 2 * LETTER_LIMIT, 50 * LETTER_LIMIT):
        with pytest.raises(TextTooLong, match="no more than 100,000 letters"):
            clean_text("a" * length)


@pytest.mark.parametrize(
    "character", ["\u0301", "\u200d", "\u202e", "\u064e", "\U0001f468", "\n", "<", "[", "a\u0301"]
)
def test_a_hundred_thousand_of_one_kind_take_little_time(character: str) -> None:
    begun = time.process_time()
    letter_html(clean_text(character * (LETTER_LIMIT // len(character)))[:20_000])
    assert time.process_time() - begun < 5


def test_a_line_is_one_line_of_bounded_length() -> None:
    assert clean_line("  our\u202e dog\n\nat  the\tsea ", 40) == "our dog at the sea"
    assert clean_line("x" * 40, 40) == "x" * 40
    with pytest.raises(TextTooLong, match="no more than 40 "):
        clean_line("x" * 41, 40)


def test_paragraphs_are_what_blank_lines_part() -> None:
    assert paragraphs("Dear Ann,\n\nWe are well.\nVery.\n\nBye") == [
        "Dear Ann,",
        "We are well.\nVery.",
        "Bye",
    ]
    assert paragraphs("") == []


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Dear Ann,\n\nTwo\nlines", "<p>Dear Ann,</p><p>Two<br>lines</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<p onclick=x>&amp;", "<p>&lt;p onclick=x&gt;&amp;amp;</p>"),
        ("<!-- hidden -->", "<p>&lt;!-- hidden --&gt;</p>"),
        (f"Love from {MARK}.", f'<p>Love from <span class="removed">{MARK}</span>.</p>'),
        ('<span class="removed">x</span>', '<p>&lt;span class="removed"&gt;x&lt;/span&gt;</p>'),
        ("", ""),
    ],
)
def test_a_letter_becomes_paragraphs_and_nothing_else(text: str, markup: str) -> None:
    assert letter_html(text) == markup


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "&", '"', "'", "script", "<b>", "</p>", "&lt;", "x", "\n\n", "<!--", "]]>"]
        )
    )
)
def test_no_tag_of_the_writers_gets_through(parts: list[str]) -> None:
    markup = letter_html(clean_text("".join(parts)))
    for ours in ("<p>", "</p>", "<br>"):
        markup = markup.replace(ours, "")
    assert "<" not in markup
    assert ">" not in markup


@settings(max_examples=500, deadline=None)
@given(st.text(_AWKWARD, max_size=40) | st.text(max_size=60) | st.sampled_from(["a\x00b", "a\tb\x7f\n\nc"]))
def test_what_passes_the_fence_at_once_would_come_out_of_it_unchanged(text: str) -> None:
    markup = letter_html(text)
    assert fence(markup) == markup


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x</script>",
        "<p onclick=x>y</p>",
        '<p><span class="other">x</span></p>',
        "<!-- x -->",
        "<p>a & b &nbsp;</p>",
        "<img src=x>",
    ],
)
def test_the_fence_lets_only_our_own_tags_through(markup: str) -> None:
    fenced = fence(markup)
    for ours in ("<p>", "</p>", "<br>", "<span>", "</span>"):
        fenced = fenced.replace(ours, "")
    assert "<" not in fenced
    assert ">" not in fenced
