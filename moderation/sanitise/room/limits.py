"""How much time, memory and room one file may take."""

from __future__ import annotations

import resource
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What the child of one file may use; all processes it starts count together.

    `seconds` are of the clock, many, so that a busy machine is no reason to refuse. `memory_bytes` is what
    they hold besides shared libraries; `scratch_bytes` is the folder in memory where they may write;
    `frame_bytes` is the longest single answer, `frames` the most answers.
    """

    seconds: float = 180
    memory_bytes: int = 1536 * MEBIBYTE
    scratch_bytes: int = 256 * MEBIBYTE
    processes: int = 200
    frames: int = 200
    frame_bytes: int = 64 * MEBIBYTE


def bind_this_process(seconds: float, memory_bytes: int, scratch_bytes: int) -> None:
    """Called by the child on itself: from here on the kernel refuses what goes beyond."""
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: int(seconds) + 5,
        resource.RLIMIT_DATA: memory_bytes,
        resource.RLIMIT_FSIZE: scratch_bytes,
        resource.RLIMIT_NOFILE: 256,
    }
    for what, most in bounds.items():
        resource.setrlimit(what, (most, most))
