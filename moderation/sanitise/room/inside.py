"""The child's side of the room: binds itself, does one task over one file, answers in frames, ends."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from moderation.sanitise.refusals import Broken, Refused, TookTooLong
from moderation.sanitise.room.limits import bind_this_process
from moderation.sanitise.room.no_network import die_with_parent, leave_network
from moderation.sanitise.room.wire import End, Frame, Refusal, write_frame

Task = Callable[[Sequence[bytes], dict[str, object]], Iterator[Frame]]
"""Given the untrusted bytes and plain arguments; raises Refused."""


def main() -> None:
    """Reads the order and the file from standard input; see Room._order."""
    die_with_parent()
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what a library prints must not pass for an answer
    os.dup2(nowhere, 2)
    os.close(nowhere)
    order = json.loads(sys.stdin.buffer.read(int(sys.stdin.buffer.read(8), 16)))
    untrusted = [sys.stdin.buffer.read(length) for length in order["lengths"]]
    os.closerange(answers.fileno() + 1, 4096)
    bind_this_process(order["seconds"], order["memory_bytes"], order["scratch_bytes"])
    leave_network()
    os.environ["ROOM"] = order["scratch"]
    _answer(answers, order["task"], untrusted, order["args"])


def _answer(answers: BinaryIO, task: str, untrusted: Sequence[bytes], args: dict[str, object]) -> None:
    try:
        for frame in _task(task)(untrusted, args):
            write_frame(answers, frame)
    except Refused as refusal:
        write_frame(answers, Refusal(type(refusal).__name__))
    except MemoryError:
        write_frame(answers, Refusal(TookTooLong.__name__))
    except Exception:
        # Decoders meet hostile bytes with every exception there is; its words may be the letter's.
        write_frame(answers, Refusal(Broken.__name__))
    else:
        write_frame(answers, End())


def _task(place: str) -> Task:
    module, name = place.split(":")
    task: Task = getattr(importlib.import_module(module), name)
    return task
