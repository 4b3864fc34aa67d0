"""What is known of an arrangement, read from JSON: for the command line and for sets of letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moderation.hints.hint import Kind, Term
from moderation.hints.watch.proposals import proposals


class BadTermsFile(Exception):
    """The JSON is not what is documented in docs/hints.md."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The terms can't be read: {why}.")


@dataclass(frozen=True)
class Known:
    """Protected terms of both sides, and what letters may say."""

    protected: tuple[Term, ...] = ()
    allowed: tuple[str, ...] = ()


def with_proposed_watch_lists(known: Known) -> Known:
    """With every word that is proposed to be watched for, as if somebody had kept all of them."""
    proposed = [
        Term(term.id, term.kind, word, term.side, watch=True)
        for term in known.protected
        if not term.watch
        for word in proposals(term.kind, term.value)
    ]
    return Known((*known.protected, *proposed), known.allowed)


def read_known(stored: Any) -> Known:
    """What docs/hints.md describes, or an arrangement of the labelled letters. Raises BadTermsFile."""
    if not isinstance(stored, Mapping):
        raise BadTermsFile("it must be an object")
    listed = stored.get("protected", stored.get("secrets", []))
    allowed = [*stored.get("allowed", stored.get("allowed_names", [])), stored.get("child_known_as", "")]
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in allowed):
        raise BadTermsFile("protected and allowed must be lists")
    terms = [term for number, one in enumerate(listed) for term in _terms(number, one)]
    return Known(tuple(terms), tuple(word for word in allowed if word))


def _terms(number: int, one: Any) -> list[Term]:
    try:
        kind, value = Kind(one["kind"]), one["value"]
    except (KeyError, TypeError, ValueError):
        raise BadTermsFile(f"term {number + 1} has no known kind, or no value") from None
    identity = str(one.get("id", f"t{number + 1}"))
    side = str(one.get("side", one.get("holder", "")))
    words = one.get("watch", [])
    if not isinstance(value, str) or not value.strip() or not isinstance(words, list):
        raise BadTermsFile(f"term {number + 1} has no value")
    watched = [
        Term(identity, kind, word, side, watch=True)
        for word in words
        if isinstance(word, str) and word.strip()
    ]
    return [Term(identity, kind, value, side), *watched]
