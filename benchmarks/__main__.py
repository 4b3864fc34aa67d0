"""python -m benchmarks [NAME ...]: all measurements, or some."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks import desk, documents, flood, grants, hints, letter, processes, streaming, upload
from benchmarks.measuring import Line
from benchmarks.reporting import machine, table, write_results

MEASUREMENTS: dict[str, Callable[[], list[Line]]] = {
    "streaming": streaming.measure,
    "grants": grants.measure,
    "letter": letter.measure,
    "desk": desk.measure,
    "flood": flood.measure,
    "hints": hints.measure,
    "documents": documents.measure,
    "upload": upload.measure,
    "processes": processes.measure,
}


def main(names: list[str]) -> int:
    """Measure, print the table, keep it in a file. A missed aim is said, not punished: machines differ."""
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}.")
        return 2
    lines: list[Line] = []
    for name in names or MEASUREMENTS:
        began = time.monotonic()
        print(f"{name} ... ", end="", flush=True)
        lines += MEASUREMENTS[name]()
        print(f"{time.monotonic() - began:.0f} s", flush=True)
    print(table(lines))
    print(f"Kept in {write_results(lines, machine(), datetime.now(UTC))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
