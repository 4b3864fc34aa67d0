"""Hints for a letter of 500 words with 40 terms: against Presidio, against ten times the letter and ten times
the terms, with and without the second opinion; and the memory of a process that has read with it."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import Aim, Bound, Line, Seconds, take_turns, time_line
from moderation.hints.find import hints_for_desk, look_through
from moderation.hints.hint import Kind, Term
from moderation.hints.learned.when_needed import WhenNeeded

ROUNDS = 15
PRESIDIO = Path(".venv/compared/bin/python")

RULES, BOTH = "hints of 500 words with 40 terms, rules alone", "the same with the second opinion"
OTHERS = "presidio-analyzer with spaCy's small model, no terms"
LONGER, MORE_TERMS = "ten times the letter", "ten times the terms"
MEMORY, IDLE = "memory of a process that has read with the second opinion", "one that has imported nothing"

_SENTENCES = (
    "We have had a busy year and he is growing so fast that no trousers last him a term.",
    "He goes swimming on a Tuesday and has got his badge for fifty metres.",
    "In the summer we were at the sea for a week and it rained on most of the days.",
    "His teacher, Mrs Dobrescu, says that he is kind to the little ones.",
    "Nan came for Christmas and we all played cards until the dog wanted his walk.",
    "he still asks about the blue blanket and i tell him that you chose it",
    "They went to Wetherby with the choir and sang in the market square.",
    "I think of you on his birthday, and we light a candle and have cake.",
)


def _letter(words: int) -> str:
    chance = random.Random(5)
    text = ""
    while len(text.split()) < words:
        text += " ".join(chance.choice(_SENTENCES) for _ in range(5)) + "\n\n"
    return text


def _terms(count: int) -> list[Term]:
    chance = random.Random(6)
    kinds = (Kind.SURNAME, Kind.PLACE, Kind.SCHOOL, Kind.ADDRESS, Kind.CLUB)
    names = ("".join(chance.choices("abdegiklmnoprstu", k=8)).title() for _ in range(count))
    return [
        Term(str(number), kinds[number % 5], name + (" Lane" if number % 5 > 2 else ""), "adoptive")
        for number, name in enumerate(names)
    ]


def measure() -> list[Line]:
    """Seconds a letter in turns, in one process but for Presidio's; and memory of processes of their own."""
    short, terms, more = _letter(500), _terms(40), _terms(400)
    long, model = _letter(5000), WhenNeeded()
    tasks = {
        RULES: lambda: hints_for_desk(short, terms, ["Nan"]),
        BOTH: lambda: look_through(short, terms, ["Nan"], model),
        LONGER: lambda: hints_for_desk(long, terms, ["Nan"]),
        MORE_TERMS: lambda: hints_for_desk(short, more, ["Nan"]),
    }
    with subprocess.Popen(
        [PRESIDIO, "-m", "benchmarks.presidio_alone"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:

        def analysed() -> int:
            assert other.stdin is not None
            assert other.stdout is not None
            other.stdin.write(json.dumps(short) + "\n")
            other.stdin.flush()
            return int(other.stdout.readline())

        taken = take_turns({**tasks, OTHERS: analysed}, ROUNDS)
        assert other.stdin is not None
        other.stdin.close()
    return [*_lines(taken), _memory_line()]


def _lines(taken: Seconds) -> list[Line]:
    return [
        time_line(taken, RULES, OTHERS, _plain, Aim(Bound.AT_MOST, 1.0)),
        time_line(taken, BOTH, OTHERS, _plain, Aim(Bound.AT_MOST, 2.0)),
        time_line(taken, LONGER, RULES, _plain, Aim(Bound.AT_MOST, 12.0)),
        time_line(taken, MORE_TERMS, RULES, _plain, Aim(Bound.AT_MOST, 2.0)),
    ]


def _plain(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms a letter"


_READ = """
from benchmarks.hints import _letter, _terms
from moderation.hints.find import look_through
from moderation.hints.learned.when_needed import WhenNeeded
for _ in range(3):
    look_through(_letter(5000), _terms(40), [], WhenNeeded())
"""
# The kernel's own count for this program: what getrusage says, a process inherits from the one that began it.
_PEAK = """
import re
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


def _memory_line() -> Line:
    idle, read = ([_peak(code) for _ in range(3)] for code in ("", _READ))
    added = [one - other for one, other in zip(read, idle, strict=True)]
    plain = f"{statistics.median(read):.0f} MB against {statistics.median(idle):.0f} MB"
    middle = statistics.median(added)
    return Line(MEMORY, IDLE, middle, min(added), max(added), plain, Aim(Bound.BELOW, 400), "MB more")


def _peak(code: str) -> int:
    run = subprocess.run([sys.executable, "-c", code + _PEAK], capture_output=True, text=True, check=True)
    return int(run.stdout)
