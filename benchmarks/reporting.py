"""The table, and the files it is kept in."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.measuring import Aim, Line
from tests.servers.postgres import BINARIES

RESULTS = Path(__file__).resolve().parent / "results"
HEADS = ("what", "against", "result", "middle half", "aim", "met", "on this machine")


def machine() -> dict[str, str]:
    """What the numbers depend on. The load tells whether something else was running besides."""
    one, five, _ = os.getloadavg()
    libraries = ("cryptography", "flask", "gunicorn", "psycopg", "sqlalchemy")
    return {
        "Processors": f"{os.cpu_count()} ({_processor()})",
        "Python": platform.python_version(),
        "PostgreSQL": BINARIES[-1].parent.name if BINARIES else "none",
        "Libraries": ", ".join(f"{name} {version(name)}" for name in libraries),
        "Load at the end": f"{one:.1f} over one minute, {five:.1f} over five",
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def table(lines: Sequence[Line]) -> str:
    """All lines as a Markdown table whose columns also line up on a screen."""
    rows = [HEADS, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    )


def _cells(line: Line) -> tuple[str, ...]:
    return (
        line.measured,
        line.baseline,
        f"{_figure(line.value)} {line.unit}",
        f"{_figure(line.low)} to {_figure(line.high)}",
        _aim_words(line.aim),
        "" if line.aim is None else "yes" if line.aim.met_by(line.value) else "NO",
        line.detail,
    )


def _figure(value: float) -> str:
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def _aim_words(aim: Aim | None) -> str:
    return "" if aim is None else f"{aim.bound} {aim.number:g}"


def write_results(lines: Sequence[Line], about: Mapping[str, str], moment: datetime) -> Path:
    """Keep the run as latest.md and latest.json; returns the first."""
    RESULTS.mkdir(exist_ok=True)
    facts = "\n".join(f"- {name}: {value}" for name, value in about.items())
    page = RESULTS / "latest.md"
    page.write_text(f"# Measured on {moment:%d %B %Y}\n\n{facts}\n\n{table(lines)}\n", encoding="utf-8")
    stored = {"at": moment.isoformat(), "about": dict(about), "lines": [asdict(line) for line in lines]}
    page.with_suffix(".json").write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    return page
