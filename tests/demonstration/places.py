"""Where tests look: everything that lies in a folder, and every process that works on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.demonstration.arrangements import ARRANGEMENTS
from portal.demonstration.letters import DRAFTS, LETTERS
from portal.demonstration.people import PEOPLE, STAFF
from portal.demonstration.pictures import PICTURES
from portal.demonstration.story import words_of

# Shorter words stand in any file of sealed bytes by chance.
SHORTEST = 6


def private_words() -> set[str]:
    """Names, addresses, sentences, notes, reasons and file names of the demonstration."""
    words: set[str] = set()
    for person in PEOPLE:
        words |= {person.name, person.address, person.notes, *person.name.split()[1:]}
    words |= {one.name for one in STAFF}
    for agreed in ARRANGEMENTS:
        words |= {agreed.birth_name, agreed.adoptive_name, agreed.risk_notes}
        words |= {value for side in (agreed.adoptive, agreed.birth) for _, value in side.secrets}
    for letter in LETTERS:
        words |= {letter.note, *(text for _, end in letter.to for text in (end.record, end.told))}
    for name in {one.words for one in (*LETTERS, *DRAFTS)}:
        words |= {line for line in words_of(name).splitlines() if " " in line}  # names alone: see above
    for picture in PICTURES.values():
        words |= {picture.file_name, picture.description}
    return {word.strip() for word in words if len(word.strip()) >= SHORTEST}


def found_in(content: bytes, words: set[str]) -> set[str]:
    """Which of these words stand in a file, as UTF-8 or as JSON writes them."""
    return {word for word in words if word.encode() in content or word.encode("unicode_escape") in content}


@dataclass(frozen=True)
class Running:
    """A process that is alive."""

    pid: int
    command: str
    environment: dict[str, str]


def processes_of(folder: Path) -> list[Running]:
    """Every living process that names this folder in its command or its environment."""
    return [one for one in _all() if str(folder) in one.command or str(folder) in str(one.environment)]


def _all() -> Iterator[Running]:
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            lines = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue  # over already, or somebody else's
        pairs = (line.decode("utf-8", "replace").partition("=") for line in lines)
        yield Running(int(entry.name), command.strip(), {name: value for name, _, value in pairs})
