"""The pieces of words that the model was taught with, each with its place in the text.

The same cutting as in BERT's own uncased tokenizer: case and accents taken away, words cut at spaces and
signs, each word cut into the longest pieces that the vocabulary holds.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_LONGEST_WORD = 100
"""Characters: what is longer has no pieces, it stands as one that is not known."""

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


@dataclass(frozen=True)
class Piece:
    """`text[start:end]` as the model knows it: by a number. `begins_word`: it is the first of its word."""

    number: int
    start: int
    end: int
    begins_word: bool


class Vocabulary:
    """The pieces a model knows, in the order of their numbers."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self.unknown = self._numbers["[UNK]"]
        self.first = self._numbers["[CLS]"]
        self.last = self._numbers["[SEP]"]

    def __len__(self) -> int:
        return len(self._numbers)

    def pieces(self, text: str) -> list[Piece]:
        """All pieces of `text`, in order. Time grows with the text."""
        return [piece for word in _words(text) for piece in self._cut(word)]

    def _cut(self, word: list[tuple[str, int]]) -> list[Piece]:
        """`word` is its plain characters, each with its place in the text."""
        whole = Piece(self.unknown, word[0][1], word[-1][1] + 1, True)
        if len(word) > _LONGEST_WORD:
            return [whole]
        letters = "".join(letter for letter, _ in word)
        cut: list[Piece] = []
        at = 0
        while at < len(letters):
            end = self._longest(letters, at)
            if end == at:
                return [whole]
            number = self._numbers[("##" if at else "") + letters[at:end]]
            cut.append(Piece(number, word[at][1], word[end - 1][1] + 1, at == 0))
            at = end
        return cut

    def _longest(self, letters: str, at: int) -> int:
        before = "##" if at else ""
        return next(
            (end for end in range(len(letters), at, -1) if before + letters[at:end] in self._numbers), at
        )


def _words(text: str) -> Iterator[list[tuple[str, int]]]:
    word: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        for plain in _plain(character):
            if plain == " " or _stands_alone(plain):
                if word:
                    yield word
                    word = []
                if plain != " ":
                    yield [(plain, at)]
            else:
                word.append((plain, at))
    if word:
        yield word


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    """Small, without accents; " " for any space; "" for what is not seen."""
    if character.isspace():
        return " "
    if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs"):
        return ""
    apart = unicodedata.normalize("NFD", character)
    return "".join(part for part in apart if unicodedata.category(part) != "Mn").lower()


@lru_cache(maxsize=8192)
def _stands_alone(character: str) -> bool:
    return (
        character in _PUNCTUATION
        or unicodedata.category(character).startswith("P")
        or any(low <= ord(character) <= high for low, high in _IDEOGRAPHS)
    )
