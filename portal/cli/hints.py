"""letterbox hints: look through a text without a server and without a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from moderation.hints.find import LookedThrough, look_through
from moderation.hints.hint import CONDUCT_KINDS, Hint
from moderation.hints.learned.opinion import Reading
from moderation.hints.learned.recogniser import Recogniser
from moderation.hints.learned.when_needed import WhenNeeded
from moderation.hints.terms_file import BadTermsFile, Known, read_known, with_proposed_watch_lists
from moderation.sanitise.text import TextTooLong, clean_text

_HEADINGS = {
    "hold": "Cannot go on without a decision",
    "ask": "May identify",
    "mark": "For the checker's eye",
}


_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), required=False)
@click.option("--terms", type=_FILE, help="What is protected and allowed (JSON, see docs/hints.md).")
@click.option("--json", "as_json", is_flag=True, help="Print the hints as JSON.")
@click.option(
    "--predict", type=_FILE, help="Labelled letters, one a line: prints one line of spans a letter."
)
@click.option("--rules-only", is_flag=True, help="Without the learned second opinion.")
def hints(
    file: Path | None, terms: Path | None, as_json: bool, predict: Path | None, rules_only: bool
) -> None:
    """Point at what may identify somebody in FILE ("-" for what comes in), or in a set of letters."""
    recogniser = None if rules_only else WhenNeeded()
    try:
        if predict is not None:
            for line in _predictions(predict, recogniser):
                click.echo(line)
        elif file is not None:
            text = _read(file)
            looked = _look(text, read_known(_json(terms)) if terms else Known(), recogniser)
            click.echo(_as_json(looked) if as_json else _readable(text, looked))
        else:
            raise click.UsageError("Give a FILE, or --predict with a set of letters.")
    except (BadTermsFile, TextTooLong) as fault:
        raise click.ClickException(str(fault)) from fault


def _read(file: Path) -> str:
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return clean_text(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise click.ClickException("This file is no text in UTF-8.") from fault
    except OSError as fault:
        raise click.ClickException("This file can't be read.") from fault


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as fault:
        raise BadTermsFile("this file is not JSON") from fault


def _look(text: str, known: Known, recogniser: Recogniser | None) -> LookedThrough:
    looked = look_through(text, known.protected, known.allowed, recogniser)
    if looked.reading is Reading.FAILED:
        click.echo(looked.reading.sentence, err=True)
    return looked


def _predictions(letters: Path, recogniser: Recogniser | None) -> Iterator[str]:
    """One line a letter: {"id", "spans": [[start, end, kind, strength], ...]}, in the letters' own places."""
    with letters.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                letter = json.loads(line)
                text = str(letter["text"])
                known = with_proposed_watch_lists(read_known(letter["arrangement"]))
            except (ValueError, KeyError, TypeError) as fault:
                raise BadTermsFile(f"line {number} is no labelled letter") from fault
            found = _look(text, known, recogniser).hints
            spans = [
                [hint.start, hint.end, hint.kind, hint.strength]
                for hint in found
                if hint.kind not in CONDUCT_KINDS
            ]
            yield json.dumps({"id": letter.get("id"), "spans": spans}, ensure_ascii=False)


def _as_json(looked: LookedThrough) -> str:
    return json.dumps(
        {"second_opinion": looked.reading, "hints": [asdict(hint) for hint in looked.hints]},
        ensure_ascii=False,
        indent=2,
    )


def _readable(text: str, looked: LookedThrough) -> str:
    if not looked.hints:
        return "No hints." if looked.reading is not Reading.FAILED else "The rules found nothing."
    parts = []
    for strength, heading in _HEADINGS.items():
        chosen = [hint for hint in looked.hints if hint.strength == strength]
        if chosen:
            parts.append("\n".join([f"{heading} ({len(chosen)})", *(_line(text, hint) for hint in chosen)]))
    return "\n\n".join(parts)


def _line(text: str, hint: Hint) -> str:
    line = text.count("\n", 0, hint.start) + 1
    words = " ".join(text[hint.start : hint.end].split())
    return f"  line {line}, {hint.start}-{hint.end}: {words!r} [{hint.kind}] {hint.reason}"
