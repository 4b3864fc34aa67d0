"""Sealing and opening 100 MB as a stream, against raw AES-GCM of the same library; and its memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.measuring import Aim, Bound, Line, Seconds, quartiles, speed_line, take_turns
from crypto.context import Context
from crypto.envelope import new_key
from crypto.stream import CHUNK_SIZE, seal_stream, unseal_stream
from portal.blobs import READ_SIZE

SIZE = 100 * 1024 * 1024
ROUNDS = 11
MEMORY_ROUNDS = 5
PLACE = Context("picture", "0" * 32, "1" * 32)
FAST_ENOUGH = Aim(Bound.AT_LEAST, 0.8)
SMALL_ENOUGH = Aim(Bound.BELOW, 32)

SEALING, OPENING = "sealing 100 MB as a stream", "opening 100 MB as a stream"
RAW_SEALING, RAW_OPENING = "AES-GCM encrypt, one call for 64 KiB", "AES-GCM decrypt, one call for 64 KiB"
WHOLE = "AES-GCM encrypt, one call for 100 MB"


def measure() -> list[Line]:
    """Speed on the same data in memory, and the peak memory of processes of their own."""
    taken = _take_speeds()
    return [
        speed_line(taken, SEALING, RAW_SEALING, _speed, FAST_ENOUGH),
        speed_line(taken, SEALING, WHOLE, _speed),
        speed_line(taken, OPENING, RAW_OPENING, _speed, FAST_ENOUGH),
        *_memory_lines(),
    ]


def _take_speeds() -> Seconds:
    # Both sides get the same slices, so that neither pays for cutting them.
    whole = bytes(range(256)) * (SIZE // 256)
    parts = [whole[at : at + CHUNK_SIZE] for at in range(0, SIZE, CHUNK_SIZE)]
    key = new_key()
    raw, stored = AESGCM(key), b"".join(seal_stream(key, parts, PLACE))
    # As the store gives it: its pieces end in the middle of chunks.
    sealed = [stored[at : at + READ_SIZE] for at in range(0, len(stored), READ_SIZE)]
    raw_sealed = [raw.encrypt(_nonce(number), part, None) for number, part in enumerate(parts)]
    return take_turns(
        {
            SEALING: lambda: _drain(seal_stream(key, parts, PLACE)),
            RAW_SEALING: lambda: _drain(raw.encrypt(_nonce(n), part, None) for n, part in enumerate(parts)),
            WHOLE: lambda: raw.encrypt(_nonce(0), whole, None),
            OPENING: lambda: _drain(unseal_stream(key, sealed, PLACE)),
            RAW_OPENING: lambda: _drain(
                raw.decrypt(_nonce(n), part, None) for n, part in enumerate(raw_sealed)
            ),
        },
        ROUNDS,
    )


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _drain(pieces: Iterable[bytes]) -> None:
    for _ in pieces:
        pass


def _speed(seconds: float) -> str:
    return f"{SIZE / 1e6 / seconds:,.0f} MB/s"


def _memory_lines() -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        sealed = Path(folder) / "sealed"
        peaks: dict[str, list[float]] = {"nothing": [], "seal": [], "open": []}
        for _ in range(MEMORY_ROUNDS):
            for task in ("nothing", "seal", "open"):
                peaks[task].append(_peak(task, sealed))
    return [
        _memory_line(name, peaks[task], peaks["nothing"])
        for name, task in (("sealing", "seal"), ("opening", "open"))
    ]


def _peak(task: str, sealed: Path) -> float:
    """The most memory (MB) that a process of its own had at once."""
    command = [sys.executable, "-m", "benchmarks.streaming_alone", task, str(sealed)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) / 1024


def _memory_line(name: str, peaks: list[float], nothing: list[float]) -> Line:
    low, middle, high = quartiles([peak - none for peak, none in zip(peaks, nothing, strict=True)])
    return Line(
        f"peak memory, {name} 100 MB",
        "a process with the same modules that does nothing",
        middle,
        low,
        high,
        f"{statistics.median(peaks):.1f} MB against {statistics.median(nothing):.1f} MB",
        SMALL_ENOUGH,
        "MB more",
    )
