"""Names and words a letter may use, on either side."""

from collections.abc import Iterable

from moderation.hints.fold import fold
from moderation.hints.words import Word, keys_of


def allowed_runs(words: list[Word], allowed: Iterable[str]) -> list[range]:
    """Numbers of the words, side by side, that are an allowed term; possessives included."""
    by_first: dict[str, list[list[str]]] = {}
    for value in allowed:
        if keys := keys_of(fold(value).text):
            by_first.setdefault(keys[0], []).append(keys)
    runs: list[range] = []
    for at, word in enumerate(words):
        for keys in by_first.get(word.key, ()):
            if [other.key for other in words[at : at + len(keys)]] == keys:
                runs.append(range(at, at + len(keys)))
        if [word.key.removesuffix("s")] in by_first.get(word.key.removesuffix("s"), ()):
            runs.append(range(at, at + 1))
    return runs
