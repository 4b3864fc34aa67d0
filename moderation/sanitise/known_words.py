"""The words of pages that we set ourselves, in the order they were written, with their places.

A PDF names the words of a line from left to right as they stand, so that Arabic or Urdu comes backwards, and
joined letters in another order. We know what was written: each written word is looked for among the named
ones by its letters, in whatever order.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict, deque
from collections.abc import Sequence

from moderation.sanitise.merging import Named, reading_of_words
from moderation.sanitise.safe import Reading, SeenWord


def readings_of(written: str, pages: Sequence[Sequence[Named]]) -> list[Reading]:
    """A Reading for each page. Where not every word is found again (one too long for its line is broken in
    two), all are given as the pages name them: no word may be without its place."""
    waiting: dict[str, deque[tuple[int, Named]]] = defaultdict(deque)
    for page, named in enumerate(pages):
        for one in named:
            waiting[_letters(one[0])].append((page, one))
    texts, seen = [""] * len(pages), [list[SeenWord]() for _ in pages]
    for line in written.split("\n"):
        texts = [f"{text}\n" if text and not text.endswith("\n\n") else text for text in texts]
        for word in line.split():
            found = waiting[_letters(word)]
            if not found:
                return [reading_of_words(named) for named in pages]
            page, (_, box) = found.popleft()
            if texts[page] and not texts[page].endswith("\n"):
                texts[page] += " "
            start = len(texts[page])
            texts[page] += word
            seen[page].append(SeenWord(word, start, start + len(word), box, 1.0))
    if any(waiting.values()):
        return [reading_of_words(named) for named in pages]
    return [Reading(text.rstrip("\n"), tuple(words), (), ()) for text, words in zip(texts, seen, strict=True)]


def _letters(word: str) -> str:
    """What a word has in common with itself however its letters are joined, split or turned."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(sorted(one for one in plain if not unicodedata.combining(one)))
