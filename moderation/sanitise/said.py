"""Believes nothing of what the locked room says without looking: JSON becomes words and boxes, or Broken.

What lies beside the page is cut to it; a word without letters or without a place on the page is no word.
"""

from __future__ import annotations

from collections.abc import Iterable

from moderation.sanitise.refusals import Broken, TooManyWords
from moderation.sanitise.room.wire import Json
from moderation.sanitise.safe import Box, Reading, SeenCode, SeenWord

MOST_WORDS = 3_000
"""On one page. A page that we set ourselves holds at most 2,900, of one letter each; small print 2,000. Each
read word is held against each named one, so that what a page may say is bounded here."""

_MOST_THINGS = 1_000
"""Codes or faces on a page, or sentences."""

_MOST_TEXT = 200_000


def reading_of(said: Json, width: int, height: int) -> Reading:
    """A page's Reading as the task `read` gives it (asdict); width and height: the page's. Raises Broken or
    TooManyWords."""
    text = _text(said.get("text"))
    words = [_seen_word(one, text, width, height) for one in _words(said)]
    codes = [_seen_code(one, width, height) for one in _list(said.get("codes"))]
    faces = [box_of(one, width, height) for one in _list(said.get("faces"))]
    return Reading(text, tuple(words), tuple(codes), tuple(faces))


def named_words_of(said: Json, width: int, height: int) -> list[tuple[str, Box]]:
    """The words of a text layer with their places, as the task `pdf` gives them. Raises Broken or
    TooManyWords."""
    return [(_text(_dict(one).get("text")), box_of(one, width, height)) for one in _words(said)]


def sentences_of(said: object) -> list[str]:
    """Plain sentences. Raises Broken."""
    return [_text(one) for one in _list(said)]


def box_of(said: object, width: int, height: int) -> Box:
    """A box, cut to the page and never empty. Raises Broken."""
    given = _dict(said)
    left, top, wide, high = (_whole(given.get(name)) for name in ("left", "top", "width", "height"))
    left, top = max(0, min(left, width - 1)), max(0, min(top, height - 1))
    return Box(left, top, max(1, min(wide, width - left)), max(1, min(high, height - top)))


def as_text(said: object) -> str:
    """A string of bearable length. Raises Broken."""
    return _text(said)


def _seen_word(said: object, text: str, width: int, height: int) -> SeenWord:
    given = _dict(said)
    start, end, sure = _whole(given.get("start")), _whole(given.get("end")), given.get("sure")
    if not 0 <= start < end <= len(text) or not isinstance(sure, int | float):
        raise Broken
    box = box_of(given.get("box"), width, height)
    return SeenWord(text[start:end], start, end, box, max(0.0, min(1.0, float(sure))))


def _seen_code(said: object, width: int, height: int) -> SeenCode:
    given = _dict(said)
    return SeenCode(
        _text(given.get("kind")), _text(given.get("text")), box_of(given.get("box"), width, height)
    )


def _words(said: Json) -> Iterable[object]:
    words = said.get("words")
    if not isinstance(words, list):
        raise Broken
    if len(words) > MOST_WORDS:
        raise TooManyWords
    return words


def _list(said: object) -> Iterable[object]:
    if not isinstance(said, list) or len(said) > _MOST_THINGS:
        raise Broken
    return said


def _dict(said: object) -> Json:
    if not isinstance(said, dict):
        raise Broken
    return said


def _text(said: object) -> str:
    if not isinstance(said, str) or len(said) > _MOST_TEXT:
        raise Broken
    return said


def _whole(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise Broken
    return said
