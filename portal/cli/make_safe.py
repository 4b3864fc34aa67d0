"""letterbox make-safe: what the worker does with one file, without a server and without a database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from moderation.hints.fold import folded_letters
from moderation.redaction.document import ReleasedPage, make_document
from moderation.redaction.document_proof import prove_pdf
from moderation.redaction.proof import Proof
from moderation.redaction.release import RedactedPage, places_of, redact_pages
from moderation.sanitise.making import make_safe
from moderation.sanitise.pictures import MAX_BYTES
from moderation.sanitise.refusals import Refused, TooLarge
from moderation.sanitise.room.room import Room
from moderation.sanitise.safe import MadeSafe, Reading, SafePage
from moderation.sanitise.scanner import Scanner

_TITLE = "Letter"
_NOT_PROVED = "The copy did not pass its proof, so that none was written. The report says which check failed."


@click.command("make-safe")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--out", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="New or empty."
)
@click.option("--remove", "removed", multiple=True, help="Words to take out wherever they stand.")
@click.option("--scanner", "address", help="clamd's socket, or host:port; without it nothing is scanned.")
def make_safe_command(file: Path, folder: Path, removed: tuple[str, ...], address: str | None) -> None:
    """Make a safe copy of FILE: its pages as pictures, one PDF of them, and a report.

    With --remove, the copy is without these words, and neither it nor the report holds them.
    """
    _check_words(removed)
    _check_folder(folder)
    room = Room()
    try:
        made = make_safe(_read(file), room, Scanner(address) if address else None)
        boxes = places_of(made.pages, removed)
        pages = redact_pages(made.pages, boxes, [removed] * len(boxes), room)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    document = make_document(_TITLE, "", [ReleasedPage(page.jpeg) for page in pages])
    proof = prove_pdf(document, removed, [page.jpeg for page in pages])
    passed = proof.passed and all(page.proof.passed for page in pages)
    report = _report(made, pages, removed, proof)
    _write(folder, {"report.json": json.dumps(report, ensure_ascii=False, indent=1).encode()})
    if not passed:
        raise click.ClickException(_NOT_PROVED)
    _write(folder, {f"page-{number:02}.jpg": page.jpeg for number, page in enumerate(pages, 1)})
    _write(folder, {"letter.pdf": document})
    _say(len(pages), boxes, made.pages, removed)


def _check_words(removed: Sequence[str]) -> None:
    if not all(map(folded_letters, removed)):
        raise click.UsageError("Words to take out need at least one letter or digit.")


def _check_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise click.ClickException("The folder for the copy holds something already. Give a new one.")
    except OSError as fault:
        raise click.ClickException("The folder for the copy can't be made or read.") from fault


def _read(file: Path) -> bytes:
    """Never more than is taken, whatever stands behind the name."""
    try:
        with file.open("rb") as opened:
            untrusted = opened.read(MAX_BYTES + 1)
    except OSError as fault:
        raise click.ClickException("This file can't be read.") from fault
    if len(untrusted) > MAX_BYTES:
        raise TooLarge
    return untrusted


def _report(
    made: MadeSafe, pages: Sequence[RedactedPage], removed: Sequence[str], document: Proof
) -> dict[str, object]:
    """With words taken out it tells of what is left alone: the report lies beside the copy."""
    return {
        "kind": made.kind.value,
        "pages": [
            {
                "file": f"page-{number:02}.jpg",
                "width": safe.width,
                "height": safe.height,
                **_reading(page.reading),
            }
            | {"removed": [asdict(box) for box in page.boxes], "proof": page.proof.to_json()}
            for number, (safe, page) in enumerate(zip(made.pages, pages, strict=True), 1)
        ],
        "quoted": "" if removed else made.quoted,
        "quoted_characters": len(made.quoted),
        "dropped": list(made.dropped),
        "proof": {
            "passed": document.passed and all(page.proof.passed for page in pages),
            "document": document.to_json(),
        },
    }


def _reading(reading: Reading) -> dict[str, object]:
    return {
        "text": reading.text,
        "words": [asdict(word) for word in reading.words],
        "codes": [asdict(code) for code in reading.codes],
        "faces": [asdict(face) for face in reading.faces],
    }


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as fault:
        raise click.ClickException("The copy can't be written there.") from fault


def _say(
    pages: int, boxes: Sequence[Sequence[object]], safe: Sequence[SafePage], removed: Sequence[str]
) -> None:
    for number, text in enumerate(removed, 1):
        if not any(places_of(safe, [text])):
            click.echo(f"Nothing was found for --remove number {number}.", err=True)
    click.echo(f"Pages: {pages}. Places taken out: {sum(map(len, boxes))}.")
