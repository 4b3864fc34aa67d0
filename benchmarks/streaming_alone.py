"""One task in a process of its own, for its memory: `seal` or `open` 100 MB in a file, or `nothing`.

Prints the most memory (KiB) that the process ever had: the kernel's VmHWM, which begins anew with the
program; getrusage would also count the process that started this one.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from crypto.context import Context
from crypto.stream import CHUNK_SIZE, seal_stream, unseal_stream

SIZE = 100 * 1024 * 1024
KEY = bytes(32)
PLACE = Context("picture", "0" * 32, "1" * 32)


def _plain() -> Iterator[bytes]:
    return itertools.repeat(bytes(CHUNK_SIZE), SIZE // CHUNK_SIZE)


def run(task: str, sealed: Path) -> None:
    """Do the task."""
    if task == "seal":
        with sealed.open("wb") as file:
            file.writelines(seal_stream(KEY, _plain(), PLACE))
    elif task == "open":
        with sealed.open("rb") as file:
            opened = unseal_stream(KEY, iter(partial(file.read, CHUNK_SIZE), b""), PLACE)
            assert sum(len(part) for part in opened) == SIZE


def peak_kib() -> int:
    """The most memory this process ever had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]))
    print(peak_kib())
