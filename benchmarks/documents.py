"""Safe copies of a photograph, a scanned PDF and a Word letter, against the bare libraries at the same work.

Both begin in a process of their own for each file: the portal never opens two files in one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.measuring import Aim, Bound, Line, take_turns, time_line
from moderation.sanitise.room.limits import MEBIBYTE
from moderation.sanitise.room.watch import family_of, held_by
from tests.moderation.pages import SANS

ROUNDS = 3
AIM = Aim(Bound.AT_MOST, 1.3)
NAMES = {
    "jpeg": "a safe copy of a photograph of 12 million pixels",
    "pdf": "of a scanned PDF of ten pages",
    "docx": "of a Word letter of three pages",
}
BARE = "the bare libraries, {}"

_LINE = "We had a lovely week at the sea and the dog ran in and out of the water all day long."
_WORDS = _LINE.split()

_OURS = """
import sys
from pathlib import Path
from moderation.sanitise.making import make_safe
from moderation.sanitise.room.room import Room
made = make_safe(Path(sys.argv[1]).read_bytes(), Room(), None)
print(sum(len(page.reading.text) for page in made.pages))
"""
_LOOK_SECONDS = 0.05


class NothingRead(Exception):
    """One side read no words: its speed says nothing."""


def measure() -> list[Line]:
    """Time for a copy, with copies a minute, and memory that nobody else shares, in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        return [line for kind in NAMES for line in _lines(kind, _file(kind, Path(folder)))]


def _lines(kind: str, file: Path) -> list[Line]:
    ours, bare = NAMES[kind], BARE.format(kind)
    memory: dict[str, int] = {}
    tasks = {
        ours: partial(_run, memory, ours, "-c", _OURS, str(file)),
        bare: partial(_run, memory, bare, "-m", "benchmarks.bare_documents", kind, str(file)),
    }
    taken = take_turns(tasks, ROUNDS)
    speed = time_line(taken, ours, bare, _a_minute, AIM)
    more = memory[ours] - memory[bare]
    plain = f"{memory[ours]} MB against {memory[bare]} MB, all processes together"
    return [speed, Line(f"{ours}: peak memory", bare, more, more, more, plain, None, "MB more")]


def _run(memory: dict[str, int], name: str, *words: str) -> None:
    """Keeps the most that the process and all it started held at one time, as seen from outside."""
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            held = held_by(family_of(running.pid)) // MEBIBYTE
            memory[name] = max(held, memory.get(name, 0))
            time.sleep(_LOOK_SECONDS)
        assert running.stdout is not None
        read = running.stdout.read().strip()
    if not read.isdigit() or int(read) < 100:
        raise NothingRead(name)


def _a_minute(seconds: float) -> str:
    return f"{60 / seconds:.1f} copies a minute"


def _file(kind: str, folder: Path) -> Path:
    makers: dict[str, Callable[[], bytes]] = {"jpeg": _photograph, "pdf": _scanned, "docx": _word_letter}
    file = folder / f"letter.{kind}"
    file.write_bytes(makers[kind]())
    return file


def _photograph() -> bytes:
    """A letter held before a camera: uneven light, speckles, three quarters of the picture."""
    light = np.linspace(150, 235, 4000)[None, :, None] + np.zeros((3000, 1, 3))
    speckles = np.random.default_rng(3).normal(0, 6, (3000, 4000, 3))
    picture = Image.fromarray(np.clip(light + speckles, 0, 255).astype(np.uint8))
    _write(picture, 72, 18, (400, 300))
    out = BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def _scanned() -> bytes:
    pages = []
    for _ in range(10):
        page = Image.new("RGB", (1654, 2339), "#f7f5ee")
        _write(page, 34, 28, (160, 160))
        pages.append(page)
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return out.getvalue()


def _write(picture: Image.Image, points: int, lines: int, begin: tuple[int, int]) -> None:
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(SANS, points)
    for number in range(lines):
        words = " ".join(_WORDS[(number + at) % len(_WORDS)] for at in range(12))
        pen.text((begin[0], begin[1] + number * points * 2), words, font=font, fill="#222")


def _word_letter() -> bytes:
    paragraph = f"<w:p><w:r><w:t>{' '.join(_WORDS * 4)}</w:t></w:r></w:p>"
    leaf = paragraph * 8 + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    of_word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    schemas = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'{start}<Types xmlns="{schemas}/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{of_word}"/></Types>',
        "_rels/.rels": f'{start}<Relationships xmlns="{schemas}/package/2006/relationships"><Relationship '
        f'Id="r1" Type="{schemas}/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{start}<w:document xmlns:w="{schemas}/wordprocessingml/2006/main"><w:body>'
        f"{leaf}{leaf}{paragraph * 8}</w:body></w:document>",
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()
