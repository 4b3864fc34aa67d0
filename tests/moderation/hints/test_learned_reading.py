"""The learned second opinion reads every part of a letter, in whole words, and says so where it could not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from moderation.hints.hint import Hint, Kind, Strength
from moderation.hints.learned.opinion import Reading, learned_hints, second_opinion
from moderation.hints.learned.rampart import DIGESTS, FOLDER, Rampart, load_rampart
from moderation.hints.learned.recogniser import Found, ModelFault
from moderation.hints.learned.windows import LONGEST, windows
from moderation.hints.learned.wordpiece import Vocabulary

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def rampart() -> Rampart:
    return load_rampart()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary((FOLDER / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])


def read(rampart: Rampart, text: str, *allowed: str) -> dict[str, Hint]:
    """Hints by the words they stand on; `allowed` names are covered wherever they stand."""
    cover = bytearray(len(text))
    for name in allowed:
        at = text.index(name)
        cover[at : at + len(name)] = b"\1" * len(name)
    return {text[hint.start : hint.end]: hint for hint in learned_hints(text, cover, rampart)}


class Says:
    """A recogniser that finds what it is told to, or breaks."""

    def __init__(self, *found: Found, fault: str = "") -> None:
        self.found, self.fault = found, fault

    def find(self, text: str) -> list[Found]:
        if self.fault:
            raise ModelFault(self.fault)
        return list(self.found)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("We have moved to 14 Thornbury Crescent now.", "14 Thornbury Crescent", Kind.ADDRESS),
        ("we live on bellbrook avenue by the shops", "bellbrook avenue", Kind.ADDRESS),
        ("we moved up to huddersfield in the spring", "huddersfield", Kind.PLACE),
        ("Our surname is Okonkwo-Hartley now.", "Okonkwo-Hartley", Kind.SURNAME),
        ("his name is ayo adebayo now", "adebayo", Kind.SURNAME),
        ("you can ring on 07700 900 417 after six", "07700 900 417", Kind.PHONE),
    ],
)
def test_names_and_addresses_are_found_with_and_without_capitals(
    rampart: Rampart, text: str, words: str, kind: Kind
) -> None:
    assert read(rampart, text)[words].kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "He loved the trip to the farm and held a lamb.",
        "She has lost two teeth and can swim ten metres.",
        "Annwyl bawb, diolch am y llythyr.",
        "drodzy, dziękujemy za list i zdjęcia, pozdrawiamy serdecznie",
        "Bună! Suntem bine.",
        "as-salamu alaikum, we pray for you every friday, alhamdulillah",
        "for tea we had pierogi and jollof rice with green salad",
        "my sister is training to be a beautician",
        "we had barszcz and makowiec and she had a 99 with a flake",
        "i watched paddington again, yours in christ",
        "Cześć kochanie! Thank you for the drawing.",
        "Annwyl Sheila, he is in Blwyddyn 4 now",
        "Her friends Siân and Ffred came, and Rhodri, and our dog Dallas.",
    ],
)
def test_ordinary_sentences_greetings_and_foods_stay_quiet(rampart: Rampart, text: str) -> None:
    assert read(rampart, text) == {}


def test_no_part_of_a_letter_is_unread(rampart: Rampart) -> None:
    # One endless sentence, so that windows must overlap; the street stands at every place over an edge.
    filler = "and then we all had our tea and went out to play in the sun for a while " * 5
    words = filler.split()[: LONGEST + 20]
    for at in range(len(words)):
        text = " ".join([*words[:at], "at 27 Marchmont Street", *words[at:]])
        found = read(rampart, text)
        assert any("Marchmont" in place for place in found), at


def test_windows_hold_every_piece_and_are_never_too_long(vocabulary: Vocabulary) -> None:
    texts = [
        "",
        " \n\n ",
        "One. Two! Three?\nFour",
        "no end " * 400,
        "A sentence of some length. " * 40 + "short " * 100 + ".\n" * 30,
    ]
    for text in texts:
        pieces = vocabulary.pieces(text)
        packed = windows(text, pieces)
        assert {at for window in packed for at in range(*window)} == set(range(len(pieces)))
        assert all(0 < end - start <= LONGEST for start, end in packed)


def test_what_is_read_in_one_window_does_not_depend_on_the_others(
    rampart: Rampart, vocabulary: Vocabulary
) -> None:
    walk = "We walked from our house in Huddersfield to Thornbury Crescent " + "and on and on " * 9 + "home. "
    call = "Mrs Okonkwo rang from 07700 900 417 " + "and she spoke and spoke " * 6 + "to us. "
    both = walk + call
    assert len(windows(both, vocabulary.pieces(both))) == 2
    assert rampart.find(walk)
    assert rampart.find(both)[: len(rampart.find(walk))] == rampart.find(walk)


def test_a_name_is_told_in_whole_words(rampart: Rampart) -> None:
    text = "Her new name is Esmerelda Thistlethwaite."
    for found in rampart.find(text):
        assert found.start == 0 or not text[found.start - 1].isalpha()
        assert not text[found.end].isalpha()


def test_allowed_names_are_left_out_and_what_stands_beside_them_is_not(rampart: Rampart) -> None:
    assert "Huddersfield" in read(rampart, "We moved to Huddersfield in May.")
    assert read(rampart, "We moved to Huddersfield in May.", "Huddersfield") == {}
    text = "Zed Zedson"
    both = Says(Found(0, 10, Kind.SURNAME, 0.9))
    (hint,) = learned_hints(text, b"\1\1\1" + bytes(7), both)
    assert text[hint.start : hint.end] == "Zedson"


@pytest.mark.parametrize(
    ("kind", "sureness", "strength"),
    [
        (Kind.ADDRESS, 0.99, Strength.ASK),
        (Kind.ADDRESS, 0.6, Strength.MARK),
        (Kind.ADDRESS, 0.4, None),
        (Kind.NAME, 0.99, None),
        (Kind.PLACE, 0.9, Strength.ASK),
        (Kind.PLACE, 0.7, None),
        (Kind.OTHER_ID, 0.6, None),
        (Kind.OTHER_ID, 0.8, Strength.MARK),
        (Kind.PHONE, 0.99, Strength.MARK),
    ],
)
def test_the_model_marks_and_asks_where_it_is_sure_and_never_holds(
    kind: Kind, sureness: float, strength: Strength | None
) -> None:
    hints = learned_hints("at Zedd xx", bytes(10), Says(Found(3, 7, kind, sureness)))
    assert [hint.strength for hint in hints] == ([strength] if strength else [])


def test_reasons_repeat_no_word_of_the_letter(rampart: Rampart) -> None:
    for words, hint in read(rampart, "We have moved to 14 Thornbury Crescent in Huddersfield.").items():
        assert not any(word in hint.reason for word in words.split())


def test_a_letter_that_was_not_read_is_told_apart_from_one_without_finds() -> None:
    given = second_opinion("we went to the park", bytes(19), Says())
    failed = second_opinion("we went to the park", bytes(19), Says(fault="broken"))
    off = second_opinion("we went to the park", bytes(19), None)
    assert (given.reading, failed.reading, off.reading) == (Reading.GIVEN, Reading.FAILED, Reading.OFF)
    assert given.hints == failed.hints == off.hints == []
    assert "not available" in failed.reading.sentence
    assert not given.reading.sentence


@pytest.mark.parametrize("damage", ["missing", "shorter", "one byte", "no vocabulary"])
def test_a_model_that_is_not_the_one_pinned_is_refused_and_the_file_is_named(
    tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "rampart"
    shutil.copytree(FOLDER, folder)
    model = folder / "model_q8.onnx"
    whole = model.read_bytes()
    if damage == "missing":
        model.unlink()
    elif damage == "shorter":
        model.write_bytes(whole[: len(whole) // 2])
    elif damage == "one byte":
        model.write_bytes(whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:])
    else:
        (folder / "vocab.txt").unlink()
    with pytest.raises(ModelFault, match=r"vocab\.txt" if damage == "no vocabulary" else r"model_q8\.onnx"):
        load_rampart(folder)


def test_what_is_no_model_at_all_is_a_clear_fault(vocabulary: Vocabulary) -> None:
    with pytest.raises(ModelFault, match="can't be loaded"):
        Rampart(b"not a model", vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "x" * 100_000,
        "e\u0301\u0302\u0303" * 3000,
        "文字 한국 עברית عربي 🙂" * 200,
        "\x00\ufffd",
    ],
    ids=["empty", "space", "lines", "one word", "marks", "scripts", "controls"],
)
def test_odd_letters_are_read_without_a_fault(rampart: Rampart, text: str) -> None:
    for hint in learned_hints(text, bytes(len(text)), rampart):
        assert 0 <= hint.start < hint.end <= len(text)


def test_ten_times_the_letter_takes_about_ten_times_the_time(rampart: Rampart) -> None:
    paragraph = "We went to the park on Sunday and Gran came. He can ride his bike now. " * 6

    def seconds(text: str) -> float:
        began = time.process_time()
        rampart.find(text)
        return time.process_time() - began

    rampart.find(paragraph)
    once = min(seconds(paragraph) for _ in range(3))
    assert seconds(paragraph * 10) < 20 * once


MEMORY = """
import re
from moderation.hints.learned.rampart import load_rampart
load_rampart().find("We live at 14 Thornbury Crescent in Huddersfield. " * 400)
print(int(re.search("VmHWM:.*?([0-9]+)", open("/proc/self/status").read())[1]) // 1024)
"""


def test_a_process_with_the_model_stays_small_on_a_long_letter() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 400


def test_the_digests_name_the_files_that_are_loaded() -> None:
    assert all((FOLDER / name).is_file() for name in DIGESTS)


@pytest.mark.parametrize(
    ("text", "heard"),
    [("Zdravko all of you", False), ("we met Zdravko there", True), ("Hello.\n\n'Zdravko' they said", False)],
)
def test_a_capital_that_begins_a_sentence_makes_no_name(text: str, heard: bool) -> None:
    at = text.index("Zdravko")
    says = Says(Found(at, at + 7, Kind.PLACE, 0.95))
    assert bool(learned_hints(text, bytes(len(text)), says)) == heard
