"""Morse code read as the letters it stands for: dots and dashes of any kind, a space or stroke between."""

from __future__ import annotations

import re

from moderation.hints.fold import View

_CODES = """
    .- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.--
    --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.
    """
_LETTERS = dict(zip(_CODES.split(), "abcdefghijklmnopqrstuvwxyz0123456789", strict=True))
_MORSE = re.compile(r"(?<![^\s(\"])[.*\-_]{1,6}+(?:[ /|]{1,5}+[.*\-_]{1,6}+){3,200}(?![^\s)\"!?,])")
_SIGNS = str.maketrans("*_", ".-")


def morse_read(folded: View) -> View:
    """`folded` with runs of four or more Morse letters as letters; itself where there are none."""
    read: list[tuple[int, int, str]] = []
    for found in _MORSE.finditer(folded.text):
        read += _letters_of(found)
    if not read:
        return folded
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    upto = 0
    for start, end, letter in [*read, (len(folded.text), len(folded.text), "")]:
        text += folded.text[upto:start]
        starts += folded.starts[upto:start]
        ends += folded.ends[upto:start]
        if letter:
            text.append(letter)
            starts.append(folded.starts[start])
            ends.append(folded.ends[end - 1])
        upto = end
    return View("".join(text), starts, ends, [0])


def _letters_of(found: re.Match[str]) -> list[tuple[int, int, str]]:
    """Place and letter of each code with its space; none if one is no code. Wide gaps part words."""
    codes = list(re.finditer(r"([.*\-_]+)([ /|]*)", found[0]))
    letters = [_LETTERS.get(code[1].translate(_SIGNS), "") for code in codes]
    if not all(letters) or len(set(letters)) < 2:
        return []
    narrow = min(len(code[2]) for code in codes[:-1])
    at = found.start()
    return [
        (at + code.start(), at + code.end(1 if len(code[2]) > narrow else 2), letter)
        for code, letter in zip(codes, letters, strict=True)
    ]
