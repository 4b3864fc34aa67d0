"""Lists of words, written as people read them."""


def listed(words: str) -> frozenset[str]:
    """The words between the spaces."""
    return frozenset(words.split())
