"""Names in first letters, in pieces, in doubled letters and in Morse; ordinary letters hide none."""

from __future__ import annotations

import pytest

from moderation.hints.find import hints_for_desk
from moderation.hints.fold import fold
from moderation.hints.hint import Hint, Kind, Strength, Term
from moderation.hints.morse import morse_read

TERMS = [
    Term("town", Kind.PLACE, "Skelby", "adoptive"),
    Term("name", Kind.SURNAME, "Harbottle", "adoptive"),
    Term("other", Kind.SURNAME, "Johnson", "adoptive"),
    Term("number", Kind.PHONE, "07700 900123", "adoptive"),
]
CHATTER = "and then we had chips, a walk, a swim and some cake, and it was all very nice indeed, and so " * 2


def _told(text: str) -> list[Hint]:
    return [hint for hint in hints_for_desk(text, TERMS, ["Ann"]) if hint.term_id]


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        # first letters
        (
            "We Saw some nice Kites and then Everyone had Lunch, Bread and Yoghurt.",
            Strength.ASK,
            "S K E L B Y",
        ),
        (
            "some ran. Kites flew. she was Kind, Each of them Loved it. we ate Bread and Yams, Skating too",
            None,
            "",
        ),
        (
            "Snow fell.\nWe ran.\n\nKites flew.\nAll went.\n\nEggs for tea.\nGood.\n\nLunch was late.\n"
            "Ok.\n\nBread too.\nNice.\n\nYes we do.\nLove.",
            Strength.ASK,
            "S K E L B Y",
        ),
        (
            "Snow fell,\nwe ran,\nkites flew,\nall went,\neggs for tea,\ngood,\nlunch was late,\n"
            "ok,\nbread too,\nnice,\nyes we do,\nlove",
            Strength.ASK,
            "S k e l b y",
        ),
        # letters more than once
        ("We are in SskKeElLbByY now", Strength.HOLD, "SskKeElLbByY"),
        ("We are in Sss Kkk Eee Lll Bbb Yyy now", Strength.HOLD, "Sss Kkk Eee Lll Bbb Yyy"),
        ("The HhAaRrBbOoTtTtLlEes say hello", None, ""),
        ("The HhAaRrBbOoTtTtLlEe say hello", Strength.HOLD, "HhAaRrBbOoTtTtLlEe"),
        ("We are in Skkkeeellbyyy now", Strength.HOLD, "Skkkeeellbyyy"),
        # Morse
        ("it is ... -.- . .-.. -... -.-- now", Strength.HOLD, "... -.- . .-.. -... -.--"),
        ("it is •••/–•–/•/•–••/–•••/–•–– now", Strength.HOLD, "•••/–•–/•/•–••/–•••/–•––"),
        ("it is .-/-  /  .../-.-/./.-../-.../-.-- now", Strength.HOLD, ".../-.-/./.-../-.../-.--"),
        (
            "ring ----- --... --... ----- ----- ----. ----- ----- .---- ..--- ...-- now",
            Strength.HOLD,
            "----- --... --... ----- ----- ----. ----- ----- .---- ..--- ...--",
        ),
        # pieces
        (f"it begins with Ske {CHATTER} ends with lby", Strength.ASK, "Ske lby"),
        (f"it begins with har {CHATTER} ends with bottle", Strength.MARK, "har bottle"),
        ("it begins with skel and ends in by", Strength.ASK, "skel and ends in by"),
        ("it is harb and then ott and then le", Strength.MARK, "harb and then ott and then le"),
        # and none of these
        (f"John came {CHATTER} and his son", None, ""),
        (f"he had his {CHATTER} bottle, har har", None, ""),
        ("We sat by the skate park", None, ""),
        ("see all ooh goo bee shoo, aaah, eee, mmm, llll", None, ""),
        ("So ... - well ... - . - yes . . . - - - - and * * * * too", None, ""),
        ("Hellooo, sooo lovely, yummyyy, xxxx", None, ""),
    ],
)
def test_a_hidden_term_is_told(text: str, strength: Strength | None, words: str) -> None:
    found = _told(text)
    assert " ".join(text[hint.start : hint.end] for hint in found) == words
    assert {hint.strength for hint in found} == ({strength} if strength else set())


def test_an_allowed_name_is_no_piece_from_far_away() -> None:
    term = [Term("t", Kind.SURNAME, "Annesleigh", "adoptive")]
    text = f"ann said hello {CHATTER} her esleigh"
    assert [hint.strength for hint in hints_for_desk(text, term, []) if hint.term_id] == [Strength.ASK] * 2
    assert [hint for hint in hints_for_desk(text, term, ["Ann"]) if hint.term_id] == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("say ... --- ... ... now", "say soss now"),
        ("... --- / ... ...", "so / ss"),
        ("... - . .------", "... - . .------"),
        (". . . . .", ". . . . ."),
        ("no codes here - at all...", "no codes here - at all..."),
    ],
)
def test_morse_is_read_in_runs_of_four_different_codes(text: str, read: str) -> None:
    view = morse_read(fold(text))
    assert view.text == read
    assert len(view.text) == len(view.starts) == len(view.ends)
