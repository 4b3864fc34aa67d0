"""What can't be done, said plainly."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):
    """Something a person asked for can't be done; `str()` is the sentence they read."""

    sentence: ClassVar[str] = "That can't be done."

    def __str__(self) -> str:
        return self.sentence


class NotThere(Refusal):
    """Not there, or not theirs: the same to everybody."""

    sentence = "There is nothing here that you can open."
