"""No pattern takes long over words that were written to make it take long."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import crypto
import moderation
import portal

LENGTH = 5_000  # a letter has at most twenty times as many characters
NOTICEABLE = 0.05  # seconds; below it the clock is too coarse
GROWTH = 8  # four times the length may take about four times as long; sixteen times would be a square
PIECES = ("a", "1", " ", ".", "a ", "1 ", "a.", "1.", "@", "a@", "a@a.", "\n", " \n", "_", "a_", "-", "a-")
PIECES += (
    "http",
    "/",
    "o",
    "07",
    "l1",
    "[",
    "[x",
    "find me ",
    "at ",
    "dot ",
    "\u00e9",
    "+44",
    "aa11",
    "&",
    "=",
)


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Every pattern that a module of ours keeps."""
    for package in (crypto, moderation, portal):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" in found.name or found.name.endswith("__main__"):
                continue
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    yield f"{found.name}.{name}", value


PATTERNS = dict(patterns())


def seconds(pattern: re.Pattern[str] | re.Pattern[bytes], piece: str, length: int) -> float:
    """How long all matches in such a text take: the best of two."""
    text: str | bytes = (piece * length)[:length] + "!"
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "ignore") if isinstance(text, str) else text
    taken = []
    for _ in range(2):
        begun = time.process_time()
        for _found in pattern.finditer(text):  # type: ignore[arg-type]
            pass
        taken.append(time.process_time() - begun)
    return min(taken)


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 20


@pytest.mark.parametrize("name", PATTERNS)
def test_a_longer_text_takes_no_more_than_its_length_longer(name: str) -> None:
    for piece in PIECES:
        longer = seconds(PATTERNS[name], piece, 4 * LENGTH)
        if longer > NOTICEABLE:
            assert longer < GROWTH * max(seconds(PATTERNS[name], piece, LENGTH), NOTICEABLE / 8), piece


def test_the_measure_finds_a_square() -> None:
    slow = re.compile(r"a*a*b")
    assert seconds(slow, "a", 1_200) > GROWTH * seconds(slow, "a", 300)
