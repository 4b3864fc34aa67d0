"""Lines of text found in pixels, each with its words and their places along the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR
from rapidocr.utils.process_img import map_boxes_to_original

Pixels = NDArray[np.uint8]
"""Height x width x 3, blue first, as the readers want them."""

_THREADS = 1
_LEAST_SURE = 0.3
"""Lines read with less are marks and shadows far more often than words."""

_STANDING = 1.5
"""From this ratio of height to width on, the reader turns a line by a quarter before it reads it."""

_FLIPPED_SURE = 0.9


@dataclass(frozen=True)
class FoundWord:
    """`corners`: x and y of its four corners on the page, in pixels. `sure`: 0 to 1, of its worst letter."""

    text: str
    corners: NDArray[np.float64]
    sure: float


@dataclass(frozen=True)
class FoundLine:
    """`standing`: it runs up or down the page. `flipped`: it had to be turned upside down to be read."""

    words: tuple[FoundWord, ...]
    sure: float
    standing: bool
    flipped: bool

    @property
    def letters(self) -> int:
        """How many characters were read."""
        return sum(len(word.text) for word in self.words)


@lru_cache(maxsize=1)
def _engine() -> RapidOCR:
    """Made once a process. Its models lie in the package: nothing is fetched."""
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def find_lines(pixels: Pixels) -> tuple[FoundLine, ...]:
    """Every line of text in these pixels, from top to bottom as they lie."""
    engine = _engine()
    ready, steps = engine.preprocess_img(pixels)
    found, turned, read, _ = engine.run_ocr_steps(ready, steps)
    if found.boxes is None or read.txts is None:
        return ()
    places = np.asarray(found.boxes, dtype=np.float64)
    standing = [_is_standing(place) for place in places]
    height, width = pixels.shape[:2]
    places = map_boxes_to_original(places, steps, height, width)
    lines = []
    for number, text in enumerate(read.txts):
        if text.strip() and read.scores[number] >= _LEAST_SURE:
            label, sure = turned.cls_res[number]
            flipped = "180" in label and sure > _FLIPPED_SURE
            along = _turned(places[number], standing[number], flipped)
            words = _words(text, read.word_results[number], along)
            lines.append(FoundLine(words, float(read.scores[number]), standing[number], flipped))
    return tuple(lines)


def _is_standing(place: NDArray[np.float64]) -> bool:
    """As the reader itself decides it."""
    width = int(max(np.linalg.norm(place[0] - place[1]), np.linalg.norm(place[2] - place[3])))
    height = int(max(np.linalg.norm(place[0] - place[3]), np.linalg.norm(place[1] - place[2])))
    return height / max(1, width) >= _STANDING


def _turned(place: NDArray[np.float64], standing: bool, flipped: bool) -> NDArray[np.float64]:
    """The four corners, first that where the first letter begins, then on along the line."""
    if standing:
        place = place[[1, 2, 3, 0]]
    return place[[2, 3, 0, 1]] if flipped else place


def _words(text: str, found: Any, along: NDArray[np.float64]) -> tuple[FoundWord, ...]:
    """The line's words; where letters and places do not add up, each word gets the whole line."""
    letters = [at for at, letter in enumerate(text) if not letter.isspace()]
    columns = [column for word in found.word_cols for column in word]
    if len(columns) != len(letters) or len(found.confs) != len(text) or found.line_txt_len <= 0:
        return tuple(FoundWord(word, along, 0.0) for word in text.split())
    column_of = dict(zip(letters, columns, strict=True))
    words, begin = [], 0
    for word in text.split():
        begin = text.index(word, begin)
        end = begin + len(word)
        first, last = column_of[begin], column_of[end - 1]
        corners = _part(along, *_reach(first, last, len(word), found.line_txt_len))
        words.append(FoundWord(word, corners, float(min(found.confs[begin:end]))))
        begin = end
    return tuple(words)


def _reach(first: int, last: int, letters: int, columns: float) -> tuple[float, float]:
    """From where to where a word stands on its line, 0 to 1, of the columns its letters were seen in.

    A column is where a letter was recognised, mostly its middle: half a letter is added on both sides.
    """
    half = max(1.0, (last - first) / max(1, letters - 1) / 2)
    return max(0.0, (first + 0.5 - half) / columns), min(1.0, (last + 0.5 + half) / columns)


def _part(along: NDArray[np.float64], begin: float, end: float) -> NDArray[np.float64]:
    above, below = along[1] - along[0], along[2] - along[3]
    return np.array(
        [
            along[0] + begin * above,
            along[0] + end * above,
            along[3] + end * below,
            along[3] + begin * below,
        ]
    )


def share_of_letters(lines: Sequence[FoundLine], chosen: Sequence[FoundLine]) -> float:
    """Which part of all letters stand in the chosen lines; 0 where there are none."""
    return sum(line.letters for line in chosen) / max(1, sum(line.letters for line in lines))
