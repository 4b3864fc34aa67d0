"""Rampart, a small model that knows names and addresses, run on the CPU.

Import this module only where the second opinion is on: it brings the runtime with it. Nothing is fetched
and nothing is written; the files come with the portal (moderation/hints/NOTICES.md), and are checked as they
are read.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from moderation.hints.hint import Kind
from moderation.hints.learned.recogniser import Found, ModelFault
from moderation.hints.learned.when_needed import FOLDER
from moderation.hints.learned.windows import Window, windows
from moderation.hints.learned.wordpiece import Piece, Vocabulary

DIGESTS = {
    "model_q8.onnx": "0f37865a67a35e2547842bfa91bdaf52ec549a19fcdfdabc35038f60b786d8ea",
    "vocab.txt": "0fbe6b50061feabb9be68af471e9aa6df07a4bc428bdca4b0eff1fcd3612dee5",
}
"""SHA-256 of what scripts/gather.py puts there: another model is another decision."""

LABELS = (
    "GIVEN_NAME",
    "SURNAME",
    "EMAIL",
    "PHONE",
    "URL",
    "TAX_ID",
    "BANK_ACCOUNT",
    "ROUTING_NUMBER",
    "GOVERNMENT_ID",
    "PASSPORT",
    "DRIVERS_LICENSE",
    "BUILDING_NUMBER",
    "STREET_NAME",
    "SECONDARY_ADDRESS",
    "CITY",
    "STATE",
    "ZIP_CODE",
)
"""In the model's order: 0 is nothing, then two answers each, for the beginning and for the rest."""

_KINDS = {
    "GIVEN_NAME": Kind.NAME,
    "SURNAME": Kind.SURNAME,
    "EMAIL": Kind.EMAIL,
    "PHONE": Kind.PHONE,
    "URL": Kind.URL,
    "BUILDING_NUMBER": Kind.ADDRESS,
    "STREET_NAME": Kind.ADDRESS,
    "SECONDARY_ADDRESS": Kind.ADDRESS,
    "CITY": Kind.PLACE,
    "STATE": Kind.PLACE,
    "ZIP_CODE": Kind.POSTCODE,
}
"""Everything else is a number or name that identifies."""

_SLOWER = ["SkipLayerNormFusion"]
"""What the runtime does to be faster, and is not on a processor: 8 in 100 of the time."""

_JOINING = frozenset(" \n,.'\u2019-/@_:")
_LONGEST_JOIN = 2

Sureness = NDArray[np.float32]


class Rampart:
    """The model, loaded. One may be shared by threads."""

    def __init__(self, model: bytes, vocabulary: Vocabulary) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        try:
            self._session = onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            )
        except Exception as fault:  # the runtime's faults share no class but this
            raise ModelFault(f"the model can't be loaded ({type(fault).__name__})") from fault
        self._vocabulary = vocabulary

    def find(self, text: str) -> list[Found]:
        """What the model takes for something that identifies, in whole words; neighbours of a kind joined."""
        pieces = self._vocabulary.pieces(text)
        return _joined(text, _words(pieces, self._read(pieces, windows(text, pieces))))

    def _read(self, pieces: list[Piece], reading: list[Window]) -> Sureness:
        """Each piece's sureness of every answer, from the window in which it stands furthest from an edge."""
        answers = np.zeros((len(pieces), 1 + 2 * len(LABELS)), dtype=np.float32)
        depth = np.full(len(pieces), -1)
        for start, end in reading:
            sure = self._run(pieces[start:end])
            places = np.arange(start, end)
            deep = np.minimum(places - start, end - 1 - places)
            better = deep > depth[start:end]
            answers[start:end][better] = sure[better]
            depth[start:end][better] = deep[better]
        return answers

    def _run(self, window: list[Piece]) -> Sureness:
        """One window a run: more are no faster, and would change what is read in each other."""
        known = self._vocabulary
        numbers = np.array([[known.first, *(piece.number for piece in window), known.last]], dtype=np.int64)
        nothing = np.zeros_like(numbers)
        asked = {"input_ids": numbers, "attention_mask": nothing + 1, "token_type_ids": nothing}
        try:
            (answers,) = self._session.run(None, asked)
        except Exception as fault:  # the runtime's faults share no class but this
            raise ModelFault(f"the model broke while reading ({type(fault).__name__})") from fault
        grown = np.exp(answers - answers.max(axis=-1, keepdims=True))
        sure: Sureness = grown / grown.sum(axis=-1, keepdims=True)
        return sure[0, 1:-1]


@lru_cache(maxsize=1)
def load_rampart(folder: Path = FOLDER) -> Rampart:
    """The model, loaded at the first call of a process. Raises ModelFault."""
    vocabulary = _checked(folder, "vocab.txt").decode("utf-8").split("\n")
    return Rampart(_checked(folder, "model_q8.onnx"), Vocabulary(vocabulary[:-1]))


def _checked(folder: Path, name: str) -> bytes:
    try:
        content = (folder / name).read_bytes()
    except OSError as fault:
        raise ModelFault(f"{folder / name} can't be read ({fault.strerror})") from fault
    if hashlib.sha256(content).hexdigest() != DIGESTS[name]:
        raise ModelFault(f"{folder / name} is not the one that is pinned: gather it again")
    return content


def _words(pieces: list[Piece], answers: Sureness) -> list[Found]:
    """One answer a word: that of its surest piece that has any."""
    found: list[Found] = []
    best = answers.argmax(axis=-1)
    start = 0
    for end in range(1, len(pieces) + 1):
        if end < len(pieces) and not pieces[end].begins_word:
            continue
        telling = [(float(answers[at, best[at]]), int(best[at])) for at in range(start, end) if best[at]]
        if telling:
            sureness, answer = max(telling)
            kind = _KINDS.get(LABELS[(answer - 1) // 2], Kind.OTHER_ID)
            found.append(Found(pieces[start].start, pieces[end - 1].end, kind, sureness))
        start = end
    return found


def _joined(text: str, words: list[Found]) -> list[Found]:
    """Neighbouring words of one kind as one, as sure as the surest of them."""
    joined: list[Found] = []
    for word in words:
        before = joined[-1] if joined else None
        if before is not None and before.kind is word.kind and _belong(text[before.end : word.start]):
            sureness = max(before.sureness, word.sureness)
            joined[-1] = Found(before.start, word.end, word.kind, sureness)
        else:
            joined.append(word)
    return joined


def _belong(between: str) -> bool:
    return len(between) <= _LONGEST_JOIN and _JOINING.issuperset(between)
